"""The site's settings and menus, as every page's frame reads them."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import RequestFactory
from wagtail.models import Site

from portail.cms.context_processors import site as site_context
from portail.cms.models import EntreePied, EntreePrincipale, Menus, NumeroUrgence, ReglagesSite
from portail.cms.models.reglages import desk_addresses
from ressources.accueil import desk_addresses as guide_desk
from tests.portail.pages.factories import LegalPageFactory


@pytest.fixture
def site(home):
    return Site.objects.get(is_default_site=True)


@pytest.fixture
def reglages(site):
    reglages = ReglagesSite.for_site(site)
    reglages.nom = "Info Jeunes Lille"
    reglages.guichet_courriel = "bonjour@exemple.fr"
    reglages.numeros_urgence = [
        NumeroUrgence(numero="114", nom="Par SMS", quand="Sans parler.", par_sms=True, en_tete=True, sort_order=1),
        NumeroUrgence(numero="3114", nom="Suicide", quand="Jour et nuit.", sort_order=2),
    ]
    reglages.save()
    return reglages


def read(path="/"):
    return site_context(RequestFactory().get(path, headers={"host": "localhost"}))


def test_frame_reads_the_settings_of_the_site(reglages):
    context = read()

    assert str(context["site_name"]) == "Info Jeunes Lille"
    assert context["contact"]["courriel"] == "bonjour@exemple.fr"
    assert [(number.numero, number.href) for number in context["numeros_urgence"]] == [("114", "sms:114")]


def test_frame_costs_nothing_until_it_is_drawn(reglages, django_assert_num_queries):
    with django_assert_num_queries(0):
        read()


def test_frame_without_a_site_has_defaults(db):
    Site.objects.all().delete()
    Site.clear_site_root_paths_cache()

    context = read()

    assert str(context["site_name"]) == "Portail Info Jeunesse"
    assert not context["menu_principal"]
    assert not context["numeros_urgence"]


def test_menu_marks_the_page_shown_and_hides_drafts(home, site):
    shown, draft = LegalPageFactory(parent=home, slug="ici"), LegalPageFactory(parent=home, live=False)
    menus = Menus.for_site(site)
    menus.entrees_principales = [
        EntreePrincipale(libelle="Ici", page=shown),
        EntreePrincipale(libelle="Brouillon", page=draft),
        EntreePrincipale(libelle="Chercher", url="/recherche/"),
    ]
    menus.save()

    links = read("/ici/")["menu_principal"]

    assert [(link["label"], link["active"]) for link in links] == [("Ici", True), ("Chercher", False)]


@pytest.mark.parametrize("link", [{}, {"url": "/x/", "page": True}])
def test_a_menu_entry_has_one_destination(home, site, link):
    if link.get("page"):
        link = {**link, "page": home}
    entry = EntreePied(libelle="Contact", menus=Menus.for_site(site), **link)

    with pytest.raises(ValidationError, match="l’une des deux"):
        entry.clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        entry.save()


def test_an_emergency_number_is_given_once(reglages):
    with pytest.raises(IntegrityError), transaction.atomic():
        NumeroUrgence.objects.create(reglages=reglages, numero="114", nom="Encore", quand="Deux fois.")


@pytest.mark.parametrize("sender", ["INFO", "Info Jeunes", "AB", "123456", "Élève", "trop long pour ça"])
def test_sms_sender_names_are_what_operators_take(sender):
    field = ReglagesSite._meta.get_field("expediteur_sms")
    if sender in {"INFO", "Info Jeunes"}:
        field.clean(sender, None)
    else:
        with pytest.raises(ValidationError):
            field.clean(sender, None)


def test_error_reports_of_the_guide_go_to_the_desk(reglages, site):
    assert desk_addresses(site) == ["bonjour@exemple.fr"]
    assert guide_desk(site) == ["bonjour@exemple.fr"]

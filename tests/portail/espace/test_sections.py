"""Sections fill the rail, « Aujourd’hui » and « Mes chiffres »; the journal says who read what."""

import datetime
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone

from portail.espace.journal import forget_lectures, note_lecture
from portail.espace.models import Lecture
from portail.espace.sections import Chiffre, Panneau, Section, register_section, unregister_section
from tests.ressources.factories import UtilisateurFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def section():
    register_section(
        Section(
            nom="essai",
            libelle="Essais",
            icone="mail",
            url="espace:fiches",
            ordre=20,
            compteur=lambda pro: 120,
            panneau=lambda pro: Panneau("espace/panneaux/fiches.html", {"lignes": [], "reste": 7}),
            chiffres=lambda pro: [Chiffre("2 jours", "délai de réponse", "sur 12 demandes")],
        )
    )
    yield
    unregister_section("essai")


def test_a_section_stands_in_the_rail_in_its_order_with_what_waits(espace, section):
    page = espace.get(reverse("espace:chiffres")).text
    assert page.index("Aujourd’hui") < page.index("Essais") < page.index("Mes fiches")
    assert "99+" in page


def test_a_section_has_its_panel_and_its_figures(espace, section):
    assert "Et 7 autres fiches" in espace.get(reverse("espace:aujourdhui")).text
    figures = espace.get(reverse("espace:chiffres")).text
    assert "2 jours" in figures
    assert "sur 12 demandes" in figures


def test_a_panel_that_has_nothing_to_say_is_not_drawn(espace, section):
    register_section(
        Section(nom="essai", libelle="Essais", icone="mail", url="espace:fiches", panneau=lambda pro: None)
    )
    assert "panneau-essai" not in espace.get(reverse("espace:aujourdhui")).text


def test_the_current_page_is_marked(espace, nadia):
    page = espace.get(reverse("espace:fiche", args=["personne", nadia.personne.pk])).text
    link = page[page.index(f'href="{reverse("espace:fiches")}"') :]
    assert link.startswith(f'href="{reverse("espace:fiches")}" aria-current="page"')


def test_the_journal_is_for_moderators_and_is_not_written_by_hand(client, nadia, settings):
    settings.MFA_STAFF_OBLIGATOIRE = False
    note_lecture(utilisateur=nadia.utilisateur, objet="demande:12")
    for groupe, seen in (("Modérateurs", True), ("Éditeurs", False), ("Professionnels", False)):
        client.force_login(UtilisateurFactory(groupe=groupe))
        response = client.get(reverse("lectures:index"))
        assert (response.status_code == 200) is seen
        assert ("demande:12" in response.text) is seen
    client.force_login(UtilisateurFactory(groupe="Modérateurs"))
    assert client.post(reverse("lectures:add")).status_code in (302, 403)
    assert Lecture.objects.count() == 1


def test_old_readings_are_forgotten(nadia, settings):
    settings.ESPACE_LECTURES_CONSERVATION_JOURS = 30
    old = note_lecture(utilisateur=nadia.utilisateur, objet="demande:1")
    note_lecture(utilisateur=nadia.utilisateur, objet="demande:2", action="reponse")
    Lecture.objects.filter(pk=old.pk).update(quand=timezone.now() - datetime.timedelta(days=31))
    assert forget_lectures() == 1
    assert Lecture.objects.get().objet == "demande:2"


def test_a_reading_outlives_the_account(nadia):
    note_lecture(utilisateur=nadia.utilisateur, objet="demande:1")
    nadia.utilisateur.delete()
    assert Lecture.objects.get().utilisateur is None


def test_former_readings_of_requests_join_the_journal():
    """The migration's own step, on rows as they were kept."""
    ligne = SimpleNamespace(par_id=None, lecteur="Léa", demande_id=12, moyen="lien", quand=timezone.now())
    lignes = SimpleNamespace(all=lambda: SimpleNamespace(iterator=lambda chunk_size: iter([ligne])))
    anciennes = {"LectureDemande": SimpleNamespace(objects=lignes), "Lecture": Lecture}
    migration = import_module("portail.echanges.migrations.0003_une_seule_trace_des_lectures")
    migration.carry(SimpleNamespace(get_model=lambda _app, nom: anciennes[nom]), None)
    gardee = Lecture.objects.get()
    assert (gardee.lecteur, gardee.objet, gardee.moyen, gardee.quand) == ("Léa", "demande:12", "lien", ligne.quand)

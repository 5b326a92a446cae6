"""Opportunities in the one search: found by their words, gone when they are over."""

import datetime

import pytest
import time_machine
from django.core.management import call_command
from django.template.loader import render_to_string

from portail.opportunites import services
from portail.opportunites.models import Mobilite
from portail.opportunites.recherche import OpportuniteSource
from portail.opportunites.vocabulaire import Etat, Famille
from ressources.recurrence import PARIS
from search.criteria import Criteria
from search.engines import get_engine
from search.models import Document
from tests.geo.factories import CommuneFactory
from tests.portail.opportunites.factories import FABRIQUES, AlternanceFactory, GuichetFactory, MobiliteFactory
from tests.portail.opportunites.test_models import STATES
from tests.ressources.factories import StructureFactory, ThematiqueFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lundi")]

JOUR = datetime.date(2026, 3, 16)


@pytest.fixture
def indexed(django_capture_on_commit_callbacks):
    """Return a context in which what would follow a commit does."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def found(text: str = "", **criteria):
    return [hit.title for hit in get_engine().search(Criteria(text=text, words=text, **criteria)).hits]


@pytest.mark.parametrize("famille", Famille)
@pytest.mark.parametrize("etat", Etat)
def test_only_what_is_current_is_in_the_index(indexed, famille, etat):
    with indexed():
        FABRIQUES[famille](**STATES[etat])
    types = list(Document.objects.values_list("type", flat=True))
    assert types == ([famille] if etat in (Etat.FUTURE, Etat.OUVERTE, Etat.BIENTOT_CLOSE) else [])


def test_a_trade_is_found_by_its_other_names(indexed):
    with indexed():
        AlternanceFactory(titre="Notre atelier recrute", metier="Fabrication de pain", rome="D1102")
    assert found("boulanger") == ["Notre atelier recrute"]


def test_a_country_and_a_type_find_a_departure(indexed):
    with indexed():
        MobiliteFactory(titre="Turin")
        MobiliteFactory(titre="Séville", pays="ES", ville_etrangere="Séville")
        GuichetFactory(titre="Guichet")
    assert found("espagne") == ["Séville"]
    assert set(found(types=("mobilite",))) == {"Turin", "Séville"}


def test_the_index_follows_what_is_done(indexed):
    with indexed():
        offre = MobiliteFactory(titre="Trois mois à Turin", source="flux", source_id="1")
    assert found("turin")
    with indexed():
        services.withdraw(opportunite=offre)
    assert not found("turin")
    with indexed():
        services.restore(opportunite=offre)
    assert found("turin")
    with indexed():
        services.archive(opportunite=offre)
    assert not found("turin")
    with indexed():
        services.publish(opportunite=Mobilite.objects.get())
    assert found("turin")
    with indexed():
        Mobilite.objects.get().delete()
    assert not found("turin")


def test_the_index_follows_who_offers_and_the_themes(indexed):
    structure, theme = StructureFactory(nom="Cap Ailleurs"), ThematiqueFactory(slug="international", nom="Partir")
    with indexed():
        MobiliteFactory(porteur=structure, thematiques=[theme])
    with indexed():
        structure.nom = "Sac à dos Europe"
        structure.save()
    with indexed():
        theme.nom = "Voyager"
        theme.save()
    assert Document.objects.get(type="mobilite").payload["structure"] == "Sac à dos Europe"
    assert len(found("voyager")) == 1


def test_what_closes_overnight_leaves_the_index_with_the_nightly_command(indexed):
    with indexed():
        MobiliteFactory(cloture=JOUR)
        MobiliteFactory(cloture=JOUR + datetime.timedelta(days=5))
    assert Document.objects.count() == 2
    with time_machine.travel(datetime.datetime(2026, 3, 17, 4, tzinfo=PARIS), tick=False):
        with indexed():
            call_command("refresh_opportunites")
        assert Document.objects.count() == 1


def test_a_card_kept_in_the_index_speaks_of_today(indexed):
    with indexed():
        MobiliteFactory(cloture=JOUR + datetime.timedelta(days=3))
    (hit,) = get_engine().search(Criteria()).hits
    assert "Ferme dans 3 jours" in render_to_string(hit.card_template, {"hit": hit})
    with time_machine.travel(datetime.datetime(2026, 3, 18, 12, tzinfo=PARIS), tick=False):
        assert "Ferme demain" in render_to_string(hit.card_template, {"hit": hit})


def test_documents_take_a_constant_number_of_queries(django_assert_num_queries):
    theme = ThematiqueFactory(slug="theme", parent=ThematiqueFactory(slug="parent"))
    lille = CommuneFactory(lille=True)

    def fill():
        return [
            fabrique(thematiques=[theme], commune=lille, porteur=StructureFactory()).pk
            for fabrique in FABRIQUES.values()
        ]

    source = OpportuniteSource()
    ids = fill()
    with django_assert_num_queries(4):
        assert len(list(source.documents(ids))) == 5
    ids += fill()
    with django_assert_num_queries(4):
        assert len(list(source.documents(ids))) == 10


def test_the_api_answers_with_them(client, indexed, home):
    with indexed():
        AlternanceFactory(titre="Apprenti boulanger", commune=CommuneFactory(lille=True))
    (resultat,) = client.get("/api/v1/recherche?type=alternance").json()["resultats"]
    assert resultat["titre"] == "Apprenti boulanger"
    assert resultat["structure"] == "La Péniche bleue"
    assert resultat["commune"] == "Lille"

"""Opportunities in the one search: found by their words, gone when they are over."""

import datetime
from dataclasses import replace

import pytest
import time_machine
from django.core.management import call_command
from django.http import QueryDict
from django.template.loader import render_to_string

from portail.opportunites import services
from portail.opportunites.filtres import read
from portail.opportunites.models import Mobilite
from portail.opportunites.recherche import OpportuniteSource
from portail.opportunites.vocabulaire import Etat, Famille
from ressources.recurrence import PARIS
from search.criteria import Criteria
from search.engines import get_engine
from search.facets import all_precisions
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


def test_a_trade_is_found_by_its_code(indexed):
    with indexed():
        AlternanceFactory(titre="Notre atelier recrute", rome="D1102")
        AlternanceFactory(titre="Notre hangar recrute", rome="H2913")
    assert found("D1102") == found("d1102") == ["Notre atelier recrute"]


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


DATES = (
    {},
    {"cloture": JOUR},
    {"cloture": JOUR + datetime.timedelta(days=14)},
    {"cloture": JOUR + datetime.timedelta(days=15)},
    {"ouverture": JOUR, "cloture": JOUR + datetime.timedelta(days=40)},
    {"ouverture": JOUR + datetime.timedelta(days=1), "cloture": JOUR + datetime.timedelta(days=9)},
)
VARIANTES = {
    Famille.MOBILITE: [
        {"semaines_min": low, "semaines_max": high, "pays": pays, "niveau_demande": niveau}
        for low, high in ((1, 8), (8, 9), (26, 40), (None, None))
        for pays, niveau in (("IT", "0"), ("BE", "4"))
    ],
    Famille.LOGEMENT: [{"services": ["aides"]}, {"services": ["aides", "mediation"], "sur_rendez_vous": True}],
    Famille.ALTERNANCE: [
        {"contrat": "apprentissage", "niveau_prepare": "3"},
        {"contrat": "professionnalisation", "niveau_prepare": "5", "niveau_demande": "4"},
    ],
    Famille.ENGAGEMENT: [{"forme": "benevolat", "domaine": "sport"}, {"forme": "projet", "domaine": "culture"}],
    Famille.EVENEMENT: [{"genre": "atelier"}, {"genre": "forum", "frais": "payant"}],
}


@pytest.mark.parametrize("famille", Famille)
def test_a_filter_of_a_list_and_a_precision_of_the_search_keep_the_same_offers(indexed, famille):
    with indexed():
        for champs in VARIANTES[famille]:
            for dates in DATES:
                site = FABRIQUES[famille](**champs | dates).site
    facettes = get_engine().search(Criteria(types=(famille,))).facets
    precisions = [precision for precision in all_precisions() if famille in precision.types]
    tried = 0
    for precision in precisions:
        comptes = {valeur.valeur: valeur.nombre for valeur in facettes.get(precision.name, ())}
        for valeur in precision.labels:
            query = QueryDict(f"type={famille}&{precision.name}={valeur}")
            listed = read(famille, query).apply(site, JOUR)
            criteria = replace(Criteria.from_query(query), taille=100)
            hits = get_engine().search(criteria).hits
            assert {int(hit.object_id) for hit in hits} == {offre.pk for offre in listed}, query
            assert comptes.get(valeur, 0) == len(hits), query
            tried += bool(hits)
    assert tried > 4


def test_what_opens_or_begins_to_close_overnight_is_told_after_the_nightly_command(indexed):
    with indexed():
        MobiliteFactory(titre="Ouvre demain", ouverture=JOUR + datetime.timedelta(days=1))
        MobiliteFactory(titre="Ferme dans 15 jours", cloture=JOUR + datetime.timedelta(days=15))
    assert found(precisions=(("quand", ("a-venir",)),)) == ["Ouvre demain"]
    assert not found(precisions=(("quand", ("bientot",)),))
    with time_machine.travel(datetime.datetime(2026, 3, 17, 4, tzinfo=PARIS), tick=False):
        with indexed():
            call_command("refresh_opportunites")
        assert not found(precisions=(("quand", ("a-venir",)),))
        assert found(precisions=(("quand", ("bientot",)),)) == ["Ferme dans 15 jours"]


def test_the_page_proposes_the_precisions_of_the_type_asked_for(client, indexed, home):
    with indexed():
        AlternanceFactory(titre="Boulangerie")
        AlternanceFactory(titre="Vente", contrat="professionnalisation", niveau_prepare="5")
        MobiliteFactory(titre="Turin")
    page = client.get("/recherche/?type=alternance").content.decode()
    assert 'name="contrat" value="apprentissage"' in page
    assert 'name="pays"' not in page
    page = client.get("/recherche/?type=alternance&contrat=professionnalisation").content.decode()
    assert "Vente" in page
    assert "Boulangerie" not in page
    assert 'name="contrat" value="apprentissage"' in page, "the other value can still be chosen"
    assert 'href="?type=alternance"' in page, "a chip takes it out"
    left_behind = client.get("/recherche/?type=mobilite&contrat=professionnalisation").content.decode()
    assert "Turin" in left_behind


@pytest.mark.parametrize("query", ["contrat=cdi", "pays=zz", "quand=hier", "gratuit=oui"])
def test_an_unknown_value_of_a_precision_is_said_in_french(client, home, query):
    field = query.partition("=")[0]
    answer = client.get(f"/api/v1/recherche?{query}")
    assert answer.status_code == 422
    assert answer.json()["detail"][0]["champ"] == field
    assert "n’est pas une valeur" in client.get(f"/recherche/?{query}").content.decode()


def test_the_api_counts_the_precisions_that_something_found_bears(client, indexed, home):
    with indexed():
        AlternanceFactory()
        MobiliteFactory(pays="BE")
    facettes = client.get("/api/v1/recherche?type=mobilite").json()["facettes"]
    assert facettes["pays"] == [{"valeur": "be", "libelle": "Belgique", "nombre": 1}]
    assert [valeur["valeur"] for valeur in facettes["quand"]] == ["ouvert"]
    assert "contrat" not in facettes


def test_the_api_answers_with_them(client, indexed, home):
    with indexed():
        AlternanceFactory(titre="Apprenti boulanger", commune=CommuneFactory(lille=True))
    (resultat,) = client.get("/api/v1/recherche?type=alternance").json()["resultats"]
    assert resultat["titre"] == "Apprenti boulanger"
    assert resultat["structure"] == "La Péniche bleue"
    assert resultat["commune"] == "Lille"

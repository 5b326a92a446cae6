"""Criteria: everything an address may hold is read, nothing in it raises."""

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.criteria import DEFAULT_RADIUS_KM, Criteria
from search.engines import get_engine

FIELDS = (
    "q", "ou", "commune", "rayon", "theme", "type", "age", "ouvert", "distanciel", "langue", "accessible", "tri",
    "page", "taille", "latitude", "longitude", "moment",
)  # fmt: skip
NASTY = (
    "", "\x00", '"', "'", "*", "(", "a AND", "NOT b", "NEAR(a b)", "^x", "col:umn", "{}", "\\", "a\x00b", "%", "_",
    "🏠", "ﷺ", "\ud7ff", "1e999", "-1", "0", "99999999999999999999", "nan", "inf", "Lille", "59350", "be-57097",
    "' OR 1=1 --", "::tsquery", "a & | ! b", "é" * 500, "x" * 10_000, "١٢",
)  # fmt: skip
VALUES = st.sampled_from(NASTY) | st.text(max_size=40)

pytestmark = pytest.mark.django_db


def read(query: str) -> Criteria:
    return Criteria.from_query(QueryDict(query))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(FIELDS), st.lists(VALUES, max_size=3), max_size=6))
def test_nothing_raises_and_what_is_read_can_be_written_and_searched(communes, values):
    params = QueryDict(mutable=True)
    for field, several in values.items():
        params.setlist(field, several)
    criteria = Criteria.from_query(params)
    for error in criteria.errors:
        assert error.field in FIELDS
        assert error.message
    again = Criteria.from_query(QueryDict(criteria.to_query(page=criteria.page)))
    assert again.chosen == criteria.chosen
    assert (again.words, again.rayon, again.tri) == (criteria.words, criteria.rayon, criteria.tri)
    get_engine().search(criteria)


def test_every_parameter_is_read(communes):
    criteria = read(
        "q=permis&ou=Lille&commune=59350&rayon=10&theme=mobilite&theme=emploi&type=personne&age=16-17"
        "&moment=samedi-matin&ouvert=1&distanciel=on&langue=nl,en&accessible=oui&tri=distance&page=3"
    )
    assert criteria.errors == ()
    assert criteria.place.nom == "Lille"
    assert (criteria.rayon, criteria.age, criteria.tri, criteria.page) == (10, "16-17", "distance", 3)
    assert (criteria.themes, criteria.types, criteria.langues) == (("mobilite", "emploi"), ("personne",), ("nl", "en"))
    assert criteria.moment == "samedi-matin"
    assert criteria.ouvert
    assert criteria.distanciel
    assert criteria.accessible


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("rayon=0", "rayon"), ("rayon=101", "rayon"), ("rayon=dix", "rayon"), ("type=chat", "type"),
        ("age=12", "age"), ("moment=jadis", "moment"),
        ("ouvert=peut-être", "ouvert"), ("tri=hasard", "tri"), ("page=0", "page"),
        ("commune=00000", "commune"), ("ou=59999", "ou"), ("latitude=50", "longitude"),
        ("latitude=95&longitude=3", "latitude"), ("latitude=0&longitude=0", "latitude"), ("langue=klingon", "langue"),
        ("q=" + "a" * 300, "q"), ("theme=%C3%A9", "theme"),
    ],
)  # fmt: skip
def test_wrong_values_are_said_and_left_out(communes, query, field):
    criteria = read(query)
    assert field in [error.field for error in criteria.errors]
    assert criteria.rayon == DEFAULT_RADIUS_KM
    assert criteria.chosen == {}
    assert criteria.page == 1


@pytest.mark.parametrize(
    ("query", "nom", "words"),
    [
        ("q=logement tourcoing", "Tourcoing", "logement"),
        ("q=stage mécanique près de Roubaix", "Roubaix", "stage mécanique"),
        ("q=Roubaix", "Roubaix", ""),
    ],
)
def test_a_commune_in_the_text_is_the_place(communes, query, nom, words):
    criteria = read(query)
    assert criteria.place.nom == nom
    assert criteria.words == words
    assert criteria.place_in_text
    assert "commune=" not in criteria.to_query()


def test_the_text_is_not_read_for_a_place_when_one_is_given(communes):
    criteria = read("q=logement+tourcoing&commune=59350")
    assert criteria.place.nom == "Lille"
    assert criteria.words == "logement tourcoing"


def test_the_field_where_wins_over_a_former_choice(communes):
    """Without JavaScript, the hidden code of the former search is sent again."""
    assert read("ou=Roubaix&commune=59350").place.nom == "Roubaix"
    assert read("ou=Lille (Nord)&commune=59350").place.nom == "Lille"


def test_homonyms_are_offered(communes):
    from tests.geo.factories import CommuneFactory, DepartementFactory

    ain = DepartementFactory(code="01", nom="Ain")
    for departement, code in ((ain, "01999"), (communes["59350"].departement, "59999")):
        CommuneFactory(code=code, nom="Doublon", departement=departement, population=900)
    criteria = read("q=logement&ou=Doublon")
    assert criteria.place is None
    assert {place.ref for place in criteria.candidates} == {"01999", "59999"}


@pytest.mark.parametrize("query", ["q=logement comines", "q=logement&ou=Comines", "ou=comines"])
def test_a_name_on_both_sides_of_the_border_is_asked(communes, query):
    from tests.geo.factories import CommuneFactory

    CommuneFactory(code="59152", nom="Comines", departement=communes["59350"].departement, population=12_700)
    CommuneFactory(code="57097", nom="Comines-Warneton", pays="BE", population=18_000)
    CommuneFactory(code="59992", nom="Comines-le-Petit", pays="BE", population=300)
    criteria = read(query)
    assert criteria.place is None
    assert {place.ref for place in criteria.candidates} == {"59152", "be-57097"}
    assert criteria.words in {"logement", ""}
    assert read("q=logement comines&commune=59152").place.ref == "59152"
    assert read("q=logement&ou=Comines&commune=be-57097").place.ref == "be-57097"


def test_a_position_is_served_by_its_commune(communes):
    criteria = read("latitude=50.7246&longitude=3.1590")
    assert criteria.place.ref == "59599"
    assert criteria.place.located
    assert criteria.place.latitude == pytest.approx(50.7246)


def test_a_part_of_a_commune_counts_as_the_whole(communes):
    assert read("commune=59355").place.whole == "59350"
    assert read("commune=75101").place.whole == "75056"

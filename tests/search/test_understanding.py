"""What a sentence says of the filters, and what it leaves to the words."""

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.asking import ask
from search.criteria import Criteria
from search.facets import AGE_BANDS, TYPE_LABELS
from search.mentions import strike
from search.moments import LABELS
from search.sources import DocumentData
from search.understanding import understand

PIECES = ("j'ai", "16", "ans", "km", "à", "5", "ce", "soir", "mardi", "ou", "œ", "İ")


def read(query: str) -> Criteria:
    return Criteria.from_query(QueryDict(query))


def said(text: str) -> dict:
    return {mention.field: mention.value for mention in understand(text).mentions}


@pytest.mark.parametrize(
    ("text", "expected", "left"),
    [
        ("j'ai 16 ans", {"age": "16-17"}, ""),
        ("jai 17ans et je cherche un stage", {"age": "16-17"}, "et je cherche un stage"),
        ("J’ai dix-neuf ans, logement", {"age": "18-25"}, ", logement"),
        ("apprentissage 15 ans", {"age": "moins-16"}, "apprentissage"),
        ("stage à 5 km", {"rayon": 5}, "stage"),
        ("stage dans un rayon de 10km", {"rayon": 10}, "stage"),
        ("logement 15 kilomètres maximum", {"rayon": 15}, "logement"),
        ("psy mercredi après-midi", {"moment": "mercredi-apres-midi"}, "psy"),
        ("psy ouvert le samedi matin", {"moment": "samedi-matin"}, "psy"),
        ("CV ce soir", {"moment": "ce-soir"}, "CV"),
        ("mission locale demain aprem", {"moment": "demain-apres-midi"}, "mission locale"),
        ("écoute ce week-end", {"moment": "week-end"}, "écoute"),
        ("où dormir ce soir", {}, "où dormir ce soir"),
        ("à la rue maintenant", {}, "à la rue maintenant"),
        ("hébergement d’urgence demain", {}, "hébergement d’urgence demain"),
        ("pij ouvert maintenant", {"ouvert": True}, "pij"),
        ("CV par téléphone", {"distanciel": True}, "CV"),
        ("conseil en visio", {"distanciel": True}, "conseil"),
        ("permanence logement", {"types": "permanence"}, "logement"),
        ("offres d'alternance cuisine", {"types": "alternance"}, "alternance cuisine"),
        (
            "j'ai 16 ans, un stage à 5 km, mercredi aprem, par téléphone",
            {"age": "16-17", "rayon": 5, "moment": "mercredi-apres-midi", "distanciel": True},
            ", un stage , ,",
        ),
        ("j'ai 16 ans je suis mineure", {"age": "16-17"}, ""),
    ],
)
def test_what_is_said_is_read_and_taken_out_of_the_words(text, expected, left):
    understood = understand(text)
    assert {mention.field: mention.value for mention in understood.mentions} == expected
    assert strike(text, understood.mentions) == left
    assert not understood.questions


@pytest.mark.parametrize(
    "text",
    [
        "depuis 17 ans", "CDD de 18 mois", "il y a 15 ans", "pour les 16-25 ans", "16 à 25 ans", "moins de 26 ans",
        "15 ans d'expérience", "j'ai 45 ans", "course 10 km", "mineur non accompagné", "mineurs isolés", "après-demain",
        "harcèlement en ligne", "mission locale", "PIJ", "logement", "de 3 ans", "à 500 km", "le soir", "",
        "conduite accompagnée dès 15 ans",
    ],
)  # fmt: skip
def test_what_is_not_sure_is_left_alone(text):
    assert not said(text)


@pytest.mark.parametrize(
    ("text", "field", "values"),
    [
        ("logement mineur", "age", {"moins-16", "16-17"}),
        ("je suis majeure", "age", {"18-25", "26-30"}),
        ("psy lundi ou mardi", "moment", {"lundi", "mardi"}),
        ("16 ans ma soeur 19 ans", "age", {"16-17", "18-25"}),
        ("à 5 km ou à 10 km", "rayon", {5, 10}),
    ],
)
def test_what_may_mean_several_things_is_asked(text, field, values):
    (question,) = understand(text).questions
    assert question.field == field
    assert question.title
    assert {value for value, label in question.options if label} == values
    assert said(text)[field] is None


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60) | st.lists(st.sampled_from(PIECES), max_size=9).map(" ".join))
def test_any_text_is_read_and_its_stretches_stand_apart(text):
    mentions = understand(text).mentions
    reached = 0
    for mention in mentions:
        start, end = mention.span
        assert reached <= start < end <= len(text)
        reached = end
        known = {"age": AGE_BANDS, "moment": LABELS, "types": TYPE_LABELS, "rayon": range(1, 101)}
        assert mention.value is None or mention.value is True or mention.value in known[mention.field]


pytestmark = pytest.mark.django_db


def test_place_and_filters_are_read_together(communes):
    criteria = read("q=j'ai 16 ans, stage mécanique à 5 km de Roubaix mercredi")
    assert (criteria.place.nom, criteria.rayon, criteria.age, criteria.moment) == ("Roubaix", 5, "16-17", "mercredi")
    assert criteria.query == Criteria(words="stage mécanique").query
    assert criteria.to_params() == [("q", criteria.text)]


def test_what_is_chosen_wins_over_what_is_said(communes):
    criteria = read("q=stage à 5 km de Roubaix 16 ans&rayon=20&age=26-30")
    assert (criteria.rayon, criteria.age) == (20, "26-30")
    assert {("rayon", "20"), ("age", "26-30")} <= set(criteria.to_params())


def test_taking_out_one_thing_leaves_the_others_in_the_sentence(communes):
    criteria = read("q=stage à 5 km de Roubaix 16 ans ce soir")
    without = read(criteria.unsaid("age").replace(age="").to_query())
    assert (without.age, without.rayon, without.moment, without.place.nom) == ("", 5, "ce-soir", "Roubaix")


def test_a_radius_without_a_place_is_asked_from_where(communes):
    criteria = read("q=stage à 5 km")
    (question,) = criteria.questions
    assert "5 km" in question.title
    assert not criteria.errors


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            [
                "16 ans",
                "mineur",
                "à 5 km",
                "de Roubaix",
                "lundi",
                "ce soir",
                "en visio",
                "stage",
                "une permanence",
                "Lille",
            ]
        ),
        max_size=6,
    ).map(" ".join),
    st.sampled_from(["", "&age=18-25", "&rayon=20", "&rayon=30", "&moment=demain", "&type=personne"]),
)
def test_an_address_leads_back_to_its_search(communes, text, chosen):
    criteria = read(f"q={text}{chosen}")
    again = read(criteria.to_query())
    assert (again.chosen, again.rayon, again.place, again.words) == (
        criteria.chosen, criteria.rayon, criteria.place, criteria.words,
    )  # fmt: skip


def lamp(number: int, **fields) -> DocumentData:
    return DocumentData(
        source="essai", object_id=number, type="structure", title="Apprentissage du trapèze", url="/", **fields
    )


def test_filters_of_the_sentence_give_way_when_nothing_obeys_them(engine, communes):
    engine.index([lamp(1, age_min=18)])
    answer = ask(engine, read("q=trapèze 15 ans"))
    assert (answer.results.total, answer.dropped) == (1, ("Moins de 16 ans",))
    chosen = ask(engine, read("q=trapèze&age=moins-16"))
    assert (chosen.results.total, chosen.dropped) == (0, ())


def test_unknown_words_are_searched_as_known_ones_unless_asked_exactly(engine, communes):
    engine.index([lamp(1), lamp(2)])
    answer = ask(engine, read("q=aprentissage trapese"))
    assert (answer.results.total, answer.spelling, answer.respelled) == (2, "apprentissage trapeze", True)
    exact = ask(engine, read("q=aprentissage&exact=1"))
    assert (exact.results.total, exact.respelled) == (0, False)


def test_a_detail_spelled_like_a_word_of_the_trade_is_read_as_it(engine, communes):
    engine.index([lamp(1, text="logement, garant"), lamp(2, text="logement")])
    answer = ask(engine, read("q=logement garrant"))
    assert (answer.results.whole, answer.spelling, answer.respelled) == (1, "logement garant", True)
    exact = ask(engine, read("q=logement garrant&exact=1"))
    assert (exact.results.whole, exact.results.absent, exact.respelled) == (2, ("garrant",), False)

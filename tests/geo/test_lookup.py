"""Finding a commune by what people type."""

import pytest

from geo.gazetteer.prefixes import Position
from geo.lookup import nearest_commune, resolve_ou, search_communes

pytestmark = pytest.mark.usefixtures("every_commune")


def refs(text: str, limit: int = 8) -> list[str]:
    return [match.ref for match in search_communes(text, limit)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        # Names as people type them.
        ("lille", "59350"),
        ("Lille cedex 9", "59350"),
        ("tourc", "59599"),
        ("TOURCOING", "59599"),
        ("Marcq en baroeul", "59378"),
        ("marcq baroeul", "59378"),
        ("villeneuve dascq", "59009"),
        ("Villeneuve-d’Ascq", "59009"),
        ("st pol ternoise", "62767"),
        ("le quesnoy", "59481"),
        ("havre", "76351"),
        ("la madeleine 59", "59368"),
        ("y", "80829"),
        ("ozan", "01284"),
        # Parts, former and foreign names.
        ("Lomme", "59355"),
        ("lomme (lille)", "59355"),
        ("hellemmes", "59298"),
        ("rosendael", "59183"),
        ("rijsel", "59350"),
        ("Moeskroen", "be-57096"),
        ("Courtrai", "be-34022"),
        ("dottignies", "be-57096"),
        ("chalons sur marne", "51108"),
        # Postcodes and codes.
        ("59000", "59350"),
        ("F-59000", "59350"),
        ("59160", "59355"),
        ("59200 tourcoing", "59599"),
        ("7700", "be-57096"),
        ("B-7700", "be-57096"),
        ("be-57097", "be-57097"),
        ("be-54010", "be-57097"),
        ("2A004", "2A004"),
        ("75015", "75115"),
        # Where it is.
        ("lille 59", "59350"),
        ("Lille (Nord)", "59350"),
        ("saint denis la reunion", "97411"),
        ("Saint-Denis (93)", "93066"),
        ("croix nord", "59163"),
        ("paris 11", "75111"),
        ("paris 11e", "75111"),
        ("Lyon 3ème arrondissement", "69383"),
        ("lyon 03", "69383"),
        ("marseille 13008", "13208"),
        # Slips of the fingers.
        ("toucroing", "59599"),
        ("roubais", "59512"),
        ("dunkerqe", "59183"),
    ],
)
def test_best_answer(typed, first):
    assert refs(typed)[0] == first


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("59560", ["59152", "59643"]),
        ("59000", ["59350"]),
        ("54007", ["54007", "be-57096"]),
        ("st pol", ["59540", "29259", "62767"]),
        ("75015", ["75115", "75056"]),
        ("59160", ["59355", "59350", "59128"]),
    ],
)
def test_first_answers_in_order(typed, expected):
    assert refs(typed)[: len(expected)] == expected


def test_a_postcode_answers_its_communes_only():
    assert refs("59560") == ["59152", "59643"]


def test_order_is_position_then_population():
    matches = search_communes("quesnoy", 50)
    keys = [(match.position, -match.record.poids) for match in matches]
    assert keys == sorted(keys)
    assert {match.position for match in matches} >= {Position.START, Position.WORD}


def test_the_inside_of_a_word_is_found_when_nothing_starts_so():
    [match] = search_communes("oubaix", 1)
    assert (match.ref, match.position) == ("59512", Position.INSIDE)


def test_partial_postcode_lists_the_larger_towns_first():
    matches = search_communes("591")
    assert len(matches) == 8
    for match in matches:
        assert any(code.startswith("591") for code in match.record.codes_postaux)


def test_homonyms_say_where_they_are():
    labels = [match.libelle for match in search_communes("Saint-Denis")]
    assert labels[:2] == ["Saint-Denis (La Réunion)", "Saint-Denis (Seine-Saint-Denis)"]
    assert len({*labels}) == len(labels)


def test_every_label_can_be_typed_again(searcher):
    """What the box shows, sent by a browser without JavaScript, names the same commune."""
    records = searcher.gazetteer.records
    for record in [*records[:300], *records[::500]]:
        if record.repeats_parent:
            continue
        answer = resolve_ou(record.libelle)
        found = [match and match.ref for match in (answer.match, *answer.candidats)]
        assert record.ref in found, record.libelle


@pytest.mark.parametrize("typed", ["", "   ", "\x00", "—", "日本", "xyzzyx", "99999", "a" * 5000])
def test_nothing_is_found_of_nothing(typed):
    assert search_communes(typed) == []


def test_limit_is_respected():
    assert len(search_communes("saint", 3)) == 3
    assert len(search_communes("saint", 50)) == 50


def test_a_delegated_commune_that_bears_its_parents_name_is_not_listed_twice():
    assert refs("annecy")[0] == "74010"
    assert [match.record.type for match in search_communes("annecy") if match.record.nom == "Annecy"] == ["COM"]


def test_other_names_are_told():
    [match, *_] = search_communes("rosendaël")
    assert match.libelle == "Dunkerque"
    assert "aussi appelée Rosendaël" in match.detail


# --- the plain field « où » ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "ref"),
    [
        ("Lille", "59350"),
        ("59000", "59350"),
        ("villeneuve dascq", "59009"),
        ("roub", "59512"),
        ("75015", "75115"),
        ("Valence", "26362"),
        ("Lomme (Lille)", "59355"),
        ("Mouscron (Belgique)", "be-57096"),
    ],
)
def test_ou_is_understood(typed, ref):
    answer = resolve_ou(typed)
    assert answer.match is not None
    assert answer.match.ref == ref
    assert answer.message == ""


@pytest.mark.parametrize("typed", ["59560", "Saint-Denis", "st pol", "54007", "59160"])
def test_ou_offers_a_choice(typed):
    answer = resolve_ou(typed)
    assert answer.match is None
    assert len(answer.candidats) >= 2
    assert "Laquelle" in answer.message


def test_ou_offers_homonyms_beside_a_much_larger_town():
    answer = resolve_ou("Valence")
    assert [match.ref for match in answer.candidats] == ["82186", "16392"]


def test_ou_unknown_is_said_kindly():
    assert resolve_ou("59999").message == "On ne connaît pas « 59999 ». Essaie le nom de ta ville."
    assert resolve_ou("") == resolve_ou("\x00 ")


def test_ou_misspelt_offers_the_near_names():
    answer = resolve_ou("toucroing")
    assert answer.match is None
    assert answer.candidats[0].ref == "59599"


def test_nearest_commune():
    match, distance_km = nearest_commune(50.7237, 3.1608)
    assert match.ref == "59599"
    assert distance_km < 1
    assert nearest_commune(0, 0)[1] > 1000

"""The analyzer: one for what is stored and what is asked."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from geo.folding import fold
from search.analysis import DATA, MAX_GROUPS, analyse_query, speaks_of_border, stem, stems, surface_words
from search.lexique.memory import shipped

TEXTS = st.text(max_size=120) | st.text("abcdeéèçœ '-’.\"*()&|!:\x00", max_size=120)


def finds(query: str, text: str) -> bool:
    """Tell whether a query finds a text."""
    return _all_held(query, text, lambda group: group.alternatives)


def asks(query: str, role: str) -> bool:
    """Tell whether a query finds whoever has this role, or a place of this kind."""
    return _all_held(query, role, lambda group: (*group.words, *group.generalists))


def _all_held(query: str, text: str, phrases) -> bool:
    words = set(stems(text))
    return all(any(words.issuperset(phrase) for phrase in phrases(group)) for group in analyse_query(query).groups)


@given(TEXTS)
def test_stems_are_words_of_the_index(text):
    for found in stems(text):
        assert found.isascii()
        assert found.isalnum()


@given(TEXTS)
def test_accents_capitals_and_apostrophes_do_not_matter(text):
    assert stems(text) == stems(fold(text))


@given(TEXTS)
def test_any_query_is_analysed(text):
    query = analyse_query(text)
    assert len(query.groups) <= MAX_GROUPS
    for group in query.groups:
        assert group.alternatives
        assert all(group.alternatives)


@given(st.lists(st.sampled_from(sorted(shipped().table.alternatives)), min_size=1, max_size=1))
def test_a_known_phrase_finds_itself(phrase):
    (known,) = phrase
    itself = shipped().table.alternatives[known][0]
    assert itself == tuple(stem for stem in known if stem in itself)
    assert itself


def test_a_phrase_keeps_the_empty_words_that_tell():
    """« sans abri » finds housing; « abri » alone says nothing of it, and no document is asked for its « sans »."""
    (roofless,) = analyse_query("je suis sans abri").groups
    assert (roofless.typed, roofless.as_typed.alternatives) == ("sans abri", (("abri",),))
    assert len(roofless.alternatives) > 1
    assert [group.alternatives for group in analyse_query("abri").groups] == [(("abri",),)]
    assert [group.typed for group in analyse_query("pas de permis").groups] == ["permis"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("mission loc", "mission locale"),
        ("missions locales", "mission locale"),
        ("un appart", "logement"),
        ("PIJ", "point information jeunesse"),
        ("point info jeunes", "point information jeunesse"),
        ("APL", "allocation logement"),
        ("aide au logement", "apl"),
        ("thune", "aide financière"),
        ("un taf", "emploi"),
        ("boulot", "emploi"),
        ("permis B", "permis de conduire"),
        ("psy", "psychologue"),
        ("toubib", "médecin"),
        ("CIO", "centre d'information et d'orientation"),
        ("CFA", "centre de formation d'apprentis"),
        ("BAFA", "animateur"),
        ("pole emploi", "France Travail"),
        ("garantie jeunes", "contrat d'engagement jeune"),
        ("arrêter le lycée", "décrochage"),
    ],
)
def test_synonyms_of_the_trade(typed, found):
    assert finds(typed, found)


@pytest.mark.parametrize(
    ("typed", "role"),
    [
        ("thune", "Travailleur social, référent jeunes"),
        ("j'ai plus rien dans le frigo", "CCAS"),
        ("je dors dans ma voiture", "Référente logement des jeunes"),
        ("mon proprio rend pas la caution", "Médiatrice logement"),
        ("on m'insulte sur Insta", "Maison des adolescents"),
        ("mon patron me paye pas", "Point-justice du Canal"),
        ("électricienne", "CFA du bâtiment"),
        ("CSAPA", "Éducateur, consultation jeunes"),
        ("pvt australie", "Chargé de mobilité européenne"),
        ("monter ma boîte", "Conseiller création d’activité"),
    ],
)
def test_a_need_asks_for_the_trades_that_answer_it(typed, role):
    assert asks(typed, role)


def test_a_trade_must_be_what_somebody_is_not_a_word_of_their_text():
    (money,) = analyse_query("thune").groups
    assert ("m_ccas",) in money.tokens
    assert ("ccas",) not in money.tokens
    assert ("ccas",) in money.words


def test_generalists_are_found_and_no_title_makes_them_fitter():
    (work,) = analyse_query("boulot").groups
    assert ("m_mission", "m_local") in work.tokens
    assert ("mission", "local") not in work.words
    (named,) = analyse_query("mission locale").groups
    assert ("mission", "local") in named.words


@pytest.mark.parametrize(
    ("woman", "man"),
    [
        ("conseillère", "conseiller"),
        ("travailleuses", "travailleurs"),
        ("médiatrice", "médiateur"),
        ("gardienne", "gardien"),
    ],
)
def test_the_trades_of_women_are_those_of_men(woman, man):
    assert stems(woman) == stems(man)


@pytest.mark.parametrize(
    ("typed", "ideas", "details"),
    [
        ("logement trapèze", ["logement"], ["trapeze"]),
        ("titre de séjour étudiant", ["titre sejour"], ["etudiant"]),
        ("étudiant", ["etudiant"], []),
        ("trapèze haubané", ["trapeze", "haubane"], []),
        ("BAFA sans diplôme", ["bafa"], ["sans diplome"]),
    ],
)
def test_what_the_trade_knows_is_sought_and_the_rest_are_details(typed, ideas, details):
    query = analyse_query(typed)
    assert [group.typed for group in query.groups] == ideas
    assert [detail.typed for detail in query.details] == details


def test_words_that_the_same_trades_answer_are_one_idea():
    (group,) = analyse_query("contester une amende").groups
    assert group.typed == "contester amende"
    assert group.as_typed.alternatives == (stems("contester"), stems("amende"))


def test_one_way_synonyms_do_not_come_back():
    assert finds("thune", "aide financière")
    assert not finds("aide financière", "thune")


@pytest.mark.parametrize(
    ("typed", "ideas"),
    [
        ("je cherche un appart", ["appart"]),
        ("j'ai besoin d'aide pour trouver un logement", ["logement"]),
        ("C'est quoi le service civique ?", ["service civique"]),
        ("comment faire pour passer le BAFA", ["bafa"]),
        ("bonjour je voudrais un stage svp", ["stage"]),
        ("je cherche un", []),
        ("", []),
        ("l'emploi et la formation", ["emploi", "formation"]),
        ("logement logement logement", ["logement"]),
    ],
)
def test_how_young_people_begin_a_sentence_is_left_out(typed, ideas):
    assert [group.typed for group in analyse_query(typed).groups] == ideas


def test_an_endless_query_keeps_its_first_ideas():
    words = " ".join(f"mot{number}" for number in range(500))
    assert len(analyse_query(words).groups) == MAX_GROUPS


def test_the_trade_has_its_synonyms():
    data = yaml.safe_load((DATA / "synonymes.yaml").read_text("utf-8"))
    assert len(data["equivalents"]) >= 80
    one_way = [*data["elargit"], *data["metiers"]]
    assert len(data["metiers"]) >= 50
    for line in [*data["equivalents"], *(part for entry in one_way for part in entry.values())]:
        for text in line:
            assert stems(text), f"{text!r} says nothing once its empty words are out"


def test_words_to_suggest_are_as_written():
    assert surface_words(["L'apprentissage à Roubaix, 2 fois", "CFA"]) == {"apprentissage", "roubaix", "fois"}


def test_threads_stem_at_the_same_time():
    """The stemmer keeps its word while it works: shared between threads, it raised or gave another's stem."""
    words = [
        f"{start}{end}" for start in ("mobil", "log", "form", "aid", "trav") for end in ("ités", "ements", "ations")
    ]
    expected = [stem.__wrapped__(word) for word in words]

    with ThreadPoolExecutor(8) as threads:
        runs = list(threads.map(lambda _n: [stem.__wrapped__(word) for word in words * 20], range(8)))

    assert all(run == expected * 20 for run in runs)


def test_words_that_say_little_are_left_out_when_another_is_there():
    assert [group.typed for group in analyse_query("arrêter la beuh").groups] == ["beuh"]
    assert [group.typed for group in analyse_query("permis pas cher").groups] == ["permis"]
    assert [group.typed for group in analyse_query("pas cher").groups] == ["cher"]


def test_an_idea_without_its_synonyms_is_what_was_typed():
    (group,) = analyse_query("appart").groups
    assert len(group.alternatives) > 1
    assert group.as_typed.alternatives == (stems("appart"),)


@pytest.mark.parametrize(
    ("text", "spoken"), [("travailler en Belgique", True), ("Frontaliers", True), ("travailler", False), ("", False)]
)
def test_the_border_is_spoken_of(text, spoken):
    assert speaks_of_border(text) is spoken


def test_a_small_word_that_tells_keeps_an_acronym_whole():
    """« psy EN » works in schools: it is not any psychologist."""
    assert finds("psy EN", "conseiller d'orientation")
    assert not finds("psy", "conseiller d'orientation")

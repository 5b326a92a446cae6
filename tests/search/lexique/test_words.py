"""Words that editors change: used at the next search, without a rebuild."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import QueryDict
from django.utils import timezone

from search.asking import ask
from search.criteria import Criteria
from search.lexique.lines import Sens, shipped_dangers, shipped_expressions, shipped_synonyms
from search.lexique.memory import get_lexique, promoted, read_lexique, refresh, shipped, trying
from search.lexique.models import Danger, LigneEcartee, MiseEnAvant, MotUrgence, Synonymes
from search.sources import DocumentData
from search.spelling import correct
from search.urgences import detect

pytestmark = pytest.mark.django_db


def read(query: str) -> Criteria:
    return Criteria.from_query(QueryDict(query))


def titles(engine, query: str) -> set[str]:
    return {hit.title for hit in ask(engine, read(query)).results.hits}


@pytest.fixture
def entries(engine, communes):
    names = ("Atelier de soudure", "Club de tricot", "Mission locale", "Bureau des jeunes")
    engine.index(
        DocumentData(source="essai", object_id=number, type="structure", title=name, url="/")
        for number, name in enumerate(names)
    )
    return engine


def test_a_line_is_used_at_the_next_search_and_forgotten_once_out_of_service(entries):
    assert titles(entries, "q=poste+à+souder&exact=1") == set()
    line = Synonymes.objects.create(sens=Sens.EQUIVALENTS, dit="poste à souder\nsoudure")
    assert titles(entries, "q=poste+à+souder&exact=1") == {"Atelier de soudure"}
    line.actif = False
    line.save()
    assert titles(entries, "q=poste+à+souder&exact=1") == set()


def test_a_one_way_line_goes_one_way(entries):
    Synonymes.objects.create(sens=Sens.ELARGIT, dit="laine", trouve="tricot")
    assert titles(entries, "q=laine&exact=1") == {"Club de tricot"}
    words = {phrase for group in read("q=tricot").query.groups for phrase in group.alternatives}
    assert words == {("tricot",)}


def test_a_shipped_line_set_aside_is_used_no_more_until_it_comes_back(entries):
    (line,) = [line for line in shipped_synonyms() if "miloc" in line.dit]
    assert titles(entries, "q=miloc") == {"Mission locale"}
    aside = LigneEcartee.objects.create(cle=line.cle, texte=str(line))
    assert titles(entries, "q=miloc&exact=1") == set()
    aside.delete()
    assert titles(entries, "q=miloc") == {"Mission locale"}


def test_what_a_rollback_takes_back_is_used_no_more(entries):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        Synonymes.objects.create(sens=Sens.EQUIVALENTS, dit="laine\ntricot")
        assert titles(entries, "q=laine&exact=1") == {"Club de tricot"}
        raise ZeroDivisionError
    assert titles(entries, "q=laine&exact=1") == set()


def test_other_words_can_be_tried_without_being_in_force(entries):
    line = shipped_synonyms()[0]
    with trying(read_lexique(aside=line.cle)):
        assert line not in get_lexique().lignes
        assert titles(entries, "q=miloc&exact=1") == set()
    assert line in get_lexique().lignes


def test_words_of_danger_are_added_and_set_aside(entries):
    assert detect("mon daron me cogne") == ()
    MotUrgence.objects.create(expression="me cogn*", danger=Danger.VIOLENCES)
    refresh()
    assert [urgence.cle for urgence in detect("mon daron me cogne")] == ["violences"]
    (shipped_one,) = [one for one in shipped_expressions() if one.texte == "coups"]
    LigneEcartee.objects.create(cle=shipped_one.cle, texte="coups")
    refresh()
    assert detect("boire des coups") == ()


def test_dangers_are_those_that_ship():
    assert set(Danger.values) == {danger["cle"] for danger in shipped_dangers()}
    keys = [one.cle for one in (*shipped_expressions(), *shipped_synonyms())]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("query", "found"),
    [("bafa", True), ("je cherche un bafa à Lille", True), ("brevet d'aptitude aux fonctions d'animateur", True),
     ("animation sportive", True), ("logement", False), ("", False)],
)  # fmt: skip
def test_a_result_is_put_forward_for_its_searches(communes, query, found):
    MiseEnAvant.objects.create(titre="Le BAFA dans le Nord", lien="/bafa/", recherches="bafa\npermis")
    assert bool(promoted(read(f"q={query}").query)) is found


def test_a_result_is_put_forward_between_its_dates(communes):
    today = timezone.localdate()
    row = MiseEnAvant.objects.create(titre="Forum", lien="/forum/", recherches="forum", du=today, au=today)
    assert promoted(read("q=forum").query)
    assert row.en_cours
    for changes in ({"du": today + timedelta(days=1), "au": None}, {"du": None, "au": today - timedelta(days=1)}):
        MiseEnAvant.objects.filter(pk=row.pk).update(**changes)
        row.refresh_from_db()
        row.save()
        assert not promoted(read("q=forum").query)
        assert not row.en_cours


def test_what_is_put_forward_is_on_the_page_and_in_the_api(client, guide):
    MiseEnAvant.objects.create(titre="Trouver un toit", texte="Par où commencer.", lien="/toit/", recherches="logement")
    page = client.get("/recherche/?q=appart").content.decode()
    assert 'href="/toit/"' in page
    assert page.index("Trouver un toit") < page.index("<article")
    assert "Trouver un toit" not in client.get("/recherche/?q=emploi").content.decode()
    (answer,) = client.get("/api/v1/recherche?q=appart").json()["mis_en_avant"]
    assert answer["url"].endswith("/toit/")


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (Synonymes(sens=Sens.EQUIVALENTS, dit="seul"), "dit"),
        (Synonymes(sens=Sens.EQUIVALENTS, dit="le\nla"), "dit"),
        (Synonymes(sens=Sens.ELARGIT, dit="laine"), "trouve"),
        (MotUrgence(expression="a*", danger=Danger.RUE), "expression"),
        (MotUrgence(expression="中文", danger=Danger.RUE), "expression"),
        (MotUrgence(expression="a*bcd", danger=Danger.RUE), "expression"),
        (MiseEnAvant(titre="x", lien="javascript:alert(1)", recherches="y"), "lien"),
        (MiseEnAvant(titre="x", lien="//ailleurs.exemple.fr", recherches="y"), "lien"),
        (MiseEnAvant(titre="x", lien="/y/", recherches="le"), "recherches"),
    ],
)
def test_lines_that_make_no_sense_are_refused_in_words(row, field):
    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    assert field in refused.value.message_dict


def test_the_database_refuses_dates_in_disorder():
    today = timezone.localdate()
    with pytest.raises(IntegrityError), transaction.atomic():
        MiseEnAvant.objects.create(titre="x", lien="/", recherches="y", du=today, au=today - timedelta(days=1))


@pytest.mark.parametrize(("query", "found"), [("logement", False), ("appart trapèze", True), ("contester", False)])
def test_a_result_put_forward_wants_every_word_of_one_of_its_searches(entries, query, found):
    MiseEnAvant.objects.create(titre="Trapèze", lien="/t/", recherches="logement trapèze\ncontester une amende")
    assert bool(promoted(read(f"q={query}").query)) is found


def test_trades_are_found_in_what_an_entry_is_not_in_its_text(engine):
    shared = {"source": "essai", "type": "structure", "url": "/"}
    engine.index(
        [
            DocumentData(**shared, object_id=1, title="Ana", role="Luthière"),
            DocumentData(**shared, object_id=2, title="Fanfare", text="Nous cherchons une luthière."),
        ]
    )
    Synonymes.objects.create(sens=Sens.METIERS, dit="violon cassé", trouve="luthier")
    results = engine.search(read("q=violon+cassé&exact=1"))
    assert [hit.title for hit in results.hits] == ["Ana"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("missoin local", "mission locale"), ("aprentissage", "apprentissage"), ("mision locale", "mission locale"),
     ("logment", "logement"), ("mission locale", ""), ("boulot", ""), ("xyzzyx", "")],
)  # fmt: skip
def test_misspelled_words_of_the_trade_are_known_even_to_an_empty_index(typed, meant):
    assert correct(typed) == meant


def test_without_any_change_words_are_those_that_ship():
    refresh()
    assert get_lexique() == shipped()

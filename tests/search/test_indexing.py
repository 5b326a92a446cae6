"""The index follows the database after each commit, and a missed update is made later."""

from io import StringIO

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.db import transaction

from search import indexing
from search.criteria import Criteria
from search.documents import build
from search.engines import get_engine
from search.models import Document, MiseAJour, Mot
from search.sources import DocumentData, get_source, register, unregister
from tests.search.sources import GroupSource


@pytest.fixture(autouse=True)
def source(db):
    """Groups are searched; those that migrations made are put aside."""
    Group.objects.all().delete()
    yield register(GroupSource())
    GroupSource.broken.clear()
    unregister(GroupSource.name)


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    """Run what a commit would."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def titles() -> list[str]:
    return sorted(Document.objects.filter(source="groupe").values_list("title", flat=True))


def found(words: str) -> int:
    return get_engine().search(Criteria(text=words, words=words)).total


def test_a_save_is_found_after_its_commit(commit):
    with commit():
        group = Group.objects.create(name="Tambours")
        assert titles() == []
    assert found("tambours") == 1
    with commit():
        group.name = "Trompettes"
        group.save()
    assert (found("tambours"), found("trompettes")) == (0, 1)
    with commit():
        group.delete()
    assert (found("trompettes"), titles()) == (0, [])
    assert not MiseAJour.objects.exists()


def test_relations_and_what_is_watched_are_followed(commit):
    permission = Permission.objects.first()
    with commit():
        group = Group.objects.create(name="Tambours")
    with commit():
        group.permissions.add(permission)
    assert "tambour" in Document.objects.get(source="groupe").tokens
    with commit():
        permission.name = "Jouer du bombardon"
        permission.save()
    assert found("bombardon") == 1
    with commit():
        permission.group_set.clear()
    assert found("bombardon") == 0


def test_a_rolled_back_save_changes_nothing(commit):
    with commit(), pytest.raises(RuntimeError), transaction.atomic():
        Group.objects.create(name="Tambours")
        raise RuntimeError
    assert titles() == []
    assert not MiseAJour.objects.exists()


def test_deferred_updates_are_asked_for_once(commit):
    with commit():
        with indexing.deferred(), indexing.deferred():
            for number in range(30):
                Group.objects.create(name=f"Groupe {number}")
            assert not MiseAJour.objects.exists()
        assert MiseAJour.objects.count() == 30
    assert len(titles()) == 30


def test_a_failure_breaks_no_save_and_waits(commit, caplog):
    GroupSource.broken.add("Fêlé")
    with commit():
        Group.objects.create(name="Fêlé")
        Group.objects.create(name="Sain")
    assert titles() == ["Sain"]
    assert MiseAJour.objects.count() == 1
    assert "could not be indexed" in caplog.text
    GroupSource.broken.clear()
    call_command("rebuild_search", "--pending", verbosity=0, stdout=StringIO())
    assert titles() == ["Fêlé", "Sain"]
    assert not MiseAJour.objects.exists()


def test_what_keeps_failing_does_not_hold_up_the_others(commit):
    GroupSource.broken.add("Fêlé")
    with commit():
        Group.objects.create(name="Fêlé")
    for number in range(5):
        with commit():
            Group.objects.create(name=f"Sain {number}")
    assert len(titles()) == 5
    assert MiseAJour.objects.get().attempts == indexing.MAX_ATTEMPTS


def test_rebuild_adds_replaces_and_takes_out(capsys):
    with transaction.atomic():
        groups = Group.objects.bulk_create([Group(name=f"Fanfare {number}") for number in range(5)])
    gone = DocumentData(source="groupe", object_id=999_999, type="article", title="Partie", url="/")
    unknown = DocumentData(source="disparue", object_id=1, type="article", title="Source disparue", url="/")
    get_engine().index([gone, unknown])
    call_command("rebuild_search")
    assert titles() == [group.name for group in groups]
    assert not Document.objects.filter(source="disparue").exists()
    assert "5 written" in capsys.readouterr().out
    call_command("rebuild_search")
    assert "0 written, 5 unchanged, 0 removed" in capsys.readouterr().out
    assert Mot.objects.get(mot="fanfare").documents == 5


def test_rebuild_leaves_no_trace_of_former_tokens(commit):
    with commit():
        Group.objects.create(name="Tambours")
    Group.objects.update(name="Trompettes")
    call_command("rebuild_search", "--full", stdout=StringIO())
    assert (found("tambours"), found("trompettes")) == (0, 1)


def test_documents_of_one_crowded_place_all_have_a_number():
    documents = [
        DocumentData(
            source="groupe", object_id=n, type="article", title=f"N {n}", url="/", latitude=50.6, longitude=3.0
        )
        for n in range(4_500)
    ]
    assert get_engine().index(documents).written == 4_500
    assert Document.objects.count() == 4_500


def test_what_makes_no_sense_is_left_out(caplog):
    bad = DocumentData(source="groupe", object_id=1, type="Pas un slug", title="Non", url="/")
    good = DocumentData(source="groupe", object_id=2, type="article", title="Oui", url="/")
    written = get_engine().index([bad, good])
    assert (written.written, written.failed) == (1, ["groupe:1"])
    assert titles() == ["Oui"]


def test_sources_are_known_by_name():
    assert isinstance(get_source("groupe"), GroupSource)
    assert get_source("inconnue") is None


def test_competences_of_a_generalist_find_and_do_not_rank():
    shared = {"source": "groupe", "type": "structure", "url": "/"}
    many = ("permis", "logement", "santé", "emploi", "sport", "culture")
    specialist, generalist = (
        build(DocumentData(**shared, object_id=number, title="Tambours", keywords=many[:number])) for number in (5, 6)
    )
    assert " perm " in specialist.keyword_words
    assert generalist.keyword_words == ""
    assert "perm" in generalist.tokens.split()

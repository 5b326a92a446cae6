"""The cluster cannot be reached: the database answers, at once, says so, and what it lacks waits."""

from time import monotonic

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission
from django.core.management import CommandError, call_command

from search.criteria import Criteria
from search.diffusion.models import Diffusion, Horloge
from search.engines import get_engine
from search.engines.elasticsearch import breaker
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.sources import DocumentData

NOBODY = "http://127.0.0.1:9"  # the discard port: nothing listens


@pytest.fixture
def unreachable(db, monkeypatch):
    """The engine of a site whose cluster is down."""
    monkeypatch.setitem(settings.ELASTICSEARCH, "hosts", [NOBODY])
    engine = get_engine()
    assert isinstance(engine, ElasticsearchEngine)
    monkeypatch.setattr(engine, "breaker", breaker.Breaker())
    monkeypatch.setattr(engine, "late", breaker.Lateness())
    monkeypatch.setattr(breaker, "in_background", lambda work: work())
    return engine


def document(number: int, title: str) -> DocumentData:
    return DocumentData(source="essai", object_id=number, type="article", title=title, url="/")


def test_the_database_answers_and_says_so(unreachable, caplog):
    unreachable.index([document(1, "Fanfare")])
    results = unreachable.search(Criteria(text="fanfare", words="fanfare"))
    assert (results.total, results.degraded) == (1, True)
    assert "the database answers instead of Elasticsearch" in caplog.text
    assert unreachable.metrics() == {
        "moteur": "elasticsearch", "repli": True, "reponses_de_repli": 1, "en_attente": 1, "refuses": 0,
    }  # fmt: skip


def test_a_save_is_not_broken_and_what_it_changed_waits(unreachable, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        unreachable.index([document(1, "Fanfare"), document(2, "Chorale")])
    with django_capture_on_commit_callbacks(execute=True):
        unreachable.remove(["essai:2"])
    waiting = list(Diffusion.objects.waiting().values_list("key", "version"))
    assert [key for key, _version in waiting] == ["essai:1", "essai:2", "essai:2"]
    assert waiting[0][1] == waiting[1][1] < waiting[2][1] == Horloge.read()


def test_unchanged_documents_have_nothing_to_carry(unreachable):
    unreachable.index([document(1, "Fanfare")])
    Diffusion.objects.all().delete()
    assert unreachable.index([document(1, "Fanfare")]).unchanged == 1
    assert unreachable.remove(["essai:9"]) == 0
    assert not Diffusion.objects.exists()


def test_the_page_and_the_staff_are_told(unreachable, client, admin_client):
    page = client.get("/recherche/", {"q": "fanfare"})
    assert page.status_code == 200
    assert page["X-Recherche-Repli"] == "base"
    assert "Elasticsearch" not in page.text
    assert "sessionid" not in page.cookies
    assert client.get("/api/v1/recherche", {"q": "fanfare"})["X-Recherche-Repli"] == "base"
    assert "Elasticsearch ne répond pas" in admin_client.get("/recherche/", {"q": "fanfare"}).text


def test_somebody_signed_in_without_the_administration_is_not_told(unreachable, client, django_user_model):
    user = django_user_model.objects.create_user(email="pro@exemple.fr", password="motdepasse-bien-long")
    client.force_login(user)
    assert "Elasticsearch" not in client.get("/recherche/", {"q": "fanfare"}).text
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    assert "Elasticsearch" in client.get("/recherche/", {"q": "fanfare"}).text


@pytest.mark.django_db(transaction=True)
def test_health_tells_that_the_database_answers(client, unreachable):
    answer = client.get("/sante/")
    assert answer.status_code == 200
    assert answer.json()["verifications"]["recherche"] == "panne"
    assert answer.json()["recherche"]["moteur"] == "elasticsearch"


def test_a_rebuild_fails_with_the_cure_unless_told_to_do_its_best(unreachable, capsys):
    with pytest.raises(CommandError, match="ELASTICSEARCH_URL"):
        call_command("rebuild_search")
    call_command("rebuild_search", "--best-effort")
    assert "ELASTICSEARCH_URL" in capsys.readouterr().err


class TestBreaker:
    @pytest.fixture
    def clock(self, monkeypatch):
        now = [monotonic()]
        monkeypatch.setattr(breaker.time, "monotonic", lambda: now[0])
        return now

    def test_it_tries_again_one_at_a_time_and_less_and_less_often(self, clock):
        tried = breaker.Breaker()
        assert tried.allows()
        for pause in (1, 2, 4, 8, 16, 30, 30):
            tried.fault("down")
            clock[0] += pause - 0.01
            assert not tried.allows()
            clock[0] += 0.02
            assert tried.allows()
            assert not tried.allows()  # the others wait for that one
        assert tried.success()
        assert tried.allows()
        assert not tried.success()
        tried.fault("again")
        clock[0] += 1.01
        assert tried.allows()


def test_the_clock_never_goes_back(db, monkeypatch):
    first = Horloge.advance()
    monkeypatch.setattr("search.diffusion.models.time_ns", lambda: 0)
    assert Horloge.advance() == first + 1
    monkeypatch.undo()
    assert Horloge.advance() > first + 1

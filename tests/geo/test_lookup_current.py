"""The gazetteer follows the table of communes."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from geo.gazetteer import current
from geo.gazetteer.current import get_gazetteer
from geo.lookup import resolve_ou, search_communes
from tests.geo.factories import CommuneFactory

pytestmark = pytest.mark.usefixtures("followed_table")


def test_a_new_commune_is_found_at_once():
    assert search_communes("lomme") == []
    CommuneFactory(lomme=True)
    assert search_communes("lomme")[0].ref == "59355"
    assert [match.libelle for match in search_communes("59160")] == ["Lomme (Lille)", "Lille"]


def test_a_renamed_commune_is_found_under_its_new_name():
    commune = CommuneFactory(nom="Ancienville", code="99001")
    assert search_communes("ancienville")[0].ref == "99001"
    commune.nom = "Neuveville"
    commune.save()
    assert search_communes("ancienville") == []
    assert search_communes("neuveville")[0].ref == "99001"


def test_an_inactive_commune_is_not_found():
    CommuneFactory(nom="Disparue", active=False)
    assert search_communes("disparue") == []


def test_matches_lead_to_the_row_of_the_table():
    lomme = CommuneFactory(lomme=True)
    belgian = CommuneFactory(belgian=True)
    assert search_communes("lomme")[0].commune == lomme
    answer = resolve_ou("be-54010")
    assert answer.commune == belgian
    assert answer.match.libelle == "Comines-Warneton (Belgique)"


def test_the_gazetteer_is_shared_while_the_table_stays(django_assert_num_queries):
    CommuneFactory(lille=True)
    first = get_gazetteer()
    with django_assert_num_queries(1):  # the version
        assert get_gazetteer() is first


def test_patience_spares_the_query(settings, django_assert_num_queries):
    CommuneFactory(lille=True)
    get_gazetteer()
    settings.GEO_TABLE_CHECK_SECONDS = 60
    with django_assert_num_queries(0):
        get_gazetteer()


def test_whoever_changes_the_table_sees_it_at_once_despite_patience(settings):
    settings.GEO_TABLE_CHECK_SECONDS = 60
    get_gazetteer()
    CommuneFactory(lille=True)
    assert search_communes("lille")[0].ref == "59350"


class SlowTable:
    """A table whose reading takes as long as the test wants."""

    def __init__(self, monkeypatch):
        self.version, self.built = "one", 0
        self.may_finish = threading.Event()
        monkeypatch.setattr(current, "table_version", lambda: self.version)
        monkeypatch.setattr(current, "_build", self.build)

    def build(self):
        self.built += 1
        built = self.built
        assert self.may_finish.wait(10)
        return built


def test_threads_that_come_first_wait_for_one_reading(monkeypatch):
    table, holder = SlowTable(monkeypatch), current._Holder()
    with ThreadPoolExecutor(8) as pool:
        answers = [pool.submit(holder.get) for _ in range(8)]
        table.may_finish.set()
        assert [answer.result() for answer in answers] == [1] * 8


def test_the_former_copy_serves_while_a_new_one_is_made(monkeypatch):
    table, holder = SlowTable(monkeypatch), current._Holder()
    table.may_finish.set()
    assert holder.get() == 1
    table.may_finish.clear()
    table.version = "two"
    with ThreadPoolExecutor(1) as pool:
        maker = pool.submit(holder.get)
        while table.built < 2:
            assert not maker.done()
        assert holder.get() == 1
        table.may_finish.set()
        assert maker.result() == 2
    assert holder.get() == 2

"""Fixtures and guards shared by every test."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import TransactionTestCase

from tests.outils import network, templates

DATABASE_FIXTURES = {"db", "transactional_db", "demonstration"}
INDEXED = {"db", "demonstration", "cluster"}  # a test of the search that asks for none of them meets no index


SEARCH = Path(__file__).parent / "search"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what would prove again what the run on SQLite alone proves; what needs no database comes first."""
    items.sort(key=needs_database)
    others = [item for item in items if not proves_more(item)]
    if others:
        config.hook.pytest_deselected(items=others)
        items[:] = filter(proves_more, items)


def proves_more(item: pytest.Item) -> bool:
    """Whether the database of the run, or the cluster beside it, has a part in what a test proves."""
    if settings.ELASTICSEARCH["hosts"] and SEARCH in item.path.parents:
        return bool(INDEXED.intersection(item.fixturenames))
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        return True
    return needs_database(item) and item.get_closest_marker("sqlite_enough") is None


def needs_database(item: pytest.Item) -> bool:
    if issubclass(getattr(item, "cls", None) or object, TransactionTestCase):
        return True
    fixtures = DATABASE_FIXTURES.intersection(getattr(item, "fixturenames", ()))
    return bool(fixtures) or item.get_closest_marker("django_db") is not None


@pytest.fixture(scope="session", autouse=True)
def _guards() -> None:
    """No network, and no template variable left undefined."""
    network.forbid_outside()
    templates.fail_on_undefined_variables()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, django_db_modify_db_settings):
    """Copy a migrated database rather than migrate one."""
    from tests.outils.database import test_database

    with django_db_blocker.unblock(), test_database():
        yield


@pytest.fixture
def demonstration(django_db_setup, django_db_blocker):
    """Every commune and the whole demonstration, in a database that the test alone has: nothing is rolled back."""
    from tests.outils.database import demonstration

    with django_db_blocker.unblock(), demonstration():
        yield

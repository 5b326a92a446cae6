"""Fixtures and guards shared by every test."""

import pytest
from django.conf import settings
from django.test import TransactionTestCase

from tests.outils import network, templates

DATABASE_FIXTURES = {"db", "transactional_db", "demonstration"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On another database than SQLite's, leave out what needs none: it was run there already."""
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        return
    others = [item for item in items if not needs_database(item)]
    config.hook.pytest_deselected(items=others)
    items[:] = filter(needs_database, items)


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

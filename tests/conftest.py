"""Fixtures and guards shared by every test."""

import pytest

from tests.outils import network, templates


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

"""Fixtures and guards shared by every test."""

import pytest

from tests.outils import network, templates


@pytest.fixture(scope="session", autouse=True)
def _guards() -> None:
    """No network, and no template variable left undefined."""
    network.forbid_outside()
    templates.fail_on_undefined_variables()

"""The judged guide, loaded once for the tests that only read it."""

import pytest
from django.core.management import call_command

from tests.search.relevance import guide


@pytest.fixture
def judged_guide(db) -> dict[str, str]:
    """Load the demonstration and its index; return the names of its entries by key."""
    call_command("import_communes", verbosity=0)
    guide.load()
    return guide.names()

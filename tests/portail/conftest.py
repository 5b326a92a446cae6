"""A site whose root is our home page."""

import pytest

from tests.portail.pages.factories import make_home


@pytest.fixture
def home(db):
    return make_home()

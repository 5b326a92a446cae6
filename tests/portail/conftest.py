"""A site whose root is our home page, and an ear for what is logged."""

import pytest

from tests.outils import canaris
from tests.portail.pages.factories import make_home


@pytest.fixture
def home(db):
    return make_home()


@pytest.fixture
def journal():
    """Everything that is logged meanwhile."""
    with canaris.listen() as tampon:
        yield tampon

"""The site of the dispositifs' own tests, and two communes of two départements."""

import pytest

from geo.models import Zone
from tests.geo.factories import CommuneFactory, DepartementFactory
from tests.portail.conftest import home

__all__ = ["home"]


@pytest.fixture
def halluin(db):
    return CommuneFactory(code="59279", nom="Halluin", departement=DepartementFactory(code="59", nom="Nord"))


@pytest.fixture
def amiens(db):
    return CommuneFactory(code="80021", nom="Amiens", departement=DepartementFactory(code="80", nom="Somme"))


@pytest.fixture
def nord(halluin):
    return Zone.objects.get_or_make("departement", "59")

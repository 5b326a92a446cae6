"""The site of the pages' own tests, and the clock of the requests'."""

from tests.portail.conftest import home
from tests.portail.echanges.conftest import horloge

__all__ = ["home", "horloge"]

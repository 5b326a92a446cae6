"""The site of the pages' own tests."""

from tests.portail.conftest import home

__all__ = ["home"]

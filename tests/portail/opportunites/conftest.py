"""The guide's frozen afternoon and its accounts, for opportunities."""

from tests.ressources.conftest import editeur, lundi, moderateur, sign_in

__all__ = ["editeur", "lundi", "moderateur", "sign_in"]

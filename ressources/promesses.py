"""How long an entry takes to answer: a registry that an upper layer, which measures it, fills."""

from collections.abc import Callable
from typing import Any

Promesse = Callable[[Any], str]  # a saved entry -> words such as « Répond en général sous 2 jours », "" when unknown
_promesses: list[Promesse] = []


def register_promesse(promesse: Promesse) -> None:
    """Let an upper layer say how long an entry takes to answer; there is one such."""
    _promesses[:] = [promesse]


def promise_of(fiche) -> str:
    """Return the words of it, "" when nobody measured it."""
    return _promesses[0](fiche) if _promesses and fiche.pk else ""

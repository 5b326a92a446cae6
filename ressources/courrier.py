"""How the guide has a message sent: a registry that an upper layer fills."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ImproperlyConfigured


@dataclass(frozen=True, slots=True, kw_only=True)
class Courriel:
    """A message to write; `cle` names what causes it, so that the same cause never writes twice."""

    genre: str
    cle: str
    sujet: str
    texte: str


Poste = Callable[[Any, Iterable[str], Courriel], object]  # site, addresses, message
_postes: list[Poste] = []


def register_poste(poste: Poste) -> None:
    """Let an upper layer send the guide's messages; there is one such."""
    _postes[:] = [poste]


def post(site, adresses: Iterable[str], courriel: Courriel) -> None:
    """Have the message sent to each address once the current transaction commits.

    Raises ImproperlyConfigured when no application sends messages.
    """
    if not _postes:
        raise ImproperlyConfigured("No application registered itself to send the guide's messages.")
    _postes[0](site, adresses, courriel)

"""The parts of the space: a registry that each application fills for its own.

A section is a link of the rail, with how many things wait behind it; it may add a panel to « Aujourd’hui » and figures
to « Mes chiffres ». Each of its functions is given the `Professionnel`, and asks a constant number of queries.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.functional import Promise

from .professionnel import Professionnel


class Panneau(NamedTuple):
    """What a section shows on « Aujourd’hui »: a template and its context; nothing when there is nothing to say."""

    gabarit: str
    contexte: dict[str, Any]


class Chiffre(NamedTuple):
    """A figure: its value as people say it, what it counts, over which time or with which reserve."""

    valeur: str
    libelle: str
    precision: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the space. `url` is the name of a route without argument; `ordre` places it, 10 first."""

    nom: str
    libelle: str | Promise  # two words at most: it stands under an icon on a phone
    icone: str
    url: str
    ordre: int = 50
    prefixe: str = ""  # of the route names of its other pages, which light it up too: "echanges:"
    compteur: Callable[[Professionnel], int] | None = None
    panneau: Callable[[Professionnel], Panneau | None] | None = None
    chiffres: Callable[[Professionnel], Iterable[Chiffre]] | None = None


_sections: dict[str, Section] = {}


def register_section(section: Section) -> None:
    """Add a part; called from `AppConfig.ready`."""
    _sections[section.nom] = section


def unregister_section(nom: str) -> None:
    """Take a part away, for tests."""
    _sections.pop(nom, None)


def sections() -> list[Section]:
    return sorted(_sections.values(), key=lambda section: (section.ordre, section.nom))

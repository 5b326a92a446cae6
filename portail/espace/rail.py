"""The rail of the space: its sections as links, the current one, and what waits behind each."""

from dataclasses import dataclass

from django.urls import reverse

from .acces import RequetePro
from .sections import Section, sections

COUNT_MAX = 99


@dataclass(frozen=True, slots=True)
class Lien:
    libelle: str
    icone: str
    url: str
    attente: int
    actuel: bool

    @property
    def attente_courte(self) -> str:
        """How many things wait, in a small pill: "3", "99+"."""
        return f"{COUNT_MAX}+" if self.attente > COUNT_MAX else str(self.attente)


def build_rail(request: RequetePro) -> list[Lien]:
    """Return the links of the rail. Queries: those of the counts, one a section."""
    return [_link(section, request) for section in sections()]


def _link(section: Section, request: RequetePro) -> Lien:
    match = request.resolver_match
    name = match.view_name if match else ""
    return Lien(
        libelle=str(section.libelle),
        icone=section.icone,
        url=reverse(section.url),
        attente=section.compteur(request.professionnel) if section.compteur else 0,
        actuel=name == section.url or bool(section.prefixe and name.startswith(section.prefixe)),
    )

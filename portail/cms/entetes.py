"""What a list says of itself at its head: shipped by its application, changed by editors per site."""

from typing import Any, NamedTuple


class EnTete(NamedTuple):
    """What is shown at the head of a list."""

    titre: str
    chapeau: str


class Livre(NamedTuple):
    """A head as it ships, and what editors call the list."""

    libelle: Any
    titre: Any
    chapeau: Any


_livres: dict[str, Livre] = {}


def register_entete(code: str, *, libelle: Any, titre: Any, chapeau: Any) -> None:
    """Let editors change the head of a list."""
    _livres[code] = Livre(libelle, titre, chapeau)


def list_entetes() -> list[tuple[str, Any]]:
    """Return (code, name) of every list, for a form."""
    return [(code, livre.libelle) for code, livre in _livres.items()]


def read_entete(code: str, site: Any) -> EnTete:
    """Return the head of a list on a site, in one query: what an editor left empty is as it ships."""
    from .models import TeteDeListe

    livre = _livres[code]
    ecrite = TeteDeListe.objects.filter(reglages__site=site, liste=code).first() if site else None
    titre, chapeau = (ecrite.titre, ecrite.chapeau) if ecrite else ("", "")
    return EnTete(titre or str(livre.titre), chapeau or str(livre.chapeau))

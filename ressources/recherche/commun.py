"""What the documents of every entry share: themes, zones, place, words of the card."""

from collections.abc import Iterable, Iterator
from typing import Any

from search.sources import ZoneServie

from ..fraicheur import compute_quality
from ..models import Lieu, Thematique
from ..models.fiche import Fiche
from ..vocabulaire import Accessibilite, Langue

RESUME_MAX = 220  # characters shown on a card


def themes_with_parents(thematiques: Iterable[Thematique]) -> tuple[str, ...]:
    """Return the slugs of the themes and of what they belong to, once each."""
    return tuple(dict.fromkeys(slug for theme in thematiques for slug in lineage(theme)))


def lineage(theme: Thematique | None) -> Iterator[str]:
    """Yield the slug of a theme, then those of its ancestors."""
    while theme is not None:
        yield theme.slug
        theme = theme.parent


def zones_served(zones) -> tuple[ZoneServie, ...]:
    return tuple(ZoneServie(zone.genre, zone.pays, zone.code, tuple(zone.exclusions)) for zone in zones)


def shared_fields(fiche: Fiche) -> dict[str, Any]:
    """Return the fields of DocumentData that any entry fills alike."""
    return {
        "object_id": fiche.pk,
        "site_id": fiche.site_id,
        "adopted_by": tuple(site.pk for site in fiche.sites_adoptants.all()),
        "age_min": fiche.age_min,
        "age_max": fiche.age_max,
        "languages": tuple(fiche.langues or ()),
        "zones": zones_served(fiche.zones.all()),
        "verifie_le": fiche.verifie_le,
        "updated_at": fiche.updated_at,
        "quality": compute_quality(fiche.verifie_le),
    }


def languages_spoken(fiche: Fiche) -> str:
    """Name the languages other than French: « langue des signes » is looked for in words too."""
    return " ".join(str(Langue(code).label) for code in fiche.langues or () if code != Langue.FRANCAIS)


def place_fields(lieu: Lieu) -> dict[str, Any]:
    """Return the fields of DocumentData that say where, when open and how to come in."""
    latitude, longitude = lieu.position
    return {
        "lieu_key": str(lieu.pk),
        "commune": lieu.commune.ref,
        "latitude": latitude,
        "longitude": longitude,
        "opening_hours": lieu.horaires,
        "accessible": lieu.accessibilite == Accessibilite.TOTALE,
    }


def shorten(texte: str) -> str:
    """Return the beginning of a text, cut between two words."""
    texte = " ".join(texte.split())
    if len(texte) <= RESUME_MAX:
        return texte
    return texte[: RESUME_MAX - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def first_axis(thematiques: Iterable[Thematique]) -> str:
    """Return the axis that colours the card: that of the first theme."""
    return next((theme.axe for theme in thematiques), "")

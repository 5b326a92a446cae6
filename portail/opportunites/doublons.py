"""Opportunities that look like each other: the same link, or the same title at the same place."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from geo.folding import fold

from .models import Opportunite

CHAMPS = ("pk", "famille", "titre", "organisme", "porteur__nom", "commune_id", "debut", "lien")


def find_doublons(offres) -> list[list[Opportunite]]:
    """Return the groups of opportunities of a query that look alike, the largest first (two queries)."""
    par_cle: defaultdict[tuple[Any, ...], set[int]] = defaultdict(set)
    for valeurs in offres.values(*CHAMPS).iterator():
        for cle in _keys(valeurs):
            par_cle[cle].add(valeurs["pk"])
    groupes = _merge(pks for pks in par_cle.values() if len(pks) > 1)
    lues = Opportunite.objects.filter(pk__in={pk for groupe in groupes for pk in groupe}).with_details().in_bulk()
    rendus = [[lues[pk] for pk in sorted(groupe) if pk in lues] for groupe in groupes]
    return sorted(rendus, key=lambda groupe: (-len(groupe), groupe[0].titre))


def _keys(valeurs: dict[str, Any]) -> Iterable[tuple[Any, ...]]:
    """Yield what two copies of an offer share. A date tells apart two sessions of one workshop."""
    famille, debut = valeurs["famille"], valeurs["debut"]
    if valeurs["lien"]:
        yield "lien", famille, debut, valeurs["lien"].rstrip("/").lower()
    qui = fold(valeurs["porteur__nom"] or valeurs["organisme"] or "")
    yield "titre", famille, debut, fold(valeurs["titre"]), qui, valeurs["commune_id"]


def _merge(groupes: Iterable[set[int]]) -> list[set[int]]:
    """Join the groups that share an opportunity."""
    joints: list[set[int]] = []
    for groupe in groupes:
        separes = [autre for autre in joints if autre.isdisjoint(groupe)]
        joints = [*separes, groupe.union(*(autre for autre in joints if not autre.isdisjoint(groupe)))]
    return joints

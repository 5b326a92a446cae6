"""Which fields a feed may change: those that the source changed, unless somebody corrected them by hand."""

from typing import Any

from ressources.importation.comparaison import Ecart

from .etat import CHAMPS_LIEU, LIEU, Connue

PAIRES = (
    ("age_min", "age_max"), ("ouverture", "cloture"), ("debut", "fin"), ("semaines_min", "semaines_max"),
    ("heure_debut", "heure_fin"),
)  # fmt: skip
_LIEU = {LIEU, "commune", *CHAMPS_LIEU}


def compare(connue: Connue, recues: dict[str, Any]) -> Ecart:
    """Return what to change in a known offer.

    A field stays when `champs_proteges` names it, or when the offer no longer holds what the feed last gave: that is a
    correction made by hand. Only the corrections that the feed contradicts anew are reported.
    """
    ecart, presentes = Ecart(), connue.values()
    dernieres = connue.provenance.valeurs if connue.provenance else {}
    proteges = set(connue.offre.champs_proteges)
    for nom, recue in recues.items():
        if recue == presentes.get(nom):
            continue
        corrigee = nom in dernieres and dernieres[nom] != presentes.get(nom)
        if corrigee or not proteges.isdisjoint(_LIEU if nom == LIEU else {nom}):
            if dernieres.get(nom) != recue:
                ecart.gardes.append(nom)
        else:
            ecart.changements[nom] = recue
    _keep_in_order(ecart, presentes)
    return ecart


def _keep_in_order(ecart: Ecart, presentes: dict[str, Any]) -> None:
    """Leave two bounds alone when a new one and one corrected by hand would cross."""
    for bornes in PAIRES:
        avant, apres = (ecart.changements.get(nom, presentes.get(nom)) for nom in bornes)
        seul = avant is None and apres is not None and bornes[1] in ("fin", "heure_fin")
        if seul or (avant is not None and apres is not None and avant > apres):
            for nom in bornes:
                if nom in ecart.changements:
                    del ecart.changements[nom]
                    ecart.gardes.append(nom)

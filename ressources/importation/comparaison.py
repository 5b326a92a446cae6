"""Which fields an import may change: those the source changed, unless somebody corrected them by hand."""

from dataclasses import dataclass, field
from typing import Any

from ressources.importation.etat import CHAMPS_LIES, CHAMPS_SIMPLES, POSITION, Connue
from ressources.importation.fiche_lue import FicheLue
from ressources.importation.localisation import Placement

# Names under which the admin may protect what an import calls otherwise.
_PROTECTIONS = {POSITION: {"lieux", "adresse", "commune"}}


@dataclass(slots=True)
class Ecart:
    """What differs: `changements` to write, `gardes` that were corrected by hand and stay."""

    changements: dict[str, Any] = field(default_factory=dict)
    gardes: list[str] = field(default_factory=list)


def incoming_values(fiche: FicheLue, placement: Placement | None) -> dict[str, Any]:
    """Return what the file says, flat: fields of `Structure`, links, then `lieu.*`; only what it gives."""
    valeurs = {champ: fiche.champs[champ] for champ in (*CHAMPS_SIMPLES, *CHAMPS_LIES) if champ in fiche.champs}
    for champ in CHAMPS_LIES:
        if champ in valeurs:
            valeurs[champ] = sorted(valeurs[champ])
    if placement is not None:
        valeurs.update({f"lieu.{champ}": valeur for champ, valeur in fiche.lieu.items()})
        valeurs[POSITION] = [
            fiche.localisation.adresse,
            placement.code_postal,
            placement.commune_id,
            placement.latitude,
            placement.longitude,
        ]
    return valeurs


def compare(connue: Connue, recues: dict[str, Any]) -> Ecart:
    """Return what to change in a known entry.

    A field stays when `champs_proteges` names it, or when the guide no longer holds what the source last gave: that
    is a correction made by hand. Only corrections that the source contradicts anew are reported.
    """
    ecart = Ecart()
    presentes = connue.values()
    dernieres = connue.provenance.valeurs if connue.provenance else {}
    for cle, recue in recues.items():
        if cle.startswith("lieu.") and connue.lieu is None and connue.provenance is not None:
            continue  # the imported place was removed by hand
        presente = presentes.get(cle)
        if recue == presente:
            continue
        corrigee = cle in dernieres and dernieres[cle] != presente
        if corrigee or _is_protected(cle, connue.structure.champs_proteges):
            if dernieres.get(cle) != recue:
                ecart.gardes.append(cle.removeprefix("lieu."))
        else:
            ecart.changements[cle] = recue
    _keep_ages_in_order(ecart, presentes)
    return ecart


def _keep_ages_in_order(ecart: Ecart, presentes: dict[str, Any]) -> None:
    """Leave the ages alone when the new bound and the one corrected by hand would cross."""
    age_min, age_max = (ecart.changements.get(champ, presentes[champ]) for champ in ("age_min", "age_max"))
    if age_min is not None and age_max is not None and age_min > age_max:
        for champ in ("age_min", "age_max"):
            if ecart.changements.pop(champ, None) is not None:
                ecart.gardes.append(champ)


def _is_protected(cle: str, proteges: list[str]) -> bool:
    noms = {cle, cle.removeprefix("lieu.")} | _PROTECTIONS.get(cle, set())
    if cle.startswith("lieu."):
        noms.add("lieux")
    return not noms.isdisjoint(proteges)

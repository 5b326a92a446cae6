"""Read a whole file into clean records: names and identifiers required, duplicates refused."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ressources.importation import mapping_di, mapping_tableau
from ressources.importation.erreurs import FichierRefuse, ValeurInvalide
from ressources.importation.fiche_lue import FicheLue
from ressources.importation.lecteurs import cellules_csv, cellules_xlsx, datainclusion
from ressources.importation.lecteurs.tableau import read_table, score_header
from ressources.importation.lignes import Ligne
from ressources.importation.mapping import build_fiche, derive_id
from ressources.importation.vocabulaire_recu import Vocabulaire
from ressources.models.importation import FormatImport


@dataclass
class Lu:
    """What a file holds: clean records, and the records refused as (line, name, reason)."""

    fiches: list[FicheLue] = field(default_factory=list)
    refus: list[tuple[int, str, str]] = field(default_factory=list)

    @property
    def total(self) -> int:
        return len(self.fiches) + len(self.refus)


def iter_lignes(path: Path, format_: str) -> Iterator[Ligne]:
    """Yield the raw records of a file; raises FichierRefuse when it is not of that format."""
    if format_ == FormatImport.DATA_INCLUSION:
        return datainclusion.read_records(path)
    if format_ == FormatImport.CSV:
        return read_table(cellules_csv.read_cells(path, score_header), stricte=True)
    if format_ == FormatImport.XLSX:
        return read_table(cellules_xlsx.read_cells(path, score_header), stricte=False)
    raise FichierRefuse(f"Format inconnu : {format_}.")


def read_file(path: Path, format_: str, *, type_defaut: str = "", themes_defaut: tuple[str, ...] = ()) -> Lu:
    """Read every record of a file.

    Raises FichierRefuse when the file as a whole is unusable. `themes_defaut` (slugs) go to the records that name none.
    """
    vocabulaire, lu = Vocabulaire.load(), Lu()
    for ligne in iter_lignes(path, format_):
        if ligne.erreur:
            lu.refus.append((ligne.numero, "", ligne.erreur))
            continue
        brut, remarques = _normalise(ligne.valeurs, format_)
        seuls = bool(ligne.valeurs.get("sans_structure"))
        try:
            fiche = build_fiche(ligne.numero, brut, vocabulaire, type_defaut=type_defaut, nom_requis=not seuls)
        except ValeurInvalide as erreur:
            lu.refus.append((ligne.numero, "", str(erreur)))
            continue
        fiche.remarques += remarques
        fiche.nouvelle = not seuls
        if themes_defaut and not fiche.champs.get("thematiques"):
            fiche.champs["thematiques"] = sorted(themes_defaut)
        lu.fiches.append(fiche)
    _identify(lu, requis=format_ == FormatImport.DATA_INCLUSION)
    _drop_duplicates(lu)
    return lu


def _normalise(valeurs: dict[str, Any], format_: str) -> tuple[dict[str, Any], list[str]]:
    if format_ == FormatImport.DATA_INCLUSION:
        return mapping_di.normalise(valeurs)
    return mapping_tableau.normalise(valeurs), []


def _identify(lu: Lu, *, requis: bool) -> None:
    """Give an identifier to the records without one, or refuse them when their format requires it.

    A SIRET that stands once in the file identifies; otherwise the name and the address do (branches share a SIRET).
    """
    sirets = Counter(fiche.champs.get("siret") for fiche in lu.fiches)
    gardees = []
    for fiche in lu.fiches:
        if not fiche.source_id and requis:
            lu.refus.append((fiche.ligne, fiche.nom, "la structure n’a pas d’identifiant (id)"))
            continue
        if not fiche.source_id:
            siret = fiche.champs.get("siret")
            fiche.source_id = f"siret-{siret}" if siret and sirets[siret] == 1 else derive_id(fiche)
        gardees.append(fiche)
    lu.fiches = gardees


def _drop_duplicates(lu: Lu) -> None:
    premieres: dict[str, FicheLue] = {}
    for fiche in lu.fiches:
        premiere = premieres.setdefault(fiche.source_id, fiche)
        if premiere is not fiche:
            lu.refus.append((fiche.ligne, fiche.nom, f"même identifiant que la ligne {premiere.ligne}"))
    lu.fiches = list(premieres.values())

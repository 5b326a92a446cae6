"""The documented template of a table to import: its columns, what they hold, a fictional example."""

import csv
from pathlib import Path

import yaml
from openpyxl import Workbook

from ressources.exportation.tableur import neutralise
from ressources.importation.colonnes import CHAMPS

_TEXTES = yaml.safe_load((Path(__file__).parent.parent / "donnees" / "modele_import.yaml").read_text(encoding="utf-8"))
AIDE: dict[str, str] = _TEXTES["colonnes"]
EXEMPLES: list[dict[str, str]] = _TEXTES["exemples"]


def write_template(path: Path) -> None:
    """Write the template, XLSX when `path` says so, else CSV (semicolons, UTF-8 with BOM, as spreadsheets like)."""
    lignes = [[str(exemple.get(champ, "")) for champ in CHAMPS] for exemple in EXEMPLES]
    if path.suffix.lower() == ".xlsx":
        _write_xlsx(path, lignes)
        return
    with path.open("w", encoding="utf-8-sig", newline="") as flux:
        sortie = csv.writer(flux, delimiter=";")
        sortie.writerow(CHAMPS)
        sortie.writerows(map(neutralise, lignes))


def _write_xlsx(path: Path, lignes: list[list[str]]) -> None:
    """Write the rows on a first sheet, what each column holds on a second one."""
    classeur = Workbook()
    feuille = classeur.active
    assert feuille is not None  # noqa: S101  a new workbook has one sheet
    feuille.title = "structures"
    feuille.append(CHAMPS)
    for ligne in lignes:
        feuille.append(neutralise(ligne))
    aide = classeur.create_sheet("aide")
    aide.append(["colonne", "contenu"])
    for champ in CHAMPS:
        aide.append([champ, AIDE[champ]])
    classeur.save(path)

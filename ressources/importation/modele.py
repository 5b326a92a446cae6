"""The documented template of a table to import: its columns, what they hold, a fictional example."""

from pathlib import Path

import yaml
from openpyxl import load_workbook

from ressources.exportation.tableur import write_table
from ressources.importation.colonnes import CHAMPS

_TEXTES = yaml.safe_load((Path(__file__).parent.parent / "donnees" / "modele_import.yaml").read_text(encoding="utf-8"))
AIDE: dict[str, str] = _TEXTES["colonnes"]
EXEMPLES: list[dict[str, str]] = _TEXTES["exemples"]


def write_template(path: Path) -> None:
    """Write the template as XLSX, with a second sheet saying what each column holds, or as CSV."""
    write_table(path, CHAMPS, EXEMPLES)
    if path.suffix.lower() == ".xlsx":
        classeur = load_workbook(path)
        aide = classeur.create_sheet("aide")
        aide.append(["colonne", "contenu"])
        for champ in CHAMPS:
            aide.append([champ, AIDE[champ]])
        classeur.save(path)

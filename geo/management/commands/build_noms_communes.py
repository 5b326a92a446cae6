"""`build_noms_communes`: rebuild the other names of communes, and the ordinary words among them."""

import csv
from pathlib import Path

from django.core.management.base import BaseCommand

from geo import shipped
from geo.build.ordinary_words import ordinary_words, write_words
from geo.build.other_names import CommuneConnue, Communes, build_noms
from geo.gazetteer.other_names import CHEMIN, NomAlternatif
from geo.gazetteer.sentences import ORDINARY_WORDS


class Command(BaseCommand):
    help = (
        "Refait geo/data/noms_alternatifs.csv et mots_ordinaires.txt à partir des fichiers de paquets publiés, "
        "nommés dans geo/data/SOURCES.md : npm @etalab/decoupage-administratif 0.5.0 (data/historique-communes.json), "
        "npm codes-postaux 4.1.2 (codes-postaux.json), PyPI commondata.be 0.0.2 (dossier commondata/be), "
        "Debian wfrench 1.2.7 (/usr/share/dict/french)."
    )
    requires_system_checks = ()

    def add_arguments(self, parser):
        for option in ("--historique", "--codes-postaux", "--belgique", "--dictionnaire"):
            parser.add_argument(option, type=Path, required=True)

    def handle(self, *, historique: Path, codes_postaux: Path, belgique: Path, dictionnaire: Path, **_):
        known = [*_known_communes()]
        rows = build_noms(Communes(known), historique, codes_postaux, belgique)
        with CHEMIN.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(NomAlternatif._fields)
            writer.writerows(rows)
        names = [nom for commune in known for nom in commune.noms] + [row.nom for row in rows]
        words = ordinary_words(names, dictionnaire)
        write_words(words, ORDINARY_WORDS)
        self.stdout.write(f"{len(rows)} autres noms, {len(words)} mots ordinaires.")


def _known_communes():
    """Yield the whole communes of the shipped table, with the names of their parts."""
    french = [*shipped.read_rows(shipped.COMMUNES)]
    parts: dict[str, list[str]] = {}
    for row in french:
        if row["parent"]:
            parts.setdefault(row["parent"], []).append(row["nom"])
    for row in french:
        if not row["parent"]:
            noms = (row["nom"], *parts.get(row["code"], ()))
            yield _known("FR", row, noms)
    for row in shipped.read_rows(shipped.BELGIQUE):
        yield _known("BE", row, (row["nom"], row["nom_nl"]))


def _known(pays: str, row: dict, noms: tuple[str, ...]) -> CommuneConnue:
    codes, old_codes = tuple(row["codes_postaux"]), tuple(row["anciens_codes"])
    return CommuneConnue(pays, row["code"], row["departement"], noms, codes, old_codes)

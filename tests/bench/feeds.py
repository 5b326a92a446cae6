"""A large feed for `import_flux`: `python -m tests.bench.feeds xml 100000 var/offres.xml`, written as it is made."""

import argparse
import csv
import datetime
import gzip
import json
from collections.abc import Callable, Iterator
from email.utils import format_datetime
from pathlib import Path
from typing import IO
from xml.sax.saxutils import escape

from geo.shipped import DATA_DIR

DEPARTEMENTS = ("59", "62")
TEXTE = (
    "On se retrouve le samedi matin devant la salle. On prépare, on sert, on discute avec les gens du quartier. "
    "Pas besoin d’expérience : quelqu’un te montre, et tu travailles toujours en équipe. Un repas est offert, tes "
    "trajets sont remboursés, et tu repars avec une attestation à joindre à ton CV. Viens voir une fois."
)
TACHES = ("Distribuer des repas", "Aider aux devoirs", "Planter des haies", "Tenir la buvette", "Lire à voix haute")

Offre = dict[str, str]


def generate(number: int) -> Iterator[Offre]:
    """Yield missions, each with a text of 300 characters, a place, a link and a closing date."""
    communes = _communes()
    jour = datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=30)
    for rang in range(number):
        nom, code_postal = communes[rang % len(communes)]
        yield {
            "id": f"M-{rang:06}",
            "titre": f"{TACHES[rang % len(TACHES)]} à {nom}, équipe {rang // len(communes) + 1}",
            "description": TEXTE,
            "organisme": f"Association d’essai {rang % 700}",
            "code_postal": code_postal,
            "ville": nom,
            "date_limite": (jour + datetime.timedelta(days=rang % 90)).isoformat(),
            "lien": f"https://www.exemple.fr/missions/{rang}",
        }


def _communes() -> list[tuple[str, str]]:
    """Return the name and the postcode of the communes of the two départements."""
    with gzip.open(DATA_DIR / "communes.csv.gz", "rt", encoding="utf-8", newline="") as fichier:
        return [
            (ligne["nom"], ligne["codes_postaux"].split("|")[0])
            for ligne in csv.DictReader(fichier)
            if ligne["type"] == "COM" and ligne["departement"] in DEPARTEMENTS and ligne["codes_postaux"]
        ]


def write_json(offres: Iterator[Offre], fichier: IO[str]) -> None:
    fichier.write("[\n")
    for rang, offre in enumerate(offres):
        fichier.write((",\n" if rang else "") + json.dumps(offre, ensure_ascii=False))
    fichier.write("\n]\n")


def write_xml(offres: Iterator[Offre], fichier: IO[str]) -> None:
    fichier.write('<?xml version="1.0" encoding="UTF-8"?>\n<offres>\n')
    for offre in offres:
        champs = "".join(f"<{nom}>{escape(valeur)}</{nom}>" for nom, valeur in offre.items())
        fichier.write(f"<offre>{champs}</offre>\n")
    fichier.write("</offres>\n")


def write_rss(offres: Iterator[Offre], fichier: IO[str]) -> None:
    """RSS has no field for a place: elements beside its own say it, as feeds that are made for it do."""
    paru = format_datetime(datetime.datetime.now(datetime.UTC))
    fichier.write('<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><title>Missions</title>\n')
    noms = {"id": "guid", "titre": "title", "lien": "link", "organisme": "author"}
    for offre in offres:
        champs = "".join(
            f"<{noms.get(nom, nom)}>{escape(valeur)}</{noms.get(nom, nom)}>" for nom, valeur in offre.items()
        )
        fichier.write(f"<item>{champs}<pubDate>{paru}</pubDate></item>\n")
    fichier.write("</channel></rss>\n")


FORMATS: dict[str, Callable[[Iterator[Offre], IO[str]], None]] = {
    "json": write_json,
    "xml": write_xml,
    "rss": write_rss,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.feeds", description=__doc__)
    parser.add_argument("format", choices=FORMATS)
    parser.add_argument("number", type=int, help="offers")
    parser.add_argument("path", type=Path, help="file to write")
    options = parser.parse_args()
    options.path.parent.mkdir(parents=True, exist_ok=True)
    with options.path.open("w", encoding="utf-8") as fichier:
        FORMATS[options.format](generate(options.number), fichier)


if __name__ == "__main__":
    main()

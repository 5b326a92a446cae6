"""The two ways of bringing structures in: a file through the importer, or one save each."""

import csv
import tempfile
from pathlib import Path

from django.core.management import call_command
from wagtail.models import Site

from geo.models import Commune
from ressources.models import Lieu, Structure

from .entries import Entry, generate

SEED_IMPORT = 7


def import_rows(number: int) -> None:
    """Write the entries as a CSV file of the documented template and import it."""
    communes = _communes()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "structures.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow(["id", "nom", "code_postal", "commune"])
            for entry in generate(number, SEED_IMPORT):
                commune = communes[entry.commune]
                writer.writerow([entry.id, entry.titre, (commune.codes_postaux or [""])[0], commune.nom])
        call_command("import_structures", str(path), format="csv", source="mesure", verbosity=0)


def save_rows(number: int) -> None:
    """Save the same structures and their places one by one, each with its own update of the index."""
    communes, site = _communes(), Site.objects.get(is_default_site=True)
    for entry in generate(number, SEED_IMPORT):
        _save(entry, communes[entry.commune], site)


def _save(entry: Entry, commune: Commune, site: Site) -> None:
    structure = Structure(site=site, nom=entry.titre, source="mesure-un-par-un", source_id=str(entry.id))
    structure.lieux = [Lieu(commune=commune, code_postal=(commune.codes_postaux or [""])[0])]
    structure.save()


def _communes() -> dict[str, Commune]:
    return {commune.code: commune for commune in Commune.objects.current().filter(pays="FR")}

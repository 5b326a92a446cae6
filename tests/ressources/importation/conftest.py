"""A site, a handful of real communes, two themes, and files to import."""

import csv
import io
import json
from pathlib import Path

import pytest
from wagtail.models import Site

from geo import shipped
from geo.gazetteer.current import expire_gazetteer
from geo.importer import import_table
from ressources.importation.execution import Options
from ressources.importation.journal import import_and_record
from ressources.importation.rapport import Rapport
from ressources.models import Thematique

# Lille and its two associated communes, the Métropole's towns, Dunkerque and Saint-Pol; homonyms; far away; the border.
KEPT = {
    shipped.COMMUNES: {
        "59350", "59355", "59298", "59512", "59599", "59009", "59152", "59183", "59540", "59606", "75056", "75115",
        "13055", "13201", "93066", "97411", "01004", "01053", "80021", "14762",
    },
    shipped.BELGIQUE: {"57096", "57097"},
}  # fmt: skip
WITHIN = {
    shipped.EPCI: "epci",
    shipped.ARRONDISSEMENTS: "arrondissement",
}  # and the column that names each

ENTETES = ("id", "nom", "adresse", "code_postal", "commune", "latitude", "longitude", "telephone")


@pytest.fixture(scope="session")
def table_folder(tmp_path_factory) -> Path:
    """A copy of the shipped tables with the communes above and their territories: it is imported for each test."""
    folder = tmp_path_factory.mktemp("communes")
    communes = [row for row in shipped.read_rows(shipped.COMMUNES) if row["code"] in KEPT[shipped.COMMUNES]]
    kept = KEPT | {name: {row[column] for row in communes} for name, column in WITHIN.items()}
    for name in shipped.COLUMNS:
        rows = [row for row in shipped.read_rows(name) if row["code"] in kept.get(name, {row["code"]})]
        shipped.write_rows(name, rows, folder)
    return folder


@pytest.fixture
def site(db, table_folder) -> Site:
    import_table(folder=table_folder)
    expire_gazetteer()
    Thematique.objects.create(
        slug="loger", nom="Me loger", axe="autonomie", codes_di=["logement-hebergement--louer-un-logement"]
    )
    Thematique.objects.create(slug="bouger", nom="Bouger", axe="autonomie", codes_di=["mobilite--preparer-un-permis"])
    return Site.objects.get(is_default_site=True)


@pytest.fixture
def run(site, tmp_path):
    """Import a text, bytes or an object (JSON) as a file of a source; return the report."""

    def run_import(contenu, format_="csv", source="essai", **options) -> Rapport:
        path = write(tmp_path / "fichier", contenu)
        return import_and_record(path, Options(site=site, source=source, format=format_, **options))

    return run_import


def write(path: Path, contenu) -> Path:
    if isinstance(contenu, bytes):
        path.write_bytes(contenu)
    elif isinstance(contenu, str):
        path.write_text(contenu, encoding="utf-8", newline="")
    else:
        path.write_text(json.dumps(contenu), encoding="utf-8")
    return path


def table(*rangees: dict, entetes=ENTETES, separateur=";") -> str:
    """Write rows as CSV; a row gives what differs from a plain structure of Lille."""
    sortie = io.StringIO()
    ecrit = csv.DictWriter(sortie, entetes, delimiter=separateur, restval="")
    ecrit.writeheader()
    for rang, rangee in enumerate(rangees, 1):
        base = {"id": f"s{rang}", "nom": f"Maison de l’Exemple {rang}", "code_postal": "59000", "commune": "Lille"}
        ecrit.writerow({champ: valeur for champ, valeur in {**base, **rangee}.items() if champ in entetes})
    return sortie.getvalue()


def structure(**champs) -> dict:
    """Return a structure of data·inclusion v1 in Lille."""
    return {
        "source": "exemple",
        "id": "exemple--1",
        "nom": "Maison de l’Exemple",
        "date_maj": "2026-03-31",
        "commune": "Lille",
        "code_postal": "59000",
        "code_insee": "59350",
        **champs,
    }


def service(**champs) -> dict:
    """Return a service of that structure."""
    return {
        "source": "exemple",
        "id": "exemple--service-1",
        "structure_id": "exemple--1",
        "nom": "Trouver un logement",
        "type": "accompagnement",
        "thematiques": ["logement-hebergement--louer-un-logement"],
        **champs,
    }

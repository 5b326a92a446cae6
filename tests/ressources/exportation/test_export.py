"""Exports: only what the public may read, safe in a spreadsheet, and read back by our own import."""

import csv
import json

import pytest
from django.core.management import call_command

from ressources.exportation.tableur import neutralise
from ressources.models import Structure
from ressources.services import record_opposition
from tests.ressources.importation.conftest import run, service, site, structure, table, table_folder  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-2+3", "'-2+3"),
        ("+33 3 53", "'+33 3 53"),
        ("-4.48", "-4.48"),
        ("Maison", "Maison"),
        (None, ""),
        (12, "12"),
    ],
)
def test_no_cell_is_run_as_a_formula(cell, safe):
    assert neutralise([cell]) == [safe]


def export(path, format_) -> None:
    call_command("export_structures", str(path), format=format_, verbosity=0)


@pytest.mark.parametrize("format_", ["csv", "xlsx", "data-inclusion"])
def test_what_goes_out_comes_back_the_same(run, tmp_path, format_):  # noqa: F811
    run(
        {
            "structures": [
                structure(adresse="1 rue de l’Exemple", latitude=50.6366, longitude=3.0633, siret="13003013300016")
            ],
            "services": [
                service(publics=["jeunes"], frais="gratuit", zone_eligibilite=["59"], modes_accueil=["a-distance"])
            ],
        },
        "data-inclusion",
    )
    path = tmp_path / f"guide.{ {'data-inclusion': 'json'}.get(format_, format_) }"
    export(path, format_)

    assert run(path.read_bytes(), format_, source="retour").bilan["crees"] == 1

    un, deux = Structure.objects.order_by("pk")
    for champ in ("nom", "siret", "publics", "frais", "modes_accueil", "distanciel"):
        assert getattr(un, champ) == getattr(deux, champ)
    for lien in ("thematiques", "zones"):
        assert set(getattr(un, lien).all()) == set(getattr(deux, lien).all())
    champs = ("adresse", "code_postal", "commune", "latitude", "longitude")
    assert un.lieux.values_list(*champs).get() == deux.lieux.values_list(*champs).get()


def test_hidden_contacts_and_opposed_entries_stay_in(run, tmp_path):  # noqa: F811
    run(table({"telephone": "03 53 01 12 34"}, {"telephone": "03 53 01 56 78"}, {}))
    Structure.objects.filter(source_id="s1").update(telephone_visible=False)
    record_opposition(fiche=Structure.objects.get(source_id="s2"))

    export(tmp_path / "guide.csv", "csv")
    export(tmp_path / "guide.json", "data-inclusion")

    with (tmp_path / "guide.csv").open(encoding="utf-8-sig", newline="") as flux:
        rangees = list(csv.DictReader(flux, delimiter=";"))
    assert [rangee["nom"] for rangee in rangees] == ["Maison de l’Exemple 1", "Maison de l’Exemple 3"]
    tout = (tmp_path / "guide.csv").read_text("utf-8-sig") + (tmp_path / "guide.json").read_text("utf-8")
    tout = tout.replace(" ", "")
    assert "53011234" not in tout
    assert "53015678" not in tout
    assert len(json.loads((tmp_path / "guide.json").read_text("utf-8"))["structures"]) == 2

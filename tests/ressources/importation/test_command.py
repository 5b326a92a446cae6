"""`manage.py import_structures`: its last line, its exit, its report."""

import csv
import json

import pytest
from django.core.management import CommandError, call_command

from ressources.models import Structure
from tests.ressources.importation.conftest import table, write

pytestmark = pytest.mark.django_db


def call(path, capsys, **options) -> dict:
    call_command("import_structures", str(path), **{"format": "csv", "source": "essai", **options})
    sortie = capsys.readouterr()
    assert "ligne" not in sortie.out
    return json.loads(sortie.out.strip().splitlines()[-1])


def test_the_last_line_is_the_count(site, tmp_path, capsys):
    path = write(tmp_path / "f.csv", table({}, {"nom": ""}, {"commune": "Xyzville", "code_postal": ""}))
    expected = {"lus": 3, "crees": 1, "modifies": 0, "inchanges": 0, "refuses": 1, "quarantaine": 1}
    assert call(path, capsys, dry_run=True) == expected
    assert not Structure.objects.exists()
    assert call(path, capsys) == expected
    assert call(path, capsys) == {**expected, "crees": 0, "inchanges": 1}


def test_the_report_names_the_lines_and_holds_no_live_formula(site, tmp_path, capsys):
    path = write(tmp_path / "f.csv", table({"nom": "=HYPERLINK(1) Maison", "telephone": "12"}, {"nom": ""}))
    call(path, capsys, rapport=tmp_path / "r.csv")
    with (tmp_path / "r.csv").open(encoding="utf-8-sig", newline="") as flux:
        rangees = list(csv.reader(flux, delimiter=";"))
    assert rangees[0] == ["ligne", "issue", "nom", "remarques"]
    assert [rangee[0] for rangee in rangees[1:]] == ["2", "3"]
    assert rangees[1][2].startswith("'=")


@pytest.mark.parametrize(
    "options",
    [{"source": ""}, {"format": None}, {"theme": ["inconnu"]}, {"site": "inconnu.exemple"}, {"source": "x" * 61}],
)
def test_missing_or_wrong_options_are_refused(site, tmp_path, capsys, options):
    path = write(tmp_path / "f.csv", table({}))
    with pytest.raises(CommandError):
        call(path, capsys, **options)
    assert not Structure.objects.exists()


def test_a_missing_file_is_refused(site, tmp_path, capsys):
    with pytest.raises(CommandError, match="introuvable"):
        call(tmp_path / "rien.csv", capsys)


def test_defaults_for_what_a_directory_does_not_say(site, tmp_path, capsys):
    call(write(tmp_path / "f.csv", table({})), capsys, type="cfa", theme=["loger"])
    fiche = Structure.objects.get()
    assert fiche.type == "cfa"
    assert fiche.thematiques.get().slug == "loger"


def test_the_template(tmp_path, capsys):
    call_command("import_structures", template=tmp_path / "modele.csv")
    assert (tmp_path / "modele.csv").read_text(encoding="utf-8-sig").startswith("id;nom;sigle;type;")

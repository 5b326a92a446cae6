"""`resolve_communes`: a CSV in, the same CSV with communes out."""

import csv
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from geo.gazetteer.gazetteer import Gazetteer
from geo.management.commands import resolve_communes
from geo.resolution.files import UnreadableFileError, decode, read_directory

ADDED = ["code", "type", "pays", "confiance", "raison"]


@pytest.fixture
def run(gazetteer, monkeypatch, tmp_path):
    """Run the command on a content and return what it wrote, as rows."""
    monkeypatch.setattr(resolve_communes, "get_gazetteer", lambda: gazetteer)

    def run(content: bytes | str) -> list[list[str]]:
        path = tmp_path / "annuaire.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        out, err = StringIO(), StringIO()
        call_command("resolve_communes", str(path), stdout=out, stderr=err)
        run.summary = err.getvalue()
        return [*csv.reader(StringIO(out.getvalue(), newline=""))]

    return run


def test_rows_come_back_in_order_with_their_commune(run):
    header, *rows = run(
        "id,nom,code_postal\n1,TOURCOING CEDEX,59335\n2,Bruxelles,1000\n3,Moeskroen,7700\n4,Paris 15,75015\n"
    )
    assert header == ["id", "nom", "code_postal", *ADDED]
    assert [row[:3] for row in rows] == [
        ["1", "TOURCOING CEDEX", "59335"],
        ["2", "Bruxelles", "1000"],
        ["3", "Moeskroen", "7700"],
        ["4", "Paris 15", "75015"],
    ]
    assert [row[3:6] for row in rows] == [
        ["59599", "COM", "FR"],
        ["", "", ""],
        ["be-57096", "COM", "BE"],
        ["75115", "ARM", "FR"],
    ]
    assert [row[6] for row in rows] == ["0.95", "0.00", "1.00", "1.00"]
    assert all(row[7] for row in rows)
    assert "4 lignes : 3 résolues, 0 à vérifier, 1 refusées." in run.summary


def test_a_proposal_stays_below_the_threshold(run):
    [_, [*_, code, _, _, confiance, raison]] = run("nom,code_postal\nTourcoing,13001\n")
    assert code == "59599"
    assert float(confiance) < 0.75
    assert "à vérifier" in raison


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
def test_any_spreadsheet_is_read(run, separator, encoding):
    text = f"Nom{separator}Code postal{separator}Remarque\nMarcq-en-Barœul{separator}59700{separator}été\n"
    header, row = run(text.encode(encoding))
    assert header[:3] == ["Nom", "Code postal", "Remarque"]
    assert row[:4] == ["Marcq-en-Barœul", "59700", "été", "59378"]


@pytest.mark.parametrize(
    "header",
    ["Ville;CP", "COMMUNE;C.P.", "Nom de la commune;Code Postal", "Localité;code_post", "nom;cp", "city;zip_code"],
)
def test_titles_of_public_directories_are_read(run, header):
    columns, row = run(f"id;{header};Tél.\n7;Tourcoing;59200;03\n")
    assert columns[:4] == ["id", *header.split(";"), "Tél."]
    assert row[:5] == ["7", "Tourcoing", "59200", "03", "59599"]


def test_the_commune_of_a_directory_of_structures_is_under_its_town(run):
    _, *rows = run(
        "nom,adresse,code_postal,ville\nMission locale,1 rue X,59200,TOURCOING\nPIJ,2 rue Y,59100,Roubaix cedex\n"
    )
    assert [row[4] for row in rows] == ["59599", "59512"]
    assert "« ville »" in run.summary


def test_the_documented_column_wins_when_both_name_communes(run):
    _, row = run("nom,code_postal,ville\nTourcoing,59200,Roubaix\n")
    assert row[3] == "59599"


def test_titles_of_the_sheet_above_the_columns_are_passed_over(run):
    _, row = run("Annuaire 2026;;\n;;\nNom;Code postal;Remarque\nTourcoing;59200;x\n")
    assert row[3] == "59599"


def test_quoted_lines_short_and_long_rows_and_empty_lines(run):
    _, *rows = run(
        'nom,code_postal,adresse\n"Lille","59000","1 rue X\n2e étage"\n\nTourcoing\n'
        'Roubaix,59100,a,b,c\n,,"3 rue Y, 62000 Arras"\n'
    )
    assert rows[0][2] == "1 rue X\n2e étage"
    assert [row[3] for row in rows] == ["59350", "59599", "59512", "62041"]
    assert {len(row) for row in rows} == {8}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "vide"),
        (b"  \n ", "vide"),
        (b"a;b\n1;2\n", "nom"),
        (b"nom;ville\nx;y\n", "code_postal"),
        (b"CP;dept\n59000;59\n", "« nom »"),
        (b"PK\x03\x04xxxx", "CSV"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_french(run, content, message):
    with pytest.raises(CommandError, match=message):
        run(content)


def test_a_missing_file_is_refused_in_french():
    with pytest.raises(CommandError, match="Impossible de lire"):
        call_command("resolve_communes", "/nulle/part.csv")


def test_an_empty_table_of_communes_is_said(monkeypatch, tmp_path):
    monkeypatch.setattr(resolve_communes, "get_gazetteer", lambda: Gazetteer([]))
    path = tmp_path / "annuaire.csv"
    path.write_text("nom,code_postal\nLille,59000\n")
    with pytest.raises(CommandError, match="import_communes"):
        call_command("resolve_communes", str(path))


def test_only_a_header_gives_only_a_header(run):
    assert run("nom,code_postal\n") == [["nom", "code_postal", *ADDED]]


def test_binary_rubbish_is_refused():
    with pytest.raises(UnreadableFileError):
        read_directory(bytes(range(256)) * 4)
    assert decode("é".encode("cp1252")) == "é"

"""Readers: bounded, streamed, and true to the line numbers an editor sees."""

import gzip
import json
import zipfile

import pytest

from ressources.importation.colonnes import ALIAS, CHAMPS, match_header, match_headers
from ressources.importation.erreurs import FichierRefuse
from ressources.importation.lecteurs import cellules_csv, cellules_xlsx, octets
from ressources.importation.lecteurs.json_flux import iter_objects
from ressources.importation.lecteurs.tableau import read_table, score_header
from ressources.importation.lecture import iter_lignes
from ressources.importation.mapping_tableau import normalise
from ressources.importation.modele import AIDE, EXEMPLES, write_template


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Nom de la structure", "nom"),
        ("Raison sociale", "nom"),
        ("LIBELLÉ", "nom"),
        ("codePostalEtablissement", "code_postal"),
        ("CP", "code_postal"),
        ("Code Postal de l’établissement", "code_postal"),
        ("C.P.", "code_postal"),
        ("zip_code", "code_postal"),
        ("Ville/Commune", "commune"),
        ("Commune d’implantation", "commune"),
        ("N° et rue", "adresse"),
        ("ADR1", "adresse"),
        ("Tél / Fax", "telephone"),
        ("Organisme de formation", "nom"),
        ("Nom commercial", "nom"),
        ("Ville", "commune"),
        ("Nom de la commune", "commune"),
        ("libelleCommuneEtablissement", "commune"),
        ("Tél.", "telephone"),
        ("N° de téléphone", "telephone"),
        ("E-mail", "courriel"),
        ("Site Internet", "site_web"),
        ("N° SIRET", "siret"),
        ("longitude (X)", "longitude"),
        ("latitude (Y)", "latitude"),
        ("geo_point_2d", "coordonnees"),
        ("Code commune (COG)", "code_insee"),
        ("Horaires d’ouverture", "horaires_accueil"),
        ("adresse", "adresse"),
        ("Nom du responsable", None),
        ("Région", None),
        ("", None),
        (None, None),
        (2026, None),
    ],
)
def test_headers_of_public_directories(header, field):
    found = match_header(header)
    assert (found[0] if found else None) == field


def test_beside_a_first_name_the_name_is_a_person():
    assert match_headers(["Nom", "Prénom", "Raison sociale", "Ville"]) == {2: "nom", 3: "commune"}
    assert match_headers(["Raison sociale", "Nom", "Ville"]) == {1: "nom", 2: "commune"}


def test_every_field_of_the_template_is_its_own_header_and_is_explained():
    for champ in CHAMPS:
        assert match_header(champ)[0] == champ
    assert set(AIDE) == set(CHAMPS)
    assert {champ for exemple in EXEMPLES for champ in exemple} <= set(CHAMPS)


def test_no_alias_serves_two_fields():
    alias = [nom for noms in ALIAS.values() for nom in noms]
    assert len(alias) == len(set(alias))


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"adresse": "1 rue de l’Exemple 59100 Roubaix"}, ("1 rue de l’Exemple", "59100", "Roubaix")),
        ({"adresse": "1 rue de l’Exemple,\n59100 ROUBAIX cedex 1"}, ("1 rue de l’Exemple", "59100", None)),
        ({"adresse": "1 rue X", "commune": "59100 Roubaix"}, ("1 rue X", "59100", "Roubaix")),
        ({"adresse": "1 rue X", "commune": "Roubaix (59100)"}, ("1 rue X", "59100", "Roubaix")),
        ({"adresse": "1 rue X", "code_postal": "59100 ROUBAIX"}, ("1 rue X", "59100", "ROUBAIX")),
        ({"numero_voie": 12.0, "type_voie": "rue", "libelle_voie": "de la Paix"}, ("12 rue de la Paix", None, None)),
        ({"adresse": "BP 10101 zone 59100"}, ("BP 10101 zone 59100", None, None)),
    ],
)
def test_addresses_in_pieces_or_all_in_one(row, expected):
    brut = normalise(row)
    found = (brut.get("adresse"), brut.get("code_postal"), brut.get("commune"))
    assert found[:2] == expected[:2]
    if expected[2]:
        assert found[2] == expected[2]


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("16-25 ans", {"age_min": 16, "age_max": 25}),
        ("de 16 à 25 ans", {"age_min": 16, "age_max": 25}),
        ("à partir de 18 ans", {"age_min": 18}),
        ("moins de 26 ans", {"age_max": 25}),
        ("tout âge", {}),
    ],
)
def test_age_in_one_cell(text, ages):
    brut = normalise({"age": text})
    assert {champ: brut[champ] for champ in ("age_min", "age_max") if champ in brut} == ages


def test_line_numbers_are_those_of_the_file(tmp_path):
    path = tmp_path / "f.csv"
    path.write_text('titre\n\nnom;commune\n"A\nb";Lille\n\nC;Lille\n', encoding="utf-8")
    assert [ligne.numero for ligne in iter_lignes(path, "csv")] == [4, 7]
    path.write_text(json.dumps([{"id": 1}, {"id": 2}], indent=0), encoding="utf-8")
    assert [ligne for _nom, ligne, _objet in iter_objects(path)] == [2, 5]


def test_a_large_json_is_read_a_block_at_a_time(tmp_path, monkeypatch):
    path = tmp_path / "f.json"
    objets = [{"id": str(n), "nom": "é" * 50, "n": n * 10**9, "v": [True, None, 1.5e3]} for n in range(3000)]
    path.write_text(json.dumps({"total": 3000, "items": objets, "page": 1}), encoding="utf-8")
    monkeypatch.setattr("ressources.importation.lecteurs.json_flux.BLOC", 37)
    assert [objet for _nom, _ligne, objet in iter_objects(path)] == objets


def test_a_gzip_bomb_stops(tmp_path, monkeypatch):
    monkeypatch.setattr(octets, "TAILLE_MAX", 100_000)
    path = tmp_path / "f.csv"
    path.write_bytes(gzip.compress(b"nom;commune\n" * 100_000))
    with pytest.raises(FichierRefuse, match="volumineux"):
        list(iter_lignes(path, "csv"))


def test_a_zip_bomb_is_not_opened(tmp_path):
    path = tmp_path / "f.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<x/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    with pytest.raises(FichierRefuse, match="volumineux"):
        cellules_xlsx.check_archive(path)


def test_the_rest_of_a_file_never_vanishes_into_a_cell():
    lignes = ["nom;commune\n", 'A;"Lille\n', *["B;Lille\n"] * 300, 'C";Lille\n']
    with pytest.raises(FichierRefuse, match="ligne 2"):
        list(read_table(cellules_csv.iter_cells(lignes, ";"), stricte=True))


def test_the_separator_is_the_one_that_names_most_columns(tmp_path):
    path = tmp_path / "f.csv"
    path.write_text("nom;adresse, rue;commune\nA,b;;Lille\n", encoding="utf-8")
    assert [cellules for _n, cellules in cellules_csv.read_cells(path, score_header)][1] == ["A,b", "", "Lille"]


@pytest.mark.django_db
@pytest.mark.parametrize("nom", ["modele.csv", "modele.xlsx"])
def test_the_template_can_be_imported_as_it_is(run, tmp_path, nom):
    write_template(tmp_path / nom)
    rapport = run((tmp_path / nom).read_bytes(), nom.rpartition(".")[2])
    assert rapport.bilan["crees"] == len(EXEMPLES)
    assert "ignorée" not in "\n".join(map(str, rapport.entrees))

"""Other names of communes: the shipped table, its rules, and the forms of a name."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.build.ordinary_words import ordinary_words
from geo.build.other_names import CommuneConnue, Communes, build_noms
from geo.gazetteer.forms import bare, canonical, skeleton, squeezed
from geo.gazetteer.other_names import GenreNom, read_noms
from geo.gazetteer.sentences import ordinary_words as shipped_ordinary_words
from geo.gazetteer.typos import slips


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("ST-GERMAIN S/ AVRE", "saint germain sur avre"),
        ("Ste Marie", "sainte marie"),
        ("N.D. de Bondeville", "notre dame de bondeville"),
        ("Saint-Jean-d'Angély", "saint jean d angely"),
        ("Marquette-lez-Lille", "marquette les lille"),
        ("S. Pol", "s pol"),
    ],
)
def test_abbreviations_are_spelled_out(written, name):
    assert canonical(written) == name


def test_forms_forget_more_and_more():
    assert bare("le quesnoy") == bare("quesnoy le") == "quesnoy"
    assert squeezed("villeneuve d ascq") == "villeneuvedascq"
    assert skeleton("marcq en baroeul") == "marcq baroeul"
    assert skeleton("les") == "les"


@given(st.text(max_size=40))
def test_canonical_names_stay_the_same(text):
    assert canonical(canonical(text)) == canonical(text)


@pytest.mark.parametrize(
    ("one", "other", "limit", "start", "count"),
    [
        ("roubaix", "roubaix", 2, False, 0),
        ("roubais", "roubaix", 2, False, 1),
        ("ruobaix", "roubaix", 2, False, 1),
        ("roubax", "roubaix", 2, False, 1),
        ("roubaiix", "roubaix", 2, False, 1),
        ("robais", "roubaix", 2, False, 2),
        ("robais", "roubaix", 1, False, None),
        ("lille", "roubaix", 2, False, None),
        ("tuorc", "tourcoing", 1, True, 1),
        ("tourc", "tourcoing", 1, False, None),
    ],
)
def test_slips_are_counted(one, other, limit, start, count):
    assert slips(one, other, limit, start=start) == count


def test_the_shipped_table_holds_the_names_people_still_use():
    names = {(row.code, canonical(row.nom), row.genre) for row in read_noms()}
    assert ("59183", "rosendael", GenreNom.ANCIEN) in names
    assert ("59350", "lomme", GenreNom.POSTAL) in names
    assert ("59350", "rijsel", GenreNom.ETRANGER) in names
    assert ("57096", "herseaux", GenreNom.SECTION) in names
    assert len(names) > 3_000


def test_ordinary_words_are_shipped():
    assert {"sens", "bus", "croix", "orange"} <= shipped_ordinary_words()
    assert not {"lille", "paris", "hem", "roubaix"} & shipped_ordinary_words()


@pytest.fixture
def sources(tmp_path):
    """Small files in the shape of the packages the table is made from."""
    (tmp_path / "histoire.json").write_text(
        json.dumps(
            [
                {"code": "59001", "nom": "Vieuville"},
                {"code": "59009", "nom": "Fusionnée"},
                {"code": "59001", "nom": "Neuville"},
                {"code": "59001", "nom": "Voisine"},
                {"code": "01234", "nom": "Inconnue"},
            ]
        )
    )
    (tmp_path / "codes.json").write_text(
        json.dumps(
            [
                {"codeCommune": "59001", "codePostal": "59100", "libelleAcheminement": "HAMEAU"},
                {"codeCommune": "59001", "codePostal": "59100", "libelleAcheminement": "NEUVILLE-SUR-LYS"},
                {"codeCommune": "59001", "codePostal": "59999", "libelleAcheminement": "AILLEURS"},
            ]
        )
    )
    folder = tmp_path / "be"
    folder.mkdir()
    lines = ['pg.city("7700", "Luingne (Ht.)", "", "")', 'pg.city("1000", "Bruxelles", "", "")']
    (folder / "hainaut.py").write_text("\n".join(lines))
    return tmp_path / "histoire.json", tmp_path / "codes.json", folder


def test_names_that_teach_nothing_or_mislead_are_left_out(sources):
    communes = Communes(
        [
            CommuneConnue("FR", "59001", "59", ("Neuville-sur-Lys",), ("59100",), ("59009",)),
            CommuneConnue("FR", "59002", "59", ("Voisine",), ("59200",), ()),
            CommuneConnue("BE", "57096", "50000", ("Mouscron", "Moeskroen"), ("7700",), ()),
        ]
    )
    found = {(row.code, row.nom, row.genre, row.code_postal) for row in build_noms(communes, *sources)}
    assert {row for row in found if row[2] != GenreNom.ETRANGER} == {
        ("59001", "Vieuville", GenreNom.ANCIEN, ""),
        ("59001", "Fusionnée", GenreNom.ANCIEN, ""),
        ("59001", "Hameau", GenreNom.POSTAL, "59100"),
        ("57096", "Luingne", GenreNom.SECTION, "7700"),
    }


def test_ordinary_words_come_from_a_dictionary(tmp_path):
    dictionary = tmp_path / "mots"
    dictionary.write_text("croix\nLille\nécole\npassé\nparis\n")
    assert ordinary_words(["Croix", "Lille", "École", "Paris", "La Croix"], dictionary) == ["croix", "ecole"]

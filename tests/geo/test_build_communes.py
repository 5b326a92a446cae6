"""The shipped table holds the facts of its sources, and the rules that make it."""

import gzip
from collections import Counter

import pytest

from geo import shipped
from geo.build import rows


@pytest.fixture(scope="module")
def communes():
    return {(row["code"], row["type"]): row for row in shipped.read_rows(shipped.COMMUNES)}


def test_the_table_counts_what_the_official_code_of_2026_counts(communes):
    overseas = [code for code, kind in communes if kind == "COM" and code.startswith(("975", "977", "978", "98"))]

    assert Counter(kind for _, kind in communes) == {"COM": 34_875 + 94, "COMD": 2_105, "COMA": 471, "ARM": 45}
    assert len(overseas) == 94
    assert len(communes) - len({code for code, _ in communes}) == 584


def test_postcodes_are_shared(communes):
    shared = Counter(
        postcode
        for (code, kind), row in communes.items()
        if kind == "COM" and not code.startswith(("975", "977", "978", "98"))
        for postcode in row["codes_postaux"]
    )

    assert len(shared) == 6_187
    assert sum(count > 1 for count in shared.values()) == 4_200
    assert max(shared.values()) == 46


def test_lille_and_its_parts_have_their_postcodes(communes):
    assert communes["59350", "COM"]["codes_postaux"] == ["59000", "59160", "59260", "59777", "59800"]
    assert communes["59355", "COMA"]["codes_postaux"] == ["59160"]
    assert communes["59298", "COMA"]["codes_postaux"] == ["59260"]


def test_parts_of_communes_have_postcodes_and_grouping_of_their_commune(communes):
    for (code, kind), row in communes.items():
        if kind != "COM":
            parent = communes[row["parent"], "COM"]
            assert row["epci"] == parent["epci"], code
            assert set(row["codes_postaux"]) <= set(parent["codes_postaux"]), code


def test_nearly_every_commune_has_a_point(communes):
    without = {code for (code, _), row in communes.items() if not row["latitude"]}

    assert all(code.startswith(("975", "977", "978", "98")) for code in without)
    assert len(without) == 56


@pytest.mark.parametrize("code", ["12218", "14581", "49126", "69114", "15031", "15035", "15047", "15171"])
def test_communes_that_a_source_lacks_are_rebuilt(communes, code):
    row = communes[code, "COM"]

    assert row["latitude"]
    assert code in shipped.read_contours(row["departement"])["COM"]


def test_points_stand_in_france(communes):
    for (code, _), row in communes.items():
        if row["latitude"] and not code.startswith(("97", "98")):
            assert 41 < float(row["latitude"]) < 51.2, code
            assert -5.3 < float(row["longitude"]) < 9.7, code


def test_merged_communes_keep_their_names(communes):
    assert "Arlod" in communes["01033", "COM"]["anciens_noms"]
    assert "01018" in communes["01033", "COM"]["anciens_codes"]


def test_belgian_municipalities_have_two_names_and_old_codes():
    belgian = {row["code"]: row for row in shipped.read_rows(shipped.BELGIQUE)}

    assert len(belgian) == 61
    assert (belgian["57096"]["nom"], belgian["57096"]["nom_nl"]) == ("Mouscron", "Moeskroen")
    assert belgian["57096"]["anciens_codes"] == ["54007"]
    assert belgian["57097"]["anciens_codes"] == ["54010"]
    assert belgian["34022"]["codes_postaux"] == ["8500", "8501", "8510", "8511"]
    assert all(row["latitude"] and row["codes_postaux"] and row["nom_nl"] for row in belgian.values())


def test_every_territory_a_commune_names_is_shipped(communes):
    for column, name in (
        ("region", shipped.REGIONS),
        ("departement", shipped.DEPARTEMENTS),
        ("arrondissement", shipped.ARRONDISSEMENTS),
        ("epci", shipped.EPCI),
    ):
        known = {row["code"] for row in shipped.read_rows(name)}
        assert {row[column] for row in communes.values() if row[column]} <= known


def test_files_are_reproducible_and_compact(tmp_path, communes):
    rewritten = [*communes.values()]
    size = shipped.write_rows(shipped.COMMUNES, rewritten, tmp_path)

    packed = (tmp_path / shipped.COMMUNES).read_bytes()
    assert gzip.decompress(packed) == gzip.decompress((shipped.DATA_DIR / shipped.COMMUNES).read_bytes())
    assert size == len(packed) < 1_000_000


RECORDS = [
    {
        "code": "59350",
        "nom": "Lille",
        "type": "commune-actuelle",
        "departement": "59",
        "region": "32",
        "arrondissement": "595",
        "codesPostaux": ["59000", "59160"],
        "population": 238246,
        "anciensCodes": ["59355", "59001"],
    },
    {
        "code": "59355",
        "nom": "Lomme",
        "type": "commune-associee",
        "departement": "59",
        "region": "32",
        "arrondissement": "595",
        "chefLieu": "59350",
    },
    {
        "code": "59002",
        "nom": "Autre",
        "type": "commune-associee",
        "departement": "59",
        "region": "32",
        "chefLieu": "59350",
    },
]
EPCI = [{"code": "200093201", "membres": [{"code": "59350"}]}]


def test_rows_take_from_their_commune_what_the_code_does_not_give_them():
    autre, lille, lomme = rows.make_communes(RECORDS, EPCI)

    assert lomme["codes_postaux"] == ["59160"]
    assert autre["codes_postaux"] == ["59000", "59160"]
    assert {row["epci"] for row in (lille, lomme, autre)} == {"200093201"}
    assert lille["anciens_codes"] == ["59001", "59355"]


def test_old_names_are_kept_once_and_never_those_still_borne():
    communes = rows.make_communes(RECORDS, EPCI)
    older = [
        [{"code": "59001", "nom": "Esquermes"}, {"code": "59355", "nom": "Lomme"}, {"code": "59350", "nom": "LILLE"}],
        [
            {"code": "59001", "nom": "esquermes"},
            {"code": "59350", "nom": "Lille-en-Flandre"},
            {"code": "1", "nom": "?"},
        ],
    ]

    rows.add_old_names(communes, older)

    names = {row["code"]: row.get("anciens_noms") for row in communes}
    assert names == {"59350": ["Esquermes", "Lille-en-Flandre"], "59355": None, "59002": None}


def test_corsican_old_codes_follow_their_old_spelling():
    record = {**RECORDS[0], "code": "2A249", "nom": "Propriano", "anciensCodes": ["20237"]}
    communes = rows.make_communes([record], [])

    rows.add_old_names(communes, [[{"code": "2A237", "nom": "Poggio-di-Tallano"}]])

    assert communes[0]["anciens_noms"] == ["Poggio-di-Tallano"]

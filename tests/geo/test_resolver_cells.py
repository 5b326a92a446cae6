"""Reading the cells: postcodes, numbers, brackets."""

import pytest

from geo.resolution.postcodes import is_one_slip_away, read_postcode
from geo.resolution.writing import read_row


@pytest.mark.parametrize(
    ("written", "codes", "departement"),
    [
        ("59000", ("59000",), "59"),
        (" 59 000 ", ("59000",), "59"),
        ("F-59000", ("59000",), "59"),
        ("59000.0", ("59000",), "59"),
        ("59O00", ("59000",), "59"),
        ("59000 CEDEX 9", ("59000",), "59"),
        ("1000", ("01000", "1000"), "01"),
        ("1000.0", ("01000", "1000"), "01"),
        ("B-7700", ("7700",), ""),
        ("BE 7700", ("7700",), ""),
        ("97400", ("97400",), "974"),
        ("20200", ("20200",), "20"),
        ("59", (), "59"),
        ("1", (), "01"),
        ("2A", (), "2A"),
        ("974", (), "974"),
        ("", (), ""),
        ("inconnu", (), ""),
        ("590000", (), "59"),
        ("123456789", (), ""),
    ],
)
def test_postcodes_as_they_are_written(written, codes, departement):
    postcode = read_postcode(written)
    assert (postcode.codes, postcode.departement) == (codes, departement)


def test_an_insee_code_in_the_place_of_a_postcode():
    assert read_postcode("2A004").insee == "2A004"


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("59200", "59300", True),
        ("59200", "95200", True),
        ("59200", "59200", False),
        ("59200", "95300", False),
        ("59200", "7700", False),
    ],
)
def test_slips_in_a_postcode(one, other, near):
    assert is_one_slip_away(one, other) is near


@pytest.mark.parametrize(
    ("cells", "names", "expected"),
    [
        (("LILLE CEDEX 9", "59040"), ["lille"], {"cedex": 9}),
        (("PARIS 15EME ARRONDISSEMENT", ""), ["paris"], {"district": 15}),
        (("LYON 03", ""), ["lyon"], {"number": "03"}),
        (("Wasquehal (59)", ""), ["wasquehal"], {"departement": "59"}),
        (("Lomme (Lille)", ""), ["lomme"], {"hints": ["lille"]}),
        (("LOMME - LILLE", ""), ["lomme lille", "lomme", "lille"], {}),
        (("BP 12 TOURCOING CEDEX", ""), ["tourcoing"], {}),
        (("ST POL S/ MER", ""), ["saint pol sur mer"], {}),
        (("FONTENAY S/S BOIS", ""), ["fontenay sous bois"], {}),
        (("Ch?teau", ""), [], {"holed": ["ch[a-z]{0,2}teau"]}),
        (("59200", "Tourcoing"), ["tourcoing"], {}),
        (("Mouscron (Belgique)", ""), ["mouscron"], {"in_belgium": True}),
        (("", "", "1 rue X, 59000 Lille cedex"), ["lille"], {}),
        (("ArmentiÃ¨res", ""), ["armentieres"], {}),
    ],
)
def test_names_are_taken_out_of_their_cells(cells, names, expected):
    ecrit = read_row(*cells)
    assert ecrit.names == names
    for field, value in expected.items():
        assert getattr(ecrit, field) == value

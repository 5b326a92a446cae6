"""Cleaning one raw value: nothing alien gets in, nothing is invented."""

import datetime
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ressources.importation import identite, valeurs
from ressources.importation.erreurs import ValeurInvalide

LAUNDERED = [
    ("  Mission   locale\t", "Mission locale"),
    ("Mission\u00a0locale", "Mission locale"),
    ("Mission locale d\u00c3\u00a9partementale", "Mission locale départementale"),
    ("Caf\u00e9", "Café"),
    ("e\u0301cole", "école"),
    ("<b>Gras</b> &amp; <script>alert(1)</script>net", "Gras & net"),
    ("a < b et c > d", "a < b et c > d"),
    ("nul\x00le\x07", "nulle"),
    ("un\u200bdeux\ufeff", "undeux"),
    ("lone \ud800 surrogate", "lone surrogate"),
    ("NC", ""),
    ("null", ""),
    ("-", ""),
    (None, ""),
    (59000.0, "59000"),
    (float("nan"), ""),
    (True, "oui"),
    (["a", None, "b"], "a, b"),
    (datetime.date(2026, 1, 2), "2026-01-02"),
]


@pytest.mark.parametrize(("raw", "clean"), LAUNDERED)
def test_clean_text(raw, clean):
    assert valeurs.clean_text(raw) == clean


def test_clean_text_keeps_paragraphs_when_asked():
    assert valeurs.clean_text("<p>Un</p><p>Deux</p>\r\n\r\n\r\n\r\nTrois", lignes=True) == "Un\nDeux\n\nTrois"


def test_clean_text_refuses_a_structure_in_a_cell():
    with pytest.raises(ValeurInvalide):
        valeurs.clean_text({"a": 1})


@given(st.text(alphabet=st.characters(), max_size=200))
def test_clean_text_is_storable_and_settled(texte):
    clean = valeurs.clean_text(texte)
    clean.encode("utf-8")
    assert "\x00" not in clean
    assert "\n" not in clean
    assert clean == clean.strip()


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("59000.0", "59000"),
        (59000.0, "59000"),
        (59000, "59000"),
        ("59 000", "59000"),
        ("'59000", "59000"),
        ('="59000"', "59000"),
        ("2a004", "2A004"),
        ("5,9E+4", "59000"),
        ("5.9E4", "59000"),
        ("", ""),
    ],
)
def test_clean_code_undoes_spreadsheets(raw, clean):
    assert valeurs.clean_code(raw) == clean


def test_clean_code_says_when_digits_are_lost():
    with pytest.raises(ValeurInvalide, match="tableur"):
        valeurs.clean_code("3,53E+13")


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("2026-03-31", datetime.date(2026, 3, 31)),
        ("2026-03-31T08:00:00Z", datetime.date(2026, 3, 31)),
        ("31/03/2026", datetime.date(2026, 3, 31)),
        ("1.3.2026", datetime.date(2026, 3, 1)),
        (datetime.datetime(2026, 3, 31, 8, 0), datetime.date(2026, 3, 31)),  # noqa: DTZ001  as openpyxl gives it
        ("", None),
    ],
)
def test_clean_date(raw, clean):
    assert valeurs.clean_date(raw) == clean


@pytest.mark.parametrize("raw", ["31/31/2026", "hier", "1999-12-31", "2999-01-01", "20260231"])
def test_clean_date_refuses(raw):
    with pytest.raises(ValeurInvalide):
        valeurs.clean_date(raw)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("a | b|a", ["a", "b"]),
        ("a;b", ["a", "b"]),
        ('["a", "b"]', ["a", "b"]),
        ("['a', 'b']", ["a", "b"]),
        (["a", "", None, "b", ["c"]], ["a", "b"]),
        (None, []),
        ("", []),
    ],
)
def test_clean_liste(raw, clean):
    assert valeurs.clean_liste(raw) == clean


@pytest.mark.parametrize(
    ("raw", "pays", "clean"),
    [
        ("03 53 01 12 34", "FR", "+33353011234"),
        ("03.53.01.12.34", "FR", "+33353011234"),
        ("+33 (0)3 53 01 12 34", "FR", "+33353011234"),
        ("0033353011234", "FR", "+33353011234"),
        ("353011234", "FR", "+33353011234"),
        (353011234.0, "FR", "+33353011234"),
        ("3,53011234E+8", "FR", "+33353011234"),
        ("Tél : 03 53 01 12 34 (standard)", "FR", "+33353011234"),
        ("056/86.01.01", "BE", "+3256860101"),
        ("+32 56 86 01 01", "FR", "+3256860101"),
        ("3949", "FR", "3949"),
        ("", "FR", ""),
        ("NC", "FR", ""),
    ],
)
def test_clean_telephone(raw, pays, clean):
    assert identite.clean_telephone(raw, pays=pays) == (clean, False)


@pytest.mark.parametrize("raw", ["03 53 01 12 34 / 06 39 98 00 11", "03 53 01 12 34 ou 06 39 98 00 11"])
def test_clean_telephone_keeps_the_first_of_several_and_says_so(raw):
    assert identite.clean_telephone(raw) == ("+33353011234", True)


@pytest.mark.parametrize("raw", ["12", "03 53 01", "appeler l’accueil", "0000000000", "3,5E+8"])
def test_clean_telephone_refuses(raw):
    with pytest.raises(ValeurInvalide):
        identite.clean_telephone(raw)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("Contact@Exemple.fr", "contact@exemple.fr"),
        ("mailto:contact@exemple.fr", "contact@exemple.fr"),
        ("contact [at] exemple.fr", "contact@exemple.fr"),
        ("<contact@exemple.fr>; autre@exemple.fr", "contact@exemple.fr"),
        ("", ""),
    ],
)
def test_clean_courriel(raw, clean):
    assert identite.clean_courriel(raw) == clean


@pytest.mark.parametrize("raw", ["contact", "@exemple.fr", "contact@", "a@b"])
def test_clean_courriel_refuses(raw):
    with pytest.raises(ValeurInvalide):
        identite.clean_courriel(raw)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("www.exemple.fr", "https://www.exemple.fr"),
        ("HTTP://exemple.fr/a", "http://exemple.fr/a"),
        ("http:/exemple.fr", "http://exemple.fr"),
        ("https://exemple.fr ; https://autre.fr", "https://exemple.fr"),
        ("exemple.fr:8080/a", "https://exemple.fr:8080/a"),
        ("", ""),
    ],
)
def test_clean_url(raw, clean):
    assert identite.clean_url(raw) == clean


@pytest.mark.parametrize(
    "raw",
    ["javascript:alert(1)", "ftp://exemple.fr", "data:text/html,x", "pas une adresse", "https://", "a" * 600 + ".fr"],
)
def test_clean_url_refuses(raw):
    with pytest.raises(ValeurInvalide):
        identite.clean_url(raw)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("130 030 133 00016", "13003013300016"),
        (13003013300016, "13003013300016"),
        (13003013300016.0, "13003013300016"),
        ("35600000000048", "35600000000048"),  # La Poste: digits add up to a multiple of five
        ("", ""),
    ],
)
def test_clean_siret(raw, clean):
    assert identite.clean_siret(raw) == clean


@pytest.mark.parametrize("raw", ["13003013300017", "1300", "ABC", "1,3003E+13"])
def test_clean_siret_refuses(raw):
    with pytest.raises(ValeurInvalide):
        identite.clean_siret(raw)


@given(st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.lists(st.text(), max_size=3)))
def test_no_cleaner_ever_raises_anything_else(raw):
    for clean in (
        valeurs.clean_text,
        valeurs.clean_code,
        valeurs.clean_date,
        valeurs.clean_liste,
        lambda brut: valeurs.clean_entier(brut, maximum=120),
        identite.clean_siret,
        identite.clean_telephone,
        identite.clean_courriel,
        identite.clean_url,
    ):
        with suppress(ValeurInvalide):
            clean(raw)

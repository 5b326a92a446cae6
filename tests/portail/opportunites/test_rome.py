"""The table of trades and what is found in it."""

import re

import pytest

from portail.opportunites import rome


def test_codes_are_codes_and_no_name_belongs_to_two_trades():
    noms = [nom for metier in rome.metiers().values() for nom in metier.noms]
    assert all(re.fullmatch(r"[A-N]\d{4}", code) for code in rome.metiers())
    assert len(noms) >= 300
    assert len(noms) == len(set(noms))


@pytest.mark.parametrize(
    ("texte", "code"),
    [
        ("boulanger", "D1102"),
        ("BOULANGER", "D1102"),
        ("patissier", "D1104"),
        ("mécanicien auto", "I1604"),
        ("mecano", None),
        ("auto mécanicien", "I1604"),
        ("soud", "H2913"),
        ("d1102", "D1102"),
        ("aide soignant", "J1501"),
    ],
)
def test_a_job_as_it_is_said_leads_to_its_code(texte, code):
    assert next(iter(rome.find_codes(texte)), None) == code


@pytest.mark.parametrize("texte", ["", "  ", "%", "\x00", "zzz", "' OR 1=1"])
def test_nothing_is_found_for_nothing(texte):
    assert rome.find_codes(texte) == ()
    assert rome.suggest(texte) == []


def test_every_name_finds_its_own_trade():
    for code, metier in rome.metiers().items():
        for nom in metier.noms:
            assert code in rome.find_codes(nom), nom


def test_suggestions_begin_as_what_was_typed():
    proposes = rome.suggest("coif")
    assert ("D1202", "coiffeur") in proposes
    assert len(rome.suggest("a")) == rome.SUGGESTIONS
    assert rome.appellations_of("Z0000") == ()


@pytest.mark.parametrize(
    ("texte", "code"), [("boulanger", "D1102"), ("Coiffeur", "D1202"), ("vendeur", ""), ("fleuris", "D1209"), ("", "")]
)
def test_one_trade_is_named_or_none(texte, code):
    assert rome.find_code(texte) == code

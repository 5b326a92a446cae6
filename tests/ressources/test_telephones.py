"""Telephone numbers as they are stored and read."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from ressources.telephones import display_telephone, normalise_telephone, validate_mobile, validate_telephone


@pytest.mark.parametrize(
    ("saisi", "garde", "lu"),
    [
        ("03 53 01 12 34", "+33353011234", "03 53 01 12 34"),
        ("+33 6.39.98.12.34", "+33639981234", "06 39 98 12 34"),
        ("+32 56 86 01 01", "+3256860101", "+32 56 86 01 01"),
        ("39 19", "3919", "3919"),
        ("115", "115", "115"),
        ("", "", ""),
    ],
)
def test_known_forms(saisi, garde, lu):
    assert normalise_telephone(saisi) == garde
    assert display_telephone(garde) == lu


@pytest.mark.parametrize("texte", ["12", "03 53 01", "appelez-moi", "00000000000000"])
def test_what_cannot_be_dialled_is_refused(texte):
    with pytest.raises(ValidationError):
        validate_telephone(texte)


@given(st.text(max_size=40))
def test_normalising_twice_changes_nothing(texte):
    une_fois = normalise_telephone(texte)
    assert normalise_telephone(une_fois) == une_fois


@pytest.mark.parametrize("texte", ["06 39 98 12 34", "+33 7 56 00 00 00", "+32 470 12 34 56"])
def test_a_mobile_takes_sms(texte):
    validate_mobile(texte)


@pytest.mark.parametrize("texte", ["03 53 01 12 34", "3919", "115", "+32 56 86 01 01", "06 39", "", "rien"])
def test_any_other_number_does_not(texte):
    with pytest.raises(ValidationError, match="portable"):
        validate_mobile(texte)

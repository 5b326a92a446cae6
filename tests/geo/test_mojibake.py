"""Text read in the wrong encoding is put right; text that was right stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.mojibake import repair

FRENCH = st.text("abcdefgh -'éèêëàâîïôùûüçœÉÈÀÇŒ’«»", max_size=40)


@given(FRENCH, st.sampled_from(["cp1252", "latin-1"]))
def test_a_misreading_is_undone(text, encoding):
    try:
        misread = text.encode().decode(encoding)
    except UnicodeDecodeError:
        return  # five bytes that Windows-1252 does not have
    assert repair(misread) == text


@given(FRENCH)
def test_right_text_stays(text):
    assert repair(text) == text


@pytest.mark.parametrize(
    ("misread", "meant"),
    [
        ("MontluÃƒÂ§on", "Montluçon"),
        ("HÅ\x93nheim", "Hœnheim"),
        ("Maison de lâ€™emploi", "Maison de l’emploi"),
        ("Ã l'est", "Ã l'est"),
    ],
)
def test_known_misreadings(misread, meant):
    assert repair(misread) == meant

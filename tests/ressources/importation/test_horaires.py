"""Opening hours: sound syntax kept, plain sentences translated, doubt refused."""

import opening_hours
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ressources.importation.erreurs import ValeurInvalide
from ressources.importation.horaires import clean_horaires, translate_french


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("Mo-Fr 08:30-12:30; PH off", "Mo-Fr 08:30-12:30; PH off"),
        ("24/7", "24/7"),
        ("Du lundi au vendredi de 9h à 12h et de 14h à 17h30", "Mo-Fr 09:00-12:00,14:00-17:30"),
        ("Lundi, mardi : 9h-12h ; jeudi 14h00-18h00", "Mo,Tu 09:00-12:00; Th 14:00-18:00"),
        ("lundi-vendredi 8h30-12h/13h30-17h, samedi 9h-12h", "Mo-Fr 08:30-12:00,13:30-17:00; Sa 09:00-12:00"),
        ("Ouvert du mardi au jeudi de 9h à midi, fermé le vendredi", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_clean_horaires(raw, clean):
    if clean == "" and raw:
        with pytest.raises(ValeurInvalide):
            clean_horaires(raw)
    else:
        assert clean_horaires(raw) == clean


@pytest.mark.parametrize(
    "raw",
    [
        "sur rendez-vous",
        "9h-12h",
        "lundi 9h-12h-14h",
        "lundi 17h-9h",
        "lundi au vendredi 9h-12h sauf mercredi",
        "1er lundi du mois 9h-12h",
        "lundi 9h-12h (été)",
        "lundi 25h-26h",
    ],
)
def test_clean_horaires_refuses_what_it_does_not_understand(raw):
    with pytest.raises(ValeurInvalide):
        clean_horaires(raw)


def test_a_closed_day_is_off():
    assert translate_french("lundi 9h-12h, mardi fermé") == "Mo 09:00-12:00; Tu off"


@given(
    st.lists(
        st.sampled_from(["lundi", "au", "vendredi", "9h", "12h", "-", "fermé", "et", "14h30", ",", "à"]), max_size=12
    )
)
def test_a_translation_is_always_valid_or_refused(words):
    try:
        clean = clean_horaires(" ".join(words))
    except ValeurInvalide:
        return
    assert clean == "" or opening_hours.validate(clean)

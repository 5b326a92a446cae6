"""The clocks of freshness."""

import datetime

import pytest

from ressources.fraicheur import Fraicheur, compute_fraicheur, compute_quality

JOUR = datetime.date(2026, 8, 31)


@pytest.mark.parametrize(
    ("verifie_le", "attendue"),
    [
        (datetime.date(2026, 8, 31), Fraicheur.FRAICHE),
        (datetime.date(2026, 3, 1), Fraicheur.FRAICHE),
        (datetime.date(2026, 2, 28), Fraicheur.A_RELIRE),  # six months before 31 August
        (datetime.date(2024, 9, 1), Fraicheur.A_RELIRE),
        (datetime.date(2024, 8, 31), Fraicheur.PERIMEE),
        (None, Fraicheur.JAMAIS),
    ],
)
def test_states(verifie_le, attendue):
    assert compute_fraicheur(verifie_le, JOUR) == attendue


def test_quality_is_one_then_falls_in_a_straight_line_to_zero():
    assert compute_quality(datetime.date(2026, 2, 28), JOUR) == 1.0
    assert compute_quality(datetime.date(2024, 8, 31), JOUR) == 0.0
    assert compute_quality(datetime.date(2020, 1, 1), JOUR) == 0.0
    assert compute_quality(None, JOUR) == 0.0
    assert compute_quality(datetime.date(2025, 5, 31), JOUR) == pytest.approx(0.5, abs=0.01)


def test_delays_come_from_the_settings(settings):
    settings.RESSOURCES_MOIS_RELECTURE = 1
    assert compute_fraicheur(datetime.date(2026, 7, 1), JOUR) == Fraicheur.A_RELIRE

"""What is said of dates and durations."""

import datetime

import pytest

from portail.opportunites.mots import say_dates, say_echeance, say_heures, say_jour, say_mois, say_semaines
from tests.portail.opportunites.factories import EvenementFactory, MobiliteFactory

pytestmark = pytest.mark.usefixtures("lundi")

JOUR = datetime.date(2026, 3, 16)


def in_days(days: int) -> datetime.date:
    return JOUR + datetime.timedelta(days=days)


@pytest.mark.parametrize(
    ("dates", "ton", "mots"),
    [
        ({"echeance": in_days(0)}, "presse", "Dernier jour pour répondre"),
        ({"echeance": in_days(1)}, "presse", "Ferme demain"),
        ({"echeance": in_days(14)}, "presse", "Ferme dans 14 jours"),
        ({"echeance": in_days(15)}, "libre", "Jusqu’au mardi 31 mars"),
        ({"echeance": in_days(300)}, "libre", "Jusqu’au dimanche 10 janvier 2027"),
        ({"echeance": in_days(-1)}, "finie", "C’est terminé"),
        ({"echeance": in_days(30), "terminee": True}, "finie", "C’est terminé"),
        ({"echeance": in_days(30), "ouverture": in_days(12)}, "future", "S’ouvre dans 12 jours"),
        ({"echeance": None, "ouverture": in_days(1)}, "future", "S’ouvre demain"),
        ({"echeance": None}, "libre", "Sans date limite"),
    ],
)
def test_a_deadline_is_told_in_days_then_by_its_date(dates, ton, mots):
    assert say_echeance("mobilite", **{"ouverture": None} | dates) == (ton, mots)


@pytest.mark.parametrize(
    ("debut", "fin", "mots"),
    [
        (0, 0, "C’est aujourd’hui"),
        (1, 1, "C’est demain"),
        (3, 3, "C’est dans 3 jours"),
        (-1, 1, "En ce moment, jusqu’au mardi 17 mars"),
    ],
)
def test_an_event_is_told_by_its_day(debut, fin, mots):
    assert say_echeance("evenement", ouverture=None, echeance=in_days(fin), debut=in_days(debut)).mots == mots


def test_an_event_with_a_closing_date_is_told_by_it():
    dit = say_echeance("evenement", ouverture=None, echeance=in_days(2), cloture=in_days(2), debut=in_days(9))
    assert dit.mots == "Ferme dans 2 jours"


def test_a_desk_is_there_all_year():
    assert say_echeance("logement", ouverture=None, echeance=None).mots == "Toute l’année"


@pytest.mark.parametrize(
    ("mini", "maxi", "mots"),
    [
        (None, None, ""),
        (1, 1, "1 semaine"),
        (2, 6, "2 à 6 semaines"),
        (1, 2, "1 à 2 semaines"),
        (2, 12, "de 2 semaines à 3 mois"),
        (12, 12, "3 mois"),
        (24, 26, "6 mois"),
        (8, 26, "2 à 6 mois"),
        (None, 4, "4 semaines"),
    ],
)
def test_weeks_become_months(mini, maxi, mots):
    assert say_semaines(mini, maxi) == mots


def test_small_words():
    assert say_jour(datetime.date(2026, 4, 1)) == "mercredi 1er avril"
    assert [say_mois(n) for n in (None, 8, 12, 24)] == ["", "8 mois", "1 an", "2 ans"]
    assert say_heures(datetime.time(14), datetime.time(16, 5)) == "de 14\u00a0h à 16\u00a0h\u00a005"
    assert say_heures(datetime.time(9, 30), None) == "à 9\u00a0h\u00a030"
    assert say_heures(None, None) == ""


@pytest.mark.parametrize(
    ("fabrique", "champs", "dit"),
    [
        (MobiliteFactory, {"ouverture": 12, "cloture": 30}, "du samedi 28 mars au mercredi 15 avril"),
        (MobiliteFactory, {"ouverture": 12}, "le samedi 28 mars"),
        (MobiliteFactory, {"cloture": 3}, "jusqu’au jeudi 19 mars"),
        (MobiliteFactory, {"cloture": 40}, ""),
        (MobiliteFactory, {"cloture": -1}, ""),
        (EvenementFactory, {"ouverture": 2, "debut": 9}, "le mercredi 18 mars"),
        (EvenementFactory, {"debut": 2}, ""),
    ],
)
def test_the_days_that_a_delay_counts_to_are_said_beside_it(db, fabrique, champs, dit):
    assert say_dates(fabrique(**{nom: in_days(jours) for nom, jours in champs.items()})) == dit

"""A month of dates."""

import datetime

import pytest

from portail.opportunites.calendrier import read_month
from tests.geo.factories import CommuneFactory
from tests.portail.opportunites.factories import EngagementFactory, EvenementFactory, MobiliteFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lundi", "home")]

JOUR = datetime.date(2026, 3, 16)
ADRESSE = "/opportunites/calendrier/"


def in_days(days: int) -> datetime.date:
    return JOUR + datetime.timedelta(days=days)


def dates(response) -> dict[datetime.date, list[str]]:
    return {
        jour.jour: [date.quoi for date in jour.dates]
        for semaine in response.context["semaines"]
        for jour in semaine
        if jour.dates
    }


def test_a_month_is_whole_weeks_from_monday(client):
    semaines = client.get(ADRESSE).context["semaines"]
    assert semaines[0][0].jour == datetime.date(2026, 2, 23)
    assert semaines[-1][-1].jour == datetime.date(2026, 4, 5)
    assert [jour.jour for semaine in semaines for jour in semaine if jour.aujourdhui] == [JOUR]


def test_each_date_is_in_its_square(client):
    MobiliteFactory(titre="B", ouverture=in_days(2), cloture=in_days(5))
    EvenementFactory(titre="A", debut=in_days(5), fin=in_days(6))
    EngagementFactory(cloture=in_days(60))
    MobiliteFactory(cloture=in_days(1), live=False)
    assert dates(client.get(ADRESSE)) == {
        in_days(2): ["ouvre"],
        in_days(5): ["lieu", "ferme"],
        in_days(6): ["lieu"],
    }
    assert dates(client.get(f"{ADRESSE}?mois=2026-05")) == {in_days(60): ["ferme"]}


def test_families_and_places_narrow_it(client):
    lille, warneton = CommuneFactory(lille=True), CommuneFactory(belgian=True)
    EvenementFactory(debut=in_days(1), commune=lille)
    EvenementFactory(debut=in_days(2), commune=warneton)
    EngagementFactory(cloture=in_days(3), commune=lille)
    assert set(dates(client.get(f"{ADRESSE}?famille=evenement"))) == {in_days(1), in_days(2)}
    assert set(dates(client.get(f"{ADRESSE}?commune={lille.ref}&rayon=5"))) == {in_days(1), in_days(3)}


@pytest.mark.parametrize("texte", ["", "2026", "2026-13", "2026-00", "0000-01", "9999-12", "2027-04", "demain", "%00"])
def test_a_senseless_month_is_this_one(texte):
    assert read_month(texte, JOUR) == datetime.date(2026, 3, 1)


def test_one_may_look_a_year_away_and_no_further(client):
    assert client.get(f"{ADRESSE}?mois=2027-03").context["apres"] is None
    assert client.get(f"{ADRESSE}?mois=2025-03").context["avant"] is None
    ici = client.get(ADRESSE).context
    assert (ici["avant"], ici["apres"]) == (datetime.date(2026, 2, 1), datetime.date(2026, 4, 1))


def test_an_empty_month_says_so(client):
    assert "Rien ce mois-ci" in client.get(ADRESSE).content.decode()


def test_a_crowded_day_keeps_a_link_to_the_rest(client):
    for _rang in range(5):
        EngagementFactory(cloture=in_days(3))
    content = client.get(ADRESSE).content.decode()
    assert "et 2 autres" in content
    assert 'href="#jour-2026-03-19"' in content
    assert 'id="jour-2026-03-19"' in content


def test_the_first_days_of_the_next_month_follow_the_last_ones(client):
    """Late in a month its own days are few; those of its last week stand in its grid already."""
    avril = datetime.date(2026, 4, 2)
    EvenementFactory(debut=avril)
    ici = client.get(ADRESSE).context["liste"]
    assert [vu.jour for vu in ici] == [avril]


def test_a_crowded_day_that_is_over_links_to_no_list(client):
    for _rang in range(5):
        EngagementFactory(cloture=in_days(-3), ouverture=in_days(-9))
    content = client.get(ADRESSE).content.decode()
    assert "et 2 autres" in content
    assert "#jour-2026-03-13" not in content

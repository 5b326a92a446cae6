"""Files for machines: calendars and feeds."""

import datetime
from xml.etree import ElementTree

import pytest
import vobject
from icalendar import Calendar

from tests.geo.factories import CommuneFactory
from tests.portail.opportunites.factories import (
    EngagementFactory,
    EvenementFactory,
    GuichetFactory,
    MobiliteFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lundi", "home")]

JOUR = datetime.date(2026, 3, 16)


def in_days(days: int) -> datetime.date:
    return JOUR + datetime.timedelta(days=days)


def calendar(client, address: str) -> Calendar:
    """Return the calendar at an address, once two other readers have accepted it."""
    response = client.get(address)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    vobject.readOne(response.content.decode()).serialize(validate=True)
    agenda = Calendar.from_ical(response.content)
    assert not agenda.errors
    assert all(not component.errors for component in agenda.walk())
    return agenda


def items(client, address: str):
    response = client.get(address)
    assert response["Content-Type"].startswith("application/rss+xml")
    return ElementTree.fromstring(response.content).findall("channel/item")


def reminder_of(offre) -> str:
    return offre.get_absolute_url().rstrip("/") + ".ics"


def test_the_reminder_of_a_deadline_is_a_free_day_with_two_alarms(client):
    offre = MobiliteFactory(cloture=in_days(20), ouverture=in_days(5))
    ouverture, rappel = calendar(client, reminder_of(offre)).walk("VEVENT")
    assert ouverture.decoded("dtstart") == in_days(5)
    assert rappel.decoded("dtstart") == in_days(20)
    assert rappel.decoded("dtend") == in_days(21)
    assert rappel["summary"] == f"Dernier jour : {offre.titre}"
    assert rappel["transp"] == "TRANSPARENT"
    assert [alarm.decoded("trigger").days for alarm in rappel.walk("VALARM")] == [-7, -1]
    assert rappel["uid"] == f"opportunite-{offre.pk}-echeance@testserver"


def test_the_uid_stays_and_the_date_follows(client):
    offre = MobiliteFactory(cloture=in_days(20))
    avant = calendar(client, reminder_of(offre)).walk("VEVENT")[0]
    offre.cloture = in_days(30)
    offre.save()
    apres = calendar(client, reminder_of(offre)).walk("VEVENT")[0]
    assert avant["uid"] == apres["uid"]
    assert apres.decoded("dtstart") == in_days(30)


def test_an_event_keeps_its_hours_day_after_day(client):
    offre = EvenementFactory(debut=in_days(10), fin=in_days(12), cloture=in_days(3))
    evenement, rappel = calendar(client, reminder_of(offre)).walk("VEVENT")
    assert evenement.decoded("dtstart").isoformat() == "2026-03-26T14:00:00+01:00"
    assert evenement.decoded("dtend").isoformat() == "2026-03-26T16:30:00+01:00"
    assert evenement["rrule"].to_ical() == b"FREQ=DAILY;COUNT=3"
    assert rappel.decoded("dtstart") == in_days(3)


def test_an_event_without_hours_lasts_whole_days(client):
    offre = EvenementFactory(debut=in_days(10), fin=in_days(11), heure_debut=None, heure_fin=None)
    (evenement,) = calendar(client, reminder_of(offre)).walk("VEVENT")
    assert (evenement.decoded("dtstart"), evenement.decoded("dtend")) == (in_days(10), in_days(12))


def test_what_never_ends_gives_an_empty_calendar_and_no_button(client):
    offre = GuichetFactory()
    assert not calendar(client, reminder_of(offre)).walk("VEVENT")
    assert reminder_of(offre) not in client.get(offre.get_absolute_url()).content.decode()


def test_a_list_gives_its_dates_with_its_filters(client):
    lille, warneton = CommuneFactory(lille=True), CommuneFactory(belgian=True)
    EvenementFactory(titre="Ici", debut=in_days(4), commune=lille)
    EvenementFactory(titre="Loin", debut=in_days(4), commune=warneton)
    EngagementFactory(titre="Mission", cloture=in_days(9), commune=lille)
    assert len(calendar(client, "/opportunites.ics").walk("VEVENT")) == 3
    agenda = calendar(client, f"/opportunites/evenement.ics?commune={lille.ref}&rayon=5")
    assert [evenement["summary"] for evenement in agenda.walk("VEVENT")] == ["Ici"]


def test_the_feed_of_a_list_follows_its_filters_the_newest_first(client):
    MobiliteFactory(titre="Ancienne & vieille", first_published_at=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC))
    MobiliteFactory(titre="Nouvelle", first_published_at=datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC), pays="BE")
    EngagementFactory(titre="Mission")
    MobiliteFactory(titre="Close", cloture=in_days(-1))
    assert [item.findtext("title") for item in items(client, "/opportunites/mobilite.rss")] == [
        "Nouvelle",
        "Ancienne & vieille",
    ]
    (seule,) = items(client, "/opportunites/mobilite.rss?pays=be")
    assert seule.findtext("link").startswith("http")
    assert "Sans date limite" in seule.findtext("description")
    assert len(items(client, "/opportunites.rss")) == 3


def test_the_list_announces_its_feed(client):
    content = client.get("/opportunites/mobilite/?pays=be").content.decode()
    assert 'href="/opportunites/mobilite.rss?pays=be"' in content


def test_a_control_character_in_a_title_does_not_break_the_feed(client):
    MobiliteFactory(titre="Avant\x0bAprès")
    assert [item.findtext("title") for item in items(client, "/opportunites.rss")] == ["Avant Après"]


def test_files_of_an_unknown_family_are_not_found(client):
    for address in ("/opportunites/voyage.rss", "/opportunites/voyage.ics"):
        assert client.get(address).status_code == 404

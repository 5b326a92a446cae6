"""Positions of addresses: asked when allowed, never waited for, the commune's point at worst."""

import pytest
from django.core.cache import cache
from geopy.exc import GeocoderServiceError, GeocoderTimedOut
from geopy.location import Location

from geo import geocoding
from geo.geocoding import FAILURES, Precision, geocode
from tests.geo.factories import CommuneFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("followed_table")]

ADDRESS = "12 rue Nationale"


class AddressBase:
    """Stands for geopy's client: answers what it is told, or fails."""

    def __init__(self, monkeypatch):
        self.answer, self.error, self.asked = None, None, []
        monkeypatch.setattr(geocoding, "BANFrance", self.connect)

    def connect(self, *, domain: str, timeout: int):
        assert domain == "adresses.example"
        assert timeout <= 3
        return self

    def geocode(self, query: str):
        self.asked.append(query)
        if self.error:
            raise self.error
        return self.answer


def location(citycode="59350", kind="housenumber", score=0.9) -> Location:
    properties = {"citycode": citycode, "type": kind, "score": score}
    return Location(ADDRESS, (50.637, 3.063, 0), {"properties": properties})


@pytest.fixture
def address_base(monkeypatch, settings):
    settings.GEOCODER_DOMAIN = "adresses.example"
    cache.clear()
    yield AddressBase(monkeypatch)
    cache.clear()


@pytest.fixture
def lille():
    return CommuneFactory(lille=True)


def test_off_by_default_the_commune_stands_in(lille, settings):
    settings.GEOCODER_DOMAIN = ""
    position = geocode(ADDRESS, lille)
    assert (position.latitude, position.longitude) == (lille.latitude, lille.longitude)
    assert position.precision is Precision.COMMUNE
    assert "centre de la commune" in position.message


def test_an_address_is_asked_once(address_base, lille):
    address_base.answer = location()
    first, second = geocode(ADDRESS, lille), geocode(ADDRESS.upper(), lille)
    assert (first.latitude, first.longitude, first.precision) == (50.637, 3.063, Precision.NUMERO)
    assert first.message == ""
    assert second == first
    assert address_base.asked == [f"{ADDRESS} Lille"]


def test_a_street_is_said_to_be_approximate(address_base, lille):
    address_base.answer = location(kind="street")
    assert geocode(ADDRESS, lille).message == "Position approximative : la rue."


@pytest.mark.parametrize(
    "answer", [None, location(citycode="13055"), location(kind="municipality"), location(score=0.2)]
)
def test_a_doubtful_answer_is_not_believed(address_base, lille, answer):
    address_base.answer = answer
    assert geocode(ADDRESS, lille).precision is Precision.COMMUNE


def test_an_answer_in_the_whole_commune_is_believed_for_a_part(address_base):
    address_base.answer = location(citycode="59350")
    assert geocode(ADDRESS, CommuneFactory(lomme=True)).precision is Precision.NUMERO


@pytest.mark.parametrize("error", [GeocoderTimedOut("slow"), GeocoderServiceError("down")])
def test_a_service_that_is_down_is_left_alone(address_base, lille, error):
    address_base.error = error
    for number in range(FAILURES + 5):
        assert geocode(f"{number} {ADDRESS}", lille).precision is Precision.COMMUNE
    assert len(address_base.asked) == FAILURES


def test_a_failure_is_not_remembered_against_an_address(address_base, lille):
    address_base.error = GeocoderTimedOut("slow")
    geocode(ADDRESS, lille)
    address_base.error, address_base.answer = None, location()
    assert geocode(ADDRESS, lille).precision is Precision.NUMERO


def test_belgian_addresses_and_empty_ones_are_not_asked(address_base, lille):
    belgian = CommuneFactory(belgian=True)
    assert geocode(ADDRESS, belgian).precision is Precision.COMMUNE
    assert geocode("  ", lille).message == ""
    assert address_base.asked == []

"""Zones: what they cover, how they are named, checked and found."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.forms import modelform_factory
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.models import Commune, Departement, GenreZone, Zone
from tests.geo.factories import CommuneFactory, DepartementFactory, ZoneFactory

CODES = st.sampled_from(["32", "59", "59350", "59355", "595", "FR", "BE", "57097"])


@pytest.mark.django_db
def test_a_zone_covers_the_communes_of_its_territory():
    lille, belgian = CommuneFactory(lille=True), CommuneFactory(belgian=True)

    for genre, code in (("commune", "59350"), ("epci", "200093201"), ("arrondissement", "595"), ("departement", "59")):
        zone = ZoneFactory(genre=genre, code=code)
        assert zone.covers(lille)
        assert not zone.covers(belgian)


@pytest.mark.django_db
def test_region_32_and_departement_32_are_different_places():
    lille = CommuneFactory(lille=True)

    assert ZoneFactory(genre="region", code="32").covers(lille)
    assert not ZoneFactory(genre="departement", code="32").covers(lille)


@pytest.mark.django_db
def test_belgian_and_french_codes_are_different_places():
    belgian = CommuneFactory(belgian=True)

    assert ZoneFactory(genre="commune", pays="BE", code="57097").covers(belgian)
    assert not ZoneFactory(genre="commune", pays="FR", code="57097").covers(belgian)


@pytest.mark.django_db
def test_a_commune_covers_its_parts_but_a_part_not_its_commune():
    lomme = CommuneFactory(lomme=True)

    assert ZoneFactory(genre="commune", code="59350").covers(lomme)
    assert not ZoneFactory(genre="commune", code="59355").covers(lomme.parent)


@pytest.mark.django_db
def test_an_excluded_commune_leaves_with_its_parts():
    lomme, other = CommuneFactory(lomme=True), CommuneFactory()
    without_lille = ZoneFactory(exclusions=["59350"])
    without_lomme = ZoneFactory(exclusions=["59355"])

    assert not without_lille.covers(lomme.parent)
    assert not without_lille.covers(lomme)
    assert without_lille.covers(other)
    assert without_lomme.covers(lomme.parent)
    assert not without_lomme.covers(lomme)


@settings(deadline=None)
@given(genre=st.sampled_from(GenreZone.values), pays=st.sampled_from(["FR", "BE"]), code=CODES)
def test_covers_says_what_zone_keys_say(genre, pays, code):
    lille = CommuneFactory.build(
        lille=True, departement=None, region=None, departement_id="59", region_id="32", arrondissement=None, epci=None
    )
    zone = Zone(genre=genre, pays=pays, code=code)

    assert zone.covers(lille) == ((genre, pays, code) in lille.zone_keys)
    assert not Zone(genre=genre, pays=pays, code=code, exclusions=["59350"]).covers(lille)


@pytest.mark.django_db
def test_containing_finds_every_zone_of_a_commune_in_one_query(django_assert_num_queries):
    lille = CommuneFactory(lille=True)
    zones = [ZoneFactory(), ZoneFactory(genre="commune", code="59350"), ZoneFactory(exclusions=["59350"])]
    ZoneFactory(genre="commune", code="59355")

    with django_assert_num_queries(1):
        assert set(Zone.objects.containing(lille)) == set(zones)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "libelle"),
    [
        ({"genre": "commune", "code": "59350"}, "Lille (Nord)"),
        ({"genre": "epci", "code": "200093201"}, "Métropole Européenne de Lille"),
        ({"genre": "arrondissement", "code": "595"}, "Lille (arrondissement)"),
        ({"genre": "departement", "code": "59"}, "Nord (département)"),
        ({"genre": "departement", "code": "50000", "pays": "BE"}, "Hainaut (province)"),
        ({"genre": "region", "code": "32"}, "Hauts-de-France (région)"),
        ({"genre": "pays", "code": "BE", "pays": "BE"}, "Belgique"),
        ({"exclusions": ["59350"]}, "Nord (département) sauf 1 commune"),
        ({"exclusions": ["59350", "59355"]}, "Nord (département) sauf 2 communes"),
    ],
)
def test_a_zone_takes_its_official_name(fields, libelle):
    CommuneFactory(lomme=True)
    CommuneFactory(belgian=True)

    assert str(ZoneFactory(**fields)) == libelle
    assert str(ZoneFactory.build(**fields, nom="Notre secteur")) == "Notre secteur"


@pytest.mark.django_db
def test_get_or_make_makes_a_zone_once():
    CommuneFactory(lomme=True)

    first = Zone.objects.get_or_make("departement", "59", exclusions=["59355", "59350"])
    again = Zone.objects.get_or_make("departement", " 59 ", exclusions=["59350", "59355", "59350"])
    whole = Zone.objects.get_or_make("departement", "59")

    assert first == again
    assert first != whole


@pytest.mark.django_db
def test_get_or_make_uses_present_codes():
    CommuneFactory(belgian=True)

    assert Zone.objects.get_or_make("commune", "be-54010", pays="BE").key == ("commune", "BE", "57097")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("genre", "code", "exclusions", "message"),
    [
        ("departement", "999", [], "Aucun territoire « département ou province » n'a le code « 999 »."),
        ("departement", "59\x00", [], "Aucun territoire"),
        ("commune", "99999", [], "Aucun territoire « commune »"),
        ("continent", "59", [], "Aucun territoire"),
        ("departement", "59", ["99999"], "« 99999 » n'est pas une commune de cette zone."),
        ("departement", "59", ["be-57097"], "« be-57097 » n'est pas une commune de cette zone."),
    ],
)
def test_unknown_codes_are_refused_in_french(genre, code, exclusions, message):
    CommuneFactory()
    CommuneFactory(belgian=True)

    with pytest.raises(ValidationError) as refused:
        Zone.objects.get_or_make(genre, code, exclusions=exclusions)

    assert message in " ".join(refused.value.messages)
    assert not Zone.objects.exists()


@pytest.mark.django_db
def test_the_editor_types_excluded_communes_as_a_line():
    CommuneFactory(lomme=True)
    form_class = modelform_factory(Zone, fields=["genre", "pays", "code", "exclusions", "nom"])

    form = form_class({"genre": "departement", "pays": "FR", "code": "59", "exclusions": "59355;  59350,"})

    assert form.is_valid(), form.errors
    zone = form.save()
    assert zone.exclusions == ["59350", "59355"]
    assert 'value="59350, 59355"' in str(form_class(instance=zone)["exclusions"])


@pytest.mark.django_db
def test_the_editor_is_told_that_a_zone_exists():
    DepartementFactory()
    ZoneFactory()
    form_class = modelform_factory(Zone, fields=["genre", "pays", "code", "exclusions", "nom"])

    form = form_class({"genre": "departement", "pays": "FR", "code": "59"})

    assert form.non_field_errors() == ["Cette zone existe déjà : choisissez-la."]


@pytest.mark.django_db
def test_the_editor_leaves_the_code_of_a_country_empty():
    form_class = modelform_factory(Zone, fields=["genre", "pays", "code", "exclusions", "nom"])

    form = form_class({"genre": "pays", "pays": "BE", "code": ""})

    assert form.is_valid(), form.errors
    assert form.save().key == ("pays", "BE", "BE")


@pytest.mark.django_db
@pytest.mark.parametrize("fields", [{"code": ""}, {"genre": "pays", "code": "BE", "pays": "FR"}])
def test_database_refuses_zones_without_meaning(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        ZoneFactory(**fields)


@pytest.mark.django_db
def test_database_refuses_the_same_zone_twice():
    ZoneFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        ZoneFactory()


@pytest.mark.django_db
def test_covers_costs_no_query(django_assert_num_queries):
    CommuneFactory(lomme=True)
    zone = ZoneFactory(exclusions=["59000"])
    communes = [*Commune.objects.with_names()]

    with django_assert_num_queries(0):
        assert all(zone.covers(commune) for commune in communes)


def test_every_kind_of_zone_but_the_two_special_ones_has_its_table():
    from geo.models.zone import TERRITOIRES

    assert {*GenreZone} - {*TERRITOIRES} == {GenreZone.COMMUNE, GenreZone.PAYS}
    assert TERRITOIRES[GenreZone.DEPARTEMENT] is Departement

"""Communes: names, public codes, positions, constraints, and the version of their table."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from geo.models import Commune, TypeCommune, table_version
from tests.geo.factories import CommuneFactory

pytestmark = pytest.mark.django_db


def test_str_names_the_departement_the_parent_or_the_country():
    assert str(CommuneFactory(code="59152", nom="Comines")) == "Comines (Nord)"
    assert str(CommuneFactory(lomme=True)) == "Lomme (Lille, Nord)"
    assert str(CommuneFactory(belgian=True)) == "Comines-Warneton (Belgique)"


def test_ref_is_the_public_code():
    assert CommuneFactory(lille=True).ref == "59350"
    assert CommuneFactory(belgian=True).ref == "be-57097"


@pytest.mark.parametrize("ref", ["59355", " 59355 "])
def test_get_by_ref_finds_a_part_of_a_commune(ref):
    lomme = CommuneFactory(lomme=True)

    assert Commune.objects.get_by_ref(ref) == lomme


def test_get_by_ref_prefers_the_commune_to_its_delegated_namesake():
    aurseulles = CommuneFactory(code="14581", nom="Aurseulles")
    CommuneFactory(code="14581", nom="Saint-Germain-d'Ectot", type=TypeCommune.DELEGUEE, parent=aurseulles)

    assert Commune.objects.get_by_ref("14581") == aurseulles


def test_get_by_ref_never_crosses_the_border():
    CommuneFactory(code="57097", nom="Une commune de Moselle")
    belgian = CommuneFactory(belgian=True)

    assert Commune.objects.get_by_ref("be-57097") == belgian
    assert Commune.objects.get_by_ref("BE-57097") == belgian
    assert Commune.objects.get_by_ref("57097") != belgian


def test_get_by_ref_follows_old_codes_to_the_present_commune():
    belgian = CommuneFactory(belgian=True)
    retired = CommuneFactory(code="59011", active=False)
    heir = CommuneFactory(code="59012", anciens_codes=["59011"])

    assert Commune.objects.get_by_ref("be-54010") == belgian
    assert Commune.objects.get_by_ref("54010") is None
    assert Commune.objects.get_by_ref(retired.ref) == heir


def test_get_by_ref_keeps_a_retired_commune_without_heir():
    retired = CommuneFactory(code="59011", active=False)

    assert Commune.objects.get_by_ref("59011") == retired


def test_get_by_ref_sees_old_codes_written_since_the_last_call():
    commune = CommuneFactory(code="59012")
    assert Commune.objects.get_by_ref("59011") is None

    commune.anciens_codes = ["59011"]
    commune.save()

    assert Commune.objects.get_by_ref("59011") == commune


@pytest.mark.parametrize(
    "ref", ["", "0", "lille", "59350 ", "be-", "be-99999", "5935\x00", "'; --", "５９３５０", "593500"]
)
def test_get_by_ref_answers_none_to_anything_else(ref):
    assert Commune.objects.get_by_ref(ref) is None


def test_zone_keys_go_from_the_smallest_territory_to_the_largest():
    assert CommuneFactory(lille=True).zone_keys == (
        ("commune", "FR", "59350"),
        ("epci", "FR", "200093201"),
        ("arrondissement", "FR", "595"),
        ("departement", "FR", "59"),
        ("region", "FR", "32"),
        ("pays", "FR", "FR"),
    )


def test_zone_keys_of_a_part_hold_those_of_its_commune():
    lomme = CommuneFactory(lomme=True)

    assert set(lomme.zone_keys) == {("commune", "FR", "59355"), *lomme.parent.zone_keys}


def test_zone_keys_of_a_belgian_municipality_are_belgian():
    assert CommuneFactory(belgian=True).zone_keys == (
        ("commune", "BE", "57097"),
        ("departement", "BE", "50000"),
        ("region", "BE", "03000"),
        ("pays", "BE", "BE"),
    )


def test_names_and_zone_keys_cost_no_query_beyond_the_first(django_assert_num_queries):
    CommuneFactory(lomme=True)
    CommuneFactory.create_batch(3)

    with django_assert_num_queries(1):
        for commune in Commune.objects.with_names():
            str(commune)
            assert commune.zone_keys


def test_position_is_known_or_not():
    assert CommuneFactory(lille=True).position == (50.63089, 3.07086)
    assert CommuneFactory(latitude=None, longitude=None).position is None


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"latitude": 91}, "latitude entre -90 et 90"),
        ({"longitude": -181}, "longitude entre -180 et 180"),
        ({"longitude": None}, "longitude entre -180 et 180"),
        ({"type": TypeCommune.DELEGUEE}, "commune de rattachement"),
    ],
)
def test_database_refuses_what_makes_no_sense_and_the_form_says_so(fields, message):
    commune = CommuneFactory.build(
        departement=CommuneFactory().departement,
        region=CommuneFactory().region,
        arrondissement=None,
        epci=None,
        **fields,
    )

    with pytest.raises(ValidationError, match=message):
        commune.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        commune.save()


def test_two_communes_never_share_country_code_and_type():
    lille = CommuneFactory(lille=True)
    twin = Commune.objects.get(pk=lille.pk)
    twin.pk = None

    with pytest.raises(ValidationError, match="Cette commune existe déjà"):
        twin.validate_constraints()


def test_a_commune_is_no_part_of_itself():
    lille = CommuneFactory(lille=True)
    lille.parent = lille

    with pytest.raises(ValidationError, match="rattachée à elle-même"):
        lille.validate_constraints()
    with pytest.raises(IntegrityError), transaction.atomic():
        lille.save()


def test_table_version_changes_with_the_table_and_only_then():
    assert table_version() == ""
    commune = CommuneFactory()
    first = table_version()
    assert first
    assert table_version() == first

    commune.nom = "Autre nom"
    commune.save()
    second = table_version()
    commune.delete()

    assert len({first, second, table_version()}) == 3


def test_table_version_of_a_rolled_back_change_is_never_seen_again():
    CommuneFactory()
    before, undone = table_version(), None
    with transaction.atomic():
        CommuneFactory()
        undone = table_version()
        transaction.set_rollback(True)

    assert table_version() == before
    CommuneFactory()
    assert table_version() not in {before, undone}

"""The screens where editors write zones."""

import pytest
from django.urls import reverse

from geo.models import Zone
from geo.viewsets import ZoneViewSet
from tests.geo.factories import CommuneFactory, ZoneFactory

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"wagtailsnippets_geo_zone:{name}", args=args)


@pytest.fixture
def editor(admin_client):
    CommuneFactory(lille=True)
    return admin_client


def test_the_list_finds_zones_by_name_and_code(editor):
    ZoneFactory()
    ZoneFactory(genre="region", code="32")

    found = editor.get(url("list"), {"q": "Hauts-de"}).content.decode()

    assert "Hauts-de-France (région)" in found
    assert "Nord (département)" not in found


def test_an_editor_writes_a_zone_with_its_exclusions(editor):
    data = {"genre": "departement", "pays": "FR", "code": "59", "exclusions": "59350", "nom": ""}

    response = editor.post(url("add"), data)

    assert response.status_code == 302
    assert Zone.objects.get().exclusions == ["59350"]
    assert "Nord (département) sauf 1 commune" in editor.get(url("list")).content.decode()


def test_a_wrong_code_is_explained_in_french_beside_the_field(editor):
    data = {"genre": "departement", "pays": "FR", "code": "999", "exclusions": "", "nom": ""}

    form = editor.post(url("add"), data).context["form"]

    assert form.errors == {"code": ["Aucun territoire « département ou province » n'a le code « 999 »."]}


def test_the_form_shows_the_exclusions_as_a_line(editor):
    zone = ZoneFactory(exclusions=["59350"])

    assert 'value="59350"' in editor.get(url("edit", zone.pk)).content.decode()


def test_every_panel_names_a_field_of_the_model():
    names = {field.name for field in Zone._meta.get_fields()}
    assert {*ZoneViewSet.list_filter, *ZoneViewSet.search_fields} <= names

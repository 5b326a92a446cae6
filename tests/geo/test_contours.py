"""Contours served to the map: valid GeoJSON, light, kept by browsers, refused politely."""

import gzip
import json
from itertools import pairwise

import pytest
from django.template import Context, Template
from django.urls import NoReverseMatch, Resolver404, resolve, reverse

from geo import shipped
from geo.links import contours_url
from geo.models import table_version
from tests.geo.factories import CommuneFactory, ProvinceFactory

pytestmark = pytest.mark.django_db

MEL = ("epci", "200093201")


@pytest.fixture
def communes():
    return [
        CommuneFactory(lille=True),
        CommuneFactory(code="59599", nom="Tourcoing"),
        CommuneFactory(lomme=True),
    ]


def get_collection(client, genre, code):
    response = client.get(reverse("geo:contours", args=[genre, code]))
    assert response.status_code == 200
    return json.loads(response.content)


def test_contours_are_a_geojson_collection_of_whole_communes(client, communes):
    collection = get_collection(client, *MEL)

    assert collection["type"] == "FeatureCollection"
    assert [feature["properties"] for feature in collection["features"]] == [
        {"code": "59350", "nom": "Lille", "ref": "59350"},
        {"code": "59599", "nom": "Tourcoing", "ref": "59599"},
    ]


@pytest.mark.parametrize("territory", [MEL, ("departement", "59"), ("arrondissement", "595")])
def test_each_kind_of_territory_has_its_contours(client, communes, territory):
    assert len(get_collection(client, *territory)["features"]) == 2


def test_rings_are_closed_and_turn_the_right_way(client, communes):
    for feature in get_collection(client, *MEL)["features"]:
        geometry = feature["geometry"]
        assert geometry["type"] in {"Polygon", "MultiPolygon"}
        polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
        for rings in polygons:
            assert all(ring[0] == ring[-1] and len(ring) >= 4 for ring in rings)
            assert signed_area(rings[0]) > 0
            assert all(signed_area(hole) < 0 for hole in rings[1:])


def signed_area(ring):
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring)) / 2


def test_the_box_holds_every_commune(client, communes):
    collection = get_collection(client, *MEL)
    west, south, east, north = collection["bbox"]

    for commune in communes:
        assert west < commune.longitude < east
        assert south < commune.latitude < north


def test_the_answer_is_compressed_for_those_who_read_gzip(client, communes):
    url = reverse("geo:contours", args=MEL)
    packed = client.get(url, headers={"accept-encoding": "br, gzip"})
    plain = client.get(url, headers={"accept-encoding": "gzip;q=0"})

    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert gzip.decompress(packed.content) == plain.content
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert "Cookie" not in packed.headers["Vary"]
    assert packed.headers["Content-Type"] == "application/geo+json"


def test_a_link_with_the_version_may_be_kept_for_ever(client, communes):
    response = client.get(contours_url(*MEL))

    assert "immutable" in response.headers["Cache-Control"]
    assert "max-age=31536000" in response.headers["Cache-Control"]


@pytest.mark.parametrize("query", [{}, {"v": "another"}])
def test_other_links_are_kept_for_an_hour(client, communes, query):
    response = client.get(reverse("geo:contours", args=MEL), query)

    assert response.headers["Cache-Control"] == "public, max-age=3600"


def test_what_has_not_changed_is_not_sent_again(client, communes):
    url = reverse("geo:contours", args=MEL)
    etag = client.get(url).headers["ETag"]

    again = client.get(url, headers={"if-none-match": etag})
    communes[0].save()
    changed = client.get(url, headers={"if-none-match": etag})

    assert (again.status_code, again.content) == (304, b"")
    assert changed.status_code == 200


def test_a_new_name_is_served_at_once(client, communes):
    get_collection(client, *MEL)
    communes[0].nom = "Lille-en-Flandre"
    communes[0].save()

    assert get_collection(client, *MEL)["features"][0]["properties"]["nom"] == "Lille-en-Flandre"


def test_an_unknown_territory_is_not_found_in_french(client, communes):
    response = client.get(reverse("geo:contours", args=["epci", "000000000"]))

    assert response.status_code == 404
    assert response.json()["detail"] == "Aucun territoire connu : « epci 000000000 »."


def test_a_belgian_province_is_known_but_empty(client):
    ProvinceFactory()

    assert get_collection(client, "departement", "50000") == {"type": "FeatureCollection", "features": []}


@pytest.mark.parametrize("path", ["region/32", "epci/\x00", "departement/59'", "departement/../59", "epci/2000932010"])
def test_malformed_addresses_are_no_address(path):
    with pytest.raises(Resolver404):
        resolve(f"/geo/contours/{path}.json")


def test_only_reading_is_allowed(client):
    assert client.post(reverse("geo:contours", args=MEL)).status_code == 405


def test_templates_write_the_address(communes):
    text = Template('{% load geo %}{% contours_url "epci" "200093201" %}').render(Context())

    assert text == f"/geo/contours/epci/200093201.json?v={table_version()}"
    with pytest.raises(NoReverseMatch):
        contours_url("region", "32")


def test_contours_stay_light():
    """A phone draws a département in at most 150 kB, and the whole of France weighs under 4 MB here."""
    sizes = [path.stat().st_size for path in (shipped.DATA_DIR / shipped.CONTOURS_DIR).iterdir()]

    assert max(sizes) < 100_000
    assert sum(sizes) < 4_000_000

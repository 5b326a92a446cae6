"""GET /api/v1/communes, as scripts and the combobox use it."""

import pytest
from django.test import Client

URL = "/api/v1/communes"

KEYS = {
    "code", "type", "pays", "nom", "codes_postaux", "departement", "region", "population",
    "latitude", "longitude", "parent",
}  # fmt: skip

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("every_commune")]


def ask(client: Client, **params):
    return client.get(URL, params)


def test_a_commune_says_what_was_promised(client):
    [lomme, lille, *_] = ask(client, q="59160").json()
    assert lomme.keys() >= KEYS
    assert (lomme["code"], lomme["type"], lomme["parent"]) == ("59355", "COMA", "59350")
    assert lomme["libelle"] == "Lomme (Lille)"
    assert lomme["codes_postaux"] == ["59160"]
    assert (lille["code"], lille["departement"], lille["region"]) == ("59350", "59", "32")
    assert lille["population"] == 238246
    assert lille["parent"] is None


def test_belgian_codes_are_prefixed(client):
    [mouscron] = ask(client, q="moeskroen").json()
    assert (mouscron["code"], mouscron["pays"], mouscron["nom_nl"]) == ("be-57096", "BE", "Moeskroen")


def test_empty_text_answers_an_empty_list(client):
    assert ask(client).json() == []
    assert ask(client, q="  ").json() == []
    assert ask(client, q="\x01\x02").json() == []


@pytest.mark.parametrize(("limite", "count"), [("1", 1), ("50", 50), ("", 8)])
def test_limit(client, limite, count):
    assert len(ask(client, q="saint", limite=limite).json()) == count


@pytest.mark.parametrize(
    ("params", "field"),
    [
        ({"limite": "0"}, "limite"),
        ({"limite": "51"}, "limite"),
        ({"limite": "-1"}, "limite"),
        ({"limite": "huit"}, "limite"),
        ({"limite": "1e9"}, "limite"),
        ({"limite": "9" * 5000}, "limite"),
        ({"latitude": "50.7"}, "longitude"),
        ({"longitude": "3.1"}, "latitude"),
        ({"latitude": "91", "longitude": "3"}, "latitude"),
        ({"latitude": "nan", "longitude": "3"}, "latitude"),
        ({"latitude": "50", "longitude": "inf"}, "longitude"),
    ],
)
def test_wrong_parameters_are_said_in_french(client, params, field):
    response = ask(client, **params)
    assert response.status_code == 422
    [error] = response.json()["detail"]
    assert error["champ"] == field
    assert error["loc"] == ["query", field]
    assert f"« {field} » doit être un nombre" in error["msg"]


def test_answers_may_be_cached_but_positions_never(client):
    assert "max-age=86400" in ask(client, q="lille")["Cache-Control"]
    assert "no-store" in ask(client, latitude="50.7237", longitude="3.1608")["Cache-Control"]


def test_nearest_commune_of_a_position(client):
    [tourcoing] = ask(client, latitude="50.7237", longitude="3,1608").json()
    assert tourcoing["code"] == "59599"
    assert tourcoing["distance_km"] < 1


def test_far_from_every_commune_there_is_none(client):
    assert ask(client, latitude="10", longitude="-30").json() == []


def test_no_cookie_and_one_query_at_most(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(1):
        response = ask(client, q="lille")
    assert not response.cookies

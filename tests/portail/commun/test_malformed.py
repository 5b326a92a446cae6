"""A NUL or broken UTF-8 is answered 400, wherever it stands, before any view."""

import pytest

pytestmark = pytest.mark.django_db

BROKEN = {
    "nul in the query": "/recherche/?q=%00",
    "nul in a parameter's name": "/?a%00b=1",
    "broken utf-8 in the query": "/recherche/?q=%C3%28",
    "nul in the path": "/pages/%00/",
    "broken utf-8 in the path": "/%FF%FE/",
    "nul in the API": "/api/v1/communes?q=%00",
}


@pytest.mark.parametrize("address", BROKEN.values(), ids=BROKEN)
def test_broken_address_is_answered_400(client, address):
    response = client.get(address)
    assert response.status_code == 400


def test_the_api_answers_in_json(client):
    assert client.get("/api/v1/communes?q=%00").json()["detail"]


def test_the_answer_trusts_nothing_written_inside_a_page(client):
    policy = client.get("/recherche/?q=%00")["Content-Security-Policy"]
    assert "script-src" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("body", [b"login=%00", b"login=%C3%28", b"login=\xff"])
def test_broken_form_is_answered_400(client, body):
    response = client.post("/compte/login/", body, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 400


def test_nul_in_a_form_with_files_is_answered_400(client):
    response = client.post("/compte/login/", {"login": "a\x00b", "password": "x"})
    assert response.status_code == 400


def test_accents_and_plus_signs_pass(client):
    assert client.get("/compte/login/?next=/%C3%A9t%C3%A9+%E2%82%AC").status_code == 200

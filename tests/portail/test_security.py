"""What every answer tells the browser to refuse."""

import re

import pytest

pytestmark = pytest.mark.django_db
PUBLIC = ("/compte/login/", "/sante/vive", "/robots.txt", "/nulle-part/", "/api/v1/docs", "/api/v1/communes?q=lille")


def policy(response) -> dict[str, str]:
    directives = (part.strip().partition(" ") for part in response["Content-Security-Policy"].split(";"))
    return {name: value for name, _, value in directives}


@pytest.mark.parametrize("address", PUBLIC)
def test_public_answers_allow_nothing_inline_nor_foreign(client, address):
    directives = policy(client.get(address))
    assert not re.search(r"unsafe|nonce|\*|https?:", " ".join(directives.values()))
    assert directives["default-src"] == "'self'"
    assert directives["object-src"] == "'none'"
    assert directives["base-uri"] == directives["form-action"] == directives["frame-ancestors"] == "'self'"


@pytest.mark.parametrize("address", PUBLIC)
def test_public_answers_carry_the_other_shields(client, address):
    response = client.get(address)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "geolocation=(self)" in response["Permissions-Policy"]
    assert "camera=()" in response["Permissions-Policy"]


def test_the_administration_has_the_policy_that_wagtail_needs(admin_client):
    assert "'unsafe-inline'" in policy(admin_client.get("/admin/"))["script-src"]
    assert "http" not in policy(admin_client.get("/admin/"))["script-src"]


@pytest.mark.parametrize("address", ["/robots.txt", "/sante/vive", "/nulle-part/", "/api/v1/docs"])
def test_reading_sets_no_cookie(client, address):
    assert not client.get(address).cookies


def test_the_page_of_the_api_asks_nobody_else(client):
    text = client.get("/api/v1/docs").text
    assert not re.search(r"(src|href)=[\"'](https?:)?//", text)
    assert client.get("/api/v1/openapi.json").json()["info"]["version"] == "1"


def test_secure_cookies_are_not_readable_by_scripts(client):
    response = client.get("/compte/login/")
    assert response.cookies["csrftoken"]["httponly"]
    assert response.cookies["csrftoken"]["samesite"] == "Lax"


def test_a_form_with_a_stale_token_is_refused_in_french():
    from django.test import Client

    response = Client(enforce_csrf_checks=True).post("/compte/login/", {"login": "a@exemple.fr", "password": "x"})
    assert response.status_code == 403
    assert "resté ouvert trop longtemps" in response.text

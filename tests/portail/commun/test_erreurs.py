"""Error pages: in the site's look, in French, even when the database is down."""

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import include, path


def crash(request):
    raise RuntimeError("canari")


def forbid(request):
    raise PermissionDenied


def suspect(request):
    raise SuspiciousOperation


urlpatterns = [
    path("panne/", crash),
    path("api/panne/", crash),
    path("interdit/", forbid),
    path("louche/", suspect),
    path("ok/", lambda request: HttpResponse("ok")),
    path("", include("portail.urls")),
]
handler400 = "portail.commun.erreurs.bad_request"
handler403 = "portail.commun.erreurs.permission_denied"
handler404 = "portail.commun.erreurs.page_not_found"
handler500 = "portail.commun.erreurs.server_error"


@pytest.fixture
def visitor():
    with override_settings(ROOT_URLCONF=__name__):
        yield Client(raise_request_exception=False)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/louche/", 400, "mal formée"),
        ("/interdit/", 403, "réservée"),
        ("/nulle-part/", 404, "n’existe pas"),
        ("/panne/", 500, "erreur"),
    ],
)
def test_each_error_has_its_page(visitor, address, status, words):
    response = visitor.get(address)
    assert response.status_code == status
    assert words in response.text
    assert "site.css" in response.text
    assert response.text.count("<h1") == 1


def test_a_failure_is_told_without_the_database(visitor):
    """No django_db mark: any query would raise."""
    response = visitor.get("/panne/")
    assert response.status_code == 500
    assert "canari" not in response.text


def test_the_api_answers_errors_in_json(visitor, db):
    assert visitor.get("/api/panne/").json()["detail"]
    assert visitor.get("/api/nulle-part/").json()["detail"]

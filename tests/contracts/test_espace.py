"""The professional's space: each role, at each address, by each method, on what is theirs and on what is not."""

from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from ressources.models import Verification
from tests.ressources.factories import PermanenceFactory, PersonneFactory, RattachementFactory, UtilisateurFactory

from .espace_regles import REGLES, Monde

pytestmark = pytest.mark.django_db

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
SIGN_IN = "/compte/login/code/"


def named_routes(resolver=None, prefix="", namespaces=()):
    """Yield the path and the full name of every route of the portal."""
    for entry in (resolver or get_resolver()).url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = (*namespaces, entry.namespace) if entry.namespace else namespaces
            yield from named_routes(entry, path, inner)
        elif isinstance(entry, URLPattern):
            yield path, ":".join((*namespaces, entry.name or ""))


OURS = sorted({name for path, name in named_routes() if path.startswith("espace/")})


def make_monde() -> Monde:
    rattachement = RattachementFactory()
    personne = PersonneFactory(structure=rattachement.structure)
    rattachement.personne = personne
    rattachement.save()
    return Monde(rattachement, personne, PermanenceFactory(structure=rattachement.structure))


@pytest.fixture
def monde():
    return make_monde()


@pytest.fixture
def voisin():
    return make_monde()


def signed_in(utilisateur) -> Client:
    client = Client()
    client.force_login(utilisateur, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def ask(client: Client, method: str, name: str, monde: Monde):
    regle = REGLES[name]
    data = regle.data if method == "POST" else None
    return client.generic(method, reverse(name, kwargs=regle.args(monde)), **({} if data is None else form(data)))


def form(data: dict[str, str]) -> dict:
    return {"data": urlencode(data), "content_type": "application/x-www-form-urlencoded"}


def test_every_address_has_a_rule():
    assert set(OURS) == set(REGLES)


NAMING = [name for name in OURS if REGLES[name].names_something]  # others show only what is theirs


@pytest.mark.parametrize("name", NAMING)
@pytest.mark.parametrize("method", METHODS)
def test_what_is_another_structure_s_is_not_there(name, method, monde, voisin):
    before = Verification.objects.count()
    response = ask(signed_in(monde.rattachement.utilisateur), method, name, voisin)
    assert response.status_code == (404 if method in REGLES[name].methods else 405)
    assert Verification.objects.count() == before


@pytest.mark.parametrize("name", OURS)
@pytest.mark.parametrize("method", METHODS)
class TestAddress:
    def test_a_visitor_is_sent_to_the_code(self, name, method, monde):
        response = ask(Client(), method, name, monde)
        if method not in REGLES[name].methods:
            assert response.status_code == 405
            return
        assert response.status_code == 302
        assert response["Location"].startswith(SIGN_IN)

    @pytest.mark.parametrize("groupe", ["", "Professionnels", "Éditeurs", "Modérateurs"])
    def test_an_account_that_works_for_no_structure_is_turned_away(self, name, method, monde, groupe):
        response = ask(signed_in(UtilisateurFactory(groupe=groupe)), method, name, monde)
        assert response.status_code == (403 if method in REGLES[name].methods else 405)

    def test_nor_is_the_administrator_let_in(self, name, method, monde):
        response = ask(signed_in(UtilisateurFactory(is_superuser=True)), method, name, monde)
        assert response.status_code == (403 if method in REGLES[name].methods else 405)

    def test_an_account_that_was_closed_is_a_visitor(self, name, method, monde):
        client = signed_in(monde.rattachement.utilisateur)
        type(monde.rattachement.utilisateur).objects.update(is_active=False)
        response = ask(client, method, name, monde)
        assert response.status_code == (302 if method in REGLES[name].methods else 405)

    def test_what_is_theirs_opens(self, name, method, monde):
        response = ask(signed_in(monde.rattachement.utilisateur), method, name, monde)
        if method not in REGLES[name].methods:
            assert response.status_code == 405
            return
        assert response.status_code in ({200} if method == "GET" else {200, 302, 422})
        assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("name", [name for name in OURS if "GET" in REGLES[name].methods])
def test_nothing_of_another_structure_is_shown(name, monde, voisin):
    html = ask(signed_in(monde.rattachement.utilisateur), "GET", name, monde).text
    assert voisin.rattachement.utilisateur.email not in html
    if not REGLES[name].proposes:
        assert voisin.personne.nom not in html
        assert voisin.rattachement.structure.nom not in html


@pytest.mark.parametrize("name", [name for name in OURS if "GET" in REGLES[name].methods])
def test_pages_have_one_heading_a_rail_and_no_inline_code(name, monde):
    response = ask(signed_in(monde.rattachement.utilisateur), "GET", name, monde)
    if not response["Content-Type"].startswith("text/html"):
        return
    assert response.text.count("<h1") == 1
    assert response.text.count('class="rail"') == 1
    assert " style=" not in response.text
    assert "unsafe" not in response["Content-Security-Policy"]

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


def statuses(client: Client, name: str, monde: Monde) -> dict[str, int]:
    return {method: ask(client, method, name, monde).status_code for method in METHODS}


def expected(name: str, status: int) -> dict[str, int]:
    """What each method answers when those that the address takes are all refused alike."""
    return {method: status if method in REGLES[name].methods else 405 for method in METHODS}


def form(data: dict[str, str]) -> dict:
    return {"data": urlencode(data), "content_type": "application/x-www-form-urlencoded"}


def test_every_address_has_a_rule():
    assert set(OURS) == set(REGLES)


NAMING = [name for name in OURS if REGLES[name].names_something]  # others show only what is theirs


@pytest.mark.parametrize("name", NAMING)
def test_what_is_another_structure_s_is_not_there(name, monde, voisin):
    before = Verification.objects.count()
    client = signed_in(monde.rattachement.utilisateur)
    assert statuses(client, name, voisin) == expected(name, 404)
    assert Verification.objects.count() == before


@pytest.mark.parametrize("name", OURS)
class TestAddress:
    """Every method at one address, in turn: a test for each would make the same people again five times."""

    @pytest.mark.sqlite_enough("refused before anything is read")
    def test_a_visitor_is_sent_to_the_code(self, name, monde):
        for method in METHODS:
            response = ask(Client(), method, name, monde)
            if method not in REGLES[name].methods:
                assert response.status_code == 405, method
                continue
            assert response.status_code == 302, method
            assert response["Location"].startswith(SIGN_IN)

    @pytest.mark.sqlite_enough("refused before anything is read")
    def test_an_account_that_works_for_no_structure_is_turned_away(self, name, monde):
        for groupe in ("", "Professionnels", "Éditeurs", "Modérateurs"):
            client = signed_in(UtilisateurFactory(groupe=groupe))
            assert statuses(client, name, monde) == expected(name, 403), groupe

    @pytest.mark.sqlite_enough("refused before anything is read")
    def test_nor_is_the_administrator_let_in(self, name, monde):
        client = signed_in(UtilisateurFactory(is_superuser=True))
        assert statuses(client, name, monde) == expected(name, 403)

    @pytest.mark.sqlite_enough("refused before anything is read")
    def test_an_account_that_was_closed_is_a_visitor(self, name, monde):
        client = signed_in(monde.rattachement.utilisateur)
        type(monde.rattachement.utilisateur).objects.update(is_active=False)
        assert statuses(client, name, monde) == expected(name, 302)

    def test_what_is_theirs_opens(self, name, monde):
        client = signed_in(monde.rattachement.utilisateur)
        for method in METHODS:  # reading first: what follows may take away what is read
            response = ask(client, method, name, monde)
            if method not in REGLES[name].methods:
                assert response.status_code == 405, method
                continue
            assert response.status_code in ({200} if method == "GET" else {200, 302, 422}), method
            assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("name", [name for name in OURS if "GET" in REGLES[name].methods])
def test_nothing_of_another_structure_is_shown(name, monde, voisin):
    html = ask(signed_in(monde.rattachement.utilisateur), "GET", name, monde).text
    assert voisin.rattachement.utilisateur.email not in html
    if not REGLES[name].proposes:
        assert voisin.personne.nom not in html
        assert voisin.rattachement.structure.nom not in html


@pytest.mark.sqlite_enough("what is read is read by the tests above")
@pytest.mark.parametrize("name", [name for name in OURS if "GET" in REGLES[name].methods])
def test_pages_have_one_heading_a_rail_and_no_inline_code(name, monde):
    response = ask(signed_in(monde.rattachement.utilisateur), "GET", name, monde)
    if not response["Content-Type"].startswith("text/html"):
        return
    assert response.text.count("<h1") == 1
    assert response.text.count('class="rail"') == 1
    assert " style=" not in response.text
    assert "unsafe" not in response["Content-Security-Policy"]

"""Every address of the portal says who may use it, and keeps its word: a new one without a rule fails here."""

import re

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

pytestmark = pytest.mark.django_db

# Prefixes of route names (or of paths, for the nameless) and who may use them.
PUBLIC = "anybody, without account nor cookie"
STAFF = "an account that may enter the admin"
PROFESSIONAL = "an account that works for a structure"
SIGNED_IN = "any account, or the way to it"
RULES = {
    "admin/": STAFF,
    "documents/": PUBLIC,
    "compte/": SIGNED_IN,
    "espace/": PROFESSIONAL,  # their own contract is in test_espace
    "api/v1/": PUBLIC,
    "sante/": PUBLIC,
    "styleguide/": PUBLIC,
    "media/": PUBLIC,
    "geo/": PUBLIC,
    "opportunites": PUBLIC,
    "recherche": PUBLIC,
    "repondre/": PUBLIC,  # a professional's signed link; nothing without it
    "suivi/": PUBLIC,  # a secret link or a code; nothing without it
    "personnes/": PUBLIC,
    "structures/": PUBLIC,
    "permanences/": PUBLIC,
    "dispositifs": PUBLIC,
    "mes-droits": PUBLIC,
    "rendez-vous/": PUBLIC,
    "rdv/": PUBLIC,
    "sms/retours/": PUBLIC,  # for carriers, who know the secret it holds; nothing without it
    "programmes/": PUBLIC,  # former addresses of the laboratory's programmes
    "favicon.ico": PUBLIC,
    "robots.txt": PUBLIC,
    "sitemap": PUBLIC,
    "_util/": SIGNED_IN,  # Wagtail: password of a restricted page
    "^((?:[\\w\\-]+/)*)$": PUBLIC,  # Wagtail: the pages, whose own contract is in test_pages
}


def all_routes(resolver=None, prefix=""):
    """Yield the path of every route of the portal."""
    for entry in (resolver or get_resolver()).url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from all_routes(entry, path)
        elif isinstance(entry, URLPattern):
            yield path, entry


def rule_of(path: str) -> str | None:
    return next((rule for start, rule in RULES.items() if path.startswith(start)), None)


def test_every_route_has_a_rule():
    forgotten = sorted({path for path, _entry in all_routes() if rule_of(path) is None})

    assert not forgotten, f"no access rule for: {', '.join(forgotten)}"


def test_no_rule_is_left_over():
    paths = [path for path, _entry in all_routes()]

    unused = [start for start in RULES if not any(path.startswith(start) for path in paths)]
    assert set(unused) <= {
        "styleguide/",
        "media/",
        "permanences/",
        "recherche",
    }  # depend on the settings or on later issues


WAY_IN = {"admin/login/", "admin/password_reset/", "admin/password_reset/done/", "admin/jsi18n/", "admin/sprite/"}
PLAIN = [
    (path, entry)
    for path, entry in all_routes()
    if "<" not in path and "(" not in path and "^" not in path and rule_of(path) == STAFF and path not in WAY_IN
]


@pytest.mark.sqlite_enough("refused before anything is read")
@pytest.mark.parametrize(("path", "entry"), PLAIN, ids=[path for path, _entry in PLAIN])
def test_staff_addresses_send_visitors_to_sign_in(path, entry, client):
    response = client.get(f"/{path}")

    assert response.status_code in {302, 403, 404, 405}, path
    if response.status_code == 302:
        assert (
            "login" in response["Location"] or "connexion" in response["Location"] or "compte" in response["Location"]
        )


PUBLIC_PATHS = sorted({path for path, _entry in all_routes() if rule_of(path) == PUBLIC and not set("(^") & set(path)})
ANYTHING = {"int": "999999"}  # what stands for a parameter by its converter, "inconnu" for any other
H1 = re.compile(r"<h1[ >]")


def fill(path: str) -> str:
    """Return an address of a route, its parameters naming nothing that exists."""
    return re.sub(r"<(?:(\w+):)?\w+>", lambda parameter: ANYTHING.get(parameter[1], "inconnu"), path)


@pytest.mark.parametrize("path", PUBLIC_PATHS)
def test_public_addresses_answer_anybody_without_a_cookie(path, client, home):
    response = client.get(f"/{fill(path)}")

    assert response.status_code in ({404, 405} if "<" in path else {200, 301, 302, 405, 422}) or path == "api/v1/", path
    assert not response.cookies


@pytest.mark.parametrize("path", [path for path in PUBLIC_PATHS if not path.startswith("api/")])
def test_what_is_read_has_a_title_one_heading_and_a_way_back(path, client, home):
    response = client.get(f"/{fill(path)}", follow=True)

    if not response.get("Content-Type", "").startswith("text/html"):
        response.close()  # the icon is a file
        return
    html = response.content.decode()
    assert len(H1.findall(html)) == 1
    assert re.search(r"<title>[^<]*\w[^<]*</title>", html)
    assert '<html lang="fr">' in html
    assert '<a class="skip" href="#contenu">' in html
    assert 'href="/"' in html


def test_every_route_but_a_few_has_a_name():
    nameless = {path for path, entry in all_routes() if not entry.name and rule_of(path) != STAFF}

    assert nameless <= {"favicon.ico"}, "reverse() is how templates find an address"


READABLE = ("", "recherche/?q=logement", "api/v1/communes?q=lille")


@pytest.mark.parametrize("path", READABLE)
def test_what_anybody_reads_sets_no_cookie(path, client, home):
    response = client.get(f"/{path}")

    assert response.status_code == 200, path
    assert not response.cookies

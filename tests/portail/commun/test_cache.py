"""Whole pages are kept for anonymous readers, never for anybody else, and never past a change of content."""

import gzip

import brotli
import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponse, StreamingHttpResponse
from django.middleware.csrf import get_token
from django.test import RequestFactory
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import cache_control, never_cache

from portail.commun import content_version
from portail.commun.cache import PageCacheMiddleware, page_key, preferred_encoding

BODY = "<p>Où ?</p>" * 200
factory = RequestFactory()


@pytest.fixture(autouse=True)
def enabled(settings):
    settings.PAGE_CACHE_SECONDS = 300
    cache.clear()


class Site:
    """A view behind the middleware, that counts how often it was asked."""

    def __init__(self, view=None):
        self.calls = 0
        self.view = view or (lambda request: HttpResponse(BODY))
        self.middleware = PageCacheMiddleware(self._answer)

    def _answer(self, request):
        self.calls += 1
        return self.view(request)

    def get(self, address="/", *, method="get", cookies=None, **headers):
        request = getattr(factory, method)(
            address, headers={name.replace("_", "-"): value for name, value in headers.items()}
        )
        request.COOKIES.update(cookies or {})
        return self.middleware(request)


def test_second_reader_is_served_without_the_view():
    site = Site()
    first, second = site.get(), site.get()
    assert site.calls == 1
    assert (first["X-Cache"], second["X-Cache"]) == ("miss", "hit")
    assert first.content == second.content == BODY.encode()


@pytest.mark.parametrize(
    ("accepted", "encoding", "decode"),
    [
        ("gzip, deflate, br", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("", None, bytes),
        ("br;q=0", None, bytes),
    ],
)
def test_body_is_kept_in_the_encoding_that_the_browser_prefers(accepted, encoding, decode):
    site = Site()
    for _ in range(2):
        response = site.get(accept_encoding=accepted)
        assert response.get("Content-Encoding") == encoding
        assert decode(response.content).decode() == BODY
        assert int(response["Content-Length"]) == len(response.content)


def test_an_encoding_refused_is_not_chosen():
    assert preferred_encoding("br;q=0, gzip;q=0.5") == "gzip"
    assert preferred_encoding("identity") == "identity"


def test_the_same_page_asked_again_is_not_sent_again():
    site = Site()
    first = site.get(accept_encoding="br")
    again = site.get(accept_encoding="br", if_none_match=first["ETag"])
    assert again.status_code == 304
    assert again.content == b""
    assert again["ETag"] == first["ETag"]
    assert site.get(accept_encoding="gzip", if_none_match=first["ETag"]).status_code == 200


def test_head_is_answered_from_the_page_that_was_got():
    site = Site()
    site.get()
    head = site.get(method="head")
    assert (site.calls, head.content, head["Content-Length"]) == (1, b"", str(len(BODY.encode())))


def test_a_change_of_content_drops_the_pages():
    site = Site()
    site.get()
    content_version.bump()
    assert site.get()["X-Cache"] == "miss"


def test_a_page_made_before_a_change_is_not_kept_after_it():
    def view(request):
        content_version.bump()  # somebody publishes while the page is being made
        return HttpResponse(BODY)

    site = Site(view)
    site.get()
    site.get()
    assert site.calls == 2


def _with_cookie(request):
    response = HttpResponse(BODY)
    response.set_cookie("sessionid", "1")
    return response


def _with_token(request):
    return HttpResponse(get_token(request) + BODY)


def _varying(request):
    response = HttpResponse(BODY)
    patch_vary_headers(response, ["User-Agent"])
    return response


@pytest.mark.parametrize(
    "view",
    [
        _with_cookie,
        _with_token,
        _varying,
        never_cache(lambda request: HttpResponse(BODY)),
        cache_control(private=True)(lambda request: HttpResponse(BODY)),
        cache_control(max_age=0)(lambda request: HttpResponse(BODY)),
        lambda request: HttpResponse(BODY, status=404),
        lambda request: HttpResponse(BODY, status=500),
        lambda request: HttpResponse(BODY, status=302),
        lambda request: StreamingHttpResponse([BODY]),
    ],
)
def test_what_belongs_to_one_visitor_or_moment_is_not_kept(view):
    site = Site(view)
    site.get()
    response = site.get()
    assert site.calls == 2
    assert "X-Cache" not in response


@pytest.mark.parametrize(
    "asked",
    [
        {"cookies": {"sessionid": "x"}},
        {"cookies": {"messages": "x"}},
        {"authorization": "Bearer x"},
        {"address": "/admin/"},
        {"address": "/compte/login/"},
        {"method": "post"},
    ],
)
def test_who_is_not_an_anonymous_reader_gets_a_fresh_page(asked):
    site = Site()
    site.get(asked.get("address", "/"))
    response = site.get(**asked)
    assert site.calls == 2
    assert "X-Cache" not in response


def test_key_ignores_the_order_of_parameters_and_nothing_else():
    def key(address, **headers):
        return page_key(factory.get(address, headers=headers), "br")

    assert key("/?a=1&b=2") == key("/?b=2&a=1")
    keys = [key("/"), key("/?a=1"), key("/?a=2"), key("/?a=1&a=2"), key("/?a=2&a=1"), key("/?a="), key("/x/")]
    keys += [
        key("/", hx_request="true"),
        page_key(factory.get("/"), "gzip"),
        page_key(factory.get("/", secure=True), "br"),
    ]
    assert len(set(keys)) == len(keys)


def test_a_broken_cache_never_breaks_a_page(settings):
    settings.CACHES = {"default": {"BACKEND": "tests.outils.broken_cache.BrokenCache"}}
    site = Site()
    assert site.get().content == site.get().content == BODY.encode()


@pytest.mark.django_db(transaction=True)
class TestContentVersion:
    """Any committed write of content changes the version, however it was written."""

    @pytest.fixture
    def changed(self):
        content_version.bump()
        before = cache.get(content_version.KEY)
        return lambda: cache.get(content_version.KEY) != before

    def test_a_queryset_update_changes_it(self, changed, django_user_model):
        from wagtail.models import Page

        Page.objects.update(title="Autre titre")
        assert changed()

    def test_raw_sql_changes_it(self, changed):
        with connection.cursor() as cursor:
            cursor.execute("UPDATE wagtailcore_page SET title = 'x'")
        assert changed()

    def test_it_waits_for_the_commit(self, changed):
        from wagtail.models import Page

        with transaction.atomic():
            Page.objects.update(title="Autre titre")
            assert not changed()
        assert changed()

    def test_a_rollback_changes_nothing(self, changed):
        from wagtail.models import Page

        with pytest.raises(ZeroDivisionError), transaction.atomic():
            Page.objects.update(title="Autre titre")
            raise ZeroDivisionError
        assert not changed()

    def test_a_savepoint_undone_does_not_hide_the_write_that_follows(self, changed):
        from wagtail.models import Page

        with transaction.atomic():
            with pytest.raises(ZeroDivisionError), transaction.atomic():
                Page.objects.update(title="Défait")
                raise ZeroDivisionError
            Page.objects.update(title="Gardé")
        assert changed()

    def test_one_bump_per_transaction(self, monkeypatch):
        from wagtail.models import Page

        calls = []
        monkeypatch.setattr(content_version, "bump", lambda: calls.append(1))
        with transaction.atomic():
            for title in "abc":
                transaction.on_commit(lambda: None)
                Page.objects.update(title=title)
        assert calls == [1]

    def test_signing_in_does_not_change_it(self, changed, django_user_model, client):
        client.force_login(django_user_model.objects.create_user("a@exemple.fr"))
        assert not changed()

"""Signing in: one door, a lock on brute force, a second factor for staff."""

import re

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth.models import Group
from django.core import mail
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.test import Client

from portail.comptes.models import Utilisateur
from ressources.permissions import PROFESSIONNELS
from tests.ressources.factories import RattachementFactory

pytestmark = pytest.mark.django_db
LOGIN = "/admin/login/"


@pytest.fixture(autouse=True)
def _no_rate_left():
    cache.clear()


def sign_in(client, email, password, address=LOGIN):
    return client.post(address, {"login": email, "password": password})


def test_the_administration_has_a_sign_in_page(client):
    response = client.get(LOGIN)
    assert response.status_code == 200
    assert "Se connecter" in response.text


def test_staff_enter_the_administration(client, administrator, password):
    response = sign_in(client, "ALIX@exemple.fr", password)
    assert response.url == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_a_professional_lands_on_the_account_page_and_not_in_the_administration(client, professional, password):
    assert sign_in(client, professional.email, password).url == "/compte/"
    assert "nadia@exemple.fr" in client.get("/compte/").text
    assert client.get("/admin/").status_code == 302


def test_the_next_page_is_kept_only_on_this_site(client, administrator, password):
    credentials = {"login": administrator.email, "password": password}
    assert client.post(LOGIN, credentials | {"next": "https://ailleurs.example/"}).url == "/admin/"


def test_a_wrong_password_and_an_unknown_account_look_the_same(client, administrator):
    known = sign_in(client, administrator.email, "faux")
    unknown = sign_in(client, "personne@exemple.fr", "faux")
    assert known.status_code == unknown.status_code == 200
    assert known.context["form"].errors == unknown.context["form"].errors


@pytest.mark.parametrize("address", [LOGIN, "/compte/login/"])
def test_too_many_attempts_close_the_account_even_to_the_right_password(
    client, administrator, password, address, settings
):
    for _ in range(settings.AXES_FAILURE_LIMIT):
        response = sign_in(client, administrator.email, "faux", address)
        cache.clear()  # allauth's own limit is another test's business
    assert response.status_code == 429
    response = sign_in(client, administrator.email, password, address)
    assert response.status_code == 429
    assert "Trop d’essais" in response.text
    assert int(response["Retry-After"]) > 0
    assert client.get("/admin/").status_code == 302


def test_locking_one_account_leaves_another_open(client, administrator, professional, password, settings):
    for _ in range(settings.AXES_FAILURE_LIMIT):
        sign_in(client, administrator.email, "faux")
        cache.clear()
    assert sign_in(client, professional.email, password).status_code == 302


def test_a_professional_signs_in_with_a_code(client, professional):
    client.post("/compte/login/code/", {"email": professional.email})
    (message,) = mail.outbox
    code = re.search(r"^([A-Z0-9]{3,}-?[A-Z0-9]*)$", message.body, re.MULTILINE)[1]
    response = client.post("/compte/login/code/confirm/", {"code": code})
    assert response.url == "/compte/"


def ask_for_code(client, address: str) -> str:
    """Return the page that follows a request for a code, without what differs at each visit."""
    response = client.post("/compte/login/code/?next=/espace/", {"email": address, "next": "/espace/"}, follow=True)
    assert response.status_code == 200
    return re.sub(r'csrfmiddlewaretoken" value="\w+"', "", response.text).replace(address, "…")


def test_an_unknown_address_gets_the_same_page_and_no_mail(client, professional):
    known = ask_for_code(client, professional.email)
    assert len(mail.outbox) == 1
    assert ask_for_code(Client(), "personne@exemple.fr") == known
    assert len(mail.outbox) == 1
    assert not Utilisateur.objects.filter(email="personne@exemple.fr").exists()


def test_who_mistyped_the_address_writes_another_one(client, professional):
    html = ask_for_code(client, "ali@exmple.fr")
    assert client.get("/compte/login/code/").url == "/compte/login/code/confirm/"  # a link would lead back here
    action, suite = re.search(
        r'action="([^"]+)">\s*<input[^>]*><input type="hidden" name="next" value="([^"]+)"', html
    ).groups()
    page = client.post(action, {"next": suite}, follow=True)
    assert page.redirect_chain == [("/compte/login/code/", 302)]
    ask_for_code(client, professional.email)
    assert [message.to for message in mail.outbox] == [[professional.email]]


def test_a_guessed_code_does_not_let_in(client, professional):
    ask_for_code(client, professional.email)
    for _attempt in range(4):
        response = client.post("/compte/login/code/confirm/", {"code": "AAA-AAA"}, follow=True)
    assert not response.wsgi_request.user.is_authenticated


def test_codes_are_asked_for_at_a_human_pace(professional):
    pages = [Client().post("/compte/login/code/", {"email": professional.email}) for _attempt in range(5)]
    assert len(mail.outbox) == 3
    assert pages[-1].status_code == 200  # the form again, with the reason


def test_a_professional_arrives_in_the_space_and_the_team_in_the_administration(client, administrator, password):
    rattachement = RattachementFactory(utilisateur__email="ali@exemple.fr")
    ask_for_code(client, "ali@exemple.fr")
    code = re.search(r"^([A-Z0-9]{3,}-?[A-Z0-9]*)$", mail.outbox[0].body, re.MULTILINE)[1]
    assert (
        client.post("/compte/login/code/confirm/", {"code": code, "next": "/espace/fiches/"}).url == "/espace/fiches/"
    )
    assert int(client.session["_auth_user_id"]) == rattachement.utilisateur_id
    assert sign_in(Client(), administrator.email, password).url == "/admin/"


def test_a_mail_server_that_is_down_is_told_not_a_fault_of_the_page(client, professional, monkeypatch):
    def fail(self, *args, **kwargs):
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailMessage, "send", fail)
    assert "n’a pas pu partir" in ask_for_code(client, professional.email)


def test_nobody_signs_up(client):
    response = client.post("/compte/signup/", {"email": "x@exemple.fr", "password1": "a" * 20, "password2": "a" * 20})
    assert response.status_code == 200
    assert "Pas d’inscription" in response.text


def test_the_address_of_an_account_is_not_changed_online(client, professional):
    client.force_login(professional)
    assert client.get("/compte/email/").url == "/compte/"


class TestSecondFactor:
    @pytest.fixture(autouse=True)
    def required(self, settings):
        settings.MFA_STAFF_OBLIGATOIRE = True

    def test_staff_without_one_are_sent_to_set_it_up(self, client, administrator):
        client.force_login(administrator)
        for address in ("/admin/", "/admin/pages/", "/admin/users/"):
            assert client.get(address).url == "/compte/2fa/"
        assert client.get("/compte/2fa/").status_code == 200

    def test_staff_with_one_are_asked_for_it(self, client, administrator, password):
        secret = generate_totp_secret()
        TOTP.activate(administrator, secret)
        response = sign_in(client, administrator.email, password)
        assert response.url.startswith("/compte/2fa/authenticate/")
        assert client.get("/admin/").status_code == 302
        code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
        assert client.post("/compte/2fa/authenticate/", {"code": code}).url == "/admin/"
        assert client.get("/admin/").status_code == 200

    def test_a_professional_is_not_asked_for_one(self, client, professional):
        professional.groups.add(Group.objects.get(name=PROFESSIONNELS))
        client.force_login(professional)
        assert client.get("/admin/").status_code == 200

    def test_the_sign_in_page_and_public_pages_stay_open(self, client):
        assert client.get(LOGIN).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/compte/", "/compte/2fa/", "/compte/reauthenticate/", "/compte/2fa/webauthn/", "/compte/password/change/",
        "/compte/logout/",
    ],
)  # fmt: skip
def test_account_pages_are_drawn_in_our_look(client, administrator, password, address):
    sign_in(client, administrator.email, password)
    response = client.get(address)
    assert response.status_code == 200
    assert response.text.count("<h1") == 1
    assert "site.css" in response.text
    assert not re.search(r"<script(?![^>]*(?:src=|application/json))", response.text)
    assert " style=" not in response.text


@pytest.mark.parametrize("address", [LOGIN, "/compte/login/code/", "/compte/password/reset/", "/compte/signup/"])
def test_entrance_pages_are_drawn_in_our_look(client, address):
    text = client.get(address).text
    assert text.count("<h1") == 1
    assert not re.search(r"<script(?![^>]*(?:src=|application/json))", text)

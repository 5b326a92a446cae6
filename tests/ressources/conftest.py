"""Accounts that may enter the admin, and a frozen afternoon."""

import datetime

import pytest
import time_machine
from django.test import Client

from ressources.recurrence import PARIS
from tests.ressources.factories import UtilisateurFactory

LUNDI = datetime.datetime(2026, 3, 16, 15, 0, tzinfo=PARIS)  # an ordinary Monday


@pytest.fixture
def lundi():
    """Stop the clock on Monday 16 March 2026, 15:00 in Paris."""
    with time_machine.travel(LUNDI, tick=False):
        yield LUNDI


@pytest.fixture
def sign_in(settings):
    """Return a client signed in as an account, past the second factor, which is not the guide's business."""
    settings.MFA_STAFF_OBLIGATOIRE = False

    def enter(utilisateur) -> Client:
        client = Client()
        client.force_login(utilisateur, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return enter


@pytest.fixture
def editeur(sign_in) -> Client:
    return sign_in(UtilisateurFactory(groupe="Éditeurs"))


@pytest.fixture
def moderateur(sign_in) -> Client:
    return sign_in(UtilisateurFactory(groupe="Modérateurs"))

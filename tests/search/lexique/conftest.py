"""Accounts that may enter the admin."""

import pytest
from django.test import Client

from tests.ressources.factories import UtilisateurFactory


@pytest.fixture
def sign_in(settings):
    """Return a client signed in as an account, past the second factor."""
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

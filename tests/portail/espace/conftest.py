"""A professional signed in, and her entries."""

import datetime

import pytest
from django.test import Client

from ressources.recurrence import PARIS
from tests.ressources.factories import PermanenceFactory, PersonneFactory, RattachementFactory

LUNDI = datetime.datetime(2026, 3, 16, 15, 0, tzinfo=PARIS)


@pytest.fixture
def nadia(db):
    """The link between an account and its structure, with the person that the account is."""
    rattachement = RattachementFactory(utilisateur__first_name="Nadia", utilisateur__email="nadia@exemple.fr")
    rattachement.personne = PersonneFactory(prenom="Nadia", nom="Lemaire", structure=rattachement.structure)
    rattachement.save()
    return rattachement


@pytest.fixture
def permanence(nadia):
    return PermanenceFactory(structure=nadia.structure)


@pytest.fixture
def espace(nadia) -> Client:
    client = Client()
    client.force_login(nadia.utilisateur, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client

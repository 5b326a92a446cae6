"""Accounts for the tests of sign-in."""

import pytest

PASSWORD = "péniche-beffroi-59"


@pytest.fixture
def password() -> str:
    return PASSWORD


@pytest.fixture
def administrator(db, django_user_model):
    return django_user_model.objects.create_superuser(
        "alix@exemple.fr", PASSWORD, first_name="Alix", last_name="Delannoy"
    )


@pytest.fixture
def professional(db, django_user_model):
    return django_user_model.objects.create_user("nadia@exemple.fr", PASSWORD)

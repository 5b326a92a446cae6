"""What an editor may type as an address."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from portail.cms.validators import validate_destination


@pytest.mark.parametrize(
    "address",
    [
        "/recherche/?q=logement",
        "/",
        "https://www.caf.fr/",
        "http://exemple.fr",
        "tel:3114",
        "sms:114",
        "mailto:a@exemple.fr",
    ],
)
def test_destinations(address):
    validate_destination(address)


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "//exemple.fr", "/\\exemple.fr", "exemple.fr", "https://", "tel:", "data:text/html,x", ""],
)
def test_what_is_no_destination(address):
    with pytest.raises(ValidationError, match="commence par"):
        validate_destination(address)


@given(st.text(max_size=40))
def test_whatever_is_accepted_leads_here_or_to_a_known_scheme(address):
    try:
        validate_destination(address)
    except (ValidationError, ValueError):
        return
    assert address.startswith("/") or address.split(":")[0].lower() in {"http", "https", "tel", "mailto", "sms"}

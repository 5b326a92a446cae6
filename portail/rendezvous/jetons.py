"""Opaque names of what is reached without account."""

import secrets

from django.utils.crypto import salted_hmac


def cle_of(jeton: str) -> str:
    """Name the one sending of a form, by the token it was served with: 64 characters, the same for the same form."""
    return salted_hmac("rendezvous.cle", jeton, algorithm="sha256").hexdigest()


def make_jeton() -> str:
    """Return 22 characters of the URL alphabet: 128 bits drawn at random, short enough for an SMS."""
    return secrets.token_urlsafe(16)

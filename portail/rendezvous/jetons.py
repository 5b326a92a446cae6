"""Opaque names of what is reached without account."""

import secrets

LONGUEUR = 22


def make_jeton() -> str:
    """Return 22 characters of the URL alphabet: 128 bits drawn at random, short enough for an SMS."""
    return secrets.token_urlsafe(16)

"""Tests: quick hashing, mail kept in memory, no cache between tests."""

from .dev import *  # noqa: F403

DEBUG = False

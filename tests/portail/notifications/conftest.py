"""A message ready to leave."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from wagtail.models import Site

from portail.notifications.models import Message
from portail.notifications.services import post_message


@pytest.fixture
def write(db) -> Callable[..., Message]:
    """Write a message; what is not given is plausible."""

    def write_one(cle: str = "essai-1", **changes) -> Message:
        given = {
            "site": Site.objects.get(is_default_site=True),
            "genre": "essai",
            "destinataire": "camille@exemple.fr",
            "sujet": "Un essai",
            "texte": "Bonjour.",
        }
        return post_message(cle=cle, **given | changes)

    return write_one


@pytest.fixture
def noon(time_machine):
    """Have the clock stand still, until a test moves it."""
    time_machine.move_to(datetime(2026, 11, 26, 11, 0, tzinfo=UTC), tick=False)

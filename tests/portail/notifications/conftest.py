"""A message ready to leave."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from wagtail.models import Locale, Site
from wagtail_factories import SiteFactory

from portail.notifications.models import Message
from portail.notifications.services import post_message


def default_site() -> Site:
    """Return the default site, made anew when a test without a transaction emptied the tables before."""
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        Locale.objects.get_or_create(language_code="fr")
        site = SiteFactory(is_default_site=True)
    return site


@pytest.fixture
def write(db) -> Callable[..., Message]:
    """Write a message; what is not given is plausible."""

    def write_one(cle: str = "essai-1", **changes) -> Message:
        given = {
            "site": default_site(),
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

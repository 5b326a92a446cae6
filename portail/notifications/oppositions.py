"""STOP: numbers that want no more SMS, kept as keyed digests so that the list says nothing of anybody."""

from django.conf import settings
from django.utils.crypto import salted_hmac

from ressources.telephones import normalise_telephone

from .models import Opposition

SEL = "portail.notifications.opposition"


def oppose(*, telephone: str) -> Opposition:
    """Send no more SMS to a number, those that wait included."""
    return Opposition.objects.get_or_create(empreinte=_digests(telephone)[0])[0]


def lift_opposition(*, telephone: str) -> bool:
    """Take a number off the list, at its owner's request; return whether it was there."""
    removed, _per_model = Opposition.objects.filter(empreinte__in=_digests(telephone)).delete()
    return bool(removed)


def is_opposed(telephone: str) -> bool:
    return Opposition.objects.filter(empreinte__in=_digests(telephone)).exists()


def _digests(telephone: str) -> list[str]:
    """Return the number's digest under the key in force, then under former ones, still written in the list."""
    number = normalise_telephone(telephone)
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [salted_hmac(SEL, number, secret=key, algorithm="sha256").hexdigest() for key in keys]

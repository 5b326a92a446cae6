"""Who carries SMS: one small interface, and the provider that SMS_URL names."""

from functools import lru_cache
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from . import brevo, locales, ovh, universelle
from .interface import EchecPasserelle, PasserelleSMS, Sms

__all__ = ["EchecPasserelle", "PasserelleSMS", "Sms", "passerelle"]

SCHEMES: dict[str, type[PasserelleSMS]] = {
    "base": locales.PasserelleBase,
    "console": locales.PasserelleConsole,
    "ovh": ovh.PasserelleOVH,
    "brevo": brevo.PasserelleBrevo,
    "json": universelle.PasserelleJSON,
}


def passerelle() -> PasserelleSMS:
    """Return the provider of SMS_URL. Raises ImproperlyConfigured when it names none, or misses a part."""
    return _build(settings.SMS_URL)


@lru_cache(maxsize=4)
def _build(address: str) -> PasserelleSMS:
    parts: SplitResult = urlsplit(address)
    scheme, _plus, transport = parts.scheme.partition("+")
    if scheme not in SCHEMES or transport not in ("", "http"):
        raise ImproperlyConfigured(f"SMS_URL : « {parts.scheme} » est inconnu ({', '.join(sorted(SCHEMES))}).")
    return SCHEMES[scheme].from_url(parts)

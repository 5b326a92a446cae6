"""Checks on addresses typed by editors."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

SCHEMES = {"https", "http", "tel", "mailto", "sms"}


def validate_destination(value: str) -> None:
    """Accept a path of this site ("/recherche/?q=…"), a web address, or a tel:, sms: or mailto: link.

    Raises ValidationError, in French, for anything else: `javascript:`, `//host`, a bare word.
    """
    parts = urlsplit(value)
    internal = value.startswith("/") and not value.startswith(("//", "/\\"))
    web = parts.scheme in {"http", "https"} and parts.netloc
    direct = parts.scheme in SCHEMES - {"http", "https"} and parts.path
    if not (internal or web or direct):
        raise ValidationError(
            _("Une adresse commence par « / » (une page d’ici), « https:// », « tel: », « sms: » ou « mailto: »."),
            code="destination",
        )

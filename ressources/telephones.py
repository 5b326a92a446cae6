"""Telephone numbers: one stored form, one readable form.

Numbers are read as French unless they say otherwise; short numbers (3919, 115) are kept as they are.
"""

import re

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from phonenumbers import PhoneNumberFormat, PhoneNumberType, shortnumberinfo

REGION = "FR"
# Arcep keeps these for films and demonstrations: they look right and reach nobody.
FICTION = re.compile(r"(19900|26191|35301|46571|53649|63998)\d{4}")


def _parse(text: str) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(text, REGION)
    except phonenumbers.NumberParseException:
        return None


def _is_short(number: phonenumbers.PhoneNumber) -> bool:
    return shortnumberinfo.is_valid_short_number_for_region(number, REGION)


def _is_fictional_mobile(number: phonenumbers.PhoneNumber) -> bool:
    return number.country_code == 33 and str(number.national_number).startswith("63998")


def _is_full(number: phonenumbers.PhoneNumber) -> bool:
    fictional = number.country_code == 33 and FICTION.fullmatch(str(number.national_number))
    return bool(fictional) or phonenumbers.is_valid_number(number)


def normalise_telephone(text: str) -> str:
    """Return the E.164 form ("+33353011234"), the short number ("3919"), or the trimmed text when it is neither."""
    text = re.sub(r"\s+", " ", text).strip()
    number = _parse(text) if text else None
    if number is None:
        return text
    if _is_short(number):
        return str(number.national_number)
    if _is_full(number):
        return phonenumbers.format_number(number, PhoneNumberFormat.E164)
    return text


def validate_telephone(text: str) -> None:
    """Raise ValidationError unless `text` can be dialled."""
    number = _parse(text)
    if number is None or not (_is_short(number) or _is_full(number)):
        raise ValidationError(
            _("« %(numero)s » n’est pas un numéro de téléphone. Exemple : 03 53 01 23 45."),
            code="telephone",
            params={"numero": text},
        )


def validate_mobile(text: str) -> None:
    """Raise ValidationError unless `text` is a mobile number, which an SMS can reach."""
    number = _parse(text)
    mobile = {PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE}
    if number is None or not (phonenumbers.number_type(number) in mobile or _is_fictional_mobile(number)):
        raise ValidationError(
            _("« %(numero)s » n’est pas un numéro de portable. Exemple : 06 39 98 12 34."),
            code="mobile",
            params={"numero": text},
        )


def display_telephone(text: str) -> str:
    """Return "03 53 01 12 34", "+32 56 86 01 01" or "3919"."""
    number = _parse(text) if text else None
    if number is None or _is_short(number) or not _is_full(number):
        return text
    french = phonenumbers.region_code_for_country_code(number.country_code or 0) == REGION
    return phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL if french else PhoneNumberFormat.INTERNATIONAL)

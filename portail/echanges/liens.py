"""What opens a request without account: the young person's secret link and code, the professional's signed link.

A link holds a random reference and its signature: nothing of anybody. The code is drawn from the reference with the
site's key: the database alone opens nothing.
"""

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.utils.crypto import salted_hmac

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # no I, L, O, 0, 1: they look alike
LETTRES = 8
SUIVI = signing.Signer(salt="echanges.suivi", sep=".")
PROFESSIONNEL = signing.TimestampSigner(salt="echanges.professionnel", sep=".")
ENTRE = "~"  # between the reference and the reader: in neither
JOUR = 24 * 3600  # seconds


def make_suivi(reference: str) -> str:
    """Return the secret part of the young person's address."""
    return SUIVI.sign(reference)


def read_suivi(lien: str) -> str | None:
    """Return the reference of a follow-up link, None when it is not ours."""
    try:
        return SUIVI.unsign(lien)
    except signing.BadSignature:
        return None


def make_code(reference: str) -> str:
    """Return the follow-up code, "ABCD-2345": 8 letters of 31, 8 × 10¹¹ codes."""
    nombre = int(salted_hmac("echanges.code", reference, algorithm="sha256").hexdigest(), 16)
    lettres = ""
    for _rang in range(LETTRES):
        nombre, reste = divmod(nombre, len(ALPHABET))
        lettres += ALPHABET[reste]
    return f"{lettres[:4]}-{lettres[4:]}"


def normalise_code(texte: str) -> str:
    """Return what was typed as the code is written: capitals, no spaces, one hyphen; "" when it cannot be one."""
    lettres = "".join(lettre for lettre in texte.upper() if lettre.isalnum())
    if len(lettres) != LETTRES or not set(lettres) <= set(ALPHABET):
        return ""
    return f"{lettres[:4]}-{lettres[4:]}"


def digest_code(code: str) -> str:
    """Return what the database keeps of a code."""
    return salted_hmac("echanges.empreinte", code, algorithm="sha256").hexdigest()


@dataclass(frozen=True, slots=True)
class LienPro:
    """What a professional's link says: which request, for which reader (`destinataires`), whether it still holds."""

    reference: str
    lecteur: str
    expire: bool


def make_pro(reference: str, lecteur: str) -> str:
    """Return the signed part of a professional's link."""
    return PROFESSIONNEL.sign(f"{reference}{ENTRE}{lecteur}")


def read_pro(lien: str) -> LienPro | None:
    """Read a professional's link, expired or not; None when it is not ours."""
    try:
        valeur = PROFESSIONNEL.unsign(lien)
    except signing.BadSignature:
        return None
    reference, _entre, lecteur = valeur.partition(ENTRE)
    try:
        PROFESSIONNEL.unsign(lien, max_age=settings.ECHANGES_LIEN_JOURS * JOUR)
    except signing.SignatureExpired:
        return LienPro(reference, lecteur, expire=True)
    return LienPro(reference, lecteur, expire=False)

"""Guards of a public form without account: a signed token (age, single use), a pot of honey, a rate limit.

Nothing about the reader is kept: addresses enter the cache as a keyed digest, for an hour. A form that weighs more
(writing to somebody, booking) asks for a proof too: see `robots.PreuveMixin`.
"""

import secrets

from django import forms
from django.core import signing
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from .limites import Limite, network_of

SEL = "ressources.antispam"
AGE_MIN = 3  # seconds: nobody reads and answers quicker
AGE_MAX = 24 * 3600
ENVOIS_MAX = 10
FENETRE = 3600  # seconds


def make_jeton() -> str:
    """Return a fresh signed token: when the form was served, and a name for this one sending."""
    return signing.TimestampSigner(salt=SEL).sign(secrets.token_urlsafe(12))


def _key(jeton: str) -> str:
    return f"{SEL}.jeton.{salted_hmac(SEL, jeton, algorithm='sha256').hexdigest()}"


def spend_jeton(jeton: str) -> bool:
    """Use the token up. False when it was used already: the same form sent twice is one sending."""
    return cache.add(_key(jeton), 1, AGE_MAX)


def give_back_jeton(jeton: str) -> None:
    """Make the token usable again, after a sending that failed."""
    cache.delete(_key(jeton))


def is_allowed(request: HttpRequest, quoi: str) -> bool:
    """Count one sending of `quoi` from this address; False beyond ten an hour."""
    return Limite(quoi, ENVOIS_MAX, FENETRE).allows(network_of(request))


class AntispamMixin(forms.Form):
    """Adds the hidden fields of a guarded form."""

    jeton = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)
    site_internet = forms.CharField(
        required=False,
        label=_("Laisse ce champ vide"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def clean(self):
        super().clean()
        donnees = self.cleaned_data
        if donnees.get("site_internet"):
            raise ValidationError(_("Ce message ressemble à celui d’un robot. Recharge la page et recommence."))
        self._check_jeton(donnees.get("jeton") or "")
        return donnees

    def _check_jeton(self, jeton: str) -> None:
        signataire = signing.TimestampSigner(salt=SEL)
        try:
            signataire.unsign(jeton, max_age=AGE_MAX)
        except signing.BadSignature as erreur:
            self.renew_jeton()
            raise ValidationError(
                _("Cette page est restée ouverte trop longtemps. Rien n’est perdu : envoie à nouveau.")
            ) from erreur
        try:
            signataire.unsign(jeton, max_age=AGE_MIN)
        except signing.SignatureExpired:
            return
        raise ValidationError(_("C’était très rapide. Relis ton message, puis envoie à nouveau."))

    def renew_jeton(self) -> None:
        """Put a fresh token in the form that is shown again."""
        donnees = QueryDict(mutable=True)
        donnees.update(self.data)
        donnees["jeton"] = make_jeton()
        self.data = donnees

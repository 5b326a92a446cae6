"""A proof that somebody's browser fills a form: ALTCHA's work, which it does by itself, or else a plain question.

The work is that of https://altcha.org (protocol 1, SHA-256): find the number that was drawn. No third party is asked
anything, nor is the reader whose browser runs our module `static/js/preuve.js`. A proof holds for one token of
`antispam`, hence for one sending. Many sendings from one network (a school has one address) make the work longer, not
impossible.
"""

import base64
import binascii
import json
from datetime import timedelta

from altcha import ChallengeOptions, create_challenge, extract_params, verify_solution
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geo.folding import fold

from .antispam import AGE_MAX, AntispamMixin, make_jeton
from .limites import Limite

SEL = "ressources.robots"
TRAVAIL = 20_000  # numbers to try at most: a quarter of a second on a phone of 2018
TRAVAIL_MAX = 400_000
PALIER = 30  # sendings of an hour from one network, each such step adding as much work again
CHIFFRES = ("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")
ENVOIS_DU_RESEAU = Limite("robots.reseau", maximum=10**9)  # only counted: difficulty grows with it


class Preuve(TextChoices):
    """How somebody showed not to be a robot."""

    ALTCHA = "altcha", gettext_lazy("travail du navigateur")
    QUESTION = "question", gettext_lazy("réponse à une question")


def make_defi(jeton: str, reseau: str) -> str:
    """Return the challenge of a form as JSON, for the browser to work on; `reseau` is the visitor's address."""
    defi = create_challenge(
        ChallengeOptions(
            hmac_key=_secret(),
            max_number=compute_travail(ENVOIS_DU_RESEAU.count(reseau)),
            expires=timezone.now() + timedelta(seconds=AGE_MAX),
            params={"jeton": _digest(jeton)},
        )
    )
    return json.dumps(defi.to_dict())


def compute_travail(envois: int) -> int:
    """Return the numbers to try at most, after so many sendings from the same network within the hour."""
    return min(TRAVAIL * (1 + envois // PALIER), TRAVAIL_MAX)


def is_solved(charge: str, jeton: str) -> bool:
    """Tell whether `charge` (base64 of JSON) solves the challenge of this token. What is malformed does not."""
    try:
        solution = json.loads(base64.b64decode(charge, validate=True))
        textes = (solution["algorithm"], solution["challenge"], solution["salt"], solution["signature"])
        if not all(isinstance(texte, str) for texte in textes) or type(solution["number"]) is not int:
            return False
        juste, _erreur = verify_solution(solution, _secret(), check_expires=True)
        return juste and extract_params(solution).get("jeton") == [_digest(jeton)]
    except (binascii.Error, ValueError, TypeError, KeyError):
        return False


def make_question(jeton: str) -> tuple[str, frozenset[str]]:
    """Return the sum asked with this token, in words, and the answers that are right."""
    hasard = int(salted_hmac(SEL, jeton, algorithm="sha256").hexdigest()[:8], 16)
    un, autre = 1 + hasard % 5, 1 + hasard // 5 % 5
    question = _("Combien font %(un)s plus %(autre)s ?") % {"un": CHIFFRES[un], "autre": CHIFFRES[autre]}
    return question, frozenset({str(un + autre), fold(CHIFFRES[un + autre])})


def _digest(jeton: str) -> str:
    return salted_hmac(SEL, jeton, algorithm="sha256").hexdigest()[:32]


def _secret() -> str:
    return salted_hmac(SEL, "altcha", secret=settings.SECRET_KEY, algorithm="sha256").hexdigest()


class PreuveMixin(AntispamMixin):
    """A guarded form that wants a proof besides; draw it with `components/proof.html`.

    Give it `reseau`, the visitor's address. Once valid, `preuve` says which proof was given.
    """

    altcha = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)
    calcul = forms.CharField(
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
        error_messages={"max_length": gettext_lazy("Un nombre suffit.")},
    )

    def __init__(self, *args, reseau: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.reseau = reseau
        self.preuve: Preuve | None = None
        self.fields["calcul"].label = self.question

    @property
    def question(self) -> str:
        return make_question(self._jeton())[0]

    @property
    def defi(self) -> str:
        """The challenge for the browser, "" once it is solved: the proof then goes along with the form."""
        return "" if self.preuve == Preuve.ALTCHA else make_defi(self._jeton(), self.reseau)

    def clean(self):
        donnees = super().clean()
        jeton = donnees.get("jeton") or ""
        if is_solved(donnees.get("altcha") or "", jeton):
            self.preuve = Preuve.ALTCHA
        elif fold(donnees.get("calcul") or "").strip() in make_question(jeton)[1]:
            self.preuve = Preuve.QUESTION
        else:
            self.add_error(
                "calcul", ValidationError(_("Réponds à cette petite question : les robots n’y arrivent pas."))
            )
        return donnees

    def renew_jeton(self) -> None:
        """A new token asks another question: what answered the former one is taken out."""
        super().renew_jeton()
        donnees = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict by now
        donnees["altcha"] = donnees["calcul"] = ""
        self.data = donnees
        self.fields["calcul"].label = self.question

    def _jeton(self) -> str:
        if self.is_bound:
            return str(self.data.get("jeton", ""))
        jeton = self.initial.setdefault("jeton", make_jeton())
        return str(jeton)

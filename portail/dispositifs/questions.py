"""The questions of « Ce à quoi tu as droit », read from an address: nothing is kept, nothing is written down."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portail.commun.wording import french_spaces
from search.criteria import FieldError
from search.facets import AGE_BANDS, AGE_LABELS
from search.locating import read_place
from search.parameters import MAX_VALUES, Reader, clean
from search.places import Place

from .eligibilite.profil import Profil
from .eligibilite.situations import AUCUN, QUESTIONS_UNIQUES, SITUATIONS, Question, situations_of

TITRES = {
    Question.SITUATION: gettext_lazy("Que fais-tu en ce moment ?"),
    Question.LOGEMENT: gettext_lazy("Où vis-tu ?"),
    Question.CAS: gettext_lazy("Es-tu dans un de ces cas ?"),
}
AIDES = {
    Question.SITUATION: gettext_lazy("Coche tout ce qui est vrai pour toi."),
    Question.CAS: gettext_lazy("Coche tout ce qui est vrai pour toi. Certaines aides ne sont que pour ces cas."),
}
RIEN = {
    Question.SITUATION: gettext_lazy("Rien de tout ça"),
    Question.CAS: gettext_lazy("Aucun de ces cas"),
}


@dataclass(frozen=True, slots=True)
class Reponses:
    """What was answered, and how it was read."""

    profil: Profil
    age: str = ""  # a band of search.facets.AGE_BANDS
    ou: str = ""
    codes: frozenset[str] = frozenset()
    aucun: frozenset[Question] = frozenset()
    candidates: tuple[Place, ...] = ()
    errors: tuple[FieldError, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Nothing was answered, not even badly."""
        return self.profil.is_empty and not self.errors

    def to_params(self, **changes: Any) -> list[tuple[str, str]]:
        """Return the parameters that lead back to these answers; `changes` replaces some, None takes them out."""
        written: dict[str, Any] = {
            "ou": self.ou,
            "commune": self.profil.place.ref if self.profil.place else "",
            "age": self.age,
            **{str(question): self._values(question) for question in Question},
        } | changes
        return [
            (name, str(value))
            for name, values in written.items()
            for value in (values if isinstance(values, list) else [values])
            if value
        ]

    def to_query(self, **changes: Any) -> str:
        return urlencode(self.to_params(**changes))

    def _values(self, question: Question) -> list[str]:
        if question in self.aucun:
            return [AUCUN]
        return [one.code for one in situations_of(question) if one.code in self.codes]


def read_answers(params: QueryDict) -> Reponses:
    """Read a query string. Nothing in it raises: what is wrong is left out and said in `errors`.

    Any situation is understood under the name of any question.
    """
    reader = Reader(params)
    where = read_place(reader, "")
    age = reader.choice("age", AGE_BANDS, "")
    codes, aucun = _read_situations(reader)
    faits = {
        question: frozenset(code for code in codes if SITUATIONS[code].question == question)
        for question in Question
        if question in aucun or any(SITUATIONS[code].question == question for code in codes)
    }
    return Reponses(
        profil=Profil(where.place, AGE_BANDS[age] if age else None, faits),
        age=age,
        ou=where.ou,
        codes=codes,
        aucun=aucun,
        candidates=where.candidates,
        errors=tuple(reader.errors),
    )


def _read_situations(reader: Reader) -> tuple[frozenset[str], frozenset[Question]]:
    """Return the codes that were ticked, and the questions answered « none of these »."""
    codes: list[str] = []
    nothing: set[Question] = set()
    for question in Question:
        typed = (part for value in reader.params.getlist(question) for part in value.split(","))
        for value in dict.fromkeys(map(clean, list(typed)[:MAX_VALUES])):
            if value == AUCUN:
                nothing.add(question)
            elif value in SITUATIONS:
                codes.append(value)
            elif value:
                message = _("« %(value)s » n’est pas une réponse que l’on connaît.")
                reader.refuse(question, message % {"value": value[:40]})
    codes = _one_at_most(codes, reader)
    answered = {SITUATIONS[code].question for code in codes}
    return frozenset(codes), frozenset(nothing - answered)


def _one_at_most(codes: list[str], reader: Reader) -> list[str]:
    """Keep the first answer of a question that takes one; what is ticked besides is said."""
    kept: list[str] = []
    for code in codes:
        question = SITUATIONS[code].question
        if question in QUESTIONS_UNIQUES and any(SITUATIONS[other].question == question for other in kept):
            reader.refuse(
                question, _("Une seule réponse à « %(titre)s » : on a gardé la première.") % {"titre": TITRES[question]}
            )
        else:
            kept.append(code)
    return kept


@dataclass(frozen=True, slots=True)
class Bloc:
    """One question as the page draws it: components/choices.html."""

    id: str
    titre: str
    aide: str
    type: str  # radio or checkbox
    options: list[dict[str, Any]]
    erreur: str = ""


def build_blocks(reponses: Reponses) -> Iterator[Bloc]:
    """Yield the questions after the commune's, with what was answered."""
    errors = {error.field: error.message for error in reponses.errors}
    unsaid = ("", _("Je préfère ne pas le dire"))
    bands = [*AGE_LABELS.items(), unsaid]
    ages = [_option(value, label, reponses.age == value) for value, label in bands]
    yield Bloc("age", french_spaces(_("Quel âge as-tu ?")), "", "radio", ages, errors.get("age", ""))
    for question in Question:
        options = [_option(one.code, one.je, one.code in reponses.codes) for one in situations_of(question)]
        if question in RIEN:
            options.append(_option(AUCUN, RIEN[question], question in reponses.aucun))
        else:
            options.append(_option(*unsaid, not any(option["checked"] for option in options)))
        kind = "radio" if question in QUESTIONS_UNIQUES else "checkbox"
        aide = str(AIDES.get(question, ""))
        yield Bloc(str(question), french_spaces(TITRES[question]), aide, kind, options, errors.get(question, ""))


def _option(value: str, label: Any, checked: bool) -> dict[str, Any]:
    return {"value": value, "label": str(label), "checked": checked, "help": "", "count": None}


def say_answers(reponses: Reponses) -> list[tuple[str, str]]:
    """Return the chips of the answers: words, and the query string without that answer."""
    chips = []
    if place := reponses.profil.place:
        chips.append((place.nom, reponses.to_query(ou="", commune="")))
    if reponses.age:
        chips.append((str(AGE_LABELS[reponses.age]), reponses.to_query(age="")))
    for code in SITUATIONS:
        if code in reponses.codes:
            question = SITUATIONS[code].question
            others = [value for value in reponses._values(question) if value != code]
            chips.append((SITUATIONS[code].je, reponses.to_query(**{str(question): others})))
    for question in reponses.aucun:
        chips.append((str(RIEN.get(question, "")), reponses.to_query(**{str(question): []})))
    return chips

"""The questions asked besides commune and age, and their answers: the only words a rule may use about somebody.

An answer belongs to one question, so that a question left aside is unknown for each of its answers.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

Words = str | Promise
VOWELS = frozenset("ae")


class Question(StrEnum):
    """Also the names of the parameters in an address."""

    SITUATION = "situation"
    LOGEMENT = "logement"
    CAS = "cas"


@dataclass(frozen=True, slots=True)
class Verbe:
    """A verb as each sentence needs it: "je suis", "tu es", "être"."""

    je: str
    tu: str
    infinitif: str


ETRE = Verbe("je suis", "es", "être")
AVOIR = Verbe("j’ai", "as", "avoir")
VIVRE = Verbe("je vis", "vis", "vivre")
CHERCHER = Verbe("je cherche", "cherches", "chercher")
FAIRE = Verbe("je fais", "fais", "faire")


@dataclass(frozen=True, slots=True)
class Situation:
    """An answer that somebody may tick: a verb and what follows."""

    code: str
    question: Question
    verbe: Verbe
    suite: Words
    sauf: Words = ""  # what follows « ne … pas », when it differs: "un travail" → "de travail"

    @property
    def je(self) -> str:
        """What is ticked: « Je suis au lycée »."""
        return capfirst(f"{self.verbe.je} {self.suite}")

    @property
    def condition(self) -> str:
        """« être au lycée »"""
        return f"{self.verbe.infinitif} {self.suite}"

    @property
    def constat(self) -> str:
        """« tu es au lycée »"""
        return _("tu %(verbe)s %(suite)s") % {"verbe": self.verbe.tu, "suite": self.suite}

    @property
    def condition_inverse(self) -> str:
        """« ne pas être au lycée »"""
        return _("ne pas %(verbe)s %(suite)s") % {"verbe": self.verbe.infinitif, "suite": self.sauf or self.suite}

    @property
    def constat_inverse(self) -> str:
        """« tu n’es pas au lycée »"""
        ne = "n’" if self.verbe.tu[0] in VOWELS else "ne "
        return _("tu %(ne)s%(verbe)s pas %(suite)s") % {
            "ne": ne,
            "verbe": self.verbe.tu,
            "suite": self.sauf or self.suite,
        }


def _situations(question: Question, *rows: tuple) -> list[Situation]:
    return [Situation(row[0], question, *row[1:]) for row in rows]


SITUATIONS: dict[str, Situation] = {
    situation.code: situation
    for situation in (
        *_situations(
            Question.SITUATION,
            ("collegien", ETRE, gettext_lazy("au collège")),
            ("lyceen", ETRE, gettext_lazy("au lycée")),
            ("etudiant", FAIRE, gettext_lazy("des études après le bac"), gettext_lazy("d’études après le bac")),
            ("decrocheur", AVOIR, gettext_lazy("arrêté l’école")),
            ("apprenti", ETRE, gettext_lazy("en apprentissage")),
            ("alternance", ETRE, gettext_lazy("en contrat de professionnalisation")),
            ("stagiaire", ETRE, gettext_lazy("en stage ou en formation")),
            ("en-emploi", AVOIR, gettext_lazy("un travail"), gettext_lazy("de travail")),
            ("demandeur-emploi", CHERCHER, gettext_lazy("un travail"), gettext_lazy("de travail")),
            ("service-civique", ETRE, gettext_lazy("en service civique")),
        ),
        *_situations(
            Question.LOGEMENT,
            ("chez-parents", VIVRE, gettext_lazy("en famille")),
            ("location", ETRE, gettext_lazy("locataire ou en colocation")),
            ("foyer", VIVRE, gettext_lazy("en foyer, en internat ou en résidence")),
            ("heberge", VIVRE, gettext_lazy("chez quelqu’un d’autre")),
            ("sans-logement", ETRE, gettext_lazy("sans logement")),
        ),
        *_situations(
            Question.CAS,
            ("cherche-logement", CHERCHER, gettext_lazy("un logement"), gettext_lazy("de logement")),
            ("handicap", ETRE, gettext_lazy("en situation de handicap")),
            ("parent", ETRE, gettext_lazy("parent, ou bientôt")),
            ("boursier", AVOIR, gettext_lazy("une bourse"), gettext_lazy("de bourse")),
            ("ase", AVOIR, gettext_lazy("eu un placement ou un suivi de l’aide sociale à l’enfance")),
            ("quartier", VIVRE, gettext_lazy("dans un quartier prioritaire")),
            ("hors-ue", ETRE, gettext_lazy("d’un pays hors de l’Union européenne")),
        ),
    )
}

QUESTIONS_UNIQUES = frozenset({Question.LOGEMENT})  # one answer at most; elsewhere, all that is true is ticked
AUCUN = "aucun"  # says that the question was read, and that nothing in it is true


def situations_of(question: Question) -> list[Situation]:
    """Return the answers of a question, in the order to show."""
    return [situation for situation in SITUATIONS.values() if situation.question == question]

"""Lines of words: those that ship with the code, and how editors' are written."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path

import yaml
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from geo.folding import fold

DATA = Path(__file__).parent.parent / "data"


class Sens(TextChoices):
    """Which way synonyms go."""

    EQUIVALENTS = "equivalents", _("tout cela veut dire la même chose")
    ELARGIT = "elargit", _("ceci trouve aussi cela")
    METIERS = "metiers", _("ceci s’adresse à ces métiers")


@dataclass(frozen=True, slots=True)
class Ligne:
    """A line of synonyms: typing one of `dit` finds the others, or `trouve` when it goes one way."""

    sens: str
    dit: tuple[str, ...]
    trouve: tuple[str, ...] = ()

    @property
    def cle(self) -> str:
        """A fingerprint of what the line says, to set it aside."""
        return fingerprint(self.sens, *map(fold, self.dit), ">", *map(fold, self.trouve))

    def __str__(self) -> str:
        said = ", ".join(self.dit)
        return f"{said} → {', '.join(self.trouve)}" if self.trouve else said


@dataclass(frozen=True, slots=True)
class Expression:
    """A way of speaking of a danger; a final * stands for any end of a word."""

    danger: str
    texte: str

    @property
    def cle(self) -> str:
        return fingerprint("urgence", self.danger, fold(self.texte), "*" if self.texte.endswith("*") else "")

    def __str__(self) -> str:
        return self.texte


def fingerprint(*parts: str) -> str:
    """Return 32 hexadecimal digits drawn from some texts."""
    return blake2b("\n".join(parts).encode(), digest_size=16).hexdigest()


def split_lines(text: str) -> list[str]:
    """Return the lines of a field that hold something, each as one line of single spaces."""
    return [line for line in (" ".join(line.split()) for line in text.splitlines()) if line]


@cache
def _shipped() -> dict[str, list]:
    return yaml.safe_load((DATA / "synonymes.yaml").read_text("utf-8"))


@cache
def shipped_generalists() -> tuple[str, ...]:
    """Return the trades that deal with everything: found for what they are named for, never fitter by their title."""
    return _texts(_shipped()["generalistes"])


@cache
def shipped_synonyms() -> tuple[Ligne, ...]:
    """Return the lines of `data/synonymes.yaml`."""
    data = _shipped()
    return (
        *(Ligne(Sens.EQUIVALENTS, _texts(line)) for line in data["equivalents"]),
        *(
            Ligne(sens, _texts(line["dit"]), _texts(line["trouve"]))
            for sens in (Sens.ELARGIT, Sens.METIERS)
            for line in data[sens]
        ),
    )


@cache
def shipped_expressions() -> tuple[Expression, ...]:
    """Return the expressions of `data/urgences.yaml`, once each: « frappe » and « frappé » are the same."""
    every = (Expression(danger["cle"], str(text)) for danger in shipped_dangers() for text in danger["expressions"])
    return tuple({expression.cle: expression for expression in every}.values())


@cache
def shipped_dangers() -> list[dict]:
    """Return the dangers of `data/urgences.yaml`, the gravest first."""
    return yaml.safe_load((DATA / "urgences.yaml").read_text("utf-8"))


def _texts(line: Iterable) -> tuple[str, ...]:
    return tuple(str(text) for text in line)

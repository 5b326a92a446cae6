"""The judged needs: what somebody types, where, and how useful each entry of the demonstration would be.

They are in `jugements/*.yaml`, one file per axis; `README.md` has the grading rule.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "jugements"
GRADES = (1, 2, 3)
KEPT_OUT_ONE_IN = 3

Name = str  # "personne/ilyes-galipette", "structure/ccas-de-leers", "article/bafa": stable, whatever the database


@dataclass(frozen=True, slots=True)
class Need:
    """A judged query. `grades` has what helps, 1 to 3; any other entry is worth 0."""

    axe: str
    besoin: str
    q: str
    commune: str = ""  # public code, "" for nowhere in particular
    lieu_dans_le_texte: bool = False  # the text says the place: the box « où » stays empty
    age: str = ""  # band of search.facets chosen in the form
    distanciel: bool = False
    grades: dict[Name, int] = field(default_factory=dict, hash=False)

    @property
    def key(self) -> str:
        """What tells a need from another."""
        return "|".join((self.q, self.commune, self.age, "distance" if self.distanciel else ""))

    @property
    def kept_out(self) -> bool:
        """Tell whether the need is one of the third that nobody tunes on: by a digest, so for ever."""
        return int.from_bytes(blake2b(self.key.encode(), digest_size=8).digest()) % KEPT_OUT_ONE_IN == 0

    @property
    def params(self) -> dict[str, str]:
        """The parameters of the results page that put this question."""
        asked = {
            "q": self.q,
            "commune": "" if self.lieu_dans_le_texte else self.commune,
            "age": self.age,
            "distanciel": "1" if self.distanciel else "",
        }
        return {name: value for name, value in asked.items() if value}


@cache
def needs() -> tuple[Need, ...]:
    """Return every judged need, by file and then in the order of the file."""
    return tuple(need for path in sorted(FOLDER.glob("*.yaml")) for need in _read(path))


def _read(path: Path) -> Iterator[Need]:
    for entry in yaml.safe_load(path.read_text("utf-8")):
        yield Need(axe=path.stem, grades=_grades(entry.pop("notes")), **entry)


def _grades(notes: dict[int, dict[str, list[str]]]) -> dict[Name, int]:
    """Read `{3: {personne: [a, b], article: [c]}}`. Raises ValueError when an entry is graded twice."""
    grades: dict[Name, int] = {}
    for grade, kinds in notes.items():
        for name in _names(kinds):
            if name in grades or grade not in GRADES:
                raise ValueError(f"{name} is graded twice, or not from 1 to 3")
            grades[name] = grade
    return grades


def _names(kinds: dict[str, list[Any]]) -> Iterator[Name]:
    return (f"{kind}/{identifier}" for kind, identifiers in kinds.items() for identifier in identifiers)

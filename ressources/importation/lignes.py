"""What every reader yields: one record of the file, with the place where an editor can find it."""

from dataclasses import dataclass
from typing import Any


@dataclass(slots=True)
class Ligne:
    """One record: `numero` is its first line in the file (from 1), `valeurs` maps fields to raw values."""

    numero: int
    valeurs: dict[str, Any]
    erreur: str = ""  # why the record cannot be read, when it cannot


def is_blank(valeur: Any) -> bool:
    """Tell whether a raw value says nothing: None, blanks, or an empty list."""
    return valeur is None or valeur == [] or (isinstance(valeur, str) and not valeur.strip())

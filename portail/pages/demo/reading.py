"""Read the YAML of the demonstration."""

import re
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times faster where libyaml is there

Entry = dict[str, Any]


def read(name: str) -> Any:
    """Return what `<name>.yaml` holds."""
    return _load(FOLDER / f"{name}.yaml")


def read_folder(name: str) -> list[Entry]:
    """Return the entries of a folder, one page a file, in the order of the file names; the slug is the file's name.

    A leading number only sorts: `03-apl.yaml` is the page `apl`.
    """
    entries = []
    for path in sorted((FOLDER / name).glob("*.yaml")):
        entry = _load(path)
        entries.append({"slug": path.stem.lstrip("0123456789").lstrip("-"), **entry})
    return entries


def read_lists(name: str) -> list[Entry]:
    """Return the entries of every file of a folder whose files are lists."""
    return [entry for path in sorted((FOLDER / name).glob("*.yaml")) for entry in _load(path)]


def _load(path: Path) -> Any:
    return typeset(yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER))  # noqa: S506  both loaders are safe


def typeset(value: Any) -> Any:
    """Put the no-break spaces of French where a line must not break: before ? ! : ; », after «, in "10 h"."""
    if isinstance(value, dict):
        return {name: typeset(item) for name, item in value.items()}
    if isinstance(value, list):
        return [typeset(item) for item in value]
    if isinstance(value, str):
        return re.sub(r" (?=[?!;:»])|(?<=«) |(?<=\d) (?=h\b)|(?<=\bh) (?=\d)", "\u00a0", value)
    return value

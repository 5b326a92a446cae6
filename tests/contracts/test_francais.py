"""Our words are French already: no catalogue of another application may change them, and no line begins with a « ? ».

« Close », of an offer, is also the English verb that Wagtail translates; a context (`pgettext`) tells them apart.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

from portail.outils.paths import ROOT

pytestmark = pytest.mark.sqlite_enough("no database is read")

PACKAGES = ("portail", "ressources", "search", "geo")
NAMES = {"_", "gettext", "gettext_lazy"}
IN_TEMPLATES = re.compile(r"""{%\s*translate\s+(["'])(.+?)\1|\b_\((["'])(.+?)\3\)""")


COMMENTS = re.compile(r"{#.*?#}|{%\s*comment\s*%}.*?{%\s*endcomment\s*%}", re.DOTALL)
LOOSE = re.compile(r".{0,20}(?:[^\s\[({«/] (?=[?!:;»](?:[^\w=?]|$))|« (?=\S)).{0,20}")


def sources() -> Iterator[tuple[Path, str]]:
    """Yield the texts given to gettext without a context, with the file of each."""
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            if "migrations" not in path.parts:
                yield from ((path, text) for text in in_python(path))
    for path in (ROOT / "templates").rglob("*.html"):
        for found in IN_TEMPLATES.finditer(path.read_text(encoding="utf-8")):
            yield path, found[2] or found[4]


def in_python(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in NAMES and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value


def test_no_catalogue_changes_our_words():
    with translation.override("fr"):
        changed = {
            f"{path.relative_to(ROOT)}: {text} → {shown}"
            for path, text in sources()
            if (shown := translation.gettext(text)) != text
        }
    assert not changed


def test_punctuation_never_begins_a_line():
    loose = {
        f"{path.relative_to(ROOT)}: {found[0]}"
        for path in (ROOT / "templates").rglob("*.*")
        if path.suffix in (".html", ".txt") and path.parent.name != "sms"  # an SMS has no such space
        for found in LOOSE.finditer(COMMENTS.sub("", path.read_text(encoding="utf-8")))
    }
    assert not loose, "a no-break space goes before « ? ! : ; » and within quotation marks"

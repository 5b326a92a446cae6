"""One stylesheet for the whole public site, joined from one file per component.

The sources are static/css/*.css; the result, static/css/site.css, is committed so that a clone serves it with no build
step. A phone then asks for one file instead of twenty. In development the tag `{% stylesheet %}` joins them again when
one has changed; elsewhere `manage.py build_css` does, and a test refuses a stale result.
"""

import os
import re
from pathlib import Path

from django.conf import settings

FOLDER = Path(settings.BASE_DIR) / "static" / "css"
BUNDLE = FOLDER / "site.css"
FIRST = ("tokens.css", "base.css", "layout.css")  # the rest does not depend on order
APART = {"site.css", "print.css", "admin.css", "guide.css", "leaflet-skin.css", "droits.css", "espace.css"}


def sources() -> list[Path]:
    """Return the files of the public stylesheet in the order of the cascade."""
    others = sorted(path for path in FOLDER.glob("*.css") if path.name not in APART | set(FIRST))
    return [FOLDER / name for name in FIRST] + others


def shrink(css: str) -> str:
    """Drop comments and the white space that means nothing. Strings and calc() keep theirs."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r"\s*([{};,>])\s*|(?<=[{;\w-]:) ", r"\1", css).replace(";}", "}").strip() + "\n"


def build() -> str:
    """Return the whole stylesheet; each source stays on its own line, so that a diff stays readable."""
    return "".join(shrink(path.read_text()) for path in sources())


def is_stale() -> bool:
    """Say whether a source is newer than the bundle (a few stat calls)."""
    made = BUNDLE.stat().st_mtime if BUNDLE.exists() else 0
    return any(path.stat().st_mtime > made for path in sources())


def write() -> int:
    """Write the bundle in one move, so that nobody reads half of it. Return its size in bytes."""
    draft = BUNDLE.with_suffix(f".{os.getpid()}.tmp")
    size = draft.write_text(build())
    draft.replace(BUNDLE)
    return size

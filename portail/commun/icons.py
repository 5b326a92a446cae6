"""The icon sprite: which icons the site offers, and how static/img/icons.svg is made from lucide-static (ISC)."""

import re
from pathlib import Path

from django.conf import settings

SPRITE = Path(settings.BASE_DIR) / "static" / "img" / "icons.svg"

ICONS = (
    "accessibility", "arrow-left", "arrow-right", "badge-check", "bike", "briefcase", "bus", "calendar-days", "check",
    "chevron-left", "chevron-right", "circle-alert", "circle-check", "circle-help", "clock", "copy", "download",
    "euro", "external-link", "eye", "file-text", "flag", "globe", "graduation-cap", "house", "id-card", "info",
    "languages", "laptop", "lightbulb", "list", "loader-circle", "locate-fixed", "log-out", "mail", "map", "map-pin",
    "menu", "message-circle", "moon", "newspaper", "pencil", "phone", "plane", "play", "printer", "refresh-cw",
    "route", "rss", "search", "share-2", "siren", "sliders-horizontal", "square", "sun", "trash-2", "triangle-alert",
    "upload", "user", "users", "volume-2", "x",
)  # fmt: skip

# Our own drawings, in static/img/pictos.svg: the five axes, then the kinds of entry.
PICTOS = (
    "decrochage", "orientation", "emploi", "autonomie", "engagement",
    "personne", "structure", "permanence", "article", "mobilite", "logement", "alternance", "evenement", "dispositif",
)  # fmt: skip

# lucide renames an icon now and then; templates keep our name.
SOURCE_NAMES = {"circle-help": "circle-question-mark"}


def build_sprite(source: Path) -> str:
    """Return the sprite as SVG text, one <symbol> per name of ICONS.

    `source` is the `icons/` folder of an unpacked lucide-static package. Raises FileNotFoundError on an unknown icon.
    """
    symbols = "".join(
        f'<symbol id="{name}" viewBox="0 0 24 24">{_shapes(source, SOURCE_NAMES.get(name, name))}</symbol>\n'
        for name in ICONS
    )
    credit = "<!-- lucide-static, licence ISC; made by build_icons -->"
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{credit}\n{symbols}</svg>\n'


def _shapes(source: Path, name: str) -> str:
    text = (source / f"{name}.svg").read_text()
    inner = re.search(r"<svg[^>]*>(.*)</svg>", text, re.DOTALL)
    if inner is None:
        raise ValueError(f"{name}.svg holds no <svg> element")
    return re.sub(r"\s*\n\s*", "", inner.group(1)).replace(" />", "/>")

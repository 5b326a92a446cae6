"""Territories of a rule, kept as the lines that editors see: « Nord (departement:59 sauf 59350) »."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError

from geo.models import GenreZone, Pays
from ressources.admin.champs import BELGE, ZONE, label_zone, parse_zone
from search.sources import ZoneServie


def check_lines(texte: str) -> str:
    """Return the lines as they are kept. Raises ValidationError, in French, naming each one that is wrong."""
    lines, errors = [], []
    for line in _lines(texte):
        try:
            lines.append(label_zone(parse_zone(line)))
        except ValidationError as error:
            errors.extend(error.messages)
    if errors:
        raise ValidationError(errors)
    return "\n".join(dict.fromkeys(lines))


def read_lines(texte: str) -> tuple[tuple[ZoneServie, ...], tuple[str, ...]]:
    """Return the zones of lines that `check_lines` gave, and their names; asks no database."""
    zones, names = [], []
    for line in _lines(texte):
        found = ZONE.search(line)
        if found is None:
            continue
        code = found["code"]
        belgian = code.startswith(BELGE) or (found["genre"] == GenreZone.PAYS and code == Pays.BELGIQUE)
        left_out = tuple((found["exclusions"] or "").replace(",", " ").split())
        pays = Pays.BELGIQUE if belgian else Pays.FRANCE
        zones.append(ZoneServie(found["genre"], str(pays), code.removeprefix(BELGE), left_out))
        names.append(line[: found.start()].strip())
    return tuple(zones), tuple(names)


def _lines(texte: str) -> Iterator[str]:
    return (line.strip() for line in texte.splitlines() if line.strip())

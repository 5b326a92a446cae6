"""Where one searches, from what was typed, chosen, located by the browser, or said in the text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from geo.folding import fold
from geo.lookup import DOMINANCE, CommuneMatch, find_in_text, nearest_commune, resolve_ou, search_communes
from search.mentions import Span
from search.places import Place, place_of_ref

if TYPE_CHECKING:
    from search.parameters import Reader

# Beyond this distance, the nearest commune says nothing of where somebody is.
MAX_NEAREST_KM = 30.0
MAX_NAMESAKES = 20  # communes read of a name


@dataclass(frozen=True, slots=True)
class Where:
    """A place or the communes to choose from, and where the text says it, if it does."""

    place: Place | None = None
    ou: str = ""
    candidates: tuple[Place, ...] = ()
    span: Span | None = None


def read_place(reader: Reader, text: str) -> Where:
    """Read `commune`, `ou`, `latitude` and `longitude`; failing these, look for a commune in the text.

    What the text says besides is blank, so that spans are those of the text as typed.
    """
    ou = reader.text("ou")
    chosen = read_commune(reader, ou)
    position = _read_position(reader)
    if position:
        place = chosen or _nearest(reader, position)
        return Where(place.at(*position) if place else None, ou)
    if chosen:
        return Where(chosen, ou or chosen.libelle)
    if ou:
        return _read_ou(reader, ou)
    return _read_text(text)


def read_commune(reader: Reader, ou: str = "") -> Place | None:
    """Return the commune chosen, unless the field « où » now says something else (without JavaScript)."""
    ref = reader.text("commune").lower()
    if not ref:
        return None
    place = place_of_ref(ref)
    if place is None:
        reader.refuse("commune", _("On ne connaît pas la commune « %(ref)s ».") % {"ref": ref[:20]})
        return None
    return place if not ou or _says(ou, place) else None


def _says(ou: str, place: Place) -> bool:
    """Tell whether what is typed may still mean the place: the start of its name, or a code of its own."""
    typed = fold(ou)
    if typed and (fold(place.libelle).startswith(typed) or f" {fold(place.nom)} " in f" {typed} "):
        return True
    answer = resolve_ou(ou)
    found = (answer.match, *answer.candidats)
    return any(match is not None and match.ref == place.ref for match in found)


def _read_ou(reader: Reader, ou: str) -> Where:
    answer = resolve_ou(ou)
    abroad = _namesakes_abroad(answer.match)
    if answer.match and abroad:
        message = _("« %(texte)s » est de part et d’autre de la frontière. De quel côté ?")
        reader.refuse("ou", message % {"texte": ou[:60]})
        return Where(None, ou, _places((answer.match, *abroad)))
    if answer.match:
        return Where(place_of_ref(answer.match.ref), ou)
    reader.refuse("ou", answer.message)
    return Where(None, ou, _places(answer.candidats))


def _read_text(text: str) -> Where:
    """Look for « près de Roubaix » in the text; homonyms are offered, not guessed."""
    found = find_in_text(text) if text.strip() else None
    if found is None or found.span is None:
        return Where()
    abroad = _namesakes_abroad(found.match)
    if found.match and abroad:
        return Where(candidates=_places((found.match, *abroad)), span=found.span)
    if found.match:
        return Where(place_of_ref(found.match.ref), span=found.span)
    return Where(candidates=_places(found.candidats), span=found.span)


def _read_position(reader: Reader) -> tuple[float, float] | None:
    latitude, longitude = reader.text("latitude"), reader.text("longitude")
    if not latitude and not longitude:
        return None
    lat, lon = _degrees(reader, "latitude", latitude, 90), _degrees(reader, "longitude", longitude, 180)
    return None if lat is None or lon is None else (lat, lon)


def _degrees(reader: Reader, field: str, text: str, bound: int) -> float | None:
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        value = float("nan")
    if isfinite(value) and abs(value) <= bound:
        return value
    message = _("« %(field)s » doit être un nombre entre %(low)s et %(high)s.")
    reader.refuse(field, message % {"field": field, "low": -bound, "high": bound})
    return None


def _nearest(reader: Reader, position: tuple[float, float]) -> Place | None:
    """Return the commune around a position, which says who serves it."""
    nearest = nearest_commune(*position)
    place = place_of_ref(nearest[0].ref) if nearest and nearest[1] <= MAX_NEAREST_KM else None
    if place is None:
        reader.refuse(
            "latitude", _("Ta position est loin des communes qu’on connaît. Écris plutôt le nom de ta ville.")
        )
    return place


def _namesakes_abroad(match: CommuneMatch | None) -> tuple[CommuneMatch, ...]:
    """Return the communes of another country that people call alike: Comines-Warneton in Belgium for Comines.

    One ten times larger than the other is meant without asking, as between homonyms (`geo.lookup`).
    """
    if match is None:
        return ()
    record, name = match.record, f" {fold(match.nom.texte if match.nom else match.record.nom)} "
    return tuple(
        other
        for other in search_communes(name.strip(), MAX_NAMESAKES)
        if other.record.pays != record.pays
        and name in f" {fold(other.record.nom)} "
        and max(record.poids, other.record.poids) < DOMINANCE * max(min(record.poids, other.record.poids), 1)
    )


def _places(matches: Iterable[CommuneMatch]) -> tuple[Place, ...]:
    places = (place_of_ref(match.ref) for match in matches)
    return tuple(dict.fromkeys(place for place in places if place is not None))

"""iCalendar (RFC 5545): each VEVENT alone in memory; a repeated event shows its next date."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from dateutil.rrule import rrulestr
from django.utils import timezone
from icalendar import Event

from ressources.importation.erreurs import FichierRefuse
from ressources.importation.lecteurs.octets import open_text
from ressources.importation.lignes import Ligne
from ressources.recurrence import PARIS

EVENEMENT_MAX = 20_000  # lines of one event
ANNULE = "événement annulé par l’organisateur"


def read_elements(path: Path, elements: str = "") -> Iterator[Ligne]:
    """Yield the events; raises FichierRefuse for what is no calendar, or one cut short."""
    with open_text(path) as texte:
        lignes = ((numero, ligne) for numero, ligne in enumerate(_lines(texte), 1) if ligne.strip())
        if next(lignes, (0, ""))[1].strip().upper() != "BEGIN:VCALENDAR":
            raise FichierRefuse("Ce fichier n’est pas un agenda iCalendar.")
        dernier = ""
        for numero, ligne in lignes:
            dernier = ligne.strip().upper()
            if dernier == "BEGIN:VEVENT":
                yield _read_event(numero, [ligne, *_rest(lignes, numero)])
    if dernier != "END:VCALENDAR":
        raise FichierRefuse("L’agenda est tronqué : sa fin manque.")


def _rest(lignes: Iterator[tuple[int, str]], debut: int) -> Iterator[str]:
    """Yield the lines of an event after its first one."""
    for numero, ligne in lignes:
        yield ligne
        if ligne.strip().upper() == "END:VEVENT":
            return
        if numero - debut > EVENEMENT_MAX:
            raise FichierRefuse("Un événement de l’agenda est démesuré.", debut)
    raise FichierRefuse("L’agenda est tronqué : un événement n’est pas fini.", debut)


def _lines(texte) -> Iterator[str]:
    try:
        for ligne in texte:
            yield ligne.rstrip("\r\n")
    except UnicodeError as erreur:
        raise FichierRefuse("L’encodage du fichier n’est pas reconnu.") from erreur


def _read_event(numero: int, lignes: list[str]) -> Ligne:
    try:
        event = cast(Event, Event.from_ical("\r\n".join(lignes) + "\r\n"))
        return Ligne(numero, _values(event), erreur=ANNULE if str(event.get("STATUS", "")) == "CANCELLED" else "")
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as erreur:  # icalendar has no error of its own
        return Ligne(numero, {}, erreur=f"événement illisible ({str(erreur)[:80]})")


def _values(event: Any) -> dict[str, Any]:
    debut, fin = _moment(event, "DTSTART"), _moment(event, "DTEND")
    if debut is not None and "RRULE" in event:
        debut, fin = _next(event, debut, fin)
    identifiant = str(event.get("UID", ""))
    if "RECURRENCE-ID" in event:
        identifiant += f"/{_written(event, 'RECURRENCE-ID')}"
    valeurs = {
        "id": identifiant,
        "titre": str(event.get("SUMMARY", "")),
        "description": str(event.get("DESCRIPTION", "")),
        "lieu": str(event.get("LOCATION", "")),
        "lien": str(event.get("URL", "")),
        "debut": debut,
        "fin": _last_day(fin),
        "geo": _geo(event),
        "categories": _categories(event),
    }
    if isinstance(debut, datetime.datetime):
        valeurs["heure_debut"] = debut
        if isinstance(fin, datetime.datetime) and fin.date() == debut.date() and fin > debut:
            valeurs["heure_fin"] = fin
    return valeurs


def _moment(event: Any, nom: str) -> datetime.date | datetime.datetime | None:
    """Return a day, or a moment of Paris."""
    if nom not in event:
        return None
    moment = event.decoded(nom)
    if isinstance(moment, datetime.datetime):
        return moment.astimezone(PARIS) if moment.tzinfo else moment.replace(tzinfo=PARIS)
    return moment if isinstance(moment, datetime.date) else None


def _written(event: Event, nom: str) -> str:
    """Return a property as the calendar writes it."""
    return cast(bytes, event[nom].to_ical()).decode()


def _last_day(fin: Any) -> Any:
    """DTEND is excluded: a whole-day event ends the day before, as one that ends at midnight."""
    if isinstance(fin, datetime.datetime):
        return fin - datetime.timedelta(minutes=1) if fin.time() == datetime.time() else fin
    return fin - datetime.timedelta(days=1) if fin else None


def _next(event: Any, debut: Any, fin: Any) -> tuple[Any, Any]:
    """Return the next occurrence of a repeated event, the last one when all are past."""
    jour_seul = not isinstance(debut, datetime.datetime)
    depart = datetime.datetime.combine(debut, datetime.time()) if jour_seul else debut.replace(tzinfo=None)
    texte = _written(event, "RRULE").replace("Z", "")
    regle = rrulestr(texte, dtstart=depart)
    ici = timezone.localtime(timezone=PARIS).replace(tzinfo=None, hour=0, minute=0, second=0, microsecond=0)
    date = regle.after(ici, inc=True) or regle.before(ici, inc=True) or depart
    ecart = date - depart
    return debut + ecart, fin + ecart if fin is not None else None


def _geo(event: Any) -> dict[str, float] | None:
    geo = event.get("GEO")
    return {"latitude": geo.latitude, "longitude": geo.longitude} if geo is not None else None


def _categories(event: Any) -> list[str]:
    brutes = event.get("CATEGORIES")
    listes = brutes if isinstance(brutes, list) else [brutes] if brutes is not None else []
    return [str(mot) for liste in listes for mot in getattr(liste, "cats", [])]

"""A permanence's dates as opening hours in OpenStreetMap syntax, so that "ouvert maintenant" knows of them."""

import datetime

from .recurrence import PARIS, Recurrence

JOURS = {"MO": "Mo", "TU": "Tu", "WE": "We", "TH": "Th", "FR": "Fr", "SA": "Sa", "SU": "Su"}
MOIS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DATES_MAX = 12  # written one by one, when the rule is no plain week


def write_osm(recurrence: Recurrence, maintenant: datetime.datetime) -> str:
    """Return "Tu,Th 14:00-16:00; PH off; 2026 Dec 24 off" for a plain weekly rule that has begun and does not end.

    Any other rule gives its next dates one by one: they are to be written again before they run out, which a
    rebuild of the search does. "" when nothing is to come.
    """
    jours = weekly_days(recurrence, maintenant)
    if not jours:
        dates = recurrence.next_dates(maintenant, DATES_MAX)
        return "; ".join(f"{say_date(c.debut.date())} {say_span(c.debut, c.fin)}" for c in dates if not c.annule)
    debut = recurrence.debut.astimezone(PARIS)
    fin = debut.replace(tzinfo=None) + datetime.timedelta(minutes=recurrence.duree_minutes)
    regles = [f"{','.join(jours)} {say_span(debut, fin)}"]
    if not recurrence.jours_feries:
        regles.append("PH off")
    aujourdhui = maintenant.astimezone(PARIS).date()
    exceptions = [datetime.date.fromisoformat(jour) for jour in recurrence.exceptions]
    regles += [f"{say_date(jour)} off" for jour in sorted(exceptions) if jour >= aujourdhui]
    return "; ".join(regles)


def weekly_days(recurrence: Recurrence, maintenant: datetime.datetime) -> list[str]:
    """Return the OSM days of a rule that says nothing but "every week on these days" and has begun, else []."""
    parties = dict(partie.upper().partition("=")[::2] for partie in recurrence.regle.split(";"))
    if parties.get("FREQ") != "WEEKLY" or recurrence.debut > maintenant:
        return []
    if parties.get("INTERVAL", "1") != "1" or parties.keys() - {"FREQ", "BYDAY", "INTERVAL", "WKST"}:
        return []
    jours = parties.get("BYDAY", "").split(",") if "BYDAY" in parties else []
    if not jours:
        jours = [list(JOURS)[recurrence.debut.astimezone(PARIS).weekday()]]
    return [JOURS[jour] for jour in jours if jour in JOURS]


def say_date(jour: datetime.date) -> str:
    return f"{jour.year} {MOIS[jour.month - 1]} {jour.day:02d}"


def say_span(debut: datetime.datetime, fin: datetime.datetime) -> str:
    """Return "14:00-16:00"; past midnight the end goes on counting: "22:00-26:00"."""
    jours = (fin.date() - debut.date()).days
    return f"{debut:%H:%M}-{fin.hour + 24 * jours:02d}:{fin.minute:02d}"

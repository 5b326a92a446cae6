"""Read the day and the hour that a feed writes, however it writes them.

Understood: ISO 8601 with or without time, offset or separators; 31/03/2026, 31.3.26; "31 mars 2026", "mardi 31 mars
2026 à 14 h 30"; RFC 822 of RSS; seconds or milliseconds since 1970; days of spreadsheets. An instant with an offset
becomes a day and an hour of Europe/Paris; without one, it is already.
"""

import datetime
import re
from email.utils import parsedate_to_datetime
from typing import Any

from geo.folding import fold
from ressources.importation.erreurs import ValeurInvalide
from ressources.importation.valeurs import clean_text
from ressources.recurrence import PARIS

ANNEES = range(2000, 2101)
MOIS = {
    nom: rang
    for rang, noms in enumerate(
        (
            ("janvier", "janv", "jan", "january"), ("fevrier", "fevr", "fev", "february", "feb"),
            ("mars", "mar", "march"), ("avril", "avr", "april", "apr"), ("mai", "may"), ("juin", "june", "jun"),
            ("juillet", "juil", "july", "jul"), ("aout", "august", "aug"), ("septembre", "sept", "september", "sep"),
            ("octobre", "oct", "october"), ("novembre", "nov", "november"), ("decembre", "dec", "december"),
        ),
        1,
    )
    for nom in noms
}  # fmt: skip
_ISO = re.compile(
    r"^(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?\s*(Z|[+-]\d\d:?(?:\d\d)?)?)?$"
)
_FRANCAIS = re.compile(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})\b")
_EN_LETTRES = re.compile(r"\b(\d{1,2})(?:er)? ([a-z]+) (\d{4})\b")
_RFC822 = re.compile(r"^(?:[A-Z][a-z]{2},\s*)?\d{1,2} [A-Z][a-z]{2} \d{2,4} \d\d:\d\d")
_HEURE = re.compile(r"\b([01]?\d|2[0-3])\s*(?:[:hH]\s*([0-5]\d)?)(?:\s*:\s*[0-5]\d)?")
EPOQUE_TABLEUR = datetime.date(1899, 12, 30)  # day 0 of spreadsheets


def read_moment(brut: Any) -> tuple[datetime.date, datetime.time | None] | None:
    """Return (day, hour or None) in Europe/Paris, None when blank; raises ValeurInvalide when unreadable."""
    if isinstance(brut, datetime.datetime):
        return _in_paris(brut)
    if isinstance(brut, datetime.date):
        return _checked(brut), None
    if isinstance(brut, dict):  # {"date": …}, {"$date": …}, {"value": …}
        brut = next((brut[cle] for cle in ("$date", "date", "value", "#text", "dateTime") if cle in brut), None)
    texte = clean_text(brut)
    if not texte:
        return None
    try:
        lu = _read_text(texte)
    except (ValueError, OverflowError, OSError, TypeError) as erreur:
        raise ValeurInvalide(f"date « {texte[:40]} » illisible") from erreur
    if lu is None:
        raise ValeurInvalide(f"date « {texte[:40]} » illisible")
    return lu


def read_date(brut: Any) -> datetime.date | None:
    """Return the day of Paris, None when blank; raises ValeurInvalide."""
    moment = read_moment(brut)
    return moment[0] if moment else None


def read_heure(brut: Any) -> datetime.time | None:
    """Return an hour out of "14:30", "14 h 30", "9h", or a moment; None when blank or when a day has no hour."""
    if isinstance(brut, datetime.time):
        return brut.replace(second=0, microsecond=0, tzinfo=None)
    texte = clean_text(brut) if not isinstance(brut, datetime.date) else ""
    if texte and (trouve := _HEURE.fullmatch(texte)):
        return datetime.time(int(trouve[1]), int(trouve[2] or 0))
    moment = read_moment(brut)
    return moment[1] if moment else None


def _read_text(texte: str) -> tuple[datetime.date, datetime.time | None] | None:
    if trouve := _ISO.match(texte):
        return _from_iso(trouve)
    if trouve := _FRANCAIS.match(texte):
        quantieme, mois, annee = map(int, trouve.groups())
        return _checked(datetime.date(annee + 2000 * (annee < 100), mois, quantieme)), _hour_in(texte[trouve.end() :])
    if _RFC822.match(texte):
        return _in_paris(parsedate_to_datetime(texte))
    if texte.isdecimal():
        return _from_number(int(texte))
    plat = fold(texte)
    if (trouve := _EN_LETTRES.search(plat)) and trouve[2] in MOIS:
        jour = _checked(datetime.date(int(trouve[3]), MOIS[trouve[2]], int(trouve[1])))
        return jour, _hour_in(texte)
    return None


def _from_iso(trouve: re.Match) -> tuple[datetime.date, datetime.time | None]:
    annee, mois, jour, heure, minute, _seconde, decalage = trouve.groups()
    date = datetime.date(int(annee), int(mois), int(jour))
    if heure is None:
        return _checked(date), None
    if decalage is None:
        return _checked(date), datetime.time(int(heure), int(minute))
    zone = "+00:00" if decalage == "Z" else decalage if len(decalage) > 3 else f"{decalage}:00"
    return _in_paris(datetime.datetime.fromisoformat(f"{date.isoformat()}T{heure}:{minute}:00{zone}"))


def _from_number(nombre: int) -> tuple[datetime.date, datetime.time | None]:
    """Seconds or milliseconds since 1970, or a spreadsheet's day."""
    if nombre < 100_000:
        return _checked(EPOQUE_TABLEUR + datetime.timedelta(days=nombre)), None
    secondes = nombre / 1000 if nombre > 10**11 else nombre
    return _in_paris(datetime.datetime.fromtimestamp(secondes, tz=datetime.UTC))


def _in_paris(moment: datetime.datetime) -> tuple[datetime.date, datetime.time | None]:
    local = moment if moment.tzinfo is None else moment.astimezone(PARIS)
    return _checked(local.date()), local.time().replace(second=0, microsecond=0, tzinfo=None)


def _hour_in(texte: str) -> datetime.time | None:
    trouve = _HEURE.search(texte)
    return datetime.time(int(trouve[1]), int(trouve[2] or 0)) if trouve else None


def _checked(date: datetime.date) -> datetime.date:
    if date.year not in ANNEES:
        raise ValeurInvalide(f"date {date.isoformat()} impossible")
    return date

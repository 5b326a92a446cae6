"""A generator of plausible documents over real communes, for contracts and benchmarks.

The same seed gives the same documents. Shares follow the guide's needs: where it is and whom it
serves differ, some entries have several places, some help at a distance, a few zones leave
communes out, and hours, ages, languages and dates are missing as often as in real directories.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random

from search.sources import DocumentData, ZoneServie

KINDS = (
    "Mission locale", "Point Information Jeunesse", "CIO", "Résidence Habitat Jeunes", "CCAS",
    "CFA", "Maison des adolescents", "Agence France Travail", "Centre social", "Tiers-lieu",
    "Planning familial", "École de la deuxième chance", "Auto-école solidaire", "MJC",
)  # fmt: skip
THEMES = (
    "emploi", "logement", "sante", "mobilite", "formation", "alternance", "droits", "culture",
    "sport", "international", "numerique", "engagement", "orientation", "argent",
)  # fmt: skip
FUNCTIONS = (
    "Conseillère en insertion", "Informateur jeunesse", "Psychologue", "Éducatrice spécialisée",
    "Référente logement", "Chargé de mobilité internationale", "Assistante sociale",
    "Conseiller numérique", "Médiatrice santé",
)  # fmt: skip
SENTENCES = (
    "Aide à trouver un appartement ou un foyer et à demander les APL.",
    "Écoute confidentielle et gratuite, avec ou sans rendez-vous.",
    "Accompagne vers l'apprentissage, de la lettre de motivation au contrat.",
    "Ateliers CV, simulation d'entretien et découverte des métiers.",
    "Partir à l'étranger avec Erasmus+ ou le corps européen de solidarité.",
    "Aides financières pour le permis de conduire et le vélo.",
    "Accès au droit, démarches en ligne et carte d'identité.",
    "Reprendre des études après le décrochage.",
    "Sport, culture et engagement bénévole près de chez toi.",
    "Bourse au BAFA et jobs d'été.",
)
FIRST_NAMES = ("Camille", "Sacha", "Inès", "Noé", "Maël", "Louise", "Yanis", "Zoé")
LAST_NAMES = ("Delattre", "Vanhove", "Lefebvre", "Benali", "Dubois", "Carpentier", "Maes")
HOURS = (
    "Mo-Fr 09:00-12:00,14:00-17:30", "Mo-Fr 08:30-12:30,13:30-17:00", "Tu-Sa 10:00-18:00",
    "We 14:00-18:00; Sa 10:00-12:00", "Mo-Th 09:00-17:00; Fr 09:00-16:00; PH off", "24/7",
    "Mo,We,Fr 13:30-17:30", "Th 18:00-20:00", "Mo-Su 08:00-20:00", "n'importe quoi",
)  # fmt: skip
LANGUAGES = ("en", "nl", "ar", "es", "lsf", "tr", "pt", "uk")
PRECISIONS = {"pays": ("be", "de", "it"), "sans-diplome": ("1",), "duree": ("court", "long")}
LEVELS = ("commune", "epci", "departement", "region", "tous")
LEVEL_WEIGHTS = (57, 18, 12, 8, 5)  # the shape of the synthetic reference, and everyone
TODAY = date(2025, 11, 20)


@dataclass(frozen=True, slots=True)
class Where:
    """What the generator needs of a commune; codes of territories are "" when there is none."""

    ref: str
    nom: str
    pays: str
    code: str
    epci: str
    departement: str
    region: str
    population: int
    latitude: float
    longitude: float


def generate(count: int, communes: Sequence[Where], seed: int = 59350) -> Iterator[DocumentData]:
    """Yield the documents of `count` entries, drawn by population."""
    random = Random(seed)
    weights = [max(commune.population, 1) for commune in communes]
    for number, home in enumerate(random.choices(communes, weights, k=count)):
        yield from _entry(random, number, home, communes)


def _entry(random: Random, number: int, home: Where, communes: Sequence[Where]) -> Iterator[DocumentData]:
    shared = _shared(random, number, home)
    places = [home]
    if random.random() < 0.12:
        places += random.choices(communes, k=random.randint(1, 2))
    if random.random() < 0.04:  # nowhere: by telephone only
        yield DocumentData(**shared | {"remote": random.random() < 0.8})
        return
    for rank, commune in enumerate(places):
        spread = 0.004 + min(0.03, commune.population**0.5 / 40_000)
        yield DocumentData(
            **shared,
            lieu_key=f"lieu-{rank}" if len(places) > 1 else "",
            text=f"{random.choice(SENTENCES)} {commune.nom}",
            commune=commune.ref,
            latitude=round(random.gauss(commune.latitude, spread), 6),
            longitude=round(random.gauss(commune.longitude, spread * 1.5), 6),
            opening_hours=random.choice(HOURS) if random.random() < 0.8 else "",
            accessible=random.random() < 0.4,
        )


def _shared(random: Random, number: int, home: Where) -> dict:
    """Return what the documents of one entry have in common."""
    person = random.random() < 0.5
    themes = random.sample(THEMES, random.choice((1, 1, 2, 3)))
    kind = random.choice(KINDS)
    title = f"{kind} {home.nom}"
    if person:
        title = f"{random.choice(FIRST_NAMES)} {random.choice(LAST_NAMES)}"
    verified = random.random() < 0.7
    changed = TODAY - timedelta(days=random.randint(0, 900))
    particular = Random(number)  # apart, so that the rest of the corpus is what it always was
    precisions = {
        name: particular.sample(values, particular.randint(0, len(values)))
        for name, values in PRECISIONS.items()
        if number % 3 == 0
    }
    return {
        "source": "essai",
        "object_id": number + 1,
        "type": "personne" if person else "structure",
        "title": title,
        "url": f"/{'personnes' if person else 'structures'}/{number + 1}/",
        "summary": random.choice(SENTENCES),
        "role": random.choice(FUNCTIONS) if person else kind,
        "keywords": tuple(themes),
        "themes": tuple(themes),
        "age_min": random.choice((None, 11, 13, 16, 16, 18)),
        "age_max": random.choice((None, 17, 25, 25, 29, 30)),
        "languages": ("fr", *random.sample(LANGUAGES, random.choice((0, 0, 1, 2)))),
        "remote": random.random() < 0.06,
        "precisions": precisions,
        "site_id": (1, 2, None)[number % 7 % 3],
        "adopted_by": (2,) if number % 11 == 0 else (),
        "zones": _zones(random, home),
        "verifie_le": TODAY - timedelta(days=random.randint(0, 900)) if verified else None,
        "updated_at": datetime(changed.year, changed.month, changed.day, 9, tzinfo=UTC),
        "quality": random.random(),
        "payload": {"structure": f"{kind} de {home.nom}"},
    }


def _zones(random: Random, home: Where) -> tuple[ZoneServie, ...]:
    level = random.choices(LEVELS, LEVEL_WEIGHTS)[0]
    codes = {
        "commune": home.code,
        "epci": home.epci,
        "departement": home.departement,
        "region": home.region,
    }
    if level == "tous":
        return ()
    if not codes[level]:
        level = "commune"
    left_out = (home.ref,) if level != "commune" and random.random() < 0.05 else ()
    zone = ZoneServie(level, home.pays, codes[level], left_out)
    if random.random() < 0.03:
        return zone, ZoneServie("commune", home.pays, home.code)
    return (zone,)

"""Generated entries: over the real communes, by population, with the shape of a national directory.

Six in ten serve everyone (no zone), the others an intercommunalité, a département or a région. The same seed
gives the same entries, to our engines and to the peer.
"""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from geo.models import Commune
from search.places import Place
from search.sources import DocumentData, ZoneServie

SEED = 59350
THEMES = (
    "emploi", "logement", "sante", "mobilite", "formation", "alternance", "droits", "culture", "sport", "international",
    "numerique", "engagement",
)  # fmt: skip
GENRES = (
    "Mission locale", "Point jeunes", "Antenne orientation", "Résidence habitat", "Service social", "Centre apprentis",
    "Maison adolescents", "Agence travail", "Association quartier", "Tiers lieu",
)  # fmt: skip
NIVEAUX = {"commune": 62, "epci": 18, "departement": 12, "region": 8}


@dataclass(frozen=True, slots=True)
class Entry:
    """One generated entry; `zone` is "genre:code", "" when it serves everyone; degrees."""

    id: int
    titre: str
    theme: str
    commune: str
    latitude: float
    longitude: float
    zone: str
    age_min: int

    def document(self) -> DocumentData:
        genre, _, code = self.zone.partition(":")
        return DocumentData(
            source="mesure",
            object_id=self.id,
            type="structure",
            title=self.titre,
            url=f"/mesure/{self.id}/",
            keywords=(self.theme,),
            themes=(self.theme,),
            age_min=self.age_min,
            age_max=30,
            zones=(ZoneServie(genre, "FR", code),) if self.zone else (),
            commune=self.commune,
            latitude=self.latitude,
            longitude=self.longitude,
            quality=(self.id % 5) / 4,
        )


@cache
def communes() -> tuple[Commune, ...]:
    """The current French communes with a point, in a fixed order."""
    kept = Commune.objects.current().filter(pays="FR", latitude__isnull=False).order_by("code")
    return tuple(kept.select_related("departement"))


def generate(number: int, seed: int = SEED) -> Iterator[Entry]:
    """Yield `number` entries, weighted by population."""
    draw = random.Random(seed)
    where = draw.choices(communes(), [max(1, c.population or 0) for c in communes()], k=number)
    for id_, commune in enumerate(where):
        spread = 0.004 + min(0.03, (commune.population or 1) ** 0.5 / 40_000)
        niveau = draw.choices(tuple(NIVEAUX), tuple(NIVEAUX.values()))[0]
        codes = {"epci": commune.epci_id, "departement": commune.departement_id, "region": commune.region_id}
        code = codes.get(niveau)
        yield Entry(
            id=id_,
            titre=f"{draw.choice(GENRES)} {commune.nom} {id_}",
            theme=draw.choice(THEMES),
            commune=commune.code,
            latitude=round(draw.gauss(commune.latitude, spread), 6),
            longitude=round(draw.gauss(commune.longitude, spread * 1.5), 6),
            zone=f"{niveau}:{code}" if code else "",
            age_min=draw.choice((11, 13, 16, 18)),
        )


@dataclass(frozen=True, slots=True)
class Question:
    """A search to make: a word or two, round a commune."""

    words: str
    commune: Commune


def around(questions: Iterable[Question]) -> list[tuple[str, Place]]:
    """Return the words of questions, and the place that they are asked around."""
    return [(question.words, Place.of(question.commune)) for question in questions]


def draw_questions(number: int = 400, seed: int = SEED) -> list[Question]:
    """Draw questions: communes by population^0.6; words common (a theme), medium (a kind) and rare (a name)."""
    draw = random.Random(seed + 1)
    where = draw.choices(communes(), [max(1, c.population or 0) ** 0.6 for c in communes()], k=number)
    words = (
        lambda commune: draw.choice(THEMES),
        lambda commune: draw.choice(GENRES).lower(),
        lambda commune: commune.nom,
    )
    return [Question(words[i % 3](commune), commune) for i, commune in enumerate(where)]


def draw_needs(number: int = 400, seed: int = SEED) -> list[Question]:
    """Draw what young people type, from the judged needs, round communes drawn by population."""
    from tests.search.relevance.judged import needs

    draw = random.Random(seed + 2)
    where = draw.choices(communes(), [max(1, c.population or 0) for c in communes()], k=number)
    return [Question(need.q, commune) for need, commune in zip(draw.choices(needs(), k=number), where, strict=True)]

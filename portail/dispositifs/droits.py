"""Every published dispositif weighed against what somebody tells, sorted from yes to no."""

import datetime
from dataclasses import dataclass, field

from django.utils import timezone

from .eligibilite.profil import Profil
from .eligibilite.verdict import Genre, Verdict, judge
from .models import Dispositif


@dataclass(frozen=True, slots=True)
class Droit:
    """A dispositif and its verdict."""

    dispositif: Dispositif
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Droits:
    """The verdicts by kind; in each, the fewest checks first, then the most reasons: what suits best; then by name."""

    oui: list[Droit] = field(default_factory=list)
    peut_etre: list[Droit] = field(default_factory=list)
    bientot: list[Droit] = field(default_factory=list)
    non: list[Droit] = field(default_factory=list)

    def of(self, genre: Genre) -> list[Droit]:
        return {
            Genre.OUI: self.oui,
            Genre.PEUT_ETRE: self.peut_etre,
            Genre.BIENTOT: self.bientot,
            Genre.NON: self.non,
        }[genre]


def find_droits(profil: Profil, jour: datetime.date | None = None) -> Droits:
    """Weigh everything that is published, on a day, today by default. Three queries, whatever the number."""
    jour = jour or timezone.localdate()
    droits = Droits()
    for dispositif in Dispositif.objects.published().filter(laboratoire=False).with_relations().order_by("nom", "pk"):
        verdict = judge(dispositif.whole_rule, profil, jour)
        droits.of(verdict.genre).append(Droit(dispositif, verdict))
    droits.oui.sort(key=lambda droit: -len(droit.verdict.raisons))
    droits.peut_etre.sort(key=lambda droit: (len(droit.verdict.a_verifier), -len(droit.verdict.raisons)))
    droits.bientot.sort(key=lambda droit: (droit.verdict.ouvre_le or jour, droit.verdict.a_partir_de or 0))
    return droits


def themes_of(droits: Droits, limit: int = 4) -> tuple[str, ...]:
    """Return the themes that the yes and the maybe share most, the most frequent first."""
    counts: dict[str, int] = {}
    for droit in (*droits.oui, *droits.peut_etre):
        for theme in droit.dispositif.thematiques.all():
            counts[theme.slug] = counts.get(theme.slug, 0) + 1
    return tuple(sorted(counts, key=lambda slug: (-counts[slug], slug))[:limit])

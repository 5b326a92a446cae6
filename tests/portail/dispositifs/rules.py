"""Made-up rules and people for the properties, and an oracle that reads a rule about a person of whom all is known."""

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import strategies as st

from portail.dispositifs.eligibilite.profil import Profil
from portail.dispositifs.eligibilite.regles import (
    Age,
    AuMoinsUne,
    AVerifier,
    Parmi,
    Periode,
    Territoire,
    Toutes,
    aucune,
)
from portail.dispositifs.eligibilite.situations import QUESTIONS_UNIQUES, SITUATIONS, Question, situations_of
from search.facets import AGE_BANDS
from search.places import Place
from search.sources import ZoneServie

JOUR = date(2026, 11, 26)
DAYS = st.integers(-400, 400).map(lambda days: JOUR + timedelta(days=days))
CODES = sorted(SITUATIONS)
NORD = ZoneServie("departement", "FR", "59")
SOMME = ZoneServie("departement", "FR", "80")
NORD_SAUF_LILLE = ZoneServie("departement", "FR", "59", ("59350",))
HALLUIN = ZoneServie("commune", "FR", "59279")
ZONES = [NORD, SOMME, NORD_SAUF_LILLE, HALLUIN]


def place(ref: str, departement: str) -> Place:
    keys = (("commune", "FR", ref), ("departement", "FR", departement), ("pays", "FR", "FR"))
    return Place(ref, f"Commune {ref}", f"Commune {ref}", ref, keys, 50.0, 3.0)


PLACES = [place("59350", "59"), place("59279", "59"), place("80021", "80")]
BANDS = list(AGE_BANDS.values())


def ages():
    bounds = st.tuples(st.none() | st.integers(10, 32), st.none() | st.integers(10, 32))
    ordered = bounds.filter(lambda pair: pair != (None, None)).map(
        lambda pair: (min(pair), max(pair)) if None not in pair else pair
    )
    return ordered.map(lambda pair: Age(low=pair[0], high=pair[1]))


def parmi():
    return st.lists(st.sampled_from(CODES), min_size=1, max_size=4, unique=True).map(
        lambda codes: Parmi(codes=tuple(codes))
    )


def territoires():
    return st.lists(st.sampled_from(ZONES), min_size=1, max_size=3, unique=True).map(
        lambda zones: Territoire(zones=tuple(zones), noms=tuple(zone.code for zone in zones))
    )


def periodes():
    return st.tuples(DAYS, DAYS).map(lambda days: Periode(ouverture=min(days), cloture=max(days)))


def criteria(*, checkable=True):
    known = ages() | parmi() | territoires()
    return known | st.just(AVerifier(texte="avoir un contrat")) if checkable else known


def rules(leaves=None):
    def grow(children):
        groups = st.lists(children, min_size=1, max_size=3).map(tuple)
        return groups.map(Toutes) | groups.map(AuMoinsUne) | groups.map(aucune)

    return st.recursive(leaves if leaves is not None else criteria(), grow, max_leaves=8)


@dataclass(frozen=True)
class Personne:
    """Somebody of whom all is known: an age in years, a place, the situations that are true."""

    age: int
    place: Place
    vrai: frozenset[str]

    def profil(self, *, band: bool, hidden: frozenset) -> Profil:
        """What this person tells: their band rather than their age, nothing of what is hidden."""
        faits = {
            question: frozenset(code for code in self.vrai if SITUATIONS[code].question == question)
            for question in Question
            if question not in hidden
        }
        limits = next(limits for limits in BANDS if limits[0] <= self.age <= limits[1])
        age = limits if band else (self.age, self.age)
        return Profil(
            place=None if "place" in hidden else self.place, age=None if "age" in hidden else age, faits=faits
        )


HIDDEN = st.frozensets(st.sampled_from([*Question, "age", "place"]))


@st.composite
def people(draw):
    vrai: set[str] = set()
    for question in Question:
        codes = [one.code for one in situations_of(question)]
        limit = 1 if question in QUESTIONS_UNIQUES else 4
        vrai |= set(draw(st.lists(st.sampled_from(codes), max_size=limit, unique=True)))
    return Personne(draw(st.integers(12, 30)), draw(st.sampled_from(PLACES)), frozenset(vrai))


def holds(regle, personne: Personne, jour: date = JOUR) -> bool:
    """Read a rule with two values only, written apart from the code under test; a thing to check holds or not alike."""
    if isinstance(regle, Toutes):
        return all(holds(one, personne, jour) for one in regle.regles)
    if isinstance(regle, AuMoinsUne):
        return any(holds(one, personne, jour) for one in regle.regles)
    if isinstance(regle, Age):
        answer = (regle.low or 0) <= personne.age <= (999 if regle.high is None else regle.high)
    elif isinstance(regle, Parmi):
        answer = not personne.vrai.isdisjoint(regle.codes)
    elif isinstance(regle, Territoire):
        answer = any(_inside(zone, personne.place) for zone in regle.zones)
    elif isinstance(regle, Periode):
        answer = regle.ouverture <= jour <= regle.cloture
    else:
        raise TypeError(regle)
    return answer != regle.inverse


def _inside(zone: ZoneServie, where: Place) -> bool:
    return (zone.genre, zone.pays, zone.code) in where.zone_keys and where.ref not in zone.exclusions

"""Other doors that a professional may propose, and colleagues to hand a request to: picked from the guide."""

import math
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, IntegerField, Prefetch, Q, Value, When

from geo.distance import great_circle_km
from ressources.models import Lieu, PersonneRessource, Structure
from ressources.vocabulaire import TypeStructure

from .models import Demande

PORTES_MAX = 8
MOTS_MAX = 6
RAYON = 30  # km
INFORMATION_JEUNESSE = Q(type=TypeStructure.INFO_JEUNESSE)


@dataclass(frozen=True, slots=True)
class Porte:
    """An entry of the guide as a choice: `libelle` says who and where."""

    fiche: PersonneRessource | Structure
    libelle: str


def find_portes(demande: Demande, cherche: str = "") -> dict[str, Porte]:
    """Return the doors by their key ("structure-12"): those that have every word typed; without any, the nearest ones.

    The request's own target is never among them.
    """
    structures = Structure.objects.published().for_site(demande.site).exclude(pk=demande.structure_id)
    personnes = PersonneRessource.objects.published().for_site(demande.site).exclude(pk=demande.personne_id)
    if mots := cherche.split()[:MOTS_MAX]:
        structures = _with_words(structures, mots, ("nom", "sigle", "lieux__commune__nom"))
        personnes = _with_words(personnes, mots, ("nom", "prenom", "fonction", "structure__nom"))
        trouvees = [*structures[:PORTES_MAX], *personnes.select_related("structure")[:PORTES_MAX]]
    else:
        trouvees = _nearest(structures, demande.structure)
    return {f"{_kind(fiche)}-{fiche.pk}": Porte(fiche, _say(fiche)) for fiche in trouvees[:PORTES_MAX]}


def find_porte(demande: Demande, cle: str) -> Porte | None:
    """Return the door of a key if the public may read of it, whatever was searched for."""
    genre, _tiret, pk = cle.partition("-")
    modeles: dict[str, Any] = {"structure": Structure, "personne": PersonneRessource}
    if genre not in modeles or not (pk.isascii() and pk.isdigit() and len(pk) < 16):
        return None
    fiche = modeles[genre].objects.published().for_site(demande.site).filter(pk=int(pk)).first()
    return Porte(fiche, _say(fiche)) if fiche else None


def find_collegues(demande: Demande) -> dict[int, PersonneRessource]:
    """Return whom the request may be handed to: the deputy first, then the people of the structure, less who has it."""
    repondant = demande.repondant
    suppleant = demande.personne.suppleant_id if demande.personne else None
    qui = Q(structure=demande.structure_id) | Q(pk=suppleant)
    personnes = PersonneRessource.objects.published().filter(qui).select_related("structure")
    if isinstance(repondant, PersonneRessource):
        personnes = personnes.exclude(pk=repondant.pk)
    rang = Case(When(pk=suppleant, then=Value(0)), default=Value(1), output_field=IntegerField())
    return {personne.pk: personne for personne in personnes.annotate(rang=rang).order_by("rang", "nom", "prenom")}


def _nearest(structures, origine: Structure | None) -> list[Structure]:
    """Return the Information Jeunesse and the structures of the same type, the nearest to `origine` first."""
    memes = INFORMATION_JEUNESSE | Q(type=origine.type) if origine else INFORMATION_JEUNESSE
    structures = structures.filter(memes)
    lieu = origine.lieux.select_related("commune").first() if origine else None
    if lieu is None:
        return list(structures.order_by("nom")[:PORTES_MAX])
    proches = structures.near(lieu.position, RAYON).prefetch_related(
        Prefetch("lieux", Lieu.objects.select_related("commune"))
    )
    return sorted(proches, key=lambda structure: _distance(structure, lieu.position))


def _distance(structure: Structure, point: tuple[float, float]) -> float:
    """Return the km from a point to the nearest place of a structure."""
    return min((great_circle_km(*point, *lieu.position) for lieu in structure.lieux.all()), default=math.inf)


def _with_words(fiches, mots: list[str], champs: tuple[str, ...]):
    """Keep the entries that have each word in one of the fields."""
    for mot in mots:
        un_champ = Q()
        for champ in champs:
            un_champ |= Q(**{f"{champ}__icontains": mot})
        fiches = fiches.filter(un_champ)
    return fiches.distinct()


def _kind(fiche) -> str:
    return "structure" if isinstance(fiche, Structure) else "personne"


def _say(fiche) -> str:
    return f"{fiche}, {fiche.fonction}" if isinstance(fiche, PersonneRessource) else str(fiche)

"""The professional's entries: those of their structures, and what is due for a check."""

from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse

from ressources.fraicheur import Fraicheur, compute_fraicheur
from ressources.models import Permanence, PersonneRessource, Structure
from ressources.models.fiche import Fiche

from .professionnel import Professionnel

GENRES = {"personne": PersonneRessource, "structure": Structure, "permanence": Permanence}


@dataclass(frozen=True, slots=True)
class Ligne:
    """An entry in a list."""

    fiche: Fiche
    genre: str
    url: str
    fraicheur: Fraicheur
    moi: bool

    @property
    def a_verifier(self) -> bool:
        return self.fiche.live and self.fraicheur != Fraicheur.FRAICHE


def genre_of(fiche: Fiche) -> str:
    return next(genre for genre, modele in GENRES.items() if isinstance(fiche, modele))


def own_fiches(pro: Professionnel, genre: str):
    """Return the entries of a kind that are the professional's to keep right."""
    if genre == "personne":
        return pro.personnes()
    return pro.structures() if genre == "structure" else pro.permanences().select_related("lieu", "structure")


def list_fiches(pro: Professionnel) -> list[Ligne]:
    """Return them all: oneself first, then people, structures, permanences. Three queries."""
    lignes = [_line(pro, genre, fiche) for genre in GENRES for fiche in own_fiches(pro, genre)]
    return sorted(lignes, key=lambda ligne: not ligne.moi)


def due_fiches(pro: Professionnel) -> list[Ligne]:
    """Return those that the public reads and whose check is old, or that nobody ever checked."""
    return [ligne for ligne in list_fiches(pro) if ligne.a_verifier]


def count_due(pro: Professionnel) -> int:
    """Count them. Three queries."""
    return sum(own_fiches(pro, genre).due_for_review().count() for genre in GENRES)


def find_fiche(pro: Professionnel, genre: str, pk: int) -> Fiche:
    """Return an entry of the professional. Raises Http404 for any other: its existence is not told."""
    if genre not in GENRES or (fiche := own_fiches(pro, genre).filter(pk=pk).first()) is None:
        raise Http404
    return fiche


def _line(pro: Professionnel, genre: str, fiche: Fiche) -> Ligne:
    return Ligne(
        fiche=fiche,
        genre=genre,
        url=reverse("espace:fiche", args=[genre, fiche.pk]),
        fraicheur=compute_fraicheur(fiche.verifie_le),
        moi=genre == "personne" and fiche.pk in pro.moi_ids,
    )


def public_url(fiche: Fiche) -> str:
    """Return the page where the public reads the entry, "" when it does not: a permanence is on its holder's."""
    if not type(fiche)._default_manager.published().filter(pk=fiche.pk).exists():
        return ""
    holder = (fiche.personne or fiche.structure) if isinstance(fiche, Permanence) else fiche
    return holder.get_absolute_url() if holder else ""

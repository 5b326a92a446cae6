"""The worklist « À relire »: entries whose check is six months old, of the three kinds, the oldest first."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.permissions import policy_registry

from ..fraicheur import Fraicheur, compute_fraicheur
from ..models import Permanence, PersonneRessource, Structure
from ..models.fiche import Fiche

MODELES = (PersonneRessource, Structure, Permanence)
PAR_PAGE = 50


@dataclass(frozen=True, slots=True)
class Ligne:
    """A line of the worklist."""

    fiche: Fiche
    genre: str
    fraicheur: Fraicheur
    edit_url: str
    verifier_url: str


def due_keys(utilisateur) -> list[tuple]:
    """Return (date or "", model, id) of what this account may check, never checked first, then the oldest check."""
    cles = []
    for modele in MODELES:
        fiches = policy_registry.get_by_type(modele).instances_user_has_permission_for(utilisateur, "change")
        dues = fiches.filter(pk__in=modele.objects.due_for_review().values("pk")).values_list("verifie_le", "pk")
        cles += [(str(verifie_le or ""), modele._meta.model_name, pk) for verifie_le, pk in dues]
    return sorted(cles)


@require_safe
def show_a_relire(request):
    """Show one page of the worklist; queries: one per kind, twice, whatever its length."""
    if not any(policy_registry.get_by_type(modele).user_has_permission(request.user, "change") for modele in MODELES):
        raise PermissionDenied
    page = Paginator(due_keys(request.user), PAR_PAGE).get_page(request.GET.get("p"))
    return render(
        request, "ressources/admin/a_relire.html", {"page": page, "lignes": read_lines(list(page.object_list))}
    )


def read_lines(cles: list[tuple]) -> list[Ligne]:
    """Read the entries of a page, in its order."""
    fiches: dict[tuple[str | None, int], Fiche] = {}
    for modele in MODELES:
        nom = modele._meta.model_name
        ids = [pk for _date, genre, pk in cles if genre == nom]
        fiches |= {(nom, pk): fiche for pk, fiche in modele.objects.in_bulk(ids).items()}
    return [make_line(fiches[genre, pk]) for _date, genre, pk in cles if (genre, pk) in fiches]


def make_line(fiche: Fiche) -> Ligne:
    return Ligne(
        fiche=fiche,
        genre=str(fiche._meta.verbose_name),
        fraicheur=compute_fraicheur(fiche.verifie_le),
        edit_url=reverse(fiche.snippet_viewset.get_url_name("edit"), args=[fiche.pk]),
        verifier_url=reverse("ressources_admin:verifier", args=[fiche._meta.model_name, fiche.pk]),
    )

"""Worklists: what is about to close or already has, what nobody checks, what was typed twice."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.admin.ui.components import Component
from wagtail.permissions import policy_registry

from ressources.fraicheur import relecture_limit

from ..doublons import find_doublons
from ..models import FAMILLES, Opportunite
from ..mots import Echeance, echeance_of
from ..querysets import OpportuniteQuerySet
from .listes import may_follow

MONTREES = 50  # lines of each part of the worklist


@dataclass(frozen=True, slots=True)
class Ligne:
    offre: Opportunite
    delai: Echeance
    edit_url: str


def make_line(offre: Opportunite) -> Ligne:
    viewset = FAMILLES[offre.famille].snippet_viewset
    return Ligne(offre, echeance_of(offre), reverse(viewset.get_url_name("edit"), args=[offre.pk]))


def changeable(utilisateur):
    """Return the opportunities that the account may change, of every family."""
    conditions = Q(pk__in=[])
    for modele in FAMILLES.values():
        permises = policy_registry.get_by_type(modele).instances_user_has_permission_for(utilisateur, "change")
        conditions |= Q(pk__in=permises.values("pk"))
    return Opportunite.objects.filter(conditions)


def parts(utilisateur) -> list[tuple[str, str, OpportuniteQuerySet]]:
    """Return the parts of the worklist: title, what to do, query."""
    jour = timezone.localdate()
    offres = changeable(utilisateur)
    publiees = offres.published()
    return [
        (
            _("Ferment dans les deux semaines"),
            _("Prolongez-les si la date a bougé."),
            publiees.closing_within(jour=jour),
        ),
        (
            _("Closes, à archiver"),
            _("Leur page dit que c’est terminé. Archivez-les, ou donnez une nouvelle date."),
            publiees.closed_on(jour).order_by("echeance", "pk"),
        ),
        (
            _("À vérifier"),
            _("Ouvertes, tapées à la main, et que personne n’a vérifiées depuis six mois."),
            publiees.current_on(jour)
            .filter(Q(verifie_le=None) | Q(verifie_le__lte=relecture_limit(jour)), vue_le=None)
            .by_deadline(),
        ),
        (
            _("Brouillons"),
            _("Jamais publiés, ou modifiés depuis."),
            offres.filter(Q(live=False) | Q(has_unpublished_changes=True), archivee_le=None).order_by(
                "-updated_at", "pk"
            ),
        ),
    ]


def _check(request) -> None:
    if not may_follow(request.user):
        raise PermissionDenied


@require_safe
def show_echeances(request):
    """Show the worklist; two queries a part, whatever its length."""
    _check(request)
    parties = [
        {
            "titre": titre,
            "aide": aide,
            "total": offres.count(),
            "lignes": [make_line(offre) for offre in offres.with_details()[:MONTREES]],
        }
        for titre, aide, offres in parts(request.user)
    ]
    return render(request, "opportunites/admin/echeances.html", {"parties": parties})


@require_safe
def show_doublons(request):
    """Show the groups of current opportunities that look alike."""
    _check(request)
    offres = changeable(request.user).current_on(timezone.localdate())
    groupes = [[make_line(offre) for offre in groupe] for groupe in find_doublons(offres)]
    return render(request, "opportunites/admin/doublons.html", {"groupes": groupes})


class OffresPanel(Component):
    """Counts of the worklist on the admin's first page, for whoever may act upon it."""

    name = "opportunites"
    template_name = "opportunites/admin/accueil.html"
    order = 60

    def get_context_data(self, parent_context):
        utilisateur = parent_context["request"].user
        comptes = []
        if may_follow(utilisateur):
            comptes = [(titre, offres.count()) for titre, _aide, offres in parts(utilisateur)]
        return {
            "comptes": [(titre, nombre) for titre, nombre in comptes if nombre],
            "echeances_url": reverse("opportunites_admin:echeances"),
        }


app_name = "opportunites_admin"

urlpatterns = [
    path("echeances/", show_echeances, name="echeances"),
    path("doublons/", show_doublons, name="doublons"),
]

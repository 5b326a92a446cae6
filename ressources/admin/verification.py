"""Marking one entry as checked, and its history of checks; recording an opposition."""

from django import forms
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.permissions import policy_registry

from ..models import Verification
from ..models.fiche import Fiche
from ..services import lift_opposition, record_opposition, verify
from ..vocabulaire import MoyenVerification, ResultatVerification
from .a_relire import MODELES


class VerificationForm(forms.Form):
    resultat = forms.ChoiceField(
        label=gettext_lazy("Résultat"), choices=ResultatVerification.choices, initial=ResultatVerification.CONFIRMEE
    )
    comment = forms.ChoiceField(label=gettext_lazy("Comment ?"), choices=MoyenVerification.choices)
    note = forms.CharField(
        label=gettext_lazy("Note pour l’équipe"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Qui a répondu, ce qu’il reste à demander. N’est pas montrée au public."),
    )


def find_fiche(request, genre: str, pk: int, permission: str) -> Fiche:
    """Return the entry if the account has the permission on it. Raises Http404, PermissionDenied."""
    if genre not in {modele._meta.model_name for modele in MODELES}:
        raise Http404
    modele = apps.get_model("ressources", genre)
    fiche = modele.objects.filter(pk=pk).first()
    if fiche is None:
        raise Http404
    if not policy_registry.get_by_type(modele).user_has_permission_for_instance(request.user, permission, fiche):
        raise PermissionDenied
    return fiche


@require_http_methods(["GET", "HEAD", "POST"])
def verify_fiche(request, genre: str, pk: int):
    """Ask how the entry was checked, write it down, and go back to where the account came from."""
    fiche = find_fiche(request, genre, pk, "change")
    formulaire = VerificationForm(request.POST or None)
    retour = get_valid_next_url_from_request(request) or reverse("ressources_admin:a_relire")
    if request.method == "POST" and formulaire.is_valid():
        verify(fiche=fiche, par=request.user, **formulaire.cleaned_data)
        messages.success(request, _("« %(fiche)s » : vérification enregistrée.") % {"fiche": fiche})
        return redirect(retour)
    historique = Verification.objects.filter(**Verification.target(fiche)).select_related("par")[:20]
    contexte = {"fiche": fiche, "form": formulaire, "historique": historique, "retour": retour}
    return render(request, "ressources/admin/verifier.html", contexte, status=422 if formulaire.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def toggle_opposition(request, genre: str, pk: int):
    """Record, or lift, somebody's wish not to appear; asks before."""
    fiche = find_fiche(request, genre, pk, "publish")
    if not hasattr(fiche, "opposition"):
        raise Http404
    edition = reverse(fiche.snippet_viewset.get_url_name("edit"), args=[fiche.pk])
    if request.method == "POST":
        (lift_opposition if fiche.opposition else record_opposition)(fiche=fiche, par=request.user)
        texte = (
            _("Opposition enregistrée : la fiche n’est plus visible.") if fiche.opposition else _("Opposition levée.")
        )
        messages.success(request, texte)
        return redirect(edition)
    return render(request, "ressources/admin/opposition.html", {"fiche": fiche, "retour": edition})

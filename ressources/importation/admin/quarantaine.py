"""The screens of what was set aside, the same for a row of a directory and for an offer of a feed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from wagtail.admin import messages

from ressources.models.importation import MiseDeCote, MotifQuarantaine, StatutQuarantaine

PAR_PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Ecran:
    """Words of a worklist, and the names of its routes."""

    titre: Any
    objet: Any  # what is set aside: « Structure »
    provenance: Any  # where it comes from: « Source »
    fait: Any  # said once it is placed: « « %(nom)s » est dans le guide. »
    liste: str
    une: str
    reessayer: str
    ecarter: str
    tout_reessayer: str = ""


def show_list(request: HttpRequest, ecran: Ecran, modele: type[MiseDeCote]) -> HttpResponse:
    """Show what is to deal with, or what is in another state; filters by reason and source."""
    choix = {
        "statut": request.GET.get("statut", StatutQuarantaine.A_TRAITER),
        "motif": request.GET.get("motif", ""),
        "source": request.GET.get("source", ""),
    }
    mises = modele._default_manager.filter(**{nom: valeur for nom, valeur in choix.items() if valeur})
    page = Paginator(mises.select_related("commune").defer("donnees"), PAR_PAGE).get_page(request.GET.get("p"))
    sources = modele._default_manager.order_by("source").values_list("source", flat=True).distinct()
    filtres: list[tuple[str, Any, Any, Iterable[tuple[str, Any]]]] = [
        ("statut", _("État"), "", StatutQuarantaine.choices),
        ("motif", _("Motif"), _("Tous"), MotifQuarantaine.choices),
        ("source", ecran.provenance, _("Tous"), [(source, source) for source in sources]),
    ]
    contexte = {
        "ecran": ecran,
        "page": page,
        "filtres": [
            (nom, titre, tous, [(code, libelle, code == choix[nom]) for code, libelle in valeurs])
            for nom, titre, tous, valeurs in filtres
        ],
        "a_traiter": choix["statut"] == StatutQuarantaine.A_TRAITER,
    }
    return render(request, "ressources/admin/importation/quarantaine.html", contexte)


def show_one(request: HttpRequest, ecran: Ecran, mise: MiseDeCote, formulaire: Any, resume: str = "") -> HttpResponse:
    """Show what was received, why it waits, and what can be done."""
    contexte = {"ecran": ecran, "mise": mise, "form": formulaire, "resume": resume}
    statut = 422 if formulaire.errors else 200
    return render(request, "ressources/admin/importation/mise_de_cote.html", contexte, status=statut)


def tell(request: HttpRequest, ecran: Ecran, mise: MiseDeCote, *, fait: bool) -> None:
    """Say what became of it."""
    if fait:
        messages.success(request, ecran.fait % {"nom": mise.nom})
    else:
        reste = _("« %(nom)s » reste à traiter : %(detail)s")
        messages.warning(request, reste % {"nom": mise.nom, "detail": mise.detail})

"""Public pages: the list, one dispositif, and « Ce à quoi tu as droit »."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe
from wagtail.models import Site

from portail.cms.entetes import read_entete
from portail.cms.fiches import find_fiches
from search.fragments import render_in_place

from . import catalogue, droits, fiche, questions, textes
from .models import Dispositif

LISTE = "dispositifs/liste.html"
REPONSE = "dispositifs/_fragments/reponse.html"
PAR_PAGE = 24
PROCHES = 4


@require_safe
def dispositifs(request: HttpRequest) -> HttpResponse:
    """The list, a page at a time; wrong filters are left out with a word."""
    filtres = catalogue.read_filters(request.GET)
    liste = textes.LABORATOIRE if filtres.laboratoire else textes.LISTE
    page = Paginator(filtres.apply(), PAR_PAGE).get_page(filtres.page)
    query = filtres.to_query()
    suffix = f"?{query}" if query else ""
    context = {
        "filtres": filtres,
        "entete": read_entete(liste, Site.find_for_request(request)),
        "page_obj": page,
        "total": say_total(page.paginator.count, filtres),
        "chips": list(filtres.chips()),
        "groupes": catalogue.groups(filtres),
        "sans_filtres": reverse("dispositifs:liste"),
        "candidates": [(place, filtres.to_query(ou=place.libelle, commune=place.ref)) for place in filtres.candidates],
        "base_query": query,
        "suffix": suffix,
    }
    adresse = reverse("dispositifs:liste") + suffix
    response = render_in_place(request, LISTE, REPONSE, context, address=adresse)
    if filtres.place and filtres.place.located:
        add_never_cache_headers(response)
    return response


def say_total(number: int, filtres: catalogue.Filtres) -> str:
    where = _(" pour qui habite à %(nom)s") % {"nom": filtres.place.nom} if filtres.place else ""
    return ngettext("%(n)s aide ou programme", "%(n)s aides et programmes", number) % {"n": number} + where


@require_safe
def dispositif(request: HttpRequest, slug: str) -> HttpResponse:
    """The page of one dispositif."""
    found = get_object_or_404(Dispositif.objects.published().with_relations().prefetch_related("etapes"), slug=slug)
    context = fiche.add_neighbours(fiche.build_context(found), request)
    context["adresse_absolue"] = request.build_absolute_uri(found.get_absolute_url())
    return render(request, "dispositifs/dispositif.html", context)


@require_safe
def mes_droits(request: HttpRequest) -> HttpResponse:
    """Questions, and answers as soon as one is given. What is answered is kept nowhere, not even by a cache."""
    reponses = questions.read_answers(request.GET)
    context = {
        "reponses": reponses,
        "entete": read_entete(textes.MES_DROITS, Site.find_for_request(request)),
        "blocs": list(questions.build_blocks(reponses)),
        "erreurs": {error.field: error.message for error in reponses.errors},
        "candidates": [
            (place, reponses.to_query(ou=place.libelle, commune=place.ref)) for place in reponses.candidates
        ],
        "droits": None,
    }
    if not reponses.profil.is_empty:
        context |= answer(reponses)
    response = render(request, "dispositifs/mes_droits.html", context)
    if request.GET:
        add_never_cache_headers(response)
        response["Referrer-Policy"] = "no-referrer"
    return response


def answer(reponses: questions.Reponses) -> dict:
    """Return what the page shows of the answers."""
    found = droits.find_droits(reponses.profil)
    place = reponses.profil.place
    return {
        "droits": found,
        "resume": say_counts(found),
        "chips": questions.say_answers(reponses),
        "place": place,
        "proches": find_fiches(
            themes=droits.themes_of(found),
            types=("personne", "structure"),
            commune=place.ref if place else "",
            limit=PROCHES,
        ),
        "ics_href": f"{reverse('dispositifs:mes_droits_ics')}?{reponses.to_query()}",
        "dates": any(droit.dispositif.ouverture or droit.dispositif.cloture for droit in dated(found)),
    }


def say_counts(found: droits.Droits) -> str:
    """Return « 12 oui, 8 à vérifier, 3 pour bientôt », what is empty left out."""
    parts = [
        (len(found.oui), _("%(n)s oui")),
        (len(found.peut_etre), _("%(n)s à vérifier")),
        (len(found.bientot), _("%(n)s pour bientôt")),
    ]
    return ", ".join(form % {"n": number} for number, form in parts if number)


def dated(found: droits.Droits) -> list[droits.Droit]:
    return [*found.oui, *found.peut_etre, *found.bientot]


@require_safe
def ancien_programme(request: HttpRequest, slug: str) -> HttpResponse:
    """Send the former address of a laboratory's programme to its dispositif, for good."""
    found = Dispositif.objects.published().filter(slug=slug, laboratoire=True).first()
    if found is None:
        raise Http404
    return HttpResponsePermanentRedirect(found.get_absolute_url())


@require_safe
def anciens_programmes(request: HttpRequest) -> HttpResponse:
    return HttpResponsePermanentRedirect(f"{reverse('dispositifs:liste')}?{catalogue.LABO}=1")

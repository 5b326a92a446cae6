"""Public pages of opportunities: lists, pages, calendar, and the files that go with them."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe
from wagtail.models import Site

from ressources.views.fiche import attachment
from search.fragments import render_in_place
from search.places import place_of_ref

from . import calendrier, rome
from .agenda import build_calendar
from .fiche import build_context
from .filtres import Filtres, read
from .jsonld import describe
from .liste import address_of, build_list
from .models import FAMILLES, Opportunite
from .textes import entete_of
from .vocabulaire import Famille

LISTE = "opportunites/liste.html"
REPONSE = "opportunites/_fragments/reponse.html"
AGENDA_MAX = 500  # dates of a calendar file


def on_list(view: Callable[[HttpRequest, Filtres, Site], HttpResponse]):
    """Give the view the filters of the address; a position of the reader's own is kept by no cache."""

    @require_safe
    def wrapped(request: HttpRequest, famille: str = "") -> HttpResponse:
        site = Site.find_for_request(request)
        if site is None or (famille and famille not in FAMILLES):
            raise Http404
        filtres = read(famille, request.GET)
        response = view(request, filtres, site)
        if filtres.place and filtres.place.located:
            add_never_cache_headers(response)
        return response

    return wrapped


@on_list
def show_list(request: HttpRequest, filtres: Filtres, site: Site) -> HttpResponse:
    """Show what is open or about to open. Nothing typed is an error."""
    adresse = address_of(filtres.famille, f"?{filtres.to_query()}")
    return render_in_place(request, LISTE, REPONSE, build_list(filtres, site), address=adresse)


@on_list
def download_list(request: HttpRequest, filtres: Filtres, site: Site) -> HttpResponse:
    """Give the dates of a list, for a telephone's calendar."""
    offres = filtres.apply(site, timezone.localdate()).filter(echeance__isnull=False).with_details()[:AGENDA_MAX]
    racine = request.build_absolute_uri("/").rstrip("/")
    agenda = build_calendar([offre.specific for offre in offres], entete_of(filtres.famille, site).titre, racine)
    return attachment(agenda, "text/calendar; charset=utf-8", f"{filtres.famille or 'opportunites'}.ics")


@on_list
def show_calendar(request: HttpRequest, filtres: Filtres, site: Site) -> HttpResponse:
    """Show a month: what opens, closes, takes place."""
    premier = calendrier.read_month(request.GET.get("mois", ""), timezone.localdate())
    offres = Opportunite.objects.published().for_site(site).filter(retiree_le=None)
    if familles := filtres.choisis.get("famille"):
        offres = offres.filter(famille__in=familles)
    if filtres.commune:
        offres = offres.reachable(filtres.commune, filtres.rayon)
    contexte: dict[str, Any] = {
        **calendrier.build_month(offres, premier),
        "filtres": filtres,
        "commune": filtres.place.ref if filtres.place else "",
        "familles": [(famille.value, famille.label, famille in (familles or ())) for famille in Famille],
        "base_query": filtres.to_query(),
        "ics_href": address_of("", f".ics?{filtres.to_query()}".removesuffix("?")),
    }
    return render(request, "opportunites/calendrier.html", contexte)


def find_offre(request: HttpRequest, famille: str, pk: int) -> Any:
    """Return the readable opportunity of the request's site. Raises Http404."""
    site = Site.find_for_request(request)
    modele = FAMILLES.get(famille)
    if site is None or modele is None:
        raise Http404
    lus = ("porteur", "commune__epci", "site", "provenance__flux")
    offres = modele.objects.readable().for_site(site).select_related(*lus)
    offre = offres.prefetch_related("zones", "personnes").filter(pk=pk).first()
    if offre is None:
        raise Http404
    return offre


@require_safe
def show(request: HttpRequest, famille: str, pk: int, slug: str) -> HttpResponse:
    """The page of an opportunity; a closed one says so and shows others."""
    offre = find_offre(request, famille, pk)
    if slug != offre.slug:
        return HttpResponsePermanentRedirect(offre.get_absolute_url())
    place = place_of_ref(request.GET.get("commune", "")[:20])
    adresse = request.build_absolute_uri(offre.get_absolute_url())
    contexte = {
        **build_context(offre, place.ref if place else ""),
        "adresse_absolue": adresse,
        "jsonld": describe(offre, adresse),
    }
    return render(request, offre.gabarit, contexte)


@require_safe
def download_reminder(request: HttpRequest, famille: str, pk: int, slug: str) -> HttpResponse:
    """The dates of an opportunity, with an alarm a week and a day before the last one."""
    offre = find_offre(request, famille, pk)
    racine = request.build_absolute_uri("/").rstrip("/")
    agenda = build_calendar([offre], offre.titre, racine)
    return attachment(agenda, "text/calendar; charset=utf-8", f"{offre.slug}.ics")


@require_safe
def suggest_trades(request: HttpRequest) -> JsonResponse:
    """Names of trades for what was typed, as static/ressources/completer.js reads them: `[{"ligne", "detail"}]`."""
    proposes = rome.suggest(request.GET.get("q", "")[:100])
    return JsonResponse([{"ligne": nom, "detail": code} for code, nom in proposes], safe=False)

"""What a list of opportunities shows: a page of cards, its filters, its neighbours."""

import datetime
from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from search.criteria import RADII_KM
from search.presentation import page_numbers
from search.views import contours_of
from search.wording import near

from . import filtres as criteres
from . import rome
from .cartes import build_payload
from .filtres import TRIS, Filtres
from .models import FAMILLES, Mobilite, Opportunite
from .textes import entete_of
from .vocabulaire import Famille

PAR_PAGE = 12
PAR_FAMILLE = 2  # of those that close soon


@dataclass(frozen=True, slots=True)
class Carte:
    """What the card template draws of an opportunity; the search gives it the same from its index."""

    type: str
    title: str
    url: str
    summary: str
    payload: dict[str, Any]
    distance_km: float | None = None
    latitude: float | None = None
    longitude: float | None = None
    commune_ref: str = ""
    remote: bool = False


def make_carte(offre: Opportunite, distance_km: float | None = None, suite: str = "") -> Carte:
    """Return the card of an opportunity of its own family, its relations already read; `suite` ends its address."""
    latitude, longitude = offre.point or (None, None)
    return Carte(
        type=offre.famille,
        title=offre.titre,
        url=offre.get_absolute_url() + suite,
        summary=offre.accroche,
        payload=build_payload(offre),
        distance_km=distance_km,
        latitude=latitude,
        longitude=longitude,
        commune_ref=offre.commune.ref if offre.commune else "",
        remote=offre.distanciel,
    )


def make_cartes(offres, suite: str = "") -> list[Carte]:
    """Return the cards of a query, whatever its families: two queries."""
    lues = offres.with_details().prefetch_related("thematiques")
    return [make_carte(offre.specific, getattr(offre, "distance_km", None), suite) for offre in lues]


def closing_soon(site, nombre: int) -> list[Carte]:
    """Return the cards of what closes or takes place soonest, at most two of a family: two queries."""
    if site is None:
        return []
    bientot = Opportunite.objects.published().for_site(site).closing_within()
    rang = Window(RowNumber(), partition_by=F("famille"), order_by=[F("echeance").asc(), F("pk").asc()])
    choisies = bientot.annotate(rang=rang).filter(rang__lte=PAR_FAMILLE).order_by("echeance", "pk")
    return make_cartes(choisies[:nombre])


def families_of(site, jour: datetime.date) -> dict[str, int]:
    """Return how many current opportunities each family has, in the order of the families (one query)."""
    offres = Opportunite.objects.published().for_site(site).current_on(jour).order_by()
    comptes = dict(offres.values_list("famille").annotate(Count("pk")))
    return {famille: comptes.get(famille, 0) for famille in FAMILLES}


def build_list(filtres: Filtres, site) -> dict[str, Any]:
    """Return the context of a list. The number of queries does not grow with it."""
    jour = timezone.localdate()
    pages = Paginator(filtres.apply(site, jour), PAR_PAGE)
    page = pages.get_page(filtres.page)
    comptes = families_of(site, jour)
    entete = entete_of(filtres.famille, site)
    suite_lieu = f"?commune={filtres.place.ref}" if filtres.place else ""
    cartes = make_cartes(page.object_list, suite_lieu)
    return {
        "filtres": filtres,
        "famille": filtres.famille,
        "adresse": address_of(filtres.famille),
        "commune": filtres.place.ref if filtres.place else "",
        "suite_lieu": suite_lieu,
        "titre": entete.titre,
        "chapeau": entete.chapeau,
        "familles": [(famille, Famille(famille).label, nombre) for famille, nombre in comptes.items()],
        "total_familles": sum(comptes.values()),
        "total": pages.count,
        "phrase": count_sentence(pages.count, filtres),
        "cartes": cartes,
        "sur_carte": any(carte.latitude is not None for carte in cartes),
        "page": page.number,
        "pages": pages.num_pages,
        "numbers": page_numbers(page.number, pages.num_pages),
        "first_number": (page.number - 1) * PAR_PAGE,
        "base_query": filtres.to_query(),
        "groupes": criteres.groups(filtres, known_countries(site, jour) if filtres.famille == Famille.MOBILITE else ()),
        "chips": criteres.chips(filtres),
        "sans_filtres": address_of(filtres.famille, f"?{bare(filtres).to_query()}"),
        "rayons": [(km, km, km == filtres.rayon) for km in sorted({*RADII_KM, filtres.rayon})] if filtres.place else [],
        "tris": [
            (valeur, label, valeur == filtres.tri)
            for valeur, label in TRIS.items()
            if valeur != criteres.DISTANCE or filtres.place
        ],
        "metiers": suggested_trades() if filtres.famille == Famille.ALTERNANCE else [],
        "candidates": [
            (place, f"?{filtres.to_query(ou=place.libelle, commune=place.ref)}") for place in filtres.candidates
        ],
        "contours": contours_of(filtres.place, cartes),
        "plus_large": wider(filtres, site, jour) if not pages.count else None,
        "rss_href": address_of(filtres.famille, f".rss?{filtres.to_query()}".rstrip("?")),
        "ics_href": address_of(filtres.famille, f".ics?{filtres.to_query()}".rstrip("?")),
    }


def bare(filtres: Filtres) -> Filtres:
    """Return the same list, with its place and no other filter."""
    return Filtres(famille=filtres.famille, place=filtres.place, ou=filtres.ou, rayon=filtres.rayon)


def wider(filtres: Filtres, site, jour: datetime.date) -> dict[str, Any] | None:
    """Return the smallest wider circle that holds something, when there is a place: a query per radius at most."""
    if filtres.place is None:
        return None
    for km in RADII_KM:
        if km > filtres.rayon and (nombre := replace(filtres, rayon=km).apply(site, jour).count()):
            return {"km": km, "nombre": nombre, "href": f"?{filtres.to_query(rayon=km)}"}
    return None


def known_countries(site, jour: datetime.date) -> list[str]:
    offres = Mobilite.objects.published().for_site(site).current_on(jour)
    return list(offres.order_by().values_list("pays", flat=True).distinct())


def suggested_trades() -> list[str]:
    """Return every name of every trade, for the suggestions of a text box."""
    return sorted({nom for metier in rome.metiers().values() for nom in metier.noms}, key=str.casefold)


def address_of(famille: str, suite: str = "") -> str:
    """Return the address of a list; `suite` is a query string, or an extension and a query string."""
    racine = reverse("opportunites:famille", args=[famille]) if famille else reverse("opportunites:liste")
    if suite.startswith("."):
        return racine.rstrip("/") + suite
    return racine + suite.removesuffix("?")


def count_sentence(nombre: int, filtres: Filtres) -> str:
    """Say how many there are and where: « 14 offres à moins de 20 km de Roubaix, ou à distance »."""
    phrase = _SENTENCES[filtres.famille](nombre) % {"n": nombre}
    if filtres.place is None:
        return phrase
    if filtres.famille == Famille.MOBILITE:
        return _("%(phrase)s pour qui habite %(nom)s") % {"phrase": phrase, "nom": filtres.place.nom}
    return f"{phrase} {near(filtres.place, filtres.rayon)}"


_SENTENCES = {
    "": lambda n: ngettext("%(n)s offre", "%(n)s offres", n),
    Famille.MOBILITE: lambda n: ngettext("%(n)s départ", "%(n)s départs", n),
    Famille.LOGEMENT: lambda n: ngettext("%(n)s guichet", "%(n)s guichets", n),
    Famille.ALTERNANCE: lambda n: ngettext("%(n)s offre en alternance", "%(n)s offres en alternance", n),
    Famille.ENGAGEMENT: lambda n: ngettext("%(n)s mission", "%(n)s missions", n),
    Famille.EVENEMENT: lambda n: ngettext("%(n)s événement", "%(n)s événements", n),
}

"""What a list of opportunities is narrowed by: read from an address, applied to the query, drawn as a form.

Each family has the filters that fit it. Nothing typed is an error: what is wrong is left out and said in French.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from geo.distance import GreatCircleKm
from geo.models import Commune
from ressources.models import Thematique
from search.criteria import DEFAULT_RADIUS_KM, MAX_PAGE, RADII_KM, FieldError
from search.facets import AGE_BANDS, AGE_LABELS
from search.locating import read_place
from search.parameters import Reader
from search.places import Place

from . import rome
from .choix import A_VENIR, BIENTOT, FILTRES, OUI, OUVERT, QUAND, Choix
from .etats import BIENTOT_JOURS, UN_JOUR
from .models import FAMILLES, Opportunite
from .vocabulaire import Famille

ECHEANCE, DISTANCE, DEBUT = "echeance", "distance", "debut"
TRIS = {ECHEANCE: _("Ce qui ferme bientôt"), DISTANCE: _("Le plus près"), DEBUT: _("Ce qui commence bientôt")}


@dataclass(frozen=True)
class Filtres:
    """The filters of one list. Built by `read`."""

    famille: str = ""
    place: Place | None = None
    ou: str = ""
    rayon: int = DEFAULT_RADIUS_KM  # km
    age: str = ""
    theme: str = ""
    quand: str = ""
    metier: str = ""
    tri: str = ECHEANCE
    page: int = 1
    choisis: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    candidates: tuple[Place, ...] = ()
    errors: tuple[FieldError, ...] = ()

    @cached_property
    def commune(self) -> Commune | None:
        return Commune.objects.get_by_ref(self.place.ref) if self.place else None

    @property
    def choix(self) -> tuple[Choix, ...]:
        return FILTRES[self.famille]

    @property
    def nombre(self) -> int:
        """How many filters are set, besides the place."""
        return sum(map(len, self.choisis.values())) + sum(map(bool, (self.age, self.theme, self.quand, self.metier)))

    def apply(self, site, jour: datetime.date):
        """Return the current opportunities of the site that pass, in order, with `distance_km` around a place."""
        modele = FAMILLES.get(self.famille, Opportunite)
        offres = modele.objects.published().for_site(site)
        offres = self._when(offres, jour)
        if self.commune:
            offres = offres.reachable(self.commune, self.rayon)
        if self.age:
            offres = offres.for_age(*AGE_BANDS[self.age])
        if self.theme:
            offres = offres.filter(
                pk__in=modele.objects.filter(
                    Q(thematiques__slug=self.theme) | Q(thematiques__parent__slug=self.theme)
                ).values("pk")
            )
        if self.metier:
            offres = offres.filter(Q(rome__in=rome.find_codes(self.metier)) | Q(metier__icontains=self.metier))
        for choix in self.choix:
            if valeurs := self.choisis.get(choix.nom):
                offres = offres.filter(choix.condition(valeurs))
        return self._order(offres)

    def _when(self, offres, jour: datetime.date):
        if self.quand == BIENTOT:
            return offres.open_on(jour).filter(echeance__lte=jour + BIENTOT_JOURS * UN_JOUR)
        if self.quand == OUVERT:
            return offres.open_on(jour)
        if self.quand == A_VENIR:
            return offres.opening_after(jour)
        return offres.current_on(jour)

    def _order(self, offres):
        if self.commune and self.commune.position:
            offres = offres.annotate(
                distance_km=GreatCircleKm(
                    *self.commune.position,
                    latitude=Coalesce("latitude", "commune__latitude"),
                    longitude=Coalesce("longitude", "commune__longitude"),
                )
            )
            if self.tri == DISTANCE:
                return offres.order_by(F("distance_km").asc(nulls_last=True), "pk")
        return offres.by_start() if self.tri == DEBUT else offres.by_deadline()

    def to_params(self, **changes) -> list[tuple[str, str]]:
        """Return the parameters that lead back to this list, defaults left out; `changes` by parameter name."""
        ecrits: dict[str, Any] = {
            "ou": self.ou,
            "commune": self.place.ref if self.place else "",
            "rayon": "" if self.rayon == DEFAULT_RADIUS_KM else self.rayon,
            "metier": self.metier,
            "age": self.age,
            "theme": self.theme,
            "quand": self.quand,
            **self.choisis,
            "tri": "" if self.tri == ECHEANCE else self.tri,
            "page": "" if self.page == 1 else self.page,
        } | changes
        return [
            (nom, str(valeur))
            for nom, valeurs in ecrits.items()
            for valeur in (valeurs if isinstance(valeurs, tuple) else (valeurs,))
            if valeur != ""
        ]

    def to_query(self, **changes) -> str:
        return urlencode(self.to_params(**({"page": ""} | changes)))


def read(famille: str, params: QueryDict) -> Filtres:
    """Read a query string; `famille` is that of the address, "" for all of them."""
    reader = Reader(params)
    where = read_place(reader, "")
    choisis = {choix.nom: reader.choices(choix.nom, choix.valeurs) for choix in FILTRES[famille]}
    tri = reader.choice("tri", TRIS, ECHEANCE)
    return Filtres(
        famille=famille,
        place=where.place,
        ou=where.ou,
        candidates=where.candidates,
        rayon=reader.whole("rayon", 1, max(RADII_KM), DEFAULT_RADIUS_KM),
        age=reader.choice("age", AGE_BANDS, ""),
        theme=_read_theme(reader),
        quand=reader.choice("quand", QUAND, ""),
        metier=reader.text("metier") if famille == Famille.ALTERNANCE else "",
        tri=ECHEANCE if tri == DISTANCE and where.place is None else tri,
        page=reader.whole("page", 1, MAX_PAGE, 1),
        choisis={nom: valeurs for nom, valeurs in choisis.items() if valeurs},
        errors=tuple(reader.errors),
    )


def _read_theme(reader: Reader) -> str:
    slug = reader.text("theme")
    if not slug or Thematique.objects.filter(slug=slug).exists():
        return slug
    reader.refuse("theme", str(_("On ne connaît pas le thème « %(theme)s ».")) % {"theme": slug[:40]})
    return ""


def groups(filtres: Filtres, pays_connus: Iterable[str] = ()) -> list[dict[str, Any]]:
    """Return the filters as groups of options for the form; only the countries that have an offer are proposed."""
    pays = {code.lower() for code in pays_connus} | set(filtres.choisis.get("pays", ()))
    groupes = [
        {
            "name": choix.nom,
            "label": str(choix.titre),
            "type": "checkbox",
            "toggles": OUI in choix.valeurs,
            "options": [
                _option(valeur, libelle, valeur in filtres.choisis.get(choix.nom, ()))
                for valeur, libelle in choix.valeurs.items()
                if choix.nom != "pays" or valeur in pays
            ],
        }
        for choix in filtres.choix
    ]
    groupes.append(_radio("age", _("Ton âge"), AGE_LABELS, filtres.age))
    groupes.append(_radio("quand", _("Quand répondre"), QUAND, filtres.quand))
    return [groupe for groupe in groupes if groupe["options"]]


def _radio(nom: str, titre, valeurs: Mapping[str, Any], choisie: str) -> dict[str, Any]:
    options = [_option("", _("Peu importe"), not choisie)]
    options += [_option(valeur, libelle, valeur == choisie) for valeur, libelle in valeurs.items()]
    return {"name": nom, "label": str(titre), "type": "radio", "options": options}


def _option(valeur: str, libelle, coche: bool) -> dict[str, Any]:
    return {"value": valeur, "label": str(libelle), "count": None, "checked": coche}


def chips(filtres: Filtres) -> list[dict[str, str]]:
    """Return one chip per filter that is set, with the address without it."""
    posees: list[tuple[str, dict[str, Any]] | None] = [
        (str(AGE_LABELS[filtres.age]), {"age": ""}) if filtres.age else None,
        (str(QUAND[filtres.quand]), {"quand": ""}) if filtres.quand else None,
        (filtres.metier, {"metier": ""}) if filtres.metier else None,
        (filtres.theme.replace("-", " ").capitalize(), {"theme": ""}) if filtres.theme else None,
    ]
    for choix in filtres.choix:
        valeurs = filtres.choisis.get(choix.nom, ())
        for valeur in valeurs:
            restantes = tuple(autre for autre in valeurs if autre != valeur)
            posees.append((str(choix.valeurs[valeur]), {choix.nom: restantes}))
    return [{"label": label, "href": f"?{filtres.to_query(**sans)}"} for label, sans in filter(None, posees)]

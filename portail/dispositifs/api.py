"""`GET /api/v1/dispositifs` and `/api/v1/mes-droits`: the list and the verdicts of the pages, for machines.

Parameters that cannot be read answer 422, in the shape of ninja's own errors with a French message.
"""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import add_never_cache_headers
from ninja import Field, Query, Router, Schema
from ninja.errors import ValidationError

from search.criteria import FieldError

from .catalogue import Filtres, read_filters
from .droits import Droit, find_droits
from .models import Dispositif
from .questions import read_answers

router = Router(tags=["dispositifs"])


class Liste(Schema):
    """The filters, all optional; read as the page reads them."""

    axe: str = Field("", description="decrochage, orientation, emploi, autonomie ou engagement.")
    apport: str = Field("", description="argent, logement, accompagnement, formation, emploi, sante…")
    age: str = Field("", description="Tranche d’âge : moins-16, 16-17, 18-25 ou 26-30.")
    ou: str = Field("", description="Commune telle qu’on l’écrit.")
    commune: str = Field("", description="Code public : « 59279 », « be-57097 ».")
    laboratoire: str = Field("", description="1 : seulement les programmes du laboratoire.")


class Questions(Schema):
    """The answers, all optional; kept nowhere."""

    ou: str = Field("", description="Commune telle qu’on l’écrit.")
    commune: str = Field("", description="Code public : « 59279 », « be-57097 ».")
    age: str = Field("", description="Tranche d’âge : moins-16, 16-17, 18-25 ou 26-30.")
    situation: list[str] = Field(default_factory=list, description="collegien, lyceen, decrocheur… ou aucun.")
    logement: list[str] = Field(default_factory=list, description="chez-parents, location, sans-logement…")
    cas: list[str] = Field(default_factory=list, description="handicap, parent, boursier… ou aucun.")


class DispositifOut(Schema):
    """A dispositif. `conditions` are infinitives; dates are the first and the last day to ask."""

    slug: str
    nom: str
    url: str
    chapeau: str
    axe: str
    apport: str
    montant: str
    laboratoire: bool
    age_min: int | None
    age_max: int | None
    zones: list[str]
    conditions: list[str]
    documents: list[str]
    porteur: str
    lien: str
    ouverture: date | None
    cloture: date | None
    verifie_le: date | None


class VerdictOut(Schema):
    """A verdict and its reasons, to be shown as they are."""

    slug: str
    nom: str
    url: str
    raisons: list[str]
    a_verifier: list[str]
    quand: str = Field(description="Pour « bientôt » : « à partir de 16 ans », « ouvre le 3 janvier 2027 ».")


class DroitsOut(Schema):
    oui: list[VerdictOut]
    peut_etre: list[VerdictOut]
    bientot: list[VerdictOut]
    non: list[VerdictOut]


@router.get("/dispositifs", response=list[DispositifOut], summary="Les aides et les programmes", url_name="dispositifs")
def dispositifs(request: HttpRequest, parametres: Query[Liste]):
    """Répond tout ce qui est ouvert ou va l’être, par nom."""
    filtres: Filtres = read_filters(request.GET)
    _refuse(filtres.errors)
    return [_out(item, request) for item in filtres.apply().with_relations()]


@router.get("/dispositifs/{slug}", response=DispositifOut, summary="Une aide, un programme", url_name="dispositif")
def dispositif(request: HttpRequest, slug: str):
    """Répond un dispositif publié."""
    return _out(get_object_or_404(Dispositif.objects.published().with_relations(), slug=slug), request)


@router.get("/mes-droits", response=DroitsOut, summary="Ce à quoi on a droit", url_name="mes_droits")
def mes_droits(request: HttpRequest, response: HttpResponse, parametres: Query[Questions]):
    """Répond oui, peut-être, bientôt ou non pour chaque dispositif, avec les raisons. Rien n’est gardé."""
    reponses = read_answers(request.GET)
    _refuse(reponses.errors)
    add_never_cache_headers(response)
    found = find_droits(reponses.profil)
    return {
        name: [_verdict(droit, request) for droit in getattr(found, name)]
        for name in ("oui", "peut_etre", "bientot", "non")
    }


def _refuse(errors: tuple[FieldError, ...]) -> None:
    """Raise a 422 that names every wrong field."""
    if errors:
        raise ValidationError(
            [{"champ": error.field, "loc": ["query", error.field], "msg": str(error.message)} for error in errors]
        )


def _out(item: Dispositif, request: HttpRequest) -> DispositifOut:
    plain = ("slug", "nom", "chapeau", "axe", "apport", "montant", "laboratoire", "age_min", "age_max", "porteur")
    dates = ("ouverture", "cloture", "verifie_le")
    return DispositifOut(
        **{name: getattr(item, name) for name in (*plain, *dates)},
        lien=item.lien,
        url=request.build_absolute_uri(item.get_absolute_url()),
        zones=[str(zone) for zone in item.zones.all()],
        conditions=[regle.say() for regle in item.whole_rule.regles],
        documents=item.documents_lines,
    )


def _verdict(droit: Droit, request: HttpRequest) -> VerdictOut:
    return VerdictOut(
        slug=droit.dispositif.slug,
        nom=droit.dispositif.nom,
        url=request.build_absolute_uri(droit.dispositif.get_absolute_url()),
        raisons=list(droit.verdict.raisons),
        a_verifier=list(droit.verdict.a_verifier),
        quand=droit.verdict.quand,
    )

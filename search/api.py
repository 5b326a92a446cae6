"""`GET /api/v1/recherche`: the search of the page, for machines.

Parameters that cannot be read answer 422, in the shape of ninja's own errors with a French
message: `{"detail": [{"champ": "rayon", "loc": ["query", "rayon"], "msg": "…"}]}`.
"""

from collections.abc import Sequence
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers
from ninja import Field, Query, Router, Schema
from ninja.errors import ValidationError

from search import facets
from search.asking import Answer, ask
from search.completion import DEFAULT_LIMIT, MAX_LIMIT, complete
from search.criteria import DEFAULT_SIZE, MAX_SIZE, PARAMETERS, RADII_KM, Criteria, FieldError
from search.engines import get_engine
from search.engines.base import DEGRADED_HEADER, Hit
from search.lexique import memory as lexique
from search.lexique.memory import promoted
from search.locating import read_commune
from search.mentions import Mention
from search.parameters import Reader, read
from search.sites import site_of
from search.urgences import detect

SUGGESTIONS_CACHE = "public, max-age=300"  # the same for everybody, and new entries may wait five minutes

router = Router(tags=["recherche"])


class Parametres(Schema):
    """The parameters, all optional. They are read as the page reads them."""

    q: str = Field(
        "",
        description="Texte ; il peut dire lieu, âge, distance, moment : « stage à 5 km de Roubaix, j’ai 16 ans ».",
    )
    ou: str = Field("", description="Commune telle qu’on l’écrit : nom ou code postal.")
    commune: str = Field("", description="Code public de la commune : « 59599 », « be-57097 ».")
    latitude: str = Field("", description="En degrés, avec `longitude` : autour d’une position.")
    longitude: str = Field("", description="En degrés.")
    rayon: str = Field("", description=f"En km, de 1 à {max(RADII_KM)}.")
    theme: list[str] = Field([], description="Répétable : l’un des thèmes.")
    type: list[str] = Field([], description="Répétable : personne, structure, permanence, article…")
    age: str = Field("", description="Tranche d’âge : moins-16, 16-17, 18-25, 26-30.")
    moment: str = Field(
        "", description="Joignable à ce moment : ce-soir, demain-matin, mercredi-apres-midi, samedi, week-end…"
    )
    ouvert: str = Field("", description="1 : ouvert maintenant.")
    distanciel: str = Field("", description="1 : aide à distance.")
    langue: list[str] = Field([], description="Répétable : code ISO 639-1 ou lsf.")
    accessible: str = Field("", description="1 : accessible en fauteuil.")
    exact: str = Field("", description="1 : chercher les mots tels qu’ils sont écrits, même inconnus.")
    tri: str = Field("", description="pertinence, distance ou fraicheur.")
    page: str = Field("", description="À partir de 1.")
    taille: str = Field("", description=f"De 1 à {MAX_SIZE}, {DEFAULT_SIZE} par défaut.")


class ValeurOut(Schema):
    """A value of a facet and how many results it would give."""

    valeur: str
    libelle: str
    nombre: int


class ResultatOut(Schema):
    """One result. `commune` is a name, `distance_km` as the crow flies, null without a place."""

    type: str
    id: int | str
    titre: str
    url: str
    structure: str
    commune: str
    code_commune: str
    latitude: float | None
    longitude: float | None
    distance_km: float | None
    verifie_le: date | None
    themes: list[str]


class ComprisOut(Schema):
    """Something that the text says: the parameter, its value, and the words that say it."""

    champ: str
    valeur: str | None
    texte: str


class MisEnAvantOut(Schema):
    """A result that the team puts before the others for this search."""

    titre: str
    texte: str
    url: str


class RechercheOut(Schema):
    """A page of results. `mots_absents`: words that nothing holds together, when the search was widened.

    `compris`: what the text says of the parameters, a null value when it may mean several. `orthographe`: what the
    words may mean, searched in their place when `orthographe_utilisee`. `filtres_ignores`: names of the filters of
    the text without which something is found.
    """

    total: int
    facettes: dict[str, list[ValeurOut]]
    resultats: list[ResultatOut]
    page: int
    pages: int
    mots_absents: list[str]
    compris: list[ComprisOut]
    orthographe: str
    orthographe_utilisee: bool
    filtres_ignores: list[str]
    mis_en_avant: list[MisEnAvantOut]


class SuggestionOut(Schema):
    """Something to propose while somebody types. `url` is "" for a text to search."""

    genre: str = Field(description="theme, recherche, ou le type d’une fiche.")
    libelle: str
    detail: str
    url: str


@router.get("/suggestions", response=list[SuggestionOut], summary="Compléter une recherche", url_name="suggestions")
def suggestions(
    request: HttpRequest,
    response: HttpResponse,
    q: str = Query("", description="Ce qui est déjà écrit."),
    commune: str = Query("", description="Code public : les fiches proches d’elle."),
    limite: str = Query("", description=f"De 1 à {MAX_LIMIT}, {DEFAULT_LIMIT} par défaut."),
):
    """Répond les thèmes, les recherches et les fiches qui peuvent suivre ce qui est écrit."""
    lexique.refresh()
    reader = Reader(request.GET)
    text, place = reader.text("q"), read_commune(reader)
    limit = reader.whole("limite", 1, MAX_LIMIT, DEFAULT_LIMIT)
    _refuse(reader.errors)
    if detect(text):
        add_never_cache_headers(response)
        return []
    response["Cache-Control"] = SUGGESTIONS_CACHE
    return complete(text, place, limit, site=site_of(request))


@router.get("/recherche", response=RechercheOut, summary="Chercher dans le guide", url_name="recherche")
def recherche(request: HttpRequest, response: HttpResponse, parametres: Query[Parametres]):
    """Répond une page de résultats et les nombres de chaque facette.

    Les facettes propres à certains types (pays, contrat, niveau, quand…) sont aussi des paramètres, répétables et du
    même nom. Elles paraissent dans `facettes` quand un résultat les porte, et ne valent que pour leurs types.
    """
    criteria = read(Criteria, request.GET, sized=True, site=site_of(request))
    _refuse(criteria.errors)
    if detect(criteria.text) or (criteria.place and criteria.place.located):
        add_never_cache_headers(response)
    answer = ask(get_engine(), criteria)
    if answer.results.degraded:
        response[DEGRADED_HEADER] = "base"
    return _out(request, criteria, answer)


def _refuse(errors: Sequence[FieldError]) -> None:
    """Answer 422 when something could not be read."""
    if errors:
        raise ValidationError(
            [{"champ": error.field, "loc": ["query", error.field], "msg": error.message} for error in errors]
        )


def _out(request: HttpRequest, asked: Criteria, answer: Answer) -> dict:
    results = answer.results
    return {
        "total": results.total,
        "facettes": {
            facet: [{"valeur": v.valeur, "libelle": v.libelle, "nombre": v.nombre} for v in values]
            for facet, values in results.facets.items()
        },
        "resultats": [_hit(request, hit) for hit in results.hits],
        "page": results.page,
        "pages": results.pages,
        "mots_absents": [*results.relaxed, *results.absent],
        "compris": [_understood(asked, mention) for mention in asked.mentions],
        "orthographe": answer.spelling,
        "orthographe_utilisee": answer.respelled,
        "filtres_ignores": list(answer.dropped),
        "mis_en_avant": [
            {"titre": one.titre, "texte": one.texte, "url": request.build_absolute_uri(one.lien)}
            for one in promoted(answer.criteria.query)
        ],
    }


def _understood(criteria: Criteria, mention: Mention) -> dict:
    start, end = mention.span
    value = facets.YES if mention.value is True else mention.value
    return {
        "champ": "commune" if mention.field == "place" else PARAMETERS.get(mention.field, mention.field),
        "valeur": None if value is None else str(value),
        "texte": criteria.text[start:end],
    }


def _hit(request: HttpRequest, hit: Hit) -> dict:
    return {
        "type": hit.type,
        "id": int(hit.object_id) if hit.object_id.isdecimal() else hit.object_id,
        "titre": hit.title,
        "url": request.build_absolute_uri(hit.url),
        "structure": hit.payload.get("structure", ""),
        "commune": hit.payload.get("commune", ""),
        "code_commune": hit.commune_ref,
        "latitude": hit.latitude,
        "longitude": hit.longitude,
        "distance_km": None if hit.distance_km is None else round(hit.distance_km, 2),
        "verifie_le": hit.verifie_le,
        "themes": hit.themes,
    }

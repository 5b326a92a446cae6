"""`GET /api/v1/communes`: find communes by name, postcode, code or position.

Parameters that cannot be read answer 422, in the shape of ninja's own errors with a French
message: `{"detail": [{"champ": "limite", "loc": ["query", "limite"], "msg": "…"}]}`.
"""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema
from ninja.errors import ValidationError

from geo.lookup import DEFAULT_LIMIT, CommuneMatch, nearest_commune, search_communes

MAX_LIMIT = 50

# The table changes once a year: browsers and caches may keep an answer for a day. An answer
# to somebody's position is nobody else's business.
CACHE_CONTROL = "public, max-age=86400"
CACHE_CONTROL_POSITION = "private, no-store"

# Beyond this distance, the nearest commune of the table says nothing of where somebody is.
MAX_NEAREST_KM = 30.0

router = Router(tags=["communes"])


class CommuneOut(Schema):
    """A commune. `departement`, `region` and `parent` are codes; `libelle` and `detail` are to show."""

    code: str = Field(description="Code public : « 59599 », « be-57097 ».")
    type: str = Field(description="COM, COMD (déléguée), COMA (associée) ou ARM (arrondissement).")
    pays: str
    nom: str
    nom_nl: str
    codes_postaux: list[str]
    departement: str
    departement_nom: str
    region: str
    region_nom: str
    population: int | None
    latitude: float | None
    longitude: float | None
    parent: str | None = Field(description="Code de la commune de rattachement.")
    parent_nom: str | None
    libelle: str
    detail: str
    distance_km: float | None = None


@router.get(
    "/communes",
    response=list[CommuneOut],
    summary="Chercher une commune",
    url_name="communes",
)
def communes(
    request: HttpRequest,
    response: HttpResponse,
    q: str = Query("", description="Nom, code postal, code INSEE ou NIS, même incomplet."),
    limite: str = Query("", description=f"De 1 à {MAX_LIMIT}, {DEFAULT_LIMIT} par défaut."),
    latitude: str = Query("", description="Avec `longitude` : la commune la plus proche."),
    longitude: str = Query("", description="En degrés."),
):
    """Répond les communes qui correspondent le mieux au texte, ou la plus proche d'un point."""
    limit = _number(limite or str(DEFAULT_LIMIT), "limite", 1, MAX_LIMIT, whole=True)
    if latitude or longitude:
        response["Cache-Control"] = CACHE_CONTROL_POSITION
        return list(
            _around(
                _number(latitude, "latitude", -90, 90),
                _number(longitude, "longitude", -180, 180),
            )
        )
    response["Cache-Control"] = CACHE_CONTROL
    return [_out(match) for match in search_communes(q, int(limit))]


def _around(latitude: float, longitude: float) -> Iterator[CommuneOut]:
    nearest = nearest_commune(latitude, longitude)
    if nearest and nearest[1] <= MAX_NEAREST_KM:
        match, distance_km = nearest
        yield _out(match, round(distance_km, 1))


def _out(match: CommuneMatch, distance_km: float | None = None) -> CommuneOut:
    record = match.record
    parent = record.parent
    return CommuneOut(
        code=record.ref,
        type=record.type,
        pays=record.pays,
        nom=record.nom,
        nom_nl=record.nom_nl,
        codes_postaux=[*(record.codes_propres or record.codes_postaux)],
        departement=record.departement,
        departement_nom=record.departement_nom,
        region=record.region,
        region_nom=record.region_nom,
        population=record.population,
        latitude=record.latitude,
        longitude=record.longitude,
        parent=parent.ref if parent else None,
        parent_nom=parent.nom if parent else None,
        libelle=record.libelle,
        detail=match.detail,
        distance_km=distance_km,
    )


def _number(text: str, field: str, low: float, high: float, *, whole: bool = False) -> float:
    """Read a number between two bounds; raises a 422 that names the field."""
    try:
        number = int(text) if whole else float(text.replace(",", "."))
    except ValueError:
        number = float("nan")
    if low <= number <= high:
        return number
    kind = _("un nombre entier") if whole else _("un nombre")
    message = _("« %(field)s » doit être %(kind)s entre %(low)s et %(high)s.")
    message %= {"field": field, "kind": kind, "low": low, "high": high}
    raise ValidationError([{"champ": field, "loc": ["query", field], "msg": message}])

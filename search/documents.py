"""From what a source says of an object to the row of the read model, tokens included."""

from collections.abc import Iterator
from hashlib import blake2b
from itertools import chain

from django.core.serializers.json import DjangoJSONEncoder

from search import facets, ranking
from search.analysis import stem_set, trade_token
from search.cells import cells_of
from search.models import Document
from search.places import communes_left_out, whole_commune
from search.sources import DocumentData
from search.sphere import point

REMOTE = "distance"  # where: at a distance

# Before the tokens that say where a document is, for those that serve everyone and for those
# that serve some zones: read apart, neither has to be crossed with the long list of the former.
SERVES_ALL, SERVES_SOME = "t_", "s_"
ZONE = "z_"  # before the territories served

TITLE_LENGTH = 300
GENERALIST = 6  # competences: whoever has so many is found by them, and ranks by none of them
MAX_STEMS = 2_000  # of one document: a novel in a description must not swell the index

# Changes when the tokens or the number of the same data change: a rebuild then writes every document again.
FORMAT = 6

encode = DjangoJSONEncoder(ensure_ascii=False, sort_keys=True).encode


def zone_token(genre: str, pays: str, code: str) -> str:
    """Return the token of a territory served."""
    return f"{ZONE}{genre}_{pays}_{code}".lower()


def commune_token(whole: str) -> str:
    """Return the token of the commune a document is in, from its whole commune's code."""
    return f"c_{whole}".replace("-", "_").lower()


def site_token(site_id: int | None) -> str:
    """Return the token of a site that shows a document, None: all of them."""
    return f"w_{site_id or 0}"


def left_out_token(ref: str) -> str:
    """Return the token of a commune that a document does not serve."""
    return f"n_{ref}".replace("-", "_").lower()


def build(data: DocumentData) -> Document:
    """Return the unsaved row of a document. Raises ValueError when it makes no sense."""
    whole = whole_commune(data.commune)
    placed = data.latitude is not None and data.longitude is not None
    x, y, z = point(data.latitude, data.longitude) if placed else (None, None, None)  # type: ignore[arg-type]
    country = "BE" if whole.startswith("be-") else "FR"
    document = Document(
        key=data.key,
        facets=facets.pack(data, f"{country} {data.opening_hours}" if data.opening_hours else ""),
        quality=ranking.quality_step(data.quality),
        freshness=ranking.freshness(data.verifie_le, data.updated_at),
        commune=whole,
        remote=data.remote,
        x=x,
        y=y,
        z=z,
        title_words=_spaced(stem_set([data.title, data.role])),
        keyword_words=_spaced(stem_set(data.keywords)) if len(data.keywords) < GENERALIST else "",
        source=data.source,
        object_id=str(data.object_id),
        type=data.type,
        lieu_key=data.lieu_key,
        site_id=data.site_id,
        commune_ref=data.commune,
        latitude=data.latitude if placed else None,
        longitude=data.longitude if placed else None,
        verifie_le=data.verifie_le,
        updated_at=data.updated_at,
        title=data.title[:TITLE_LENGTH],
        summary=data.summary,
        url=data.url,
        payload=dict(data.payload),
        tokens=" ".join(tokens_of(data, whole)),
    )
    document.digest = _digest(document)
    return document


def tokens_of(data: DocumentData, whole: str) -> dict[str, None]:
    """Return every token a document is found by: words, cells, commune, zones, facets."""
    words = stem_set((data.title, data.role, *data.keywords, data.summary, data.text))
    tokens = dict.fromkeys(list(words)[:MAX_STEMS])
    tokens |= dict.fromkeys(map(trade_token, stem_set((data.title, data.role, *data.keywords))))
    serves = SERVES_SOME if data.zones else SERVES_ALL
    tokens |= dict.fromkeys(serves + token for token in _where_tokens(data, whole))
    tokens |= dict.fromkeys(_zone_tokens(data))
    tokens |= dict.fromkeys(map(site_token, (data.site_id, *data.adopted_by)))
    tokens |= dict.fromkeys(
        facets.token_of(facet, value) for facet, values in facets.values_of(data).items() for value in values
    )
    return tokens


def _where_tokens(data: DocumentData, whole: str) -> Iterator[str]:
    if data.latitude is not None and data.longitude is not None:
        yield from cells_of(data.latitude, data.longitude)
    if whole:
        yield commune_token(whole)
    if data.remote:
        yield REMOTE


def _zone_tokens(data: DocumentData) -> list[str]:
    served = (zone_token(zone.genre, zone.pays, zone.code) for zone in data.zones)
    return [*chain(served, map(left_out_token, communes_left_out(data.zones)))]


def _spaced(words: dict[str, None]) -> str:
    """Write words so that " word " is found in the text when, and only when, it is one of them."""
    return f" {' '.join(words)} " if words else ""


def _digest(document: Document) -> str:
    """Return a fingerprint of everything the row holds, to skip rows that have not changed."""
    values = {
        field.attname: getattr(document, field.attname)
        for field in Document._meta.concrete_fields
        if field.attname not in {"id", "digest"}
    }
    return blake2b(encode([FORMAT, values]).encode(), digest_size=16).hexdigest()

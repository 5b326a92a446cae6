"""From the rows of the read model to what Elasticsearch keeps of them.

Each document has its copy. An entry with several documents has one more, with its places nested:
Elasticsearch counts documents, and that one is counted for the entry, whichever places match.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from search import facets
from search.documents import REMOTE, SERVES_ALL, SERVES_SOME, ZONE, encode
from search.engines.cards import COLUMNS
from search.engines.elasticsearch.mapping import (
    ENTRY,
    NESTED,
    ONE_OF_SEVERAL,
    SERVES_EVERYONE,
    SINGLE,
    value_of,
)
from search.engines.selection import LIEU_SEPARATOR
from search.models import Document

CARD = tuple(COLUMNS.split(", "))


def entry_of(key: str) -> str:
    """Return the key of the entry of a document."""
    return key.partition(LIEU_SEPARATOR)[0]


def entry_id(entry: str) -> str:
    """Return the identifier of the copy that stands for an entry: no key ends so."""
    return f"{entry}{LIEU_SEPARATOR}"


def copies_of(rows: Iterable[Document]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield (identifier, copy) of documents in the order of their entries, all those of an entry together."""
    for entry, group in groupby(rows, lambda row: entry_of(row.key)):
        documents = list(group)
        genre = SINGLE if len(documents) == 1 else ONE_OF_SEVERAL
        for document in documents:
            yield document.key, _copy(document, genre)
        if len(documents) > 1:
            yield entry_id(entry), {"genre": ENTRY, NESTED: [_place(document) for document in documents]}


def _copy(document: Document, genre: str) -> dict[str, Any]:
    copy = _place(document) | {
        "genre": genre,
        "key": document.key,
        "title_words": document.title_words.split(),
        "keyword_words": document.keyword_words.split(),
        "quality": document.quality,
        "freshness": document.freshness,
        "carte": [_value(document, column) for column in CARD],
    }
    if genre == ONE_OF_SEVERAL:
        copy |= {"entree": entry_of(document.key), "facettes": document.facets}
    return copy


def _place(document: Document) -> dict[str, Any]:
    unpacked = facets.unpack(document.facets)
    place: dict[str, Any] = {
        "tokens": list(_tokens(document.tokens.split())),
        "ou": [document.commune] * bool(document.commune) + [REMOTE] * document.remote,
        "valeurs": [value_of(facet, value) for facet, value in unpacked.pairs],
    }
    if document.latitude is not None:
        place["point"] = {"lat": document.latitude, "lon": document.longitude}
    if unpacked.hours:
        place["horaires"] = f"{unpacked.pays} {unpacked.hours}"
    return place


def _tokens(tokens: list[str]) -> Iterator[str]:
    """Leave out what says where a document is, which `ou` and `point` do; say instead that it serves everyone."""
    if not any(token.startswith(ZONE) for token in tokens):
        yield SERVES_EVERYONE
    yield from (token for token in tokens if not token.startswith((SERVES_ALL, SERVES_SOME)))


def _value(document: Document, column: str) -> Any:
    """Return a column as the database gives it to whoever draws cards: dates and payload in text."""
    value = getattr(document, column)
    if column == "payload":
        return encode(value)
    if column == "updated_at" and value is not None:
        return value.replace(tzinfo=None).isoformat()
    return value.isoformat() if column == "verifie_le" and value is not None else value

"""How the copies are indexed, and the names that keep one mapping from reading another's index."""

import json
from functools import cache
from hashlib import blake2b
from typing import Any

from django.conf import settings

from search import documents

NESTED = "lieux"  # in the document of an entry with several places

# A document is one of: the only one of its entry, one of several, or the entry itself over its several places.
SINGLE, ONE_OF_SEVERAL, ENTRY = "seul", "lieu", "fiche"

SERVES_EVERYONE = "z_tous"  # token of what has no zone

_WORD = {"type": "keyword", "doc_values": False, "ignore_above": 8_000}  # a longer term is refused
_VALUE = {"type": "keyword", "ignore_above": 8_000}
_READ = {"type": "keyword", "index": False, "ignore_above": 8_000}  # sorted by or counted, never looked for
_KEPT = {"type": "object", "enabled": False}

# What is looked for and counted, of a place.
_PLACE: dict[str, Any] = {
    "tokens": _WORD,
    "ou": _WORD,
    "point": {"type": "geo_point"},
    "valeurs": _VALUE,
    "horaires": _VALUE,
}

MAPPINGS: dict[str, Any] = {
    "dynamic": "strict",
    "_source": {"includes": ["carte"]},  # the rest is never read back
    "properties": _PLACE
    | {
        "genre": _WORD,
        "key": _READ,
        "entree": _READ,
        "facettes": _READ,
        "title_words": _WORD,
        "keyword_words": _WORD,
        "quality": {"type": "byte"},
        "freshness": {"type": "long"},
        "carte": _KEPT,
        NESTED: {"type": "nested", "properties": _PLACE},
    },
}

SETTINGS: dict[str, Any] = {
    "refresh_interval": "500ms",  # said, so that an index nobody reads is refreshed too
    "gc_deletes": "1h",  # how long a deletion bars an older writing of the same document
    "max_terms_count": 500_000,  # « open now » names the hours that are
    "max_result_window": 10_000,
}


def value_of(facet: str, value: str) -> str:
    """Return how a facet's value is indexed: all facets share one field, so that one aggregation counts them all."""
    return f"{facet} {value}"


@cache
def fingerprint() -> str:
    """Return a digest of the mapping and of what makes documents: it changes when an index must be made again."""
    made_of = json.dumps([MAPPINGS, SETTINGS, documents.FORMAT], sort_keys=True)
    return blake2b(made_of.encode(), digest_size=4).hexdigest()


def base_name() -> str:
    """Return what the names of all our indices begin with."""
    return settings.ELASTICSEARCH["index"]


def alias() -> str:
    """Return the name that searches use. It bears the mapping's fingerprint: code never reads another mapping."""
    return f"{base_name()}-{fingerprint()}"


def building_alias() -> str:
    """Return the name of the index being made, which receives every writing too."""
    return f"{alias()}-construction"


def creation() -> dict[str, Any]:
    """Return the settings of a new index."""
    options = settings.ELASTICSEARCH
    return {"index": SETTINGS | {"number_of_shards": options["shards"], "number_of_replicas": options["replicas"]}}

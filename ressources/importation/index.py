"""Tell both searches, once and after commit, about the entries that an import wrote without their signals."""

from functools import partial

from django.db import transaction
from wagtail.search.backends import get_search_backends

from ressources.models import Structure

LOT = 500


def refresh_indexes(structure_ids: set[int]) -> None:
    """Index these structures again after commit: for the public search, and for the search of the admin."""
    if structure_ids:
        transaction.on_commit(partial(_refresh, sorted(structure_ids)))


def _refresh(ids: list[int]) -> None:
    for debut in range(0, len(ids), LOT):
        structures = list(Structure.objects.filter(pk__in=ids[debut : debut + LOT]))
        for backend in get_search_backends(with_auto_update=True):
            backend.get_index_for_model(Structure).add_items(Structure, structures)

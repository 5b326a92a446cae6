"""Tell both searches, once and after commit, about the entries that an import wrote without their signals."""

from collections.abc import Iterator
from functools import partial

from django.db import transaction
from django.db.models import Q
from wagtail.search.backends import get_search_backends

from ressources.models import Permanence, PersonneRessource, Structure
from search.indexing import request_update

LOT = 500


def refresh_indexes(creees: set[int], modifiees: set[int]) -> None:
    """Index structures again after commit, and the people and permanences that show something of the changed ones.

    The public search takes its own note in this transaction; the search of the admin is told after it.
    """
    ids = sorted(creees | modifiees)
    request_update("structure", ids)
    for lot in _batches(sorted(modifiees)):
        personnes = PersonneRessource.objects.filter(structure__in=lot)
        permanences = Permanence.objects.filter(Q(structure__in=lot) | Q(personne__structure__in=lot))
        request_update("personne", personnes.values_list("pk", flat=True))
        request_update("permanence", permanences.values_list("pk", flat=True).distinct())
    if ids:
        transaction.on_commit(partial(_refresh_admin, ids))


def _refresh_admin(ids: list[int]) -> None:
    for lot in _batches(ids):
        structures = list(Structure.objects.filter(pk__in=lot))
        for backend in get_search_backends(with_auto_update=True):
            backend.get_index_for_model(Structure).add_items(Structure, structures)


def _batches(ids: list[int]) -> Iterator[list[int]]:
    for debut in range(0, len(ids), LOT):
        yield ids[debut : debut + LOT]

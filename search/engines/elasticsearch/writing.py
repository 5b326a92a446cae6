"""Carrying to Elasticsearch what changed in the read model, once committed.

The versions are ours (`Horloge`): of two writings of a document, the one that read it later
wins, whichever arrives last. So two processes may carry the same rows, and a killed one's are
carried again.
"""

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from elasticsearch.helpers import streaming_bulk

from search.diffusion.models import Diffusion, Horloge
from search.engines.elasticsearch.client import Untrustworthy, writer
from search.engines.elasticsearch.copies import copies_of, entry_id, entry_of
from search.engines.elasticsearch.mapping import alias, base_name, building_alias
from search.models import Document

logger = logging.getLogger(__name__)

ROWS = 1_000  # waiting rows carried at a time
CHUNK, CHUNK_BYTES = 500, 5_000_000  # operations and bytes of one request
BUSY = (429, 503)  # statuses after which an operation is tried again, each time later

CONFLICT, NOT_FOUND = 409, 404

Operation = dict[str, Any]


@dataclass(slots=True)
class Carried:
    """What became of operations."""

    written: int = 0
    older: int = 0  # the index already had this version, or a later one
    refused: dict[str, str] = field(default_factory=dict)  # reasons, by identifier


def queue(keys: Iterable[str]) -> None:
    """Remember, in the transaction that changed them, that these documents are to be carried."""
    keys = sorted(set(keys))
    if keys:
        version = Horloge.advance()
        Diffusion.objects.bulk_create([Diffusion(version=version, key=key) for key in keys], batch_size=ROWS)


def flush(*, patient: bool = True) -> int:
    """Carry everything that waits; return how many rows were done. Raises one of `client.FAULTS`."""
    done = 0
    while rows := list(Diffusion.objects.waiting()[:ROWS]):
        done += _carry(rows, patient)
    return done


def _carry(rows: list[Diffusion], patient: bool) -> int:
    versions: dict[str, int] = {}
    keys: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        entry = entry_of(row.key)
        versions[entry] = max(row.version, versions.get(entry, 0))
        keys[entry].add(row.key)
    # The indices are asked for after the rows were committed, the documents read after that: an
    # index made later is filled from documents at least as recent.
    indices = targets()
    operations = [
        operation for index in indices for operation in operations_of(documents_of(keys), keys, versions, index)
    ]
    carried = carry(operations, patient=patient)
    # What is carried is found at once: pages kept from before go with the rows, below.
    writer(patient=patient).indices.refresh(index=indices)
    refused = {entry_of(identifier) for identifier in carried.refused}
    failed = [row.pk for row in rows if entry_of(row.key) in refused]
    with transaction.atomic():
        Diffusion.objects.filter(pk__in={row.pk for row in rows}.difference(failed)).delete()
        Diffusion.objects.filter(pk__in=failed).update(attempts=F("attempts") + 1)
    return len(rows) - len(failed)


def targets() -> list[str]:
    """Return the indices that must have every writing: the one that answers, and the one being made.

    Raises Untrustworthy when there is none that answers.
    """
    known = our_indices()
    if not any(alias() in aliases for aliases in known.values()):
        raise Untrustworthy(f"no index named {alias()}: run rebuild_search")
    return sorted(name for name, aliases in known.items() if aliases & {alias(), building_alias()})


def our_indices() -> dict[str, set[str]]:
    """Return the aliases of each of our indices, whichever code made it."""
    known = writer().indices.get_alias(index=f"{base_name()}-*")
    return {name: set(index["aliases"]) for name, index in known.items()}


def documents_of(entries: Iterable[str]) -> list[Document]:
    """Return every document of these entries, entry by entry."""
    objects: defaultdict[str, set[str]] = defaultdict(set)
    for entry in entries:
        source, _colon, object_id = entry.partition(":")
        objects[source].add(object_id)
    wanted = Q(pk__in=())
    for source, ids in objects.items():
        wanted |= Q(source=source, object_id__in=ids)
    return list(Document.objects.filter(wanted).order_by("source", "object_id", "key"))


def operations_of(
    documents: Iterable[Document], keys: dict[str, set[str]], versions: dict[str, int], index: str
) -> Iterator[Operation]:
    """Yield what makes an index like the database for these entries: their copies, and deletions of the others."""
    gone = {identifier for entry, known in keys.items() for identifier in (*known, entry_id(entry))}
    for identifier, copy in copies_of(documents):
        gone.discard(identifier)
        yield _operation(index, identifier, versions[entry_of(identifier)], copy)
    for identifier in sorted(gone):
        yield _operation(index, identifier, versions[entry_of(identifier)])


def index_operations(documents: Iterable[Document], version: int, index: str) -> Iterator[Operation]:
    """Yield the copies of documents that come in the order of their entries."""
    for identifier, copy in copies_of(documents):
        yield _operation(index, identifier, version, copy)


def _operation(index: str, identifier: str, version: int, copy: dict[str, Any] | None = None) -> Operation:
    operation: Operation = {"_index": index, "_id": identifier, "version": version, "version_type": "external"}
    if copy is None:
        return operation | {"_op_type": "delete"}
    return operation | {"_op_type": "index", "_source": copy}


def carry(operations: Iterable[Operation], *, patient: bool = True) -> Carried:
    """Send operations in bounded batches.

    What the cluster is too busy for is sent again, each time later. Raises one of `client.FAULTS`
    when it cannot be reached, or has lost the index.
    """
    carried = Carried()
    answers = streaming_bulk(
        writer(patient=patient),
        operations,
        chunk_size=CHUNK,
        max_chunk_bytes=CHUNK_BYTES,
        raise_on_error=False,
        max_retries=6 if patient else 2,
        initial_backoff=0.2,
        max_backoff=10,
        retry_on_status=BUSY,
    )
    for accepted, answer in answers:
        ((kind, result),) = answer.items()
        if accepted:
            carried.written += 1
        else:
            _note(carried, kind, result)
    return carried


def _note(carried: Carried, kind: str, result: dict[str, Any]) -> None:
    status, error = result["status"], result.get("error") or {}
    reason = error.get("type", "") if isinstance(error, dict) else str(error)
    if status == CONFLICT or (kind == "delete" and status == NOT_FOUND and not error):
        carried.older += 1  # as it must be: a later version is there, or nothing was
    elif status in (*BUSY, 403) or status == NOT_FOUND:
        # Full, read-only, or without its index: nothing of this document is at fault.
        raise Untrustworthy(f"{kind} {status}: {reason}")
    else:
        logger.error("search: Elasticsearch refuses %s: %s %s", result["_id"], status, reason)
        carried.refused[result["_id"]] = f"{status} {reason}"

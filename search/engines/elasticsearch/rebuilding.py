"""Making the cluster's index anew while searches and saves go on.

1. An index is made, under the name that has writers send it everything too.
2. Every document is read from the database and sent to it, dated with the clock read before: what
   a save writes meanwhile bears a later version, and stays.
3. What waits is carried; then one call gives it the name that searches use.
4. Indices that no name leads to go.

Killed at any point, it leaves what searches use as it was, and an index that the next run takes out.
"""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from secrets import token_hex

from elasticsearch import Elasticsearch, NotFoundError

from search.diffusion.models import MAX_ATTEMPTS, Diffusion, Horloge
from search.engines.base import Progress
from search.engines.elasticsearch import writing
from search.engines.elasticsearch.client import Untrustworthy, writer
from search.engines.elasticsearch.copies import entry_of
from search.engines.elasticsearch.mapping import MAPPINGS, alias, building_alias, creation
from search.models import Document

logger = logging.getLogger(__name__)

TITLE = "elasticsearch"  # in the progress shown
ROWS = 2_000  # read at a time
PATIENCE = "60s"  # for the copies on other nodes


def rebuild(progress: Progress | None = None) -> str:
    """Make a new index, put it in place, and return its name. Raises one of `client.FAULTS`."""
    client = writer()
    _drop(client, [name for name, aliases in writing.our_indices().items() if not aliases - {building_alias()}])
    name = f"{alias()}-{datetime.now(UTC):%Y%m%d%H%M%S}-{token_hex(2)}"
    client.indices.create(index=name, mappings=MAPPINGS, settings=creation(), aliases={building_alias(): {}})
    try:
        _fill(name, progress)
        client.indices.refresh(index=name)
        _wait_for_copies(client, name)
        _catch_up()
        _put_in_place(client, name)
    except NotFoundError as gone:
        raise Untrustworthy(f"{name} is gone: another rebuild has taken over") from gone
    _drop(client, [other for other in writing.our_indices() if other != name])
    writing.flush()
    return name


def _fill(name: str, progress: Progress | None) -> None:
    version = Horloge.read()  # before the documents
    total = Document.objects.count()
    operations = writing.index_operations(_all_documents(total, progress), version, name)
    refused = writing.carry(operations).refused
    Diffusion.objects.bulk_create(
        [Diffusion(version=version, key=entry_of(key), attempts=MAX_ATTEMPTS) for key in refused], batch_size=ROWS
    )


def _all_documents(total: int, progress: Progress | None) -> Iterator[Document]:
    """Read every document, entry by entry, as they stand when the reading begins."""
    number = 0
    for document in Document.objects.order_by("source", "object_id", "key").iterator(ROWS):
        yield document
        number += 1
        if progress and number % ROWS == 0:
            progress(TITLE, min(number, total - 1), total)
    if progress:
        progress(TITLE, number, number)


def _wait_for_copies(client: Elasticsearch, name: str) -> None:
    options = client.options(request_timeout=90)
    health = options.cluster.health(index=name, wait_for_status="green", timeout=PATIENCE)
    if health["status"] != "green":
        logger.warning("search: %s is put in place without all its copies on other nodes", name)


def _catch_up() -> None:
    """Carry what waits to both indices; the very first has no other, and is caught up once in place."""
    if any(alias() in aliases for aliases in writing.our_indices().values()):
        writing.flush()


def _put_in_place(client: Elasticsearch, name: str) -> None:
    """Give the new index the name that searches use, in one call."""
    former = [other for other, aliases in writing.our_indices().items() if alias() in aliases]
    actions: list[dict] = [{"remove": {"index": other, "alias": alias()}} for other in former]
    actions.append({"remove": {"index": name, "alias": building_alias(), "must_exist": True}})
    actions.append({"add": {"index": name, "alias": alias()}})
    client.indices.update_aliases(actions=actions)


def _drop(client: Elasticsearch, names: list[str]) -> None:
    for name in names:
        client.indices.delete(index=name, ignore_unavailable=True)

"""An empty index for each test: emptied if the last one left it whole, made anew otherwise."""

from time import time_ns

from elasticsearch.helpers import bulk

from search.engines.elasticsearch import rebuilding, writing
from search.engines.elasticsearch.client import writer

_made = ""  # the index that this process made


def empty_index() -> None:
    """Leave the process's index without a document."""
    global _made
    if list(writing.our_indices()) != [_made]:
        _made = rebuilding.rebuild()
        return
    client = writer()
    client.indices.put_settings(index=_made, settings={"index.blocks.read_only": None})
    client.indices.refresh(index=_made)
    found = client.search(index=_made, size=10_000, source=False)["hits"]["hits"]
    last = {"_op_type": "delete", "_index": _made, "version": time_ns() // 1000, "version_type": "external"}
    bulk(client, [last | {"_id": hit["_id"]} for hit in found], refresh=True)

"""The connection to the cluster, as the settings say."""

import os
from functools import cache
from typing import Any

from django.conf import settings
from elastic_transport import TransportError
from elasticsearch import ApiError, Elasticsearch, OrjsonSerializer

PATIENCE, HASTE = 30, 8  # seconds for a batch: when nobody waits for it, when somebody who saves does


class Untrustworthy(Exception):
    """The cluster answers, but not with what can be shown: no index, a part missing."""


# What the cluster may answer instead of what was asked.
FAULTS = (TransportError, ApiError, Untrustworthy)


def is_configured() -> bool:
    """Tell whether the settings name a cluster."""
    return bool(settings.ELASTICSEARCH["hosts"])


def get_client() -> Elasticsearch:
    """Return this process's client: its connections must not be shared with a forked one."""
    options = settings.ELASTICSEARCH
    return _client(os.getpid(), tuple(options["hosts"]), options["api_key"], options["ca"], options["timeout"])


def writer(*, patient: bool = True) -> Elasticsearch:
    """Return the client for writing; repeating a version is harmless."""
    timeout = PATIENCE if patient else HASTE
    return get_client().options(request_timeout=timeout, retry_on_timeout=patient, max_retries=5)


@cache
def _client(_pid: int, hosts: tuple[str, ...], api_key: str, ca: str, timeout: float) -> Elasticsearch:
    security: dict[str, Any] = {"api_key": api_key} if api_key else {}
    if ca:
        security["ca_certs"] = ca
    return Elasticsearch(
        list(hosts),
        serializer=OrjsonSerializer(),
        request_timeout=timeout,
        # A node that refuses is passed over at once; one that is slow has used up what a visitor waits.
        max_retries=max(2, len(hosts)),
        retry_on_timeout=False,
        dead_node_backoff_factor=0.5,
        max_dead_node_backoff=5,
        **security,
    )

"""The search: what a process holds in memory; on several machines, ELASTICSEARCH_URL alone switches the cluster on."""

from .environment import env

# Documents, words and cards of the map's tiles that each process may hold, some 500 bytes each (0: none).
SEARCH_TILES = env.int("SEARCH_TILES", default=300_000)

_hosts = env.list("ELASTICSEARCH_URL", default=[])

ELASTICSEARCH = {
    "hosts": [host.strip().rstrip("/") for host in _hosts if host.strip()],
    "api_key": env("ELASTICSEARCH_API_KEY", default=""),
    "ca": env("ELASTICSEARCH_CA", default=""),  # file of the authority that signed their certificates
    "index": env("ELASTICSEARCH_INDEX", default="portail"),  # what the names of the indices begin with
    "shards": env.int("ELASTICSEARCH_SHARDS", default=1),
    "replicas": env.int("ELASTICSEARCH_REPLICAS", default=min(len(_hosts), 2) - 1 if _hosts else 0),
    "timeout": env.float("ELASTICSEARCH_TIMEOUT", default=0.7),  # seconds, then the database answers
}

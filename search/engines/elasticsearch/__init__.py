"""Elasticsearch 9, when one machine is outgrown: the same answers, from a copy of the read model (docs/adr/0005)."""

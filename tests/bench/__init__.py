"""Measures beside peers, in one run: `make bench` (see docs/mesures.md). Nothing here asserts a duration."""

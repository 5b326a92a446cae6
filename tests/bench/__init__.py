"""Measures beside peers, in one run: `make bench`. Nothing here asserts a duration."""

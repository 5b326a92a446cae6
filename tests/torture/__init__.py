"""Proofs too long for the suite: what is broken on purpose, for minutes, under load."""

"""Relevance, measured: needs judged over the demonstration guide, and what each engine answers to them."""

"""Journeys in a real browser, against the site as `make run` serves it, with the demonstration's content."""

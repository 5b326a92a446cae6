"""Feeds in the Wagtail admin: settings and mapping, state and quality, try and run, place what is set aside."""

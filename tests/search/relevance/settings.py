"""The development settings, with the table that the baselines search."""

from portail.settings.dev import *

DEBUG = False
INSTALLED_APPS = [*INSTALLED_APPS, "tests.search.relevance.temoins"]
ELASTICSEARCH = {**ELASTICSEARCH, "index": "pertinence", "timeout": 20}  # an index apart, and no hurry
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}  # nobody reads pages here

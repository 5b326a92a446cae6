"""Tests: no environment file, quick hashing, mail kept in memory, no cache left between tests, tasks run at once."""

import os

os.environ["ENV_FILE"] = os.devnull

from .dev import *

DEBUG = False
INSTALLED_APPS = [*INSTALLED_APPS, "django_migration_linter"]  # `make check`
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
PAGE_CACHE_SECONDS = 0
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
TASKS = {alias: {"BACKEND": f"{TASKS_PACKAGE}.backends.immediate.ImmediateBackend"} for alias in TASKS}
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True  # files are served from their sources
LOG_LEVEL = "WARNING"

# A file, not a database in memory: threads (the live server, concurrent writes) then behave as in production.
DATABASES.pop("cache", None)
_database = DATABASES["default"]
_database["CONN_MAX_AGE"] = 0  # a connection left open would keep the test database from being dropped
if _database["ENGINE"].endswith("sqlite3"):
    _folder = VAR_DIR / "tests"
    _folder.mkdir(parents=True, exist_ok=True)
    _database["TEST"] = {"NAME": str(_folder / f"base-{os.getpid()}.sqlite3")}
    _database["OPTIONS"] = _database["OPTIONS"] | {
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON"
    }

# Words edited by one test are seen at once, and no query is asked only now and then.
SEARCH_WORDS_CHECK_SECONDS = SEARCH_SITES_CHECK_SECONDS = 0

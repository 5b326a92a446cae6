"""What the environment decides, read once: paths, database, cache."""

from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parent.parent.parent

env = environ.Env()
env.read_env(env("ENV_FILE", default=str(BASE_DIR / ".env")))

VAR_DIR = Path(env("VAR_DIR", default=str(BASE_DIR / "var")))  # what a run makes: database, media, collected files

# WAL and IMMEDIATE transactions: no "database is locked" under concurrent writes.
# https://docs.djangoproject.com/en/5.2/ref/databases/#sqlite-transaction-behavior
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,  # seconds
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON",
}


def database(default: str) -> dict:
    """Return the DATABASES entry of DATABASE_URL, with the options that each engine needs."""
    config = env.db("DATABASE_URL", default=default)
    if config["ENGINE"].endswith("sqlite3"):
        config.setdefault("OPTIONS", {}).update(SQLITE_OPTIONS)
        Path(config["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    else:
        config["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)  # seconds
        config["CONN_HEALTH_CHECKS"] = True
    return config


def cache() -> dict:
    """Return the CACHES entry of CACHE_URL; by default a table of the database, shared by every process.

    Never a per-process memory: what limits (rates, lock-outs) or counts must be seen by all of them.
    """
    config = env.cache_url("CACHE_URL", default="dbcache://cache_portail")
    config.setdefault("TIMEOUT", 3600)
    if config["BACKEND"].endswith("DatabaseCache"):
        config.setdefault("OPTIONS", {}).setdefault("MAX_ENTRIES", 20_000)
    return config

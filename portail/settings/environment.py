"""What the environment decides, read once: paths, database, cache."""

from pathlib import Path

import django
import environ

BASE_DIR = Path(__file__).resolve().parent.parent.parent

env = environ.Env()
env.read_env(env("ENV_FILE", default=str(BASE_DIR / ".env")))

VAR_DIR = Path(env("VAR_DIR", default=str(BASE_DIR / "var")))  # what a run makes: database, media, collected files

# WAL and IMMEDIATE transactions: no "database is locked" under concurrent writes. Pages mapped in memory need no call
# to the system: https://www.sqlite.org/mmap.html
# https://docs.djangoproject.com/en/5.2/ref/databases/#sqlite-transaction-behavior
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,  # seconds
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA mmap_size=1073741824"
    ),
}

MAIL_TIMEOUT = 30  # seconds that a mail server may take to answer


def databases() -> dict[str, dict]:
    """Return DATABASES from DATABASE_URL (a SQLite file under var/ by default), with the options each engine needs.

    SQLite has one writer at a time: the cache gets a file of its own there, so that an import, which is one long
    transaction, never keeps a visitor's page waiting.
    """
    default = env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'portail.sqlite3'}")
    default["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)  # seconds
    if not default["ENGINE"].endswith("sqlite3"):
        return {"default": default | {"CONN_HEALTH_CHECKS": True}}
    default.setdefault("OPTIONS", {}).update(SQLITE_OPTIONS)
    path = Path(default["NAME"])
    path.parent.mkdir(parents=True, exist_ok=True)
    return {"default": default, "cache": default | {"NAME": str(path.with_name(f"{path.stem}-cache{path.suffix}"))}}


def cache() -> dict:
    """Return the CACHES entry of CACHE_URL; by default a table of the database, shared by every process.

    Never a per-process memory: what limits (rates, lock-outs) or counts must be seen by all of them.
    """
    config = env.cache_url("CACHE_URL", default="dbcache://cache_portail")
    config.setdefault("TIMEOUT", 3600)  # seconds
    if config["BACKEND"].endswith("DatabaseCache"):
        config.setdefault("OPTIONS", {}).setdefault("MAX_ENTRIES", 20_000)
    return config


def mail(default: str = "consolemail://") -> dict:
    """Return the settings of EMAIL_URL: MAILERS since Django 6.1, the EMAIL_* that it replaces before."""
    config = env.email_url("EMAIL_URL", default=default)
    if django.VERSION < (6, 1):
        return {name: value for name, value in config.items() if name.startswith("EMAIL_")} | {
            "EMAIL_TIMEOUT": MAIL_TIMEOUT
        }
    smtp = {
        "host": config["EMAIL_HOST"],
        "port": config["EMAIL_PORT"],
        "username": config["EMAIL_HOST_USER"],
        "password": config["EMAIL_HOST_PASSWORD"],
        "use_tls": config.get("EMAIL_USE_TLS", False),
        "use_ssl": config.get("EMAIL_USE_SSL", False),
        "timeout": MAIL_TIMEOUT,
    }
    files = (
        {"file_path": config["EMAIL_FILE_PATH"]} if config["EMAIL_BACKEND"].endswith("filebased.EmailBackend") else {}
    )
    options = smtp if config["EMAIL_HOST"] else files
    return {"MAILERS": {"default": {"BACKEND": config["EMAIL_BACKEND"], "OPTIONS": options}}}

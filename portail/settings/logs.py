"""Structured logs: readable lines in development, JSON in production; portail.commun.journal drops personal data."""

from .environment import env

LOG_LEVEL = env("LOG_LEVEL", default="INFO")
LOG_FORMAT = env("LOG_FORMAT", default="console")  # console | json


def logging_config(style: str, level: str) -> dict:
    """Return LOGGING: one handler, one formatter, for every logger."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"structure": {"()": "portail.commun.journal.formatter", "style": style}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "structure"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            # Django's own handlers are replaced: its lines carry the full path, hence what was searched.
            "django": {"handlers": [], "propagate": True, "level": "INFO"},
            "django.server": {"handlers": [], "propagate": True, "level": "WARNING"},
            "django.request": {"handlers": [], "propagate": True, "level": "ERROR"},
            "django_tasks": {"level": "WARNING"},  # a line per task begun and done, several for each save of a page
            "django.tasks": {"level": "WARNING"},
            "wagtail": {"level": "WARNING"},
            "elastic_transport": {"level": "ERROR"},  # a line per request, and one per retry
            "axes": {"level": "ERROR"},  # its warnings name the account
        },
    }


LOGGING = logging_config(LOG_FORMAT, LOG_LEVEL)

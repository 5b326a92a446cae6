"""Which database holds what, when there is more than one."""

from django.conf import settings

CACHE = "cache"
CACHE_APP = "django_cache"  # the label that Django gives to the table of its database cache


class CacheRouter:
    """Send the cache's table to the database "cache" where there is one, and nothing else there."""

    def db_for_read(self, model, **_hints) -> str | None:
        return CACHE if model._meta.app_label == CACHE_APP and CACHE in settings.DATABASES else None

    db_for_write = db_for_read

    def allow_migrate(self, db: str, app_label: str, **_hints) -> bool | None:
        if CACHE not in settings.DATABASES:
            return None
        return (db == CACHE) == (app_label == CACHE_APP)

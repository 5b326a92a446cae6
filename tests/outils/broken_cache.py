"""A cache whose server is down."""

from django.core.cache.backends.base import BaseCache


class BrokenCache(BaseCache):
    def __init__(self, location: str, params: dict) -> None:
        super().__init__(params)

    def get(self, *arguments, **options):
        raise ConnectionError("cache is down")

    add = set = touch = delete = get_many = clear = get

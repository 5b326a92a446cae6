"""Listens to the changes of the words: whoever holds them in memory reads them again."""

from django.db.models.signals import post_delete, post_save

from search.lexique import memory
from search.lexique.models import LigneEcartee, MiseEnAvant, MotUrgence, Synonymes, VersionLexique

WATCHED = (Synonymes, LigneEcartee, MotUrgence, MiseEnAvant)


def connect() -> None:
    """Start listening. `QuerySet.update()` sends no signal: call `VersionLexique.bump()` after one."""
    for model in WATCHED:
        post_save.connect(_bump, sender=model, dispatch_uid=f"lexique.save.{model.__name__}")
        post_delete.connect(_bump, sender=model, dispatch_uid=f"lexique.delete.{model.__name__}")
    post_save.connect(memory.expire, sender=VersionLexique, dispatch_uid="lexique.version")


def _bump(**_signal) -> None:
    VersionLexique.bump()

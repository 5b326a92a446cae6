"""Listens to the changes of what the sources list and watch, and asks for updates of the index."""

from collections.abc import Iterable

from django.db import models
from django.db.models.signals import m2m_changed, post_save, pre_delete

from search.indexing import request_update
from search.sources import SearchSource, all_sources


def connect() -> None:
    """Start listening. Senders are looked up at each signal: sources may register later."""
    post_save.connect(on_save, dispatch_uid="search.on_save")
    pre_delete.connect(on_delete, dispatch_uid="search.on_delete")
    m2m_changed.connect(on_relation, dispatch_uid="search.on_relation")


def on_save(sender: type[models.Model], instance: models.Model, **kwargs) -> None:
    """Update what is saved and, unless it comes from a fixture, what shows something of it."""
    _request(instance, watched=not kwargs.get("raw"))


def on_delete(sender: type[models.Model], instance: models.Model, **kwargs) -> None:
    """Update what is deleted and what showed it, known before it goes."""
    _request(instance)


def on_relation(
    sender: type[models.Model],
    instance: models.Model,
    action: str,
    model: type[models.Model],
    pk_set: Iterable | None,
    reverse: bool,
    **kwargs,
) -> None:
    """Update both ends of a relation, which has no save of its own."""
    if action not in ("post_add", "post_remove", "pre_clear", "post_clear"):
        return
    _request(instance)
    if reverse and pk_set and any(_concerns(source, model) for source in all_sources()):
        for other in model._default_manager.filter(pk__in=pk_set):
            _request(other)


def _request(instance: models.Model, *, watched: bool = True) -> None:
    for source in all_sources():
        ids: list = []
        if isinstance(instance, source.model):
            ids.append(instance.pk)
        if watched:
            for model, find_ids in source.watched().items():
                if isinstance(instance, model):
                    ids += find_ids(instance)
        request_update(source.name, ids)


def _concerns(source: SearchSource, model: type[models.Model]) -> bool:
    return issubclass(model, (source.model, *source.watched()))

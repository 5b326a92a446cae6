"""Health: `/sante/vive` for the process, `/sante/` for what it depends on. No version, message or machine name."""

import asyncio
import dataclasses
from datetime import timedelta

from asgiref.sync import sync_to_async
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django_tasks_db.models import DBTaskResult
from health_check.base import HealthCheck
from health_check.checks import Cache, Database, Storage
from health_check.exceptions import ServiceUnavailable

from search.engines import get_engine

LATE = timedelta(minutes=15)  # a waiting task older than that means that no worker takes it


@dataclasses.dataclass
class Migrations(HealthCheck):
    """The database has the tables that this code expects."""

    def run(self) -> None:
        connection = connections[DEFAULT_DB_ALIAS]
        with connection.temporary_connection():
            executor = MigrationExecutor(connection)
            if executor.migration_plan(executor.loader.graph.leaf_nodes()):
                raise ServiceUnavailable("migrations are missing")


@dataclasses.dataclass
class Worker(HealthCheck):
    """Somebody takes the tasks."""

    def run(self) -> None:
        with connections[DEFAULT_DB_ALIAS].temporary_connection():
            if DBTaskResult.objects.ready().filter(enqueued_at__lt=timezone.now() - LATE).exists():
                raise ServiceUnavailable("tasks are waiting")


@dataclasses.dataclass
class Search(HealthCheck):
    """The search's engine answers as it should; when it does not, the database answers."""

    def run(self) -> None:
        with connections[DEFAULT_DB_ALIAS].temporary_connection():
            if get_engine().diagnose():
                raise ServiceUnavailable("the database answers searches")


ESSENTIAL = {"base": Database, "migrations": Migrations, "cache": Cache, "fichiers": Storage}
ADVISORY = {"taches": Worker, "recherche": Search}  # told, but pages are served all the same


@never_cache
def alive(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@never_cache
async def ready(request: HttpRequest) -> JsonResponse:
    """Answer `{etat, verifications: {name: "ok" | "panne"}, recherche}`, with status 503 when an essential one fails.

    `recherche` holds the figures of the search's engine, when the database can be asked.
    """
    checks = ESSENTIAL | ADVISORY
    results = await asyncio.gather(*(check().get_result() for check in checks.values()))
    told = {name: "panne" if result.error else "ok" for name, result in zip(checks, results, strict=True)}
    healthy = all(told[name] == "ok" for name in ESSENTIAL)
    answer: dict = {"etat": "ok" if healthy else "panne", "verifications": told}
    if healthy:
        answer["recherche"] = await sync_to_async(get_engine().metrics)()
    return JsonResponse(answer, status=200 if healthy else 503)


urlpatterns = [
    path("", ready, name="health"),
    path("vive", alive, name="alive"),
]

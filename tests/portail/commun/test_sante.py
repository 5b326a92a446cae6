"""Health: the process, what it depends on, and nothing more told than needed."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

ALL_WELL = dict.fromkeys(("base", "migrations", "cache", "fichiers", "taches", "recherche"), "ok")


def test_the_process_is_alive_without_the_database(client):
    response = client.get("/sante/vive")
    assert (response.status_code, response.text) == (200, "ok\n")
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db(transaction=True)
class TestReady:
    def test_all_is_well(self, client):
        response = client.get("/sante/")
        assert response.status_code == 200
        assert response.json() == {"etat": "ok", "verifications": ALL_WELL, "recherche": {"moteur": "base"}}

    def test_a_cache_that_is_down_is_told_without_its_message(self, client, settings):
        settings.CACHES = {"default": {"BACKEND": "tests.outils.broken_cache.BrokenCache"}}
        response = client.get("/sante/")
        assert response.status_code == 503
        assert response.json() == {"etat": "panne", "verifications": ALL_WELL | {"cache": "panne"}}

    def test_a_missing_migration_is_told(self, client):
        from django.db.migrations.recorder import MigrationRecorder

        row = MigrationRecorder.Migration.objects.filter(app="comptes").latest("pk")
        MigrationRecorder.Migration.objects.filter(pk=row.pk).delete()
        try:
            assert client.get("/sante/").json()["verifications"]["migrations"] == "panne"
        finally:
            row.save(force_insert=True)

    def test_tasks_that_nobody_takes_are_told_and_pages_still_served(self, client):
        task = DBTaskResult.objects.create(
            task_path="x", args_kwargs={"args": [], "kwargs": {}}, backend_name="differe", status="READY"
        )
        DBTaskResult.objects.filter(pk=task.pk).update(enqueued_at=timezone.now() - timedelta(hours=1))
        response = client.get("/sante/")
        assert response.status_code == 200
        assert response.json()["verifications"]["taches"] == "panne"

"""Databases and caches read from addresses."""

import pytest

from portail.settings import environment


@pytest.fixture
def given(monkeypatch, tmp_path):
    monkeypatch.setattr(environment, "VAR_DIR", tmp_path)

    def give(**variables):
        for name in ("DATABASE_URL", "CACHE_URL", "EMAIL_URL"):
            monkeypatch.delenv(name, raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)

    return give


def test_nothing_given_is_a_sqlite_file_under_var_and_the_cache_beside_it(given, tmp_path):
    given()
    databases = environment.databases()
    assert databases["default"]["NAME"] == str(tmp_path / "portail.sqlite3")
    assert databases["cache"]["NAME"] == str(tmp_path / "portail-cache.sqlite3")
    assert databases["default"]["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_postgresql_keeps_its_cache_and_checks_its_connections(given):
    given(DATABASE_URL="postgres://portail:secret@base.exemple.fr:5433/portail")
    databases = environment.databases()
    assert databases.keys() == {"default"}
    assert databases["default"]["HOST"] == "base.exemple.fr"
    assert databases["default"]["CONN_HEALTH_CHECKS"] is True


def test_the_cache_is_shared_by_every_process(given):
    given()
    assert environment.cache()["BACKEND"].endswith("DatabaseCache")
    given(CACHE_URL="redis://localhost:6379/1")
    assert environment.cache()["BACKEND"] == "django.core.cache.backends.redis.RedisCache"


def test_mail_goes_through_the_server_given(given):
    given(EMAIL_URL="smtp+tls://portail:secr%40t@smtp.exemple.fr:587")
    text = str(environment.mail())
    assert "smtp.EmailBackend" in text
    assert "smtp.exemple.fr" in text
    assert "secr@t" in text
    assert "587" in text


def test_without_a_server_mail_is_shown(given):
    given()
    assert "console.EmailBackend" in str(environment.mail())

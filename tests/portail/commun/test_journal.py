"""Nothing that names somebody reaches a log line."""

import io
import json
import logging

import pytest
import structlog

from portail.commun.journal import formatter, scrub

CANARIES = {
    "courriel": "canari.perdu@exemple.fr",
    "telephone": "06 39 98 12 34",
    "telephone_serre": "+33639981234",
    "ip": "203.0.113.77",
    "ip6": "2001:db8::7:77",
    "recherche": "/recherche/?q=canari+suicidaire",
}


@pytest.fixture
def written():
    """Return a function that gives the JSON lines written by the root logger since the test began."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter("json"))
    root = logging.getLogger()
    root.addHandler(handler)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.removeHandler(handler)


@pytest.mark.parametrize("canary", CANARIES.values(), ids=CANARIES)
def test_a_canary_in_a_library_message_is_scrubbed(written, canary):
    logging.getLogger("une.bibliotheque").warning("failed for %s, giving up", canary)
    (line,) = written()
    assert canary not in json.dumps(line, ensure_ascii=False)
    assert "canari" not in json.dumps(line)
    assert line["event"].startswith("failed for")


def test_keys_that_name_somebody_are_dropped_and_others_kept(written):
    structlog.get_logger("x").warning("saved", email="a@exemple.fr", user_id=7, ip="203.0.113.77", structure=12)
    (line,) = written()
    assert line["structure"] == 12
    assert not {"email", "user_id", "ip"} & line.keys()


def test_an_exception_is_written_without_its_message(written):
    try:
        raise ValueError("canari")
    except ValueError:
        logging.getLogger("x").exception("it broke")
    (line,) = written()
    assert line["exception"].startswith("builtins.ValueError\n")
    assert "test_journal.py" in line["exception"]
    assert "canari" not in json.dumps(line)


def test_django_lines_lose_the_address(written):
    logging.getLogger("django.request").error("%s: %s", "Internal Server Error", "/compte/password/reset/key/canari/")
    (line,) = written()
    assert line["event"] == "Internal Server Error: …"


@pytest.mark.parametrize("text", ["2026-11-22", "59000 Lille", "version 5.2.19", "12:30:45", "50.637, 3.063"])
def test_ordinary_figures_stay(text):
    assert scrub(text) == text

"""What leaves for Sentry names nobody."""

from portail.settings.sentry import scrub


def test_only_the_place_of_the_error_leaves():
    event = {
        "level": "error",
        "request": {"url": "/recherche/", "query_string": "q=canari", "env": {"REMOTE_ADDR": "203.0.113.7"}},
        "user": {"email": "canari@exemple.fr"},
        "breadcrumbs": {"values": [{"message": "canari"}]},
        "extra": {"sys.argv": ["canari"]},
        "logentry": {"message": "failed for canari"},
        "exception": {
            "values": [
                {
                    "type": "ValueError",
                    "value": "canari",
                    "stacktrace": {"frames": [{"filename": "search/views.py", "lineno": 3, "vars": {"q": "canari"}}]},
                },
                {"type": "KeyError", "value": "canari", "stacktrace": None},
            ]
        },
    }
    kept = scrub(event, {})
    assert "canari" not in str(kept)
    assert "203.0.113.7" not in str(kept)
    assert kept["exception"]["values"][0]["stacktrace"]["frames"][0]["filename"] == "search/views.py"

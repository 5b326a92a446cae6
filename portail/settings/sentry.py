"""What of an error may leave for Sentry: where it happened, never what somebody sent."""

PERSONAL = ("request", "user", "breadcrumbs", "extra", "message", "logentry", "server_name")


def scrub(event: dict, _hint: dict) -> dict:
    """Return the event without the request, the account, the messages and the values of variables."""
    kept = {name: value for name, value in event.items() if name not in PERSONAL}
    for exception in kept.get("exception", {}).get("values", []):
        exception["value"] = ""
        for frame in (exception.get("stacktrace") or {}).get("frames", []):
            frame.pop("vars", None)
    return kept

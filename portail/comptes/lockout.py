"""What axes answers once an account has been tried too often from one place."""

from datetime import timedelta

from axes.helpers import get_cool_off
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

LOCKED = 429


def respond(
    request: HttpRequest, original_response: HttpResponse | None = None, credentials: dict | None = None
) -> HttpResponse:
    """Return the French page that says how long to wait, with the Retry-After header in seconds."""
    wait = get_cool_off(request) or timedelta(minutes=30)
    response = render(request, "account/lockout.html", {"minutes": int(wait.total_seconds() // 60)}, status=LOCKED)
    response["Retry-After"] = str(int(wait.total_seconds()))
    return response

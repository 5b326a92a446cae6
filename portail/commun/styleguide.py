"""The living style guide, mounted at /styleguide/ in development: tokens, components in every state, sample pages.

Its content is fictional and lives in styleguide_content.py.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from portail.commun import icons
from portail.commun.styleguide_content import PAGES, components


def guide(request: HttpRequest) -> HttpResponse:
    """Show every token and every component."""
    return render(request, "styleguide/guide.html", {"icons": icons.ICONS, "pictos": icons.PICTOS, **components()})


def sample(request: HttpRequest, name: str) -> HttpResponse:
    """Show a whole page made of the components; 404 for an unknown name."""
    if name not in PAGES:
        raise Http404
    return render(request, f"styleguide/{name}.html", components())


urlpatterns = [
    path("", guide, name="styleguide"),
    path("<slug:name>/", sample, name="styleguide_sample"),
]

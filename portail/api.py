"""The public API: each layer brings its router, mounted here. Its page at /api/v1/docs asks nothing of anybody else."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Swagger

import geo.api
import portail.dispositifs.api
import search.api

DESCRIPTION = """
Chercher dans le guide des personnes ressources et dans la table des communes (France et frontière belge).
Lecture seule, sans clé. Un paramètre faux est refusé (422) avec le nom du champ et un message en français.
Licence des données : voir les mentions légales du site.
"""

api = NinjaAPI(
    title="Portail Info Jeunesse",
    version="1",
    description=DESCRIPTION,
    urls_namespace="api",
    docs=Swagger(settings={"docExpansion": "list", "tryItOutEnabled": True, "validatorUrl": None}),
)
api.add_router("", geo.api.router)
api.add_router("", search.api.router)
api.add_router("", portail.dispositifs.api.router)


@api.exception_handler(Http404)
def not_found(request: HttpRequest, _exception: Http404) -> HttpResponse:
    """Say in French that there is nothing at this address."""
    return api.create_response(request, {"detail": _("Rien à cette adresse.")}, status=404)

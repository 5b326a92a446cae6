"""The public API: each layer brings its router, mounted here."""

from ninja import NinjaAPI

api = NinjaAPI(title="Portail Info Jeunesse", version="1", urls_namespace="api")

"""Addresses of the guide in the admin, under /admin/guide/; each view asks for an account that may enter it."""

from django.urls import path

from . import a_relire, aides, verification

app_name = "ressources_admin"

urlpatterns = [
    path("a-relire/", a_relire.show_a_relire, name="a_relire"),
    path("verifier/<str:genre>/<int:pk>/", verification.verify_fiche, name="verifier"),
    path("opposition/<str:genre>/<int:pk>/", verification.toggle_opposition, name="opposition"),
    path("aide/zones/", aides.suggest_zones, name="zones"),
    path("aide/lieux/", aides.suggest_lieux, name="lieux"),
    path("aide/horaires/", aides.read_horaires, name="horaires"),
    path("aide/repetition/", aides.read_repetition, name="repetition"),
]

"""Addresses of the feeds' screens, under /admin/flux-offres/."""

from django.urls import path

from . import vues, vues_quarantaine

app_name = "flux_offres"

urlpatterns = [
    path("<int:pk>/essayer/", vues.try_address, name="essayer"),
    path("<int:pk>/importer/", vues.run_address, name="importer"),
    path("<int:pk>/fichier/", vues.read_file, name="fichier"),
    path("passage/<int:pk>/", vues.show_passage, name="passage"),
    path("quarantaine/", vues_quarantaine.list_quarantaine, name="quarantaine"),
    path("quarantaine/<int:pk>/", vues_quarantaine.show_offre, name="offre"),
    path("quarantaine/<int:pk>/ecarter/", vues_quarantaine.discard_offre, name="ecarter"),
    path("quarantaine/<int:pk>/reessayer/", vues_quarantaine.retry_offre, name="reessayer"),
]

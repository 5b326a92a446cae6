"""Addresses of the import screens, under /admin/importations/."""

from django.urls import path

from ressources.importation.admin import vues_import, vues_quarantaine

app_name = "importation"

urlpatterns = [
    path("", vues_import.send_file, name="envoi"),
    path("<int:pk>/", vues_import.show_import, name="apercu"),
    path("<int:pk>/confirmer/", vues_import.confirm_import, name="confirmer"),
    path("<int:pk>/abandonner/", vues_import.drop_preview, name="abandonner"),
    path("quarantaine/", vues_quarantaine.list_quarantaine, name="quarantaine"),
    path("quarantaine/reessayer/", vues_quarantaine.retry_everything, name="tout_reessayer"),
    path("quarantaine/<int:pk>/", vues_quarantaine.show_fiche, name="fiche"),
    path("quarantaine/<int:pk>/ecarter/", vues_quarantaine.discard_fiche, name="ecarter"),
    path("quarantaine/<int:pk>/reessayer/", vues_quarantaine.retry_fiche, name="reessayer"),
]

"""Addresses of the space. Requests and appointments mount theirs under /espace/ too."""

from django.urls import path

from .vues import accueil, fiches

app_name = "espace"
urlpatterns = [
    path("", accueil.aujourdhui, name="aujourdhui"),
    path("chiffres/", accueil.chiffres, name="chiffres"),
    path("fiches/", fiches.fiches, name="fiches"),
    path("fiches/<slug:genre>/<int:pk>/", fiches.fiche, name="fiche"),
    path("fiches/<slug:genre>/<int:pk>/juste/", fiches.juste, name="fiche_juste"),
    path("fiches/<slug:genre>/<int:pk>/corriger/", fiches.corriger, name="fiche_corriger"),
    path("fiches/personne/<int:pk>/absence/", fiches.absence, name="fiche_absence"),
]

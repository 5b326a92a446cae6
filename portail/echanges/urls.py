"""Addresses of the requests. Those that open one hold a signed secret, and nothing of anybody."""

from django.urls import path

from .views import ecrire, espace, professionnel, suivi

app_name = "echanges"

urlpatterns = [
    path("personnes/<int:pk>-<slug:slug>/ecrire/", ecrire.write_to_fiche, {"genre": "personne"}, name="personne"),
    path("structures/<int:pk>-<slug:slug>/ecrire/", ecrire.write_to_fiche, {"genre": "structure"}, name="structure"),
    path("opportunites/<int:pk>-<slug:slug>/ecrire/", ecrire.write_about, {"genre": "opportunite"}, name="opportunite"),
    path("suivi/", suivi.enter_code, name="code"),
    path("suivi/<str:lien>/", suivi.follow, name="suivi"),
    path("suivi/<str:lien>/retirer/", suivi.withdraw, name="retirer"),
    path("suivi/<str:lien>/effacer/", suivi.erase, name="effacer"),
    path("suivi/<str:lien>/donnees/", suivi.export, name="donnees"),
    path("suivi/<str:lien>/donnees.json", suivi.download, name="donnees_json"),
    path("repondre/<str:lien>/", professionnel.answer, name="repondre"),
    path("espace/demandes/", espace.show_list, name="espace"),
    path("espace/demandes/<int:pk>/", espace.show, name="espace_demande"),
]

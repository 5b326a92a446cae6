"""Addresses of the appointments in the space, mounted under /espace/."""

from django.urls import path

from . import orientation, vues, vues_creneaux

app_name = "rendezvous_espace"

urlpatterns = [
    path("rendez-vous/", vues.show_agenda, name="agenda"),
    path("rendez-vous/<int:pk>/", vues.show_rendezvous, name="rendezvous"),
    path("rendez-vous/<int:pk>/noter/", vues.mark, name="noter"),
    path("rendez-vous/<int:pk>/annuler/", vues.cancel, name="annuler"),
    path("rendez-vous/<int:pk>/relais/", vues.relay, name="relais"),
    path("rendez-vous/demandes/<int:pk>/", vues.propose, name="proposer"),
    path("rendez-vous/orienter/", orientation.choose, name="orienter"),
    path("rendez-vous/orienter/reserver/", orientation.book, name="orienter_reserver"),
    path("creneaux/", vues_creneaux.show_creneaux, name="creneaux"),
    path("creneaux/nouveau/", vues_creneaux.edit_ouverture, name="ouverture_nouvelle"),
    path("creneaux/<int:pk>/", vues_creneaux.edit_ouverture, name="ouverture"),
    path("creneaux/<int:pk>/deplacer/", vues_creneaux.drag_ouverture, name="ouverture_deplacer"),
    path("creneaux/<int:pk>/retirer/", vues_creneaux.delete_ouverture, name="ouverture_retirer"),
    path("creneaux/absence/", vues_creneaux.add_absence, name="absence"),
    path("creneaux/absence/<int:pk>/retirer/", vues_creneaux.delete_absence, name="absence_retirer"),
    path("creneaux/agenda-secret/", vues_creneaux.renew_flux, name="flux"),
]

"""Addresses of the appointments. Those under `rdv/` are secrets: whoever knows one may use it."""

from django.urls import path

from .vues import choix, demandes, flux, reservation, suivi

app_name = "rendezvous"

urlpatterns = [
    path("rendez-vous/personne/<int:pk>/", choix.choose_motif, {"genre": "personne"}, name="personne"),
    path("rendez-vous/structure/<int:pk>/", choix.choose_motif, {"genre": "structure"}, name="structure"),
    path("rendez-vous/<int:pk>/", choix.choose_creneau, name="creneaux"),
    path("rendez-vous/<int:pk>/reserver/", reservation.book, name="reserver"),
    path("rendez-vous/<int:pk>/demander/", demandes.ask, name="demander"),
    path("rendez-vous/<int:pk>/attendre/", demandes.wait, name="attendre"),
    path("rendez-vous/agenda/<str:jeton>.ics", flux.feed, name="flux"),
    path("rendez-vous/efface/", suivi.erased, name="efface"),
    path("rdv/demande/<str:jeton>/", demandes.follow_demande, name="demande_suivi"),
    path("rdv/attente/<str:jeton>/", demandes.follow_attente, name="attente_suivi"),
    path("rdv/<str:jeton>/", suivi.follow, name="suivi"),
    path("rdv/<str:jeton>/je-viens/", suivi.confirm, name="confirmer"),
    path("rdv/<str:jeton>/annuler/", suivi.cancel, name="annuler"),
    path("rdv/<str:jeton>/deplacer/", suivi.move, name="deplacer"),
    path("rdv/<str:jeton>/relais/", suivi.answer_relais, name="relais"),
    path("rdv/<str:jeton>/rendez-vous.ics", suivi.download_ics, name="ics"),
    path("rdv/<str:jeton>/mes-donnees.json", suivi.export, name="donnees"),
    path("rdv/<str:jeton>/effacer/", suivi.erase, name="effacer"),
]

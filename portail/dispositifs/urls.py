"""Addresses of the dispositifs, mounted at the root of the site."""

from django.urls import path

from . import flux, views

app_name = "dispositifs"

urlpatterns = [
    path("dispositifs/", views.dispositifs, name="liste"),
    path("dispositifs.rss", flux.DispositifsFeed(), name="rss"),
    path("dispositifs.ics", flux.dispositifs_ics, name="ics"),
    path("dispositifs/<slug:slug>/", views.dispositif, name="dispositif"),
    path("dispositifs/<slug:slug>.ics", flux.dispositif_ics, name="dispositif_ics"),
    path("mes-droits/", views.mes_droits, name="mes_droits"),
    path("mes-droits.rss", flux.DroitsFeed(), name="mes_droits_rss"),
    path("mes-droits.ics", flux.droits_ics, name="mes_droits_ics"),
    path("programmes/", views.anciens_programmes, name="anciens_programmes"),
    path("programmes/<slug:slug>/", views.ancien_programme, name="ancien_programme"),
]

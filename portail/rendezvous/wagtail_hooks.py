"""The appointments in the admin's menu."""

from django.urls import path
from wagtail import hooks

from .admin import RendezVousGroup
from .statistiques import URL_NAME, show


@hooks.register("register_admin_viewset")
def register_rendezvous():
    return RendezVousGroup()


@hooks.register("register_admin_urls")
def register_chiffres():
    return [path("rendezvous-chiffres/", show, name=URL_NAME)]

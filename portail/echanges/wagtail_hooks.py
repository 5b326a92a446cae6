"""The requests in the admin's menu."""

from django.urls import path
from wagtail import hooks

from .admin.vues import DemandesGroup, decide


@hooks.register("register_admin_viewset")
def register_demandes():
    return DemandesGroup()


@hooks.register("register_admin_urls")
def register_decision():
    return [path("abus_demandes/decider/<int:pk>/", decide, name="abus_demandes_decider")]

"""Addresses of the dispositifs in the admin, besides Wagtail's own."""

from django.urls import path

from . import essai, verification

app_name = "dispositifs_admin"

urlpatterns = [
    path("essai/", essai.try_rule, name="essai"),
    path("<int:pk>/verifier/", verification.verify_dispositif, name="verifier"),
]

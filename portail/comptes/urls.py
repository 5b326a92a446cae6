"""Account pages. Two of allauth's addresses are taken over: an address of e-mail is changed by the team only."""

from django.urls import include, path
from django.views.generic import RedirectView

from . import views

own = ([path("", views.profile, name="profile")], "comptes")

urlpatterns = [
    path("", include(own)),
    path("email/", RedirectView.as_view(pattern_name="comptes:profile"), name="account_email"),
    path(
        "confirm-email/", RedirectView.as_view(pattern_name="comptes:profile"), name="account_email_verification_sent"
    ),
    path("", include("allauth.urls")),
]

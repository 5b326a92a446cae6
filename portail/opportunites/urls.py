"""Addresses of the opportunities: lists (page, RSS, calendar), the month, pages and their reminder."""

from django.urls import path, register_converter

from . import views
from .models import FAMILLES
from .nouveautes import OpportunitesFeed

app_name = "opportunites"


class FamilleConverter:
    """One of the families, as its address writes it."""

    regex = "|".join(FAMILLES)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(FamilleConverter, "famille")

urlpatterns = [
    path("opportunites/", views.show_list, name="liste"),
    path("opportunites.rss", OpportunitesFeed(), name="rss"),
    path("opportunites.ics", views.download_list, name="ics"),
    path("opportunites/calendrier/", views.show_calendar, name="calendrier"),
    path("opportunites/metiers.json", views.suggest_trades, name="metiers"),
    path("opportunites/<famille:famille>/", views.show_list, name="famille"),
    path("opportunites/<famille:famille>.rss", OpportunitesFeed(), name="famille_rss"),
    path("opportunites/<famille:famille>.ics", views.download_list, name="famille_ics"),
    path("opportunites/<famille:famille>/<int:pk>-<slug:slug>/", views.show, name="detail"),
    path("opportunites/<famille:famille>/<int:pk>-<slug:slug>.ics", views.download_reminder, name="rappel"),
]

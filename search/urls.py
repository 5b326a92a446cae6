"""Addresses of the search, mounted at the root of the site."""

from django.urls import path

from search import views
from search.feeds import RechercheFeed

app_name = "search"

urlpatterns = [
    path("recherche/", views.recherche, name="recherche"),
    path("recherche.rss", RechercheFeed(), name="rss"),
]

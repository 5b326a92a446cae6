"""Addresses of the admin screens of the words, under /admin/mots/."""

from django.urls import path

from search.admin import views

app_name = "search_admin"

urlpatterns = [
    path("apercu/", views.preview, name="apercu"),
    path("livrees/", views.shipped, name="livrees"),
    path("livrees/<str:cle>/", views.switch, name="livree"),
]

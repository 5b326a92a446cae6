"""Addresses of the guide, one set per kind of entry."""

from django.urls import path

from .views import fiche, signalement

app_name = "ressources"


def addresses(genre: str, prefixe: str) -> list:
    racine = f"{prefixe}/<int:pk>-<slug:slug>"
    de_ce_genre = {"genre": genre}
    return [
        path(f"{racine}/", fiche.show, de_ce_genre, name=genre),
        path(f"{racine}.vcf", fiche.download_vcard, de_ce_genre, name=f"{genre}_vcard"),
        path(f"{racine}/permanences.ics", fiche.download_agenda, de_ce_genre, name=f"{genre}_agenda"),
        path(f"{racine}/signaler/", signalement.report, de_ce_genre, name=f"{genre}_signaler"),
        path(f"{racine}/signaler/merci/", signalement.thank, de_ce_genre, name=f"{genre}_signaler_merci"),
    ]


urlpatterns = [*addresses("personne", "personnes"), *addresses("structure", "structures")]

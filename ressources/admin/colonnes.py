"""Columns of the lists."""

import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import Column, StatusTagColumn

from ..fraicheur import Fraicheur, compute_fraicheur

TEINTES = {Fraicheur.FRAICHE: True, Fraicheur.A_RELIRE: False, Fraicheur.PERIMEE: False, Fraicheur.JAMAIS: False}


class JourColumn(Column):
    """A day or a moment, as a calendar says it: Wagtail's own column tells "0 minutes ago" of what is to come."""

    def get_value(self, instance) -> str:
        valeur = super().get_value(instance)
        if isinstance(valeur, datetime.datetime):
            return date_format(timezone.localtime(valeur), "j F Y, G:i")
        return date_format(valeur, "j F Y") if valeur else ""


class FraicheurColumn(StatusTagColumn):
    """How fresh the check of an entry is, in a word."""

    def __init__(self, **kwargs):
        super().__init__(
            "verifie_le",
            label=_("Fraîcheur"),
            sort_key="verifie_le",
            accessor=lambda fiche: compute_fraicheur(fiche.verifie_le).label,
            primary=lambda fiche: TEINTES[compute_fraicheur(fiche.verifie_le)],
            **kwargs,
        )


class StatutColumn(StatusTagColumn):
    """Whether the public reads the entry. Wagtail's own column asks two questions more a row, about schedules."""

    def __init__(self, **kwargs):
        super().__init__(
            "live",
            label=_("Statut"),
            sort_key="live",
            accessor=say_statut,
            primary=lambda fiche: fiche.live,
            **kwargs,
        )


def say_statut(fiche) -> str:
    if getattr(fiche, "opposition", False):
        return _("opposition")
    if not fiche.live:
        return _("brouillon") if fiche.last_published_at is None else _("retirée")
    return _("publiée, modifiée") if fiche.has_unpublished_changes else _("publiée")


class CommunesColumn(Column):
    """The communes of an entry's places, already read; `lieux` gives the places of an entry."""

    def __init__(self, lieux, **kwargs):
        super().__init__("communes", label=_("Communes"), accessor=lambda fiche: name_communes(lieux(fiche)), **kwargs)


def name_communes(lieux) -> str:
    """Return "Lille, Roubaix" for places whose communes are already read."""
    return ", ".join(dict.fromkeys(lieu.commune.nom for lieu in lieux if lieu and lieu.commune))

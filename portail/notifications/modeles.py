"""The templates of messages, with sample data: a registry, so that editors see each as it arrives."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from .gabarits import Lettre, draw_courriel, draw_sms, genre_of
from .gsm7 import Mesure, measure, simplify
from .vocabulaire import Canal


@dataclass(frozen=True, slots=True, kw_only=True)
class Modele:
    """A template: `quand` says in a sentence when it leaves, `exemple` gives fictional data for a site."""

    gabarit: str  # as post_courriel and post_sms take it
    libelle: str | Promise
    quand: str | Promise
    exemple: Callable[[Site], Mapping[str, Any]]
    canal: str = Canal.COURRIEL

    @property
    def nom(self) -> str:
        """Return what names it in an address: "echanges-courriels-demande_recue"."""
        return self.gabarit.replace("/", "-")

    @property
    def genre(self) -> str:
        return genre_of(self.gabarit)


@dataclass(frozen=True, slots=True)
class ApercuSms:
    """An SMS as it leaves, and its cost."""

    texte: str
    mesure: Mesure


_modeles: dict[str, Modele] = {}


def register_modele(modele: Modele) -> None:
    """Add a template; called from `AppConfig.ready`."""
    _modeles[modele.gabarit] = modele


def modeles() -> list[Modele]:
    return sorted(_modeles.values(), key=lambda modele: modele.gabarit)


def find_modele(nom: str) -> Modele | None:
    return next((modele for modele in _modeles.values() if modele.nom == nom), None)


def preview_courriel(modele: Modele, site: Site) -> Lettre:
    return draw_courriel(site=site, gabarit=modele.gabarit, contexte=modele.exemple(site))


def preview_sms(modele: Modele, site: Site) -> ApercuSms:
    """Return the SMS as it would leave, its letters made cheap."""
    texte = simplify(draw_sms(site=site, gabarit=modele.gabarit, contexte=modele.exemple(site)))
    return ApercuSms(texte, measure(texte))


def register_own_modeles() -> None:
    """Register the trials."""
    for canal, folder in ((Canal.COURRIEL, "courriels"), (Canal.SMS, "sms")):
        register_modele(
            Modele(
                gabarit=f"notifications/{folder}/essai",
                canal=canal,
                libelle=_("Essai"),
                quand=_("Quand quelqu’un de l’équipe demande un essai."),
                exemple=lambda site: {"prenom": "Camille"},
            )
        )

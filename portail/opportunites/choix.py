"""The filters that fit each family: how each narrows a list, and which of its values an offer bears in the search.

The same choices are the filters of the lists (`filtres`) and the precisions of the one search.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ressources.vocabulaire import Frais
from search.facets import YES as OUI
from search.facets import Precision

from .etats import BIENTOT_JOURS, UN_JOUR
from .models import Mobilite
from .pays import PAYS
from .vocabulaire import (
    Contrat,
    DomaineEngagement,
    Famille,
    FormeEngagement,
    GenreEvenement,
    Niveau,
    Programme,
    ServiceLogement,
)

BIENTOT, OUVERT, A_VENIR = "bientot", "ouvert", "a-venir"
QUAND = {
    BIENTOT: _("Ferme dans les 2 semaines"),
    OUVERT: _("On peut répondre maintenant"),
    A_VENIR: _("Pas encore ouvert"),
}
DUREES = {"court": (1, 8), "moyen": (9, 26), "long": (27, 200)}  # weeks, both ends included


@dataclass(frozen=True, slots=True)
class Choix:
    """A filter of a family: its name in the address, its words, its values, and how it narrows the query.

    `portees` gives those of the values that an offer bears, which the search counts: the same as those that keep it.
    """

    nom: str
    titre: Any
    valeurs: Mapping[str, Any]
    condition: Callable[[tuple[str, ...]], Q]
    portees: Callable[[Any], Iterable[str]]


def _among(nom: str, titre, valeurs: Mapping[str, Any], champ: str = "") -> Choix:
    champ = champ or nom
    return Choix(
        nom, titre, valeurs, lambda choisies: Q(**{f"{champ}__in": choisies}), lambda offre: [getattr(offre, champ)]
    )


def _lasts(valeurs: tuple[str, ...]) -> Q:
    """Keep the durations, given by their bounds in weeks, that share a week with one of the spans."""
    condition = Q(pk__in=[])
    for valeur in valeurs:
        low, high = DUREES[valeur]
        condition |= Q(semaines_min__lte=high, semaines_max__gte=low)
    return condition


def _helps(valeurs: tuple[str, ...]) -> Q:
    """Keep the desks that help for one of these. A JSON list is searched as text: `contains` is PostgreSQL's alone."""
    condition = Q(pk__in=[])
    for valeur in valeurs:
        condition |= Q(services__icontains=f'"{valeur}"')
    return condition


def _spans(offre: Mobilite) -> Iterable[str]:
    """Return the spans that share a week with the duration of a departure."""
    first, last = offre.semaines_min, offre.semaines_max
    if first is None or last is None:
        return []
    return [valeur for valeur, (low, high) in DUREES.items() if first <= high and last >= low]


def _yes(titre, nom: str, libelle, **voulu) -> Choix:
    """Return a switch: it keeps the offers whose fields have these values."""
    return Choix(
        nom,
        titre,
        {OUI: libelle},
        lambda _valeurs: Q(**voulu),
        lambda offre: [OUI] if all(getattr(offre, champ) == valeur for champ, valeur in voulu.items()) else [],
    )


SANS_DIPLOME = _yes(_("Diplôme"), "sans-diplome", _("Sans diplôme demandé"), niveau_demande=Niveau.AUCUN)

FILTRES: dict[str, tuple[Choix, ...]] = {
    "": (
        _among("famille", _("Quoi"), dict(Famille.choices)),
    ),
    Famille.MOBILITE: (
        Choix("duree", _("Combien de temps"), {
            "court": _("Moins de 2 mois"), "moyen": _("De 2 à 6 mois"), "long": _("Plus de 6 mois"),
        }, _lasts, _spans),
        _among("programme", _("Programme"), dict(Programme.choices)),
        Choix("pays", _("Pays"), {code.lower(): nom for code, nom in PAYS.items()},
              lambda codes: Q(pays__in=[code.upper() for code in codes]), lambda offre: [offre.pays.lower()]),
        SANS_DIPLOME,
    ),
    Famille.LOGEMENT: (
        Choix("service", _("Besoin d’aide pour"), dict(ServiceLogement.choices), _helps, lambda offre: offre.services),
        _yes(_("Rendez-vous"), "sans-rendez-vous", _("Sans rendez-vous"), sur_rendez_vous=False),
    ),
    Famille.ALTERNANCE: (
        _among("niveau", _("Niveau préparé"), dict(Niveau.choices), "niveau_prepare"),
        _among("contrat", _("Contrat"), dict(Contrat.choices)),
        SANS_DIPLOME,
    ),
    Famille.ENGAGEMENT: (
        _among("forme", _("Forme"), dict(FormeEngagement.choices)),
        _among("domaine", _("Domaine"), dict(DomaineEngagement.choices)),
    ),
    Famille.EVENEMENT: (
        _among("genre", _("Genre"), dict(GenreEvenement.choices)),
        _yes(_("Prix"), "gratuit", _("Gratuit"), frais=Frais.GRATUIT),
    ),
}  # fmt: skip


def list_precisions() -> Iterator[Precision]:
    """Yield the choices as facets of the search: one of several families is one facet."""
    choix = {un.nom: un for famille, plusieurs in FILTRES.items() if famille for un in plusieurs}
    for nom, un in choix.items():
        familles = tuple(str(famille) for famille, plusieurs in FILTRES.items() if famille and un in plusieurs)
        yield Precision(nom, un.titre, un.valeurs, familles)
    yield Precision("quand", _("Quand répondre"), QUAND, tuple(Famille.values))


def precisions_of(offre: Any, jour: datetime.date) -> dict[str, tuple[str, ...]]:
    """Return the values that an offer, as an object of its family, bears on a day on which it is not over."""
    portees = {un.nom: tuple(map(str, un.portees(offre))) for un in FILTRES[offre.famille]}
    return portees | {"quand": tuple(_when(offre, jour))}


def _when(offre: Any, jour: datetime.date) -> Iterator[str]:
    if offre.ouverture and offre.ouverture > jour:
        yield A_VENIR
        return
    yield OUVERT
    if offre.echeance and offre.echeance <= jour + BIENTOT_JOURS * UN_JOUR:
        yield BIENTOT

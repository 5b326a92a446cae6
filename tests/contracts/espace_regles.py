"""What each address of the professional's space takes, and how to fill it: a route without a rule fails the contract.

A rule says the methods that a route takes, how to fill its address from what a professional of the test has, and a
body that it accepts. The contract asks each with what is the reader's own, then with what belongs to another structure.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from portail.echanges.services import send_demande
from ressources.models import Rattachement

from .espace_rendezvous import DEPLACEMENT, OUVERTURE, pk_of


@dataclass
class Monde:
    """A professional and what is theirs; `voisin` is the same in another structure."""

    rattachement: Rattachement
    personne: Any
    permanence: Any
    ajouts: dict[str, Any] = field(default_factory=dict)  # what the rules of an application made, by name


Arguments = Callable[[Monde], dict[str, Any]]


def _nothing(monde: Monde) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Regle:
    """`methods` are those the route takes; `args` fills it from a world; `data` is a body that it accepts."""

    methods: frozenset[str]
    args: Arguments = _nothing
    data: dict[str, str] = field(default_factory=dict)
    proposes: bool = False  # it offers entries of the guide, which everybody may read, as other doors

    @property
    def names_something(self) -> bool:
        return self.args is not _nothing


LIRE = frozenset({"GET"})
ECRIRE = frozenset({"POST"})
LIRE_ECRIRE = LIRE | ECRIRE


def _fiche(monde: Monde) -> dict[str, Any]:
    return {"genre": "personne", "pk": monde.personne.pk}


def _demande(monde: Monde) -> dict[str, Any]:
    if "demande" not in monde.ajouts:
        monde.ajouts["demande"], _nouvelle = send_demande(
            site=monde.personne.site,
            cible=monde.personne,
            cle=f"contrat-{monde.personne.pk}",
            message="Je cherche un stage.",
            prenom="Sam",
            tranche="15-17",
            courriel="sam@exemple.fr",
            accord_version="contrat",
        )
    return {"pk": monde.ajouts["demande"].pk}


REGLES: dict[str, Regle] = {
    "espace:aujourdhui": Regle(LIRE),
    "espace:chiffres": Regle(LIRE),
    "espace:fiches": Regle(LIRE),
    "espace:fiche": Regle(LIRE, _fiche),
    "espace:fiche_juste": Regle(ECRIRE, _fiche),
    "espace:fiche_corriger": Regle(LIRE_ECRIRE, _fiche, {"nom": "Lemaire", "fonction": "conseillère"}),
    "espace:fiche_absence": Regle(
        LIRE_ECRIRE, lambda monde: {"pk": monde.personne.pk}, {"absence_debut": "2026-12-21"}
    ),
    "echanges:espace": Regle(LIRE),
    "echanges:espace_demande": Regle(
        LIRE_ECRIRE, _demande, {"etape": "signaler", "motif": "Des insultes"}, proposes=True
    ),
    "rendezvous_espace:agenda": Regle(LIRE),
    "rendezvous_espace:rendezvous": Regle(LIRE, pk_of("rendezvous")),
    "rendezvous_espace:noter": Regle(ECRIRE, pk_of("rendezvous"), {"statut": "honore"}),
    "rendezvous_espace:annuler": Regle(ECRIRE, pk_of("rendezvous"), {"mot": "Désolée."}),
    "rendezvous_espace:relais": Regle(ECRIRE, pk_of("rendezvous"), {"collegue": "0"}),
    "rendezvous_espace:proposer": Regle(
        LIRE_ECRIRE, pk_of("demande_creneau"), {"personne": "0", "jour": "2027-01-12", "heure": "18:00"}
    ),
    "rendezvous_espace:orienter": Regle(LIRE),
    "rendezvous_espace:orienter_reserver": Regle(LIRE_ECRIRE),
    "rendezvous_espace:creneaux": Regle(LIRE),
    "rendezvous_espace:ouverture_nouvelle": Regle(LIRE_ECRIRE, data=OUVERTURE),
    "rendezvous_espace:ouverture": Regle(LIRE_ECRIRE, pk_of("ouverture"), OUVERTURE),
    "rendezvous_espace:ouverture_deplacer": Regle(ECRIRE, pk_of("ouverture"), DEPLACEMENT),
    "rendezvous_espace:ouverture_retirer": Regle(ECRIRE, pk_of("ouverture")),
    "rendezvous_espace:absence": Regle(LIRE_ECRIRE, data={"du": "2027-01-12", "au": "2027-01-13"}),
    "rendezvous_espace:absence_retirer": Regle(ECRIRE, pk_of("absence")),
    "rendezvous_espace:flux": Regle(ECRIRE),
}

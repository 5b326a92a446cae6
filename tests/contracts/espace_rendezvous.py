"""The addresses of the appointments in the space: what they take, and what a professional of the test has there."""

import datetime
from typing import TYPE_CHECKING, Any

from portail.rendezvous.models import Absence
from portail.rendezvous.services import Coordonnees, ask_creneau, book_rendezvous
from tests.portail.rendezvous.factories import MotifFactory, OuvertureFactory, make_cle

if TYPE_CHECKING:
    from .espace_regles import Monde

SAM = Coordonnees(prenom="Sam", courriel="sam@exemple.fr", tranche_age="18-25")


def agenda_of(monde: "Monde") -> dict[str, Any]:
    """Make, once, an opening, an appointment, a request and an absence of the world's professional."""
    if "rendezvous" not in monde.ajouts:
        from portail.rendezvous.creneaux import find_creneaux

        motif = MotifFactory(structure=monde.personne.structure)
        ouverture = OuvertureFactory(personne=monde.personne, motifs=[motif], jours_feries=True)
        creneau = find_creneaux(motif=motif)[0]
        qui = {"motif": motif, "personne": monde.personne, "contact": SAM}
        absence = (creneau.debut + datetime.timedelta(days=60), creneau.fin + datetime.timedelta(days=60))
        monde.ajouts |= {
            "ouverture": ouverture,
            "rendezvous": book_rendezvous(**qui, debut=creneau.debut, cle=make_cle()),
            "demande_creneau": ask_creneau(**qui, disponibilites="Le soir", cle=make_cle()),
            "absence": Absence.objects.create(personne=monde.personne, debut=absence[0], fin=absence[1]),
        }
    return monde.ajouts


def pk_of(nom: str):
    return lambda monde: {"pk": agenda_of(monde)[nom].pk}


OUVERTURE = {"jour": "2027-01-12", "de": "09:00", "a": "12:00", "repetition": "1"}
DEPLACEMENT = {"date": "2027-01-12", "jour": "2027-01-13", "de": "09:00", "a": "12:00", "portee": "toutes"}

"""Why a move is refused: each reason has a name, and a sentence for whoever asked."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _


class RendezVousRefuse(Exception):
    """A move that the rules do not allow. Nothing has changed. `message` is ready to be read."""

    message: ClassVar = _("Ce n’est pas possible.")

    def __str__(self) -> str:
        return str(self.message)


class CreneauPris(RendezVousRefuse):
    """Somebody else has it, or it is not offered any more."""

    message = _("Ce créneau vient d’être pris.")


class PlusAssezDePlaces(CreneauPris):
    """The group session has not as many places left."""

    message = _("Il ne reste plus assez de places à cette heure-là.")


class MomentPasse(RendezVousRefuse):
    message = _("Ce moment est déjà passé.")


class TropTardPourAnnuler(RendezVousRefuse):
    message = _("Il reste moins de 4 heures : appelle la structure pour prévenir, c’est plus sûr.")


class TropTardPourDeplacer(RendezVousRefuse):
    message = _("Il reste moins de 2 jours : on ne peut plus changer de date ici. Tu peux encore annuler, ou appeler.")


class PasAVenir(RendezVousRefuse):
    """Cancelled, or already told how it went."""

    message = _("Ce rendez-vous n’est plus à venir.")


class PasEncoreCommence(RendezVousRefuse):
    message = _("Ce rendez-vous n’a pas encore commencé : on ne peut pas dire qui est venu.")


class AgeNonRecu(RendezVousRefuse):
    message = _("Ce rendez-vous n’est pas pour cet âge.")


class ReservationFermee(RendezVousRefuse):
    """The reason is not offered to this kind of person."""

    message = _("Ce rendez-vous ne se prend pas ici.")


class DejaRepondu(RendezVousRefuse):
    message = _("Cette demande a déjà eu sa réponse.")


class PropositionPerimee(RendezVousRefuse):
    message = _("Cette proposition n’est plus valable.")


class PasDeRelais(RendezVousRefuse):
    message = _("Il n’y a pas de relais proposé pour ce rendez-vous.")

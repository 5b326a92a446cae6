"""The words of the requests: every closed list they use."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Statut(models.TextChoices):
    """Where a request is. `OUVERTS` are those that somebody still owes an answer to."""

    ENVOYEE = "envoyee", _("Envoyée")
    LUE = "lue", _("Lue")
    REPONDUE = "repondue", _("Répondue")
    REFUSEE = "refusee", _("Orientée ailleurs")
    EXPIREE = "expiree", _("Close sans réponse")
    RETIREE = "retiree", _("Retirée")


OUVERTS = (Statut.ENVOYEE, Statut.LUE)
CLOS = (Statut.REFUSEE, Statut.EXPIREE, Statut.RETIREE)


class Preference(models.TextChoices):
    """How the young person would rather be answered. The follow-up page always has the answer too."""

    PAGE = "page", _("Un message sur ma page de suivi")
    APPEL = "appel", _("Un appel")
    RENDEZVOUS = "rendezvous", _("Un rendez-vous")


class Moment(models.TextChoices):
    MATIN = "matin", _("Le matin")
    MIDI = "midi", _("Entre midi et deux")
    APRES_MIDI = "apres-midi", _("L’après-midi")
    SOIR = "soir", _("Après 17 h")
    MERCREDI = "mercredi", _("Le mercredi")


class Auteur(models.TextChoices):
    """Who did something, or wrote."""

    JEUNE = "jeune", _("La personne")
    PROFESSIONNEL = "professionnel", _("Le ou la professionnelle")
    EQUIPE = "equipe", _("L’équipe du portail")
    PORTAIL = "portail", _("Le portail")


class Fait(models.TextChoices):
    """What happened to a request."""

    ENVOYEE = "envoyee", _("Demande envoyée")
    LUE = "lue", _("Demande lue")
    REPONSE = "reponse", _("Réponse envoyée")
    MESSAGE = "message", _("Nouveau message de la personne")
    RENDEZVOUS = "rendezvous", _("Rendez-vous proposé")
    TRANSMISE = "transmise", _("Transmise à une ou un collègue")
    RELANCE = "relance", _("Rappel envoyé")
    RELAYEE = "relayee", _("Transmise au guichet du CRIJ")
    REFUSEE = "refusee", _("Orientée ailleurs")
    RETIREE = "retiree", _("Retirée par la personne")
    EXPIREE = "expiree", _("Close sans réponse")
    SIGNALEE = "signalee", _("Signalée à la modération")
    EFFACEE = "effacee", _("Effacée par la personne")
    ANONYMISEE = "anonymisee", _("Anonymisée")


class StatutAbus(models.TextChoices):
    NOUVEAU = "nouveau", _("À regarder")
    FONDE = "fonde", _("Fondé : la demande est effacée")
    ECARTE = "ecarte", _("Écarté : la demande suit son cours")

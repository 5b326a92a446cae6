"""The words of opportunities: every closed list that an offer may use."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Famille(models.TextChoices):
    """The kinds of opportunities. The codes are the `type` values of the search and the words of the addresses."""

    MOBILITE = "mobilite", _("Partir à l’étranger")
    LOGEMENT = "logement", _("Trouver un logement")
    ALTERNANCE = "alternance", _("Alternance")
    ENGAGEMENT = "engagement", _("S’engager")
    EVENEMENT = "evenement", _("Événements")

    @property
    def une(self):
        """Return the words for one offer of the family, where its label names them all."""
        return _UNE[self]


_UNE = {
    Famille.MOBILITE: _("Départ à l’étranger"),
    Famille.LOGEMENT: _("Guichet logement"),
    Famille.ALTERNANCE: _("Offre en alternance"),
    Famille.ENGAGEMENT: _("Mission"),
    Famille.EVENEMENT: _("Événement"),
}


class Etat(models.TextChoices):
    """Where an opportunity is in its life, on a given day."""

    BROUILLON = "brouillon", _("Brouillon")
    FUTURE = "future", _("Pas encore ouverte")
    OUVERTE = "ouverte", _("Ouverte")
    BIENTOT_CLOSE = "bientot-close", _("Bientôt close")
    CLOSE = "close", pgettext_lazy("offre", "Close")  # Wagtail translates the English verb
    ARCHIVEE = "archivee", _("Archivée")


class Niveau(models.TextChoices):
    """Levels of diploma, by the French national framework (code du travail, D6113-19)."""

    AUCUN = "0", _("Sans diplôme")
    CAP = "3", _("CAP, BEP")
    BAC = "4", _("Bac, bac pro, BP")
    BAC_2 = "5", _("Bac +2 : BTS, titre professionnel")
    BAC_3 = "6", _("Bac +3 ou +4 : BUT, licence")
    BAC_5 = "7", _("Bac +5 : master, ingénieur")


class Programme(models.TextChoices):
    CES = "ces", _("Corps européen de solidarité")
    SERVICE_CIVIQUE = "service-civique", _("Service civique à l’international")
    STAGE_ERASMUS = "stage-erasmus", _("Stage Erasmus+")
    ECHANGE = "echange", _("Échange de jeunes")
    CHANTIER = "chantier", _("Chantier de volontaires")
    OFAJ = "ofaj", _("Échange franco-allemand (OFAJ)")
    VOLONTARIAT = "volontariat", _("Volontariat international")
    EMPLOI = "emploi", _("Job ou emploi à l’étranger")
    AU_PAIR = "au-pair", _("Séjour au pair")
    AUTRE = "autre", _("Autre programme")


class ServiceLogement(models.TextChoices):
    """What a housing desk can help with."""

    LOGEMENT_SOCIAL = "logement-social", _("Demande de logement social")
    PARC_PRIVE = "parc-prive", _("Louer à un propriétaire privé")
    AIDES = "aides", _("Aides : APL, Visale, Loca-Pass, FSL")
    HEBERGEMENT = "hebergement", _("Hébergement temporaire, lien avec le SIAO")
    MEDIATION = "mediation", _("Médiation avec un propriétaire ou un voisin")
    COLOCATION = "colocation", _("Colocation, habitat partagé")
    MAINTIEN = "maintien", _("Loyers impayés, risque d’expulsion")


class Contrat(models.TextChoices):
    APPRENTISSAGE = "apprentissage", _("Contrat d’apprentissage")
    PROFESSIONNALISATION = "professionnalisation", _("Contrat de professionnalisation")


class FormeEngagement(models.TextChoices):
    SERVICE_CIVIQUE = "service-civique", _("Service civique")
    BENEVOLAT = "benevolat", _("Bénévolat")
    VOLONTAIRE = "volontaire", _("Volontariat : pompiers, réserve")
    PROJET = "projet", _("Projet de jeunes")
    AUTRE = "autre", _("Autre engagement")


class DomaineEngagement(models.TextChoices):
    """The nine fields of the French service civique, and ours for the rest."""

    SOLIDARITE = "solidarite", _("Solidarité")
    SANTE = "sante", _("Santé")
    EDUCATION = "education", _("Éducation pour tous")
    CULTURE = "culture", _("Culture et loisirs")
    SPORT = "sport", _("Sport")
    ENVIRONNEMENT = "environnement", _("Environnement")
    MEMOIRE = "memoire", _("Mémoire et citoyenneté")
    INTERNATIONAL = "international", _("Développement international")
    URGENCE = "urgence", _("Intervention d’urgence")


class GenreEvenement(models.TextChoices):
    ATELIER = "atelier", _("Atelier")
    PORTES_OUVERTES = "portes-ouvertes", _("Portes ouvertes")
    FORUM = "forum", _("Forum, salon")
    JOB_DATING = "job-dating", _("Job dating")
    REUNION = "reunion", _("Réunion d’information")
    VISITE = "visite", _("Visite, découverte")
    SORTIE = "sortie", _("Sortie, spectacle, sport")

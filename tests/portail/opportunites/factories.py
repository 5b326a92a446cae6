"""Opportunities for tests, all fictional, open without end unless the test gives dates."""

import datetime

import factory

from portail.opportunites.models import Alternance, Engagement, Evenement, GuichetLogement, Mobilite
from portail.opportunites.vocabulaire import (
    Contrat,
    DomaineEngagement,
    Famille,
    FormeEngagement,
    GenreEvenement,
    Niveau,
    Programme,
)
from tests.ressources.factories import FicheFactory


class OpportuniteFactory(FicheFactory):
    class Meta:
        abstract = True

    accroche = "Une première expérience qui compte."
    organisme = "La Péniche bleue"


class MobiliteFactory(OpportuniteFactory):
    class Meta:
        model = Mobilite

    titre = factory.Sequence("Trois mois à Turin {}".format)
    pays = "IT"
    ville_etrangere = "Turin"
    programme = Programme.CES
    semaines_min = 8
    semaines_max = 12


class GuichetFactory(OpportuniteFactory):
    class Meta:
        model = GuichetLogement

    titre = factory.Sequence("Guichet logement {}".format)
    services = ["logement-social", "aides"]


class AlternanceFactory(OpportuniteFactory):
    class Meta:
        model = Alternance

    titre = factory.Sequence("Apprentissage en boulangerie {}".format)
    contrat = Contrat.APPRENTISSAGE
    metier = "Boulanger, boulangère"
    rome = "D1102"
    niveau_prepare = Niveau.CAP


class EngagementFactory(OpportuniteFactory):
    class Meta:
        model = Engagement

    titre = factory.Sequence("Service civique à la ludothèque {}".format)
    forme = FormeEngagement.SERVICE_CIVIQUE
    domaine = DomaineEngagement.EDUCATION


class EvenementFactory(OpportuniteFactory):
    """An afternoon of June 2030: far from every test's clock."""

    class Meta:
        model = Evenement

    titre = factory.Sequence("Atelier CV {}".format)
    genre = GenreEvenement.ATELIER
    debut = datetime.date(2030, 6, 12)
    heure_debut = datetime.time(14)
    heure_fin = datetime.time(16, 30)


FABRIQUES = {
    Famille.MOBILITE: MobiliteFactory,
    Famille.LOGEMENT: GuichetFactory,
    Famille.ALTERNANCE: AlternanceFactory,
    Famille.ENGAGEMENT: EngagementFactory,
    Famille.EVENEMENT: EvenementFactory,
}

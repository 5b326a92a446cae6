"""How long an entry takes to answer: measured over a year, shown once there are enough answers."""

import math
from datetime import timedelta
from statistics import median

from django.conf import settings
from django.utils import timezone

from .models import DelaiReponse, Demande
from .vocabulaire import Statut

FENETRE = timedelta(days=365)
JOUR = timedelta(days=1)


def refresh_delai(fiche) -> DelaiReponse | None:
    """Measure an entry again; write only what changed, since writing renews the pages in the cache."""
    if fiche is None:
        return None
    champ = "structure" if fiche._meta.model_name == "structure" else "personne"
    mesure = measure(fiche)
    connu = DelaiReponse.objects.filter(**{champ: fiche}).first()
    if mesure is None:
        if connu:
            connu.delete()
        return None
    jours, reponses = mesure
    if connu is None:
        return DelaiReponse.objects.create(**{champ: fiche}, jours=jours, reponses=reponses)
    if (connu.jours, connu.reponses) != mesure:
        connu.jours, connu.reponses = mesure
        connu.save()
    return connu


def measure(fiche) -> tuple[int, int] | None:
    """Return the median delay in whole days, rounded up, and over how many requests; None when they are too few.

    A request closed without an answer counts for the whole time that it waited; one that was withdrawn does not count.
    """
    mesure = compute_median(Demande.objects.of_fiche(fiche).filter(envoyee_le__gte=timezone.now() - FENETRE))
    return mesure if mesure and mesure[1] >= settings.ECHANGES_DELAI_MINIMUM else None


def compute_median(demandes) -> tuple[int, int] | None:
    """Return the median delay of some requests, in whole days rounded up, and over how many; None without any."""
    lignes = demandes.exclude(statut=Statut.RETIREE).values_list("envoyee_le", "repondue_le", "close_le")
    delais = [(repondue or close) - envoyee for envoyee, repondue, close in lignes if repondue or close]
    return (max(1, math.ceil(median(delais) / JOUR)), len(delais)) if delais else None

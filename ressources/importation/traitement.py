"""What an editor does with a record set aside. Each is one transaction; all arguments are named."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from geo.models import Commune
from ressources.importation.execution import Options
from ressources.importation.importeur import apply
from ressources.importation.lecture import Lu
from ressources.importation.quarantaine import deserialise
from ressources.importation.rapport import Issue
from ressources.models.importation import FicheEnQuarantaine, StatutQuarantaine


@transaction.atomic
def place(*, fiche: FicheEnQuarantaine, commune: Commune, par: AbstractBaseUser | None = None) -> bool:
    """Put a record in the guide, in a commune chosen by a person; later imports obey while its address stands."""
    fiche.commune, fiche.statut = commune, StatutQuarantaine.PLACEE
    fiche.save()
    return retry(fiche=fiche, par=par)


@transaction.atomic
def discard(*, fiche: FicheEnQuarantaine) -> None:
    """Leave a record out, now and at the imports to come, as long as its address stands."""
    fiche.statut, fiche.commune = StatutQuarantaine.ECARTEE, None
    fiche.save()


@transaction.atomic
def retry(*, fiche: FicheEnQuarantaine, par: AbstractBaseUser | None = None) -> bool:
    """Run one record through the import again; return whether it is in the guide now."""
    if fiche.statut == StatutQuarantaine.ECARTEE:
        fiche.statut = StatutQuarantaine.A_TRAITER
        fiche.save()
    options = Options(site=fiche.site, source=fiche.source, format="", par=par, partiel=True)
    rapport = apply(Lu(fiches=[deserialise(fiche.donnees)]), options)
    reste = FicheEnQuarantaine.objects.filter(pk=fiche.pk).first()
    if reste is not None:
        fiche.detail = reste.detail
    return not rapport.compte[Issue.QUARANTAINE]


def retry_all(*, par: AbstractBaseUser | None = None) -> tuple[int, int]:
    """Try every waiting record again; return how many are placed, and how many still wait."""
    en_attente = FicheEnQuarantaine.objects.filter(statut=StatutQuarantaine.A_TRAITER).select_related("site")
    issues = [retry(fiche=fiche, par=par) for fiche in en_attente]
    return issues.count(True), issues.count(False)

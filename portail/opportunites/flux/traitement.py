"""What an editor does with an offer set aside. Each is one transaction; all arguments are named."""

from typing import Any

from django.db import transaction

from geo.models import Commune
from ressources.importation.rapport import Issue
from ressources.models.importation import StatutQuarantaine
from search.indexing import deferred

from .execution import Options, Passage
from .models import Flux, OffreEnQuarantaine
from .offre_lue import deserialise


@transaction.atomic
def place(*, offre: OffreEnQuarantaine, commune: Commune, par: Any = None) -> bool:
    """Publish an offer in a commune chosen by a person; later runs obey while its address stands."""
    offre.commune, offre.statut = commune, StatutQuarantaine.PLACEE
    offre.save()
    return retry(offre=offre, par=par)


@transaction.atomic
def discard(*, offre: OffreEnQuarantaine) -> None:
    """Leave an offer out, now and at the runs to come, as long as its address stands."""
    offre.statut, offre.commune = StatutQuarantaine.ECARTEE, None
    offre.save()


@transaction.atomic
def retry(*, offre: OffreEnQuarantaine, par: Any = None) -> bool:
    """Run one offer through its feed again; return whether it is placed now."""
    if offre.statut == StatutQuarantaine.ECARTEE:
        offre.statut = StatutQuarantaine.A_TRAITER
        offre.save()
    flux = Flux.objects.select_related("site").get(site=offre.site_id, nom=offre.source)
    passage = Passage(flux, Options(partiel=True, par=par))
    with deferred():
        passage.run_offers(iter([deserialise(offre.donnees)]))
    reste = OffreEnQuarantaine.objects.filter(pk=offre.pk).first()
    if reste is not None:
        offre.detail = reste.detail
    return not passage.rapport.compte[Issue.QUARANTAINE]

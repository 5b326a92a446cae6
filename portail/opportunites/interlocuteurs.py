"""Who answers for an opportunity: the person that an editor named, else the structure that offers it."""

from django.http import HttpRequest
from wagtail.models import Site

from ressources.interlocuteurs import Interlocuteur
from ressources.models import PersonneRessource, Structure

from .models import Opportunite
from .vocabulaire import Etat

CLOSES = (Etat.CLOSE, Etat.ARCHIVEE)


def choose_fiche(offre: Opportunite, nommees: list[PersonneRessource]) -> PersonneRessource | Structure | None:
    """Return the entry to write to, `nommees` being those the public may read of; None when there is nobody."""
    if nommees:
        return nommees[0]
    porteur = offre.porteur
    return porteur if porteur is not None and porteur.live and not porteur.opposition else None


def find_interlocuteur(request: HttpRequest, pk: int) -> Interlocuteur | None:
    """Return who answers for a current opportunity of the request's site."""
    site = Site.find_for_request(request)
    if site is None:
        return None
    offres = Opportunite.objects.readable().for_site(site).select_related("porteur__site")
    offre = offres.filter(pk=pk).first()
    if offre is None or offre.etat in CLOSES:
        return None
    nommees = PersonneRessource.objects.published().filter(pk__in=offre.personnes.values("pk"))
    fiche = choose_fiche(offre, list(nommees.select_related("structure", "site", "suppleant__structure")[:1]))
    return Interlocuteur(fiche, offre.titre, offre.get_absolute_url()) if fiche else None

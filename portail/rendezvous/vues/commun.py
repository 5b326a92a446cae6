"""What every view of the appointments shares: finding what an address names."""

import datetime
import re

from django.conf import settings
from django.http import Http404, HttpRequest, QueryDict
from wagtail.models import Site

from ressources.limites import Limite, network_of
from ressources.models import PersonneRessource
from ressources.robots import ENVOIS_DU_RESEAU, Preuve

from ..models import Motif
from ..vocabulaire import Reservation

CRENEAU = re.compile(r"(2\d{3}-\d\d-\d\dT\d\d:\d\d)Z", re.ASCII)


def may_send(request: HttpRequest, quoi: str, preuve: Preuve | None) -> bool:
    """Count a form sent from this network; False beyond what settings allow: a school books from one address.

    Each sending makes the next proof more work; those that answered the question without scripts are allowed fewer.
    """
    reseau = network_of(request)
    ENVOIS_DU_RESEAU.allows(reseau)
    sans_script = preuve == Preuve.QUESTION
    maximum = settings.RENDEZVOUS_PAR_HEURE_SANS_SCRIPT if sans_script else settings.RENDEZVOUS_PAR_HEURE
    return Limite(f"{quoi}.{preuve}", maximum).allows(reseau)


def site_of(request: HttpRequest) -> Site:
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    return site


def read_choix(donnees: QueryDict) -> tuple[datetime.datetime | None, str]:
    """Return the time and the person asked for: a button `choix` (2026-12-07T13:00Z_12), else `creneau` and `avec`."""
    creneau, _lien, avec = donnees.get("choix", "").partition("_")
    return read_creneau(creneau or donnees.get("creneau", "")), avec or donnees.get("avec", "")


def find_motif(request: HttpRequest, pk: int) -> Motif:
    """Return a reason that the public may book on this site, or raise Http404."""
    motifs = Motif.objects.bookable().open_to(Reservation.PUBLIC).for_site(site_of(request))
    motif = motifs.select_related("structure__site").filter(pk=pk).first()
    if motif is None:
        raise Http404
    return motif


def find_personne(motif: Motif, texte: str) -> PersonneRessource | None:
    """Return the person that `avec` names, if they receive for this reason; None for anybody of the structure."""
    if not texte.isascii() or not texte.isdecimal() or len(texte) > 18:
        return None
    return PersonneRessource.objects.published().filter(ouvertures__motifs=motif, pk=int(texte)).distinct().first()


def read_creneau(texte: str) -> datetime.datetime | None:
    """Read an instant of this millennium written 2026-12-07T13:00Z; None for anything else."""
    if not CRENEAU.fullmatch(texte):
        return None
    try:
        return datetime.datetime.fromisoformat(texte.removesuffix("Z")).replace(tzinfo=datetime.UTC)
    except ValueError:
        return None

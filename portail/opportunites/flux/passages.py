"""Fetch a feed and import it: what a worker, a command or a button do, with every outcome written down."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from ressources.importation.erreurs import FichierRefuse

from .execution import FluxReduit, Options, Resultat
from .importeur import import_path
from .journal import import_and_record, record, settle
from .models import Flux, PassageFlux
from .reseau.adresses import EchecReseau
from .reseau.client import Recu, download
from .vocabulaire import StatutPassage

BAIL = timedelta(hours=1)  # a feed claimed by a process that dies is due again after that


def run_feed(flux: Flux, options: Options) -> PassageFlux:
    """Fetch and import a feed, and return its run; a refusal is written down too, and the next try comes later."""
    commence, origine = timezone.now(), urlsplit(flux.url).netloc
    try:
        with fetched(flux, conditionnel=not options.accepte_reduction) as (recu, path):
            if not recu.nouveau:
                return _unchanged(flux, origine, commence, options.par)
            with transaction.atomic():
                import_and_record(flux, path, options, origine=origine)
                flux.etag, flux.modifie_http = recu.etag, recu.modifie
                flux.save(update_fields=["etag", "modifie_http"])
    except FluxReduit as refus:
        flux.suspendu_le, flux.suspendu_car = timezone.now(), str(refus)
        return _failed(flux, StatutPassage.SUSPENDU, str(refus), origine, commence, options.par)
    except FichierRefuse as refus:
        flux.echecs = min(flux.echecs + 1, 1_000)
        return _failed(flux, StatutPassage.REFUSE, str(refus), origine, commence, options.par)
    return flux.passages.first()


def try_feed(flux: Flux, options: Options) -> Resultat:
    """Fetch a feed and say what importing it would do; raises FichierRefuse. Nothing is kept."""
    with fetched(flux, conditionnel=False) as (_recu, path):
        return import_path(flux, path, options)


@contextmanager
def fetched(flux: Flux, *, conditionnel: bool) -> Iterator[tuple[Recu, Path]]:
    """Give what the address answers and the file that holds it, for the time of the block."""
    if not flux.url:
        raise EchecReseau("Ce flux n’a pas d’adresse : donnez un fichier.")
    validateurs = {"etag": flux.etag, "modifie": flux.modifie_http} if conditionnel else {}
    with tempfile.TemporaryDirectory(prefix="flux-") as dossier:
        path = Path(dossier) / "flux"
        yield download(flux.url, path, jeton=_token(flux), **validateurs), path


def claim_due() -> list[Flux]:
    """Take the feeds that are due, each by one process only."""
    maintenant = timezone.now()
    pris = []
    for flux in Flux.objects.due(maintenant).select_related("site"):
        le_mien = Flux.objects.filter(pk=flux.pk, prochain_le=flux.prochain_le)
        if le_mien.update(prochain_le=maintenant + BAIL):
            pris.append(flux)
    return pris


def _token(flux: Flux) -> str:
    if not flux.jeton:
        return ""
    try:
        return settings.FLUX_JETONS[flux.jeton]
    except KeyError:
        raise EchecReseau(f"Le jeton « {flux.jeton} » n’est pas dans le réglage FLUX_JETONS.") from None


@transaction.atomic
def _unchanged(flux: Flux, origine: str, commence: Any, par: Any) -> PassageFlux:
    settle(flux)
    return record(flux, StatutPassage.INCHANGE, origine, commence, par=par)


@transaction.atomic
def _failed(flux: Flux, statut: str, message: str, origine: str, commence: Any, par: Any) -> PassageFlux:
    flux.dernier_le = timezone.now()
    flux.snooze()
    flux.save(update_fields=["echecs", "suspendu_le", "suspendu_car", "dernier_le", "prochain_le"])
    return record(flux, statut, origine, commence, par=par, message=message)

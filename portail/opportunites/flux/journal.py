"""The history of runs: what each did, and the state in which it leaves the feed."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from .execution import Avancement, Options, Resultat
from .importeur import import_path
from .models import Flux, PassageFlux
from .vocabulaire import StatutPassage

REMARQUES_GARDEES = 500  # lines of a report kept with its run
PASSAGES_GARDES = 50


def import_and_record(
    flux: Flux, path: Path, options: Options, avancement: Avancement = lambda fait: None, *, origine: str = ""
) -> Resultat:
    """Import a file and add the run to the history, together; a dry run leaves no trace.

    Raises FichierRefuse, the database unchanged, when the file is unusable.
    """
    commence = timezone.now()
    if options.dry_run:
        return import_path(flux, path, options, avancement)
    with transaction.atomic():
        resultat = import_path(flux, path, options, avancement)
        record(flux, StatutPassage.EFFECTUE, origine or path.name, commence, par=options.par, **describe(resultat))
        settle(flux)
    return resultat


def record(flux: Flux, statut: str, origine: str, commence: datetime, **champs: Any) -> PassageFlux:
    """Add a run to the history, which keeps the latest ones."""
    passage = PassageFlux.objects.create(
        flux=flux, statut=statut, origine=origine[-255:], commence_le=commence, **champs
    )
    vieux = flux.passages.values_list("pk", flat=True)[PASSAGES_GARDES:]
    PassageFlux.objects.filter(pk__in=list(vieux)).delete()
    return passage


def describe(resultat: Resultat) -> dict[str, Any]:
    """Return the fields of a run that tell its result."""
    entrees = resultat.rapport.entrees
    remarques = [
        {
            "ligne": entree.ligne,
            "issue": entree.issue.libelle if entree.issue else "",
            "nom": entree.nom,
            "texte": " ; ".join(entree.remarques),
        }
        for entree in entrees[:REMARQUES_GARDEES]
    ]
    return {
        "bilan": resultat.rapport.bilan,
        "remarques": remarques,
        "qualite": resultat.qualite.as_json(),
        "retirees": resultat.retirees,
    }


def settle(flux: Flux) -> None:
    """Leave a feed in order after a run that went well."""
    flux.echecs, flux.suspendu_le, flux.suspendu_car, flux.dernier_le = 0, None, "", timezone.now()
    flux.snooze()
    flux.save(update_fields=["echecs", "suspendu_le", "suspendu_car", "dernier_le", "prochain_le"])

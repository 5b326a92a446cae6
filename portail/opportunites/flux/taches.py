"""Tasks of the worker. The clock asks for what is due; a button asks for one feed."""

from portail.commun.taches import DIFFERE, task

from .execution import Options
from .models import Flux
from .passages import claim_due, run_feed


@task(backend=DIFFERE)
def run_due_feeds() -> int:
    """Run the feeds that are due; return how many."""
    pris = claim_due()
    for flux in pris:
        run_feed(flux, Options())
    return len(pris)


@task(backend=DIFFERE)
def run_one_feed(flux_id: int, compte_id: int | None, accepte_reduction: bool) -> str:
    """Run a feed for an editor; return the outcome."""
    from django.contrib.auth import get_user_model

    flux = Flux.objects.select_related("site").get(pk=flux_id)
    par = get_user_model().objects.filter(pk=compte_id).first() if compte_id else None
    return run_feed(flux, Options(par=par, accepte_reduction=accepte_reduction)).statut

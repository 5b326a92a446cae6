"""What a professional changes of an entry: its text goes through the team, an absence takes effect at once."""

from typing import Any

from django.db import transaction
from wagtail.models import WorkflowState

from ressources.models import PersonneRessource
from ressources.models.fiche import Fiche
from ressources.services import protect_champs, report_signalement
from ressources.vocabulaire import MotifSignalement

ABSENCE = ("absence_debut", "absence_fin", "absence_message", "suppleant")


class FicheVerrouillee(Exception):
    """A member of the team is at work on the entry, and locked it."""


def is_in_review(fiche: Fiche) -> bool:
    """Tell whether a correction of the entry awaits the team."""
    return fiche.workflow_in_progress


@transaction.atomic
def submit_correction(*, brouillon: Fiche, champs: list[str], par, a_dire: str = "") -> None:
    """Write a revision of the entry and submit it to the team; the public page does not change.

    A correction that still awaits the team is replaced by this one, which holds it. `a_dire` becomes a report.
    Raises FicheVerrouillee.
    """
    if brouillon.locked:
        raise FicheVerrouillee(brouillon)
    if champs:
        brouillon.save_revision(user=par, log_action=True)
        _submit(brouillon, par)
        protect_champs(fiche=type(brouillon)._default_manager.get(pk=brouillon.pk), champs=champs)
    if a_dire:
        report_signalement(fiche=brouillon, motif=MotifSignalement.AUTRE, message=f"{par} : {a_dire}")


def _submit(brouillon: Fiche, par) -> None:
    state = brouillon.current_workflow_state
    if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(par)
        return
    if state:
        state.cancel(user=par)
    workflow = brouillon.get_workflow()
    if workflow is not None:  # a site may do without: the draft then waits in the guide
        workflow.start(brouillon, par)


@transaction.atomic
def set_absence(*, personne: PersonneRessource, par, **absence: Any) -> None:
    """Write an absence on the public entry at once, and on its draft, so that publishing it later keeps the absence."""
    for name in ABSENCE:
        setattr(personne, name, absence[name])
    personne.save(update_fields=ABSENCE)
    if not personne.latest_revision_id:
        return
    was_pending = personne.has_unpublished_changes
    brouillon = personne.get_latest_revision_as_object()
    for name in ABSENCE:
        setattr(brouillon, name, absence[name])
    revision = brouillon.save_revision(user=par, log_action=True)
    if personne.live and not was_pending:
        personne.publish(revision, user=par, skip_permission_checks=True)
    elif (state := brouillon.current_workflow_task_state) is not None:
        state.revision = revision
        state.save(update_fields=["revision"])

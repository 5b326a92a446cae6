"""Writes on opportunities. Each is one transaction; all arguments are named; the search learns of it after commit."""

import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.log_actions import log

from ressources.services import protect_champs
from search.indexing import request_update

from .etats import BIENTOT_JOURS, UN_JOUR
from .models import Opportunite

Compte = Any  # settings.AUTH_USER_MODEL
RELUS_JOURS = 7  # days that `refresh_search` looks back, so that a night missed is made up for


@transaction.atomic
def publish(*, opportunite: Opportunite, par: Compte | None = None) -> Opportunite:
    """Publish the latest draft, or the opportunity as it is when it never had one; take it out of the archive."""
    offre = opportunite.specific
    if offre.archivee_le:
        offre.archivee_le = None
        offre.save(update_fields=["archivee_le"])
    revision = offre.get_latest_revision() or offre.save_revision(user=par)
    offre.publish(revision, user=par, skip_permission_checks=True)
    offre.refresh_from_db()
    return offre


@transaction.atomic
def archive(*, opportunite: Opportunite, par: Compte | None = None, quand: datetime.datetime | None = None) -> bool:
    """Take it off every list; its page stays and says that it is over. Return False when it was archived already."""
    offre = opportunite.specific
    if offre.archivee_le:
        return False
    offre.archivee_le = quand or timezone.now()
    offre.save(update_fields=["archivee_le"])
    log(offre, "opportunites.archive", user=par)
    return True


@transaction.atomic
def extend(*, opportunite: Opportunite, cloture: datetime.date, par: Compte | None = None) -> None:
    """Move the last day to answer, on the public page and in the draft being written.

    Raises ValidationError, in French, when the new date comes before the opening.
    """
    offre = opportunite.specific
    ancienne = offre.cloture
    offre.cloture = cloture
    offre.clean()
    offre.validate_constraints()
    offre.save(update_fields=["cloture", "echeance"])
    protect_champs(fiche=offre, champs=["cloture"])
    if offre.latest_revision_id:
        brouillon = offre.get_latest_revision_as_object()
        brouillon.cloture = cloture
        publie = not offre.has_unpublished_changes
        revision = brouillon.save_revision(user=par)
        if offre.live and publie:
            revision.publish(user=par, skip_permission_checks=True)
    log(
        offre,
        "opportunites.extend",
        user=par,
        data={"avant": ancienne and ancienne.isoformat(), "apres": cloture.isoformat()},
    )


@transaction.atomic
def verify(*, opportunite: Opportunite, par: Compte | None = None, quand: datetime.date | None = None) -> None:
    """Write down that somebody confirmed it; the date moves forward, never back."""
    offre = opportunite.specific
    jour = quand or timezone.localdate()
    if offre.verifie_le is None or offre.verifie_le <= jour:
        offre.verifie_le, offre.verifie_par = jour, par.get_full_name() if par else ""
        offre.save(update_fields=["verifie_le", "verifie_par"])
    log(offre, "opportunites.verify", user=par)


@transaction.atomic
def withdraw(*, opportunite: Opportunite, quand: datetime.datetime | None = None) -> bool:
    """Close an offer that its feed does not hold any more. Return False when it was closed so already."""
    offre = opportunite.specific
    if offre.retiree_le:
        return False
    offre.retiree_le = quand or timezone.now()
    offre.save(update_fields=["retiree_le"])
    return True


@transaction.atomic
def restore(*, opportunite: Opportunite) -> bool:
    """Open again an offer that came back to its feed. Return False when it had not left it."""
    offre = opportunite.specific
    if offre.retiree_le is None:
        return False
    offre.retiree_le = None
    offre.save(update_fields=["retiree_le"])
    return True


@transaction.atomic
def refresh_search(*, depuis: datetime.date | None = None) -> int:
    """Have the search look again at what opened, began to close or ended since `depuis`, a week ago by default.

    No save tells that a day passed. Returns how many opportunities were looked at.
    """
    jour = timezone.localdate()
    depuis = depuis or jour - RELUS_JOURS * UN_JOUR
    ouvertes = Q(ouverture__range=(depuis, jour))
    bientot_closes_ou_finies = Q(echeance__range=(depuis, jour + BIENTOT_JOURS * UN_JOUR))
    changees = Opportunite.objects.filter(ouvertes | bientot_closes_ou_finies, live=True)
    ids = list(changees.values_list("pk", flat=True))
    request_update("opportunite", ids)
    return len(ids)

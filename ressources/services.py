"""Writes that span models. Each is one transaction; all arguments are named.

Saving an entry tells the search about it, after commit.
"""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from .annonces import announce_signalement
from .models import PersonneRessource, Signalement, Structure, Thematique, Verification
from .models.fiche import Fiche
from .vocabulaire import MotifSignalement, MoyenVerification, ResultatVerification, StatutSignalement

Compte = Any  # settings.AUTH_USER_MODEL, which this layer does not know
CONFIRMENT = {ResultatVerification.CONFIRMEE, ResultatVerification.CORRIGEE}


@transaction.atomic
def verify(
    *,
    fiche: Fiche,
    comment: str = MoyenVerification.TELEPHONE,
    resultat: str = ResultatVerification.CONFIRMEE,
    par: Compte | None = None,
    par_nom: str = "",
    note: str = "",
    quand: datetime.datetime | None = None,
) -> Verification:
    """Write down that somebody checked the entry, and act upon the result.

    Confirmed or corrected: the entry's date of check moves forward, never back. Closed: it is unpublished. Nobody
    answered: only the line is kept. `par_nom` is the name readers see; it falls back to the account's own.
    """
    quand = quand or timezone.now()
    par_nom = par_nom or (par.get_full_name() if par else "")
    verification = Verification.objects.create(
        quand=quand,
        par=par,
        par_nom=par_nom,
        comment=comment,
        resultat=resultat,
        note=note,
        **Verification.target(fiche),
    )
    jour = timezone.localdate(quand)
    if resultat in CONFIRMENT and (fiche.verifie_le is None or fiche.verifie_le <= jour):
        fiche.verifie_le, fiche.verifie_par = jour, par_nom
        fiche.save(update_fields=["verifie_le", "verifie_par"])
    log(fiche, "ressources.verify", user=par, data={"resultat": str(resultat), "comment": str(comment)})
    if resultat == ResultatVerification.FERMEE:
        unpublish(fiche=fiche, par=par)
    return verification


@transaction.atomic
def publish(*, fiche: Fiche, par: Compte | None = None) -> None:
    """Publish the latest draft of the entry, or the entry as it is when it never had one."""
    if getattr(fiche, "opposition", False):
        raise OppositionEnregistree(fiche)
    revision = fiche.get_latest_revision() or fiche.save_revision(user=par)
    fiche.publish(revision, user=par, skip_permission_checks=True)
    fiche.refresh_from_db()


@transaction.atomic
def unpublish(*, fiche: Fiche, par: Compte | None = None) -> None:
    """Take the entry off the public site; its drafts stay."""
    if fiche.live:
        fiche.unpublish(user=par)


class OppositionEnregistree(Exception):
    """The entry belongs to somebody who asked not to appear: it cannot be published."""


@transaction.atomic
def record_opposition(*, fiche: Fiche, par: Compte | None = None) -> None:
    """Honour at once somebody's wish not to appear: off the site, contacts hidden, imports kept out."""
    fiche.opposition = True
    fiche.telephone_visible = fiche.courriel_visible = False
    fiche.save(update_fields=["opposition", "telephone_visible", "courriel_visible"])
    unpublish(fiche=fiche, par=par)
    log(fiche, "ressources.oppose", user=par)


@transaction.atomic
def lift_opposition(*, fiche: Fiche, par: Compte | None = None) -> None:
    """Let an entry come back, at its owner's request; it stays unpublished, its contacts hidden."""
    fiche.opposition = False
    fiche.save(update_fields=["opposition"])
    log(fiche, "ressources.unoppose", user=par)


@transaction.atomic
def assign_thematique(*, fiche: Fiche, thematique: Thematique, par: Compte | None = None) -> bool:
    """Add a theme to the entry and to its draft. Return False when it had it."""
    nom = "competences" if hasattr(fiche, "competences") else "thematiques"
    if thematique in getattr(fiche, nom).all():
        return False
    getattr(fiche, nom).add(thematique)
    fiche.save()
    protect_champs(fiche=fiche, champs=[nom])
    if fiche.latest_revision_id:
        brouillon = fiche.get_latest_revision_as_object()
        getattr(brouillon, nom).add(thematique)
        brouillon.save_revision(user=par, log_action=True)
    log(fiche, "wagtail.edit", user=par)
    return True


def protect_champs(*, fiche: Fiche, champs: list[str]) -> None:
    """Keep imports away from fields that somebody corrected by hand; entries that were typed in need no such care."""
    nouveaux = [champ for champ in champs if champ not in fiche.champs_proteges]
    if fiche.source and nouveaux:
        fiche.champs_proteges = [*fiche.champs_proteges, *nouveaux]
        fiche.save(update_fields=["champs_proteges"])


@transaction.atomic
def handle_signalement(*, signalement: Signalement, statut: str, par: Compte | None, reponse: str = "") -> None:
    """Move a report on, and remember who did."""
    signalement.statut = StatutSignalement(statut)
    signalement.reponse = reponse or signalement.reponse
    signalement.traite_par = par
    signalement.save()


@transaction.atomic
def report_signalement(*, fiche: Fiche, motif: str, message: str = "", courriel: str = "") -> Signalement:
    """Write down a reader's report, and the message that tells the desk."""
    signalement = Signalement.objects.create(
        motif=motif, message=message, courriel=courriel, **Signalement.target(fiche)
    )
    announce_signalement(signalement)
    return signalement


@transaction.atomic
def report_unreachable(*, adresse: str) -> int:
    """Hide an e-mail address that does not exist any more, and report it on each entry that has it; return how many.

    An entry whose address was reported and not dealt with yet is not reported twice.
    """
    fiches = [
        fiche
        for modele in (PersonneRessource, Structure)
        for fiche in modele.objects.filter(courriel__iexact=adresse, courriel__gt="")
    ]
    return sum(_hide_address(fiche) for fiche in fiches)


def _hide_address(fiche: Fiche) -> bool:
    if fiche.courriel_visible:
        fiche.courriel_visible = False
        fiche.save(update_fields=["courriel_visible"])
    message = _("Les messages envoyés à son adresse e-mail reviennent : elle n’existe plus.")
    if Signalement.objects.open().filter(message=message, **Signalement.target(fiche)).exists():
        return False
    Signalement.objects.create(motif=MotifSignalement.CONTACT, message=message, **Signalement.target(fiche))
    return True

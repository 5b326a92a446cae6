"""What is written to people about appointments. Rows of the outbox, in the transaction of the move that causes them."""

import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portail.notifications.courriels import post_courriel
from portail.notifications.gabarits import base_of
from portail.notifications.services import drop_messages
from portail.notifications.sms import post_sms
from ressources.models import PersonneRessource

from .calendrier import ANNULER, DEMANDER, build_ics
from .models import DemandeCreneau, ListeAttente, RendezVous
from .models.contact import Contact
from .mots import say_moment
from .vocabulaire import RAPPELS

COURRIELS, TEXTOS = "rendezvous/courriels", "rendezvous/sms"
PARTIR_AVANT = datetime.timedelta(minutes=15)  # a reminder that would leave later than this before is pointless


def drop(objet: Contact) -> None:
    """Give up what has not left yet about something."""
    drop_messages(objet=objet.objet)  # type: ignore[attr-defined]  # every contact of ours has one


def tell_booked(rendezvous: RendezVous) -> None:
    _write(rendezvous, "rdv_confirmation", ics=DEMANDER)
    _remind(rendezvous)
    _tell_pro(rendezvous, _("Nouveau rendez-vous"), _("Un rendez-vous vient d’être pris avec vous."))


def tell_moved(rendezvous: RendezVous) -> None:
    drop(rendezvous)
    _write(rendezvous, "rdv_deplacement", ics=DEMANDER)
    _remind(rendezvous)
    _tell_pro(rendezvous, _("Rendez-vous déplacé"), _("Un rendez-vous a changé d’heure ou de personne."))


def tell_cancelled(rendezvous: RendezVous) -> None:
    drop(rendezvous)
    _write(rendezvous, "rdv_annulation", ics=ANNULER)
    _tell_pro(rendezvous, _("Rendez-vous annulé"), _("La personne ne pourra pas venir : l’heure est libre à nouveau."))


def tell_cancelled_by_service(rendezvous: RendezVous, mot: str) -> None:
    drop(rendezvous)
    _write(rendezvous, "rdv_annulation_service", ics=ANNULER, mot=mot)


def tell_relais(rendezvous: RendezVous) -> None:
    _write(rendezvous, "rdv_relais", suffixe=str(rendezvous.relais_id), relais=rendezvous.relais)


def tell_relais_refused(rendezvous: RendezVous) -> None:
    _tell_pro(
        rendezvous,
        _("Le relais n’est pas accepté"),
        _("La personne préfère vous voir : le rendez-vous reste avec vous."),
        suffixe=f"relais-{rendezvous.relais_id}",
    )


def tell_asked(demande: DemandeCreneau) -> None:
    _write(demande, "rdv_demande")
    _tell_pro(demande, _("Une date à proposer"), _("Aucun créneau ne convient à quelqu’un : proposez-lui une date."))


def tell_still_waiting(demande: DemandeCreneau, jours: int) -> None:
    """Remind the professional, once for each number of days."""
    phrase = _("Quelqu’un attend une date depuis %(jours)s jours : proposez-lui-en une.") % {"jours": jours}
    _tell_pro(demande, _("Une date à proposer"), phrase, suffixe=f"rappel-{jours}")


def tell_lapsed(demande: DemandeCreneau) -> None:
    _tell_pro(
        demande,
        _("Date restée sans réponse"),
        _("Personne n’a accepté la date proposée : l’heure est libre à nouveau. Vous pouvez en proposer une autre."),
        suffixe=f"sans-reponse-{timezone.now():%Y%m%d%H%M%S}",
    )


def tell_proposed(demande: DemandeCreneau) -> None:
    assert demande.seance is not None and demande.propose_jusqua is not None  # noqa: S101, PT018 - a constraint has it so
    _write(
        demande,
        "rdv_proposition",
        suffixe=f"{demande.seance.debut:%Y%m%d%H%M}",
        jusqua=demande.propose_jusqua,
        quand=say_moment(demande.seance.debut),
        limite=say_moment(demande.propose_jusqua),
    )


def tell_declined(demande: DemandeCreneau) -> None:
    _tell_pro(
        demande,
        _("Date refusée"),
        _("La date proposée ne convient pas : l’heure est libre à nouveau."),
        suffixe=f"refus-{timezone.now():%Y%m%d%H%M%S}",
    )


def tell_waiting(attente: ListeAttente) -> None:
    _write(attente, "rdv_attente")


def tell_place(attente: ListeAttente, personne: PersonneRessource, debut: datetime.datetime) -> None:
    _write(attente, "rdv_place", suffixe=str(attente.avis), jusqua=debut, quand=say_moment(debut), avec=personne)


def _remind(rendezvous: RendezVous) -> None:
    """Write the reminders now, to leave later; the outbox drops them when the appointment is near, or changes."""
    for nom, avant in RAPPELS.items():
        if rendezvous.debut - avant > timezone.now():
            _write(
                rendezvous,
                "rdv_rappel",
                suffixe=f"{nom}-{rendezvous.sequence}",
                pas_avant=rendezvous.debut - avant,
                jusqua=rendezvous.debut - PARTIR_AVANT,
            )


def _write(
    ligne: Contact,
    gabarit: str,
    *,
    suffixe: str = "",
    ics: str = "",
    pas_avant: datetime.datetime | None = None,
    jusqua: datetime.datetime | None = None,
    **plus: Any,
) -> None:
    """Write to the person by each way they gave: mail, and SMS if they wished it."""
    lien = base_of(ligne.site) + ligne.get_absolute_url()  # type: ignore[attr-defined]
    contexte = _context(ligne, lien) | plus
    cle = "-".join(filter(None, [gabarit, str(ligne.pk), _version(ligne), suffixe]))
    commun: dict[str, Any] = {
        "site": ligne.site,
        "contexte": contexte,
        "objet": ligne.objet,  # type: ignore[attr-defined]
        "pas_avant": pas_avant,
        "utile_jusqua": jusqua,
    }
    if ligne.courriel:
        pieces = []
        if ics and isinstance(ligne, RendezVous):
            texte = build_ics(ligne, methode=ics, lien=lien)
            pieces = [("rendez-vous.ics", f'text/calendar; method={ics}; charset="utf-8"', texte)]
        post_courriel(
            gabarit=f"{COURRIELS}/{gabarit}", destinataire=ligne.courriel, cle=f"{cle}-mail", pieces=pieces, **commun
        )
    if ligne.sms and ligne.telephone:
        post_sms(gabarit=f"{TEXTOS}/{gabarit}", telephone=ligne.telephone, cle=f"{cle}-sms", **commun)


def _context(ligne: Contact, lien: str) -> dict[str, Any]:
    contexte: dict[str, Any] = {"ligne": ligne, "lien": lien, "motif": ligne.motif}  # type: ignore[attr-defined]
    if isinstance(ligne, RendezVous):
        contexte |= {"rendezvous": ligne, "quand": say_moment(ligne.debut)}
    return contexte


def _version(ligne: Contact) -> str:
    return str(ligne.sequence) if isinstance(ligne, RendezVous) else ""


def _tell_pro(ligne: RendezVous | DemandeCreneau, titre: str, phrase: str, *, suffixe: str = "") -> None:
    """Write to the professional; without an address of theirs, to the structure's."""
    adresse = (ligne.personne.courriel if ligne.personne else "") or ligne.motif.structure.courriel
    if not adresse:
        return
    version = _version(ligne)
    cle = "-".join(filter(None, [ligne.objet.replace(":", "-"), version, suffixe, "pro"]))
    post_courriel(
        site=ligne.site,
        gabarit=f"{COURRIELS}/rdv_pro",
        destinataire=adresse,
        contexte=_context(ligne, base_of(ligne.site) + reverse("rendezvous_espace:agenda"))
        | {"titre": titre, "phrase": phrase},
        cle=cle,
        objet=f"{ligne.objet}:pro",
    )

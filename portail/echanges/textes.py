"""What a request says of itself, to the young person: the steps with their dates, what comes next, other doors."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ressources.demarches import Demarche, address_of
from ressources.promesses import promise_of

from .models import Demande
from .vocabulaire import Statut


@dataclass(frozen=True, slots=True)
class Etape:
    """A step of the way: `quand` is None while it has not come; `suite` is a path that it opens."""

    titre: str
    quand: datetime | None
    suite: str = ""


def build_etapes(demande: Demande) -> list[Etape]:
    """Return the steps in order: those gone by, then those to come."""
    etapes = [Etape(_("Envoyé"), demande.envoyee_le)]
    if demande.transmise_a and demande.transmise_le:
        etapes.append(Etape(_("Confié à %(nom)s") % {"nom": demande.transmise_a}, demande.transmise_le))
    etapes.append(Etape(_("Lu"), demande.lue_le))
    if demande.relayee_le:
        etapes.append(Etape(_("Suivi par le guichet du CRIJ"), demande.relayee_le))
    if demande.statut in FINS:
        etapes = [etape for etape in etapes if etape.quand]
        if demande.repondue_le:
            etapes.append(Etape(_("Répondu"), demande.repondue_le))
        return sorted([*etapes, Etape(str(FINS[Statut(demande.statut)]), demande.close_le)], key=_moment)
    etapes.append(Etape(_("Répondu"), demande.repondue_le))
    if demande.rdv_propose_le:
        etapes.append(Etape(_("Rendez-vous proposé"), demande.rdv_propose_le, booking_of(demande)))
    return sorted(etapes, key=_moment)


FINS = {
    Statut.REFUSEE: gettext_lazy("Orienté vers quelqu’un d’autre"),
    Statut.EXPIREE: gettext_lazy("Clos sans réponse"),
    Statut.RETIREE: gettext_lazy("Retiré par toi"),
}


def _moment(etape: Etape) -> datetime:
    return etape.quand or timezone.now() + timedelta(days=3650)


def booking_of(demande: Demande) -> str:
    """Return where one books with who answers, "" where one cannot."""
    repondant = demande.repondant
    return address_of(Demarche.RENDEZVOUS, repondant) if repondant else ""


def say_suite(demande: Demande) -> str:
    """Say what comes next, and when."""
    if demande.statut == Statut.REPONDUE:
        return _("Tu as une réponse plus bas. Tu peux écrire à nouveau si tu veux.")
    if not demande.est_ouverte or demande.attend_depuis is None:
        return ""
    phrases = []
    if demande.repondant and (promesse := promise_of(demande.repondant)):
        phrases.append(f"{demande.repondant} {promesse[0].lower()}{promesse[1:]}.")
    if demande.relayee_le:
        jour = _day(demande.attend_depuis, settings.ECHANGES_CLOTURE_JOURS)
        phrases.append(_("Le guichet du CRIJ s’en occupe aussi. On te dit où on en est le %(jour)s au plus tard."))
    else:
        jour = _day(demande.attend_depuis, settings.ECHANGES_GUICHET_JOURS)
        phrases.append(_("Sans réponse le %(jour)s, le guichet du CRIJ s’en occupe : tu n’as rien à faire."))
    phrases[-1] %= {"jour": jour}
    return " ".join(phrases)


def _day(depuis: datetime, jours: int) -> str:
    return date_format(timezone.localtime(depuis) + timedelta(days=jours), "l j F")


def list_portes(demande: Demande) -> list[dict[str, str]]:
    """Return the doors that stay open after a refusal or a silence, as {titre, detail, url}."""
    if demande.statut == Statut.REFUSEE and (porte := demande.porte):
        detail = getattr(porte, "fonction", "") or porte.get_type_display()
        return [{"titre": str(porte), "detail": detail, "url": porte.get_absolute_url()}]
    if demande.statut in (Statut.EXPIREE, Statut.REFUSEE):
        recherche = reverse("search:recherche")
        return [{"titre": _("Chercher quelqu’un d’autre"), "detail": _("près de chez toi"), "url": recherche}]
    return []

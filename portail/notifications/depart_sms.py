"""Handing an SMS to its carrier: not at night, not to who wrote STOP, not beyond the month's cap."""

from datetime import date
from hashlib import blake2b

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.models import Site

from portail.cms.models import ReglagesSite

from .echecs import EnvoiRetenu
from .heures import next_open
from .models import Message
from .oppositions import is_opposed
from .passerelles import EchecPasserelle, Sms, passerelle
from .vocabulaire import Statut


def send(message: Message) -> str:
    """Send it; return the carrier's reference. Raises EnvoiRetenu when it must not leave, EchecPasserelle."""
    _respect(message)
    if not settings.SMS_URL:
        raise EchecPasserelle("aucun fournisseur de SMS (SMS_URL)", definitif=True)
    _count(message)
    sender = ReglagesSite.for_site(message.site).expediteur_sms
    return passerelle().send(Sms(message.telephone, message.texte, sender, stable_key(message)))


def stable_key(message: Message) -> str:
    """Return what the carrier sees at each attempt: 20 characters, which OVH's tag takes, and which name nobody."""
    return blake2b(message.message_id.encode(), digest_size=10).hexdigest()


def _respect(message: Message) -> None:
    """Raise EnvoiRetenu at night, and for a number on the STOP list, which is then forgotten."""
    if is_opposed(message.telephone):
        raise EnvoiRetenu(statut=Statut.OPPOSITION, telephone="", mois=None)
    now = timezone.now()
    morning = next_open(now)
    if morning == now:
        return
    if message.utile_jusqua and message.utile_jusqua < morning:
        raise EnvoiRetenu(statut=Statut.ABANDONNE, mois=None)
    raise EnvoiRetenu(pas_avant=morning)


@transaction.atomic
def _count(message: Message) -> None:
    """Count the message in this month's cap, once whatever the attempts. Raises EnvoiRetenu beyond the cap.

    The site's row is locked meanwhile, so that two workers cannot both take the last place.
    """
    if message.mois is not None:
        return
    month = timezone.localdate().replace(day=1)
    Site.objects.select_for_update(no_key=True).get(pk=message.site_id)
    used = Message.objects.segments_of_month(message.site, month)
    if used + message.segments > settings.SMS_PLAFOND_MENSUEL:
        raise EnvoiRetenu(statut=Statut.PLAFOND, reponse=_full(used, month))
    Message.objects.filter(pk=message.pk).update(mois=month)


def _full(used: int, month: date) -> str:
    return f"{used} SMS sur {settings.SMS_PLAFOND_MENSUEL} en {month:%m/%Y}"

"""Writing messages and changing their state. Each is one transaction; arguments are named."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from hashlib import blake2b

from django.db import transaction
from django.utils import timezone
from wagtail.models import Site

from ressources.courrier import Courriel

from .models import Message
from .taches import send_one
from .vocabulaire import REPRENABLES, Canal, Statut


@transaction.atomic
def post_message(
    *,
    site: Site,
    genre: str,
    cle: str,
    texte: str,
    canal: Canal = Canal.COURRIEL,
    destinataire: str = "",
    telephone: str = "",
    sujet: str = "",
    html: str = "",
    pieces: Iterable[dict[str, str]] = (),
    segments: int = 0,
    statut: Statut = Statut.A_ENVOYER,
    objet: str = "",
    pas_avant: datetime | None = None,
    utile_jusqua: datetime | None = None,
) -> Message:
    """Write a message in the current transaction; the worker sends it after the commit, from `pas_avant` on.

    The same `cle` gives the same message, whoever asks first. `objet` ("rendezvous:12") lets `drop_messages` find what
    has become pointless; after `utile_jusqua` it is dropped by itself. A scheduled run finds what the task misses.
    Applications call `courriels.post_courriel` and `sms.post_sms`, which draw templates.
    """
    message, created = Message.objects.get_or_create(
        cle=cle,
        defaults={
            "site": site,
            "genre": genre,
            "canal": canal,
            "objet": objet,
            "destinataire": destinataire,
            "telephone": telephone,
            "sujet": " ".join(sujet.split())[:200],  # a header takes one line
            "texte": texte,
            "html": html,
            "pieces": list(pieces),
            "segments": segments,
            "statut": statut,
            "pas_avant": pas_avant or timezone.now(),
            "utile_jusqua": utile_jusqua,
        },
    )
    if created and statut == Statut.A_ENVOYER and message.pas_avant <= timezone.now():
        transaction.on_commit(partial(send_one.enqueue, message.pk))
    return message


def post_to_many(site: Site, adresses: Iterable[str], courriel: Courriel) -> list[Message]:
    """Write the guide's message to each address, which the others do not see."""
    return [
        post_message(
            site=site,
            genre=courriel.genre,
            cle=f"{courriel.cle}-{blake2b(adresse.encode(), digest_size=6).hexdigest()}",
            destinataire=adresse,
            sujet=courriel.sujet,
            texte=courriel.texte,
        )
        for adresse in adresses
    ]


def drop_messages(*, objet: str) -> int:
    """Give up the messages about an object that have not left yet; return how many."""
    return Message.objects.filter(objet=objet, statut=Statut.A_ENVOYER).update(
        statut=Statut.ABANDONNE, bail_jusqua=None, modifie_le=timezone.now()
    )


@transaction.atomic
def retry_message(*, message: Message) -> bool:
    """Have a message that failed, or that the month's cap refused, sent anew. Return False for any other."""
    waiting = Message.objects.filter(pk=message.pk, statut__in=REPRENABLES).with_address()
    if not waiting.update(statut=Statut.A_ENVOYER, tentatives=0, pas_avant=timezone.now(), utile_jusqua=None):
        return False
    transaction.on_commit(partial(send_one.enqueue, message.pk))
    return True


def forget_messages(*, before: datetime) -> int:
    """Empty what says who was written to, and what, in messages settled before a date; return how many.

    The line stays, for the figures: its kind, its state, its dates.
    """
    forgotten = Message.objects.finished_before(before).exclude(destinataire="", telephone="", texte="")
    return forgotten.update(destinataire="", telephone="", sujet="", texte="", html="", pieces=[], reponse="")


@transaction.atomic
def forget_messages_about(*, objet: str) -> int:
    """Empty at once every message about an object, and give up those that wait; return how many.

    For somebody who asks to be forgotten: NOTIFICATIONS_CONSERVATION_JOURS is for the others.
    """
    drop_messages(objet=objet)
    return Message.objects.filter(objet=objet).update(
        destinataire="", telephone="", sujet="", texte="", html="", pieces=[], reponse="", modifie_le=timezone.now()
    )

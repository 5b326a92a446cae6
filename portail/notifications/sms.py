"""Writing an SMS from a template: one neutral sentence, since a parent may read it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from wagtail.models import Site

from ressources.telephones import normalise_telephone, validate_mobile

from .gabarits import draw_sms, genre_of
from .gsm7 import measure, simplify
from .heures import next_open
from .models import Message
from .oppositions import is_opposed
from .services import post_message
from .vocabulaire import Canal, Statut


def sms_available(site: Site) -> bool:
    """Tell whether a form may offer SMS: a provider is configured (SMS_URL), and the site's cap leaves it some."""
    if not settings.SMS_URL:
        return False
    month = timezone.localdate().replace(day=1)
    return Message.objects.segments_of_month(site, month) < settings.SMS_PLAFOND_MENSUEL


def post_sms(
    *,
    site: Site,
    gabarit: str,
    telephone: str,
    contexte: Mapping[str, Any],
    cle: str,
    objet: str = "",
    pas_avant: datetime | None = None,
    utile_jusqua: datetime | None = None,
) -> Message:
    """Write an SMS in the current transaction, drawn from `templates/<gabarit>.txt`; the worker sends it by day.

    One due at night waits for the morning; useless by then, it is dropped. To a number that wrote STOP nothing leaves:
    the row says so, without the number. Raises ValidationError when the number is not a mobile's.
    """
    validate_mobile(telephone)
    moment = next_open(pas_avant or timezone.now())
    texte = simplify(draw_sms(site=site, gabarit=gabarit, contexte=contexte))
    return post_message(
        site=site,
        canal=Canal.SMS,
        genre=genre_of(gabarit),
        cle=cle,
        objet=objet,
        texte=texte,
        segments=measure(texte).segments,
        pas_avant=moment,
        **_state(normalise_telephone(telephone), moment, utile_jusqua),
    )


def _state(telephone: str, moment: datetime, utile_jusqua: datetime | None) -> dict[str, Any]:
    """Return the number and the state to write: waiting, refused by the person, or already pointless."""
    if is_opposed(telephone):
        return {"telephone": "", "statut": Statut.OPPOSITION, "utile_jusqua": None}
    if utile_jusqua and utile_jusqua < moment:
        return {"telephone": telephone, "statut": Statut.ABANDONNE, "utile_jusqua": None}
    return {"telephone": telephone, "statut": Statut.A_ENVOYER, "utile_jusqua": utile_jusqua}

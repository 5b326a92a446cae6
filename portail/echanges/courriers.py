"""What the portal writes about a request. Subjects are neutral, no mail holds what was said: a parent may read it."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from portail.notifications.courriels import post_courriel
from portail.notifications.services import drop_messages, forget_messages_about
from portail.notifications.sms import post_sms
from ressources.telephones import validate_mobile

from . import destinataires, liens
from .destinataires import Destinataire

GABARITS = "echanges/courriels/"
SMS = "echanges/sms/"


def tell_pro(demande, gabarit: str, *, cle: str, a: Destinataire | None = None, utile_jusqua=None) -> None:
    """Write to who has the request, or to `a`, with a link that opens it. `cle` says what causes it."""
    destinataire = a or destinataires.of_demande(demande)
    contexte = {
        "demande": demande,
        "destinataire": destinataire,
        "lien": liens.make_pro(demande.reference, destinataire.cle),
        "jours_lien": settings.ECHANGES_LIEN_JOURS,
        "jours": (timezone.localdate() - timezone.localdate(demande.envoyee_le)).days,
    }
    for rang, adresse in enumerate(destinataire.adresses):
        post_courriel(
            site=demande.site,
            gabarit=GABARITS + gabarit,
            destinataire=adresse,
            contexte=contexte,
            cle=f"demande-{demande.pk}-{cle}-{destinataire.cle}-{rang}",
            objet=demande.objet_pro,
            utile_jusqua=utile_jusqua,
        )


def tell_jeune(demande, nom: str, *, cle: str) -> None:
    """Write to the young person: by e-mail if there is an address, else by SMS to a mobile if SMS are sent here."""
    contexte = {
        "demande": demande,
        "suivi": liens.make_suivi(demande.reference),
        "adresse_code": reverse("echanges:code"),
        "code": liens.make_code(demande.reference),
    }
    commun = {
        "site": demande.site,
        "contexte": contexte,
        "cle": f"demande-{demande.pk}-{cle}",
        "objet": demande.objet_jeune,
    }
    if demande.courriel:
        post_courriel(gabarit=f"{GABARITS}{nom}", destinataire=demande.courriel, **commun)
    elif settings.SMS_URL and is_mobile(demande.telephone):
        post_sms(gabarit=f"{SMS}{nom}", telephone=demande.telephone, **commun)


def is_mobile(telephone: str) -> bool:
    """Tell whether an SMS can reach the number."""
    try:
        validate_mobile(telephone)
    except ValidationError:
        return False
    return True


def drop_for_pro(demande) -> None:
    """Give up what waits to leave for professionals: it has become pointless."""
    drop_messages(objet=demande.objet_pro)


def forget(demande) -> None:
    """Empty every message about the request, and keep those that wait from leaving."""
    for objet in (demande.objet_jeune, demande.objet_pro):
        forget_messages_about(objet=objet)


def tell_moderation(abus) -> None:
    """Write to the desk that a request was reported."""
    for rang, adresse in enumerate(destinataires.of_guichet(abus.demande.site).adresses):
        post_courriel(
            site=abus.demande.site,
            gabarit=GABARITS + "abus_signale",
            destinataire=adresse,
            contexte={"abus": abus},
            cle=f"demande-{abus.demande_id}-abus-{rang}",
            objet=abus.demande.objet_pro,
        )

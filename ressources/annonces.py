"""What the guide writes to its team."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from .accueil import desk_addresses
from .courrier import Courriel, post
from .models import Signalement


def announce_signalement(signalement: Signalement) -> None:
    """Write to the desk that a report came in; the reader's own address stays in the admin."""
    fiche = signalement.fiche
    contexte = {"signalement": signalement, "fiche": fiche, "base": settings.WAGTAILADMIN_BASE_URL}
    courriel = Courriel(
        genre="signalement",
        cle=f"signalement-{signalement.pk}",
        sujet=_("Signalement : %(fiche)s") % {"fiche": fiche},
        texte=render_to_string("ressources/courriels/signalement.txt", contexte),
    )
    post(fiche.site, desk_addresses(fiche.site), courriel)

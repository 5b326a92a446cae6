"""Where one writes to an entry of the guide, or about something else; and how long its answers take."""

from django.urls import reverse
from django.utils.translation import ngettext

from ressources.models import PersonneRessource, Structure

from .models import DelaiReponse

ROUTES = {PersonneRessource: "personne", Structure: "structure"}


def address_of(fiche) -> str:
    """Return where one writes, "" to who asked not to appear."""
    if getattr(fiche, "opposition", False) or not fiche.slug:
        return ""
    route = ROUTES.get(type(fiche), "opportunite")
    return reverse(f"echanges:{route}", args=[fiche.pk, fiche.slug])


def promise_of(fiche) -> str:
    """Return the measured delay of an entry in words, "" when it is not known."""
    champ = "structure" if isinstance(fiche, Structure) else "personne"
    jours = DelaiReponse.objects.filter(**{champ: fiche}).values_list("jours", flat=True).first()
    if jours is None:
        return ""
    return ngettext("Répond en général en %(n)s jour", "Répond en général en %(n)s jours", jours) % {"n": jours}

"""Tags of the space: its rail, and the panels of its sections."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from portail.espace.rail import Lien, build_rail
from portail.espace.sections import Panneau

register = template.Library()


@register.simple_tag(takes_context=True)
def rail(context) -> list[Lien]:
    """Give a page of the space the links of its rail."""
    return build_rail(context["request"])


@register.simple_tag(takes_context=True)
def panneau(context, panel: Panneau) -> SafeString:
    """Draw a section's panel, with the request (form tokens), the professional, and its own context."""
    return render_to_string(panel.gabarit, panel.contexte, request=context["request"])


@register.filter
def genre_lisible(fiche) -> str:
    """Say what kind of entry it is, and at whose: "personne ressource, Mission locale de Lille"."""
    genre = str(fiche._meta.verbose_name)
    structure = getattr(fiche, "structure", None)
    return f"{genre}, {structure}" if structure else genre

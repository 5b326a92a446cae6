"""Tags of the space: its rail, and the panels of its sections."""

from django import template
from django.contrib.messages.constants import ERROR, SUCCESS, WARNING
from django.contrib.messages.storage.base import Message
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect
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


@register.simple_tag
def champ_adapte(bound: BoundField) -> SafeString:
    """Draw a field with the component of its widget: boxes, one box, or a plain field."""
    widget = bound.field.widget
    if isinstance(widget, (CheckboxSelectMultiple, RadioSelect)):
        return render_to_string("components/choices.html", {"bound": bound})
    name = "checkbox" if isinstance(widget, CheckboxInput) else "field"
    return render_to_string(f"components/{name}.html", {"bound": bound})


@register.filter
def tone(message: Message) -> str:
    """Return the notice's tone for a message of the framework: "ok", "warn", "danger", or "info"."""
    return {SUCCESS: "ok", WARNING: "warn", ERROR: "danger"}.get(message.level, "info")

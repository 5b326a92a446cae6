"""Tags of the results page."""

from django import template
from django.utils.translation import gettext as _

from search.criteria import Criteria
from search.engines.base import Hit
from search.wording import near

register = template.Library()

FALLBACK_CARD = "search/_carte.html"


@register.filter
def card_template(hit: Hit) -> str:
    """Return the template that draws a hit: that of its source, or a plain one."""
    return hit.card_template or FALLBACK_CARD


@register.simple_tag
def nothing_found(criteria: Criteria) -> str:
    """Say that nothing was found, and where."""
    if criteria.place is None:
        return _("On n’a rien trouvé pour l’instant.")
    return _("Rien %(near)s.") % {"near": near(criteria.place, criteria.rayon)}

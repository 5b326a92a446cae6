"""What the results page says of a search, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from search import facets
from search.criteria import Criteria
from search.engines.base import Results
from search.places import Place

ELIDED = frozenset("aàâeéèêëiîïoôœuùûü")


def of_place(nom: str) -> str:
    """Write « de » before the name of a commune: de Halluin, d’Armentières, du Quesnoy, des Lilas."""
    if nom.startswith("Le "):
        return f"du {nom[3:]}"
    if nom.startswith("Les "):
        return f"des {nom[4:]}"
    return f"d’{nom}" if nom[:1].lower() in ELIDED else f"de {nom}"


def near(place: Place, km: int) -> str:
    """Say a circle: « à moins de 20 km de Halluin », « à moins de 5 km de toi »."""
    whom = _("de toi") if place.located else of_place(place.nom)
    return _("à moins de %(km)s km %(de)s") % {"km": km, "de": whom}


def count_sentence(results: Results, criteria: Criteria) -> str:
    """Say how many results, of what, and where: « 14 personnes et lieux à moins de 20 km de Halluin »."""
    what = count_of(results.total, _types(results, criteria))
    if criteria.place is None:
        return what
    return f"{what} {near(criteria.place, criteria.rayon)}"


def count_of(number: int, types: set[str]) -> str:
    """Say a number of entries of these types."""
    if types == {"personne"}:
        text = ngettext("%(n)s personne", "%(n)s personnes", number)
    elif types == {"structure"}:
        text = ngettext("%(n)s lieu", "%(n)s lieux", number)
    elif types == {"permanence"}:
        text = ngettext("%(n)s permanence", "%(n)s permanences", number)
    elif types == {"dispositif"}:
        text = ngettext("%(n)s aide", "%(n)s aides", number)
    elif types == {"personne", "structure"} and number > 1:
        text = _("%(n)s personnes et lieux")
    else:
        text = ngettext("%(n)s réponse", "%(n)s réponses", number)
    return text % {"n": number}


def _types(results: Results, criteria: Criteria) -> set[str]:
    """Return the types that the results hold."""
    counted = {value.valeur for value in results.facets.get(facets.TYPE, ()) if value.nombre}
    return counted.intersection(criteria.types) if criteria.types else counted


def wider_sentence(place: Place, km: int, wider_km: int, number: int) -> str:
    """Say what a wider circle would hold: « Rien à moins de 10 km. À 20 km, il y a 3 lieux. »"""
    there = ngettext("À %(km)s km, il y a %(n)s réponse.", "À %(km)s km, il y a %(n)s réponses.", number)
    nothing = _("Rien %(near)s.") % {"near": near(place, km)}
    return f"{nothing} {there % {'km': wider_km, 'n': number}}"

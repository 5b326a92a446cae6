"""Context of the page of a dispositif, the same for readers and for the preview of a draft."""

import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portail.cms.fiches import find_fiches
from portail.cms.models import ReglagesSite
from ressources.fiches.jsonld import dump

from .eligibilite.phrases import say_day
from .models import Dispositif
from .vocabulaire import Etat

PROCHES = 4  # people shown; the rest is one click away
TIED = "\u00a0"


def build_context(dispositif: Dispositif, jour: datetime.date | None = None) -> dict[str, Any]:
    """Return what the page shows on a day, today by default."""
    jour = jour or timezone.localdate()
    state = dispositif.state_on(jour)
    return {
        "dispositif": dispositif,
        "etat": state,
        "echeance": say_deadline(dispositif, state, jour),
        "faits": facts(dispositif),
        "conditions": [regle.say() for regle in dispositif.whole_rule.regles if regle.say()],
        "etapes": [{"title": etape.titre, "text": etape.texte} for etape in dispositif.etapes.all()],
        "jsonld": describe(dispositif),
    }


def add_neighbours(context: dict[str, Any], request) -> dict[str, Any]:
    """Complete the context with who can help near the site's commune, and other dispositifs of the same themes."""
    dispositif = context["dispositif"]
    commune = ReglagesSite.for_request(request).commune
    slugs = tuple(theme.slug for theme in dispositif.thematiques.all())
    found = find_fiches(
        themes=slugs, types=("personne", "structure"), commune=commune.ref if commune else "", limit=PROCHES
    )
    return context | {"commune": commune, "found": found if slugs else None, "voisins": neighbours(dispositif)}


def neighbours(dispositif: Dispositif, limit: int = 3) -> list[Dispositif]:
    """Return other published dispositifs that share a theme, else the axis."""
    others = Dispositif.objects.published().open_on().exclude(pk=dispositif.pk).filter(axe=dispositif.axe)
    themes = {theme.pk for theme in dispositif.thematiques.all()}
    ranked = sorted(
        others.filter(laboratoire=dispositif.laboratoire).prefetch_related("thematiques").order_by("nom", "pk"),
        key=lambda other: -len(themes.intersection(theme.pk for theme in other.thematiques.all())),
    )
    return ranked[:limit]


def facts(dispositif: Dispositif) -> list[dict[str, str]]:
    """Return what is known, ready for the box of key facts."""
    zones = ", ".join(map(str, dispositif.zones.all()))
    known = [
        ("euro" if dispositif.is_money else "badge-check", _("Ce que tu reçois"), dispositif.montant),
        ("users", _("Pour qui"), ", ".join(filter(None, [dispositif.public, say_ages(dispositif)]))),
        ("map-pin", _("Où"), dispositif.territoire_detail or zones or _("partout en France")),
        ("calendar-days", _("Quand"), dispositif.calendrier or say_dates(dispositif)),
        ("badge-check", _("Porté par"), dispositif.porteur),
        ("flag", _("Administration pilote"), dispositif.pilote),
        ("user", _("Bénéficiaires"), say_beneficiaires(dispositif)),
        ("message-circle", _("Avec"), ", ".join(dispositif.partenaires_lines)),
    ]
    return [{"icon": icon, "label": str(label), "value": str(value)} for icon, label, value in known if value]


def say_ages(dispositif: Dispositif) -> str:
    """Return « 16 à 25 ans », « dès 18 ans », « jusqu’à 29 ans », "" without bound."""
    low, high = dispositif.age_min, dispositif.age_max
    if low and high:
        return _("%(low)s à %(high)s ans") % {"low": low, "high": high}
    if low:
        return _("dès %(low)s ans") % {"low": low}
    return _("jusqu’à %(high)s ans") % {"high": high} if high else ""


def say_dates(dispositif: Dispositif) -> str:
    """Return « du 1er mars 2027 au 31 mai 2027 », "" when it is always open."""
    opens, closes = dispositif.ouverture, dispositif.cloture
    if opens and closes:
        return _("du %(debut)s au %(fin)s") % {"debut": say_day(opens), "fin": say_day(closes)}
    if opens:
        return _("à partir du %(jour)s") % {"jour": say_day(opens)}
    return _("jusqu’au %(jour)s") % {"jour": say_day(closes)} if closes else ""


def say_beneficiaires(dispositif: Dispositif) -> str:
    """Return the number helped: « 500 à 800 jeunes », « 10 000 jeunes », "" when unknown."""
    low, high = dispositif.beneficiaires_min, dispositif.beneficiaires_max
    if low and high and low != high:
        return _("%(low)s à %(high)s jeunes") % {"low": group(low), "high": group(high)}
    known = high or low
    return ngettext("%(n)s jeune", "%(n)s jeunes", known) % {"n": group(known)} if known else ""


def group(number: int) -> str:
    """Group digits by three with a no-break space, as French does from five digits: 7200, 10 000."""
    return f"{number:,}".replace(",", TIED) if number >= 10_000 else str(number)


def say_deadline(dispositif: Dispositif, state: Etat, jour: datetime.date) -> str:
    """Return « Ouvre dans 12 jours, le 8 décembre 2026 », "" when no date is near."""
    opens, closes = dispositif.ouverture, dispositif.cloture
    if state == Etat.A_VENIR and opens:
        days = (opens - jour).days
        form = ngettext("Ouvre demain, le %(jour)s.", "Ouvre dans %(n)s jours, le %(jour)s.", days)
        return form % {"n": days, "jour": say_day(opens)}
    if state == Etat.BIENTOT_CLOS and closes:
        days = (closes - jour).days
        if days == 0:
            return _("Dernier jour pour demander.")
        form = ngettext("Ferme demain, le %(jour)s.", "Ferme dans %(n)s jours, le %(jour)s.", days)
        return form % {"n": days, "jour": say_day(closes)}
    if state == Etat.CLOS and closes:
        return _("C’est fermé depuis le %(jour)s.") % {"jour": say_day(closes)}
    return ""


def describe(dispositif: Dispositif):
    """Return the schema.org description, as a data element."""
    return dump(
        {
            "@context": "https://schema.org",
            "@type": "GovernmentService",
            "name": dispositif.nom,
            "description": dispositif.chapeau,
            "serviceType": str(dispositif.get_apport_display()),
            "provider": {"@type": "Organization", "name": dispositif.porteur} if dispositif.porteur else {},
            "areaServed": [str(zone) for zone in dispositif.zones.all()],
            "audience": {"@type": "PeopleAudience", **bounds(dispositif)},
            "url": dispositif.lien,
        }
    )


def bounds(dispositif: Dispositif) -> dict[str, int]:
    ages = {"suggestedMinAge": dispositif.age_min, "suggestedMaxAge": dispositif.age_max}
    return {name: age for name, age in ages.items() if age is not None}

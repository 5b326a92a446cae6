"""Drawing a message from its templates, with what every message says of the site that writes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template import Context, TemplateDoesNotExist
from django.template.loader import get_template
from wagtail.models import Site

from portail.cms.models import ReglagesSite


@dataclass(frozen=True, slots=True)
class Lettre:
    """An e-mail as it is drawn; `html` is "" when there is no such template."""

    sujet: str
    texte: str
    html: str


def draw_courriel(*, site: Site, gabarit: str, contexte: Mapping[str, Any]) -> Lettre:
    """Draw `<gabarit>.txt`, whose first line is the subject, and `<gabarit>.html` if it exists.

    Raises TemplateDoesNotExist without a text: every mail must be readable as one.
    """
    complet = {**common_context(site), **contexte}
    sujet, _saut, texte = draw_text(f"{gabarit}.txt", complet).partition("\n")
    return Lettre(
        sujet.strip(), texte.strip() + "\n", _draw_html(f"{gabarit}.html", complet | {"sujet": sujet.strip()})
    )


def draw_sms(*, site: Site, gabarit: str, contexte: Mapping[str, Any]) -> str:
    """Draw `<gabarit>.txt` on one line, as a telephone shows it."""
    return " ".join(draw_text(f"{gabarit}.txt", {**common_context(site), **contexte}).split())


def draw_text(name: str, contexte: Mapping[str, Any]) -> str:
    """Draw a text template: nothing is escaped in it, since it is no HTML."""
    template = get_template(name).template  # type: ignore[attr-defined]
    return template.render(Context(dict(contexte), autoescape=False)).strip()


def common_context(site: Site) -> dict[str, Any]:
    """Give `site_nom`, `organisme`, `guichet` ({nom, telephone, courriel}) and `base`, put before paths in links."""
    reglages = ReglagesSite.for_site(site)
    return {
        "site_nom": reglages.nom,
        "organisme": reglages.organisme,
        "guichet": {
            "nom": reglages.guichet_nom,
            "telephone": reglages.guichet_telephone,
            "courriel": reglages.guichet_courriel,
        },
        "base": base_of(site),
    }


def base_of(site: Site) -> str:
    """Return the site's public address, without a final slash: the setting's for the default site, else its own."""
    return settings.BASE_URL if site.is_default_site else site.root_url


def genre_of(gabarit: str) -> str:
    """Return the kind of message that a template makes: the name of its file."""
    return gabarit.rpartition("/")[2][:40]


def _draw_html(name: str, contexte: Mapping[str, Any]) -> str:
    try:
        template = get_template(name)
    except TemplateDoesNotExist as absence:
        if absence.args != (name,):  # one that it includes
            raise
        return ""
    return template.render(dict(contexte)).strip()  # a plain string: a page that shows it escapes it

"""The site's name, desk, menus and emergency numbers, for the page frame every template extends.

Each value is lazy: a template that does not show it costs no query, and one that shows it twice costs one.
"""

from django.utils.functional import SimpleLazyObject
from wagtail.models import Site

from portail.cms.models import Menus, ReglagesSite

Context = dict[str, object]


def site(request) -> Context:
    """Give `reglages`, `site_name`, `contact`, `quick_exit_url`, `menu_principal`, `menu_pied`, `numeros_urgence`.

    Menu entries are {label, url, active}; `contact` is {nom, telephone, courriel, adresse, horaires, presentation};
    `numeros_urgence` are the NumeroUrgence of the strip. Without a site (first start): the settings' defaults, no link.
    """
    reglages = SimpleLazyObject(lambda: _setting(ReglagesSite, request))
    return {
        "reglages": reglages,
        "site_name": SimpleLazyObject(lambda: reglages.nom),
        "quick_exit_url": SimpleLazyObject(lambda: reglages.sortie_rapide),
        "contact": SimpleLazyObject(lambda: _contact(reglages)),
        "menu_principal": SimpleLazyObject(lambda: _menu("entrees_principales", request)),
        "menu_pied": SimpleLazyObject(lambda: _menu("entrees_pied", request)),
        "numeros_urgence": SimpleLazyObject(lambda: list(reglages.bandeau_urgence())),
    }


def _setting(model, request):
    """Return the setting of the request's site, blank when there is no site yet."""
    return model.for_request(request) if Site.find_for_request(request) else model()


def _contact(reglages) -> Context:
    return {
        "nom": reglages.guichet_nom,
        "telephone": reglages.guichet_telephone,
        "courriel": reglages.guichet_courriel,
        "adresse": reglages.guichet_adresse,
        "horaires": reglages.guichet_horaires,
        "presentation": reglages.accroche,
    }


def _menu(relation: str, request) -> list[Context]:
    menus = _setting(Menus, request)
    if menus.pk is None:
        return []
    links = [(entry.libelle, entry.href(request)) for entry in getattr(menus, relation).select_related("page")]
    return [{"label": label, "url": url, "active": url == request.path} for label, url in links if url]

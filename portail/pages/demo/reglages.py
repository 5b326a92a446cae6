"""The demonstration's site settings and menus, written only where nobody has yet."""

from wagtail.models import Page, Site

from geo.models import Commune, Zone
from portail.cms.models import Menus, NumeroUrgence, ReglagesSite

from .reading import Entry, read


def fill_reglages(site: Site) -> None:
    """Fill the settings of a site that has no emergency number yet: the sign that nobody has filled them."""
    reglages = ReglagesSite.for_site(site)
    if reglages.numeros_urgence.exists():
        return
    entry = read("reglages")
    numbers, territory, commune = (entry.pop(name) for name in ("numeros_urgence", "territoire", "commune"))
    for name, value in entry.items():
        setattr(reglages, name, value)
    reglages.commune = Commune.objects.get_by_ref(commune)
    if reglages.commune:  # a database without communes still gives a site
        reglages.territoire = Zone.objects.get_or_make(**territory)
    reglages.numeros_urgence = [NumeroUrgence(sort_order=rank, **number) for rank, number in enumerate(numbers)]
    reglages.full_clean()
    reglages.save()


def fill_menus(site: Site, pages: dict[str, Page]) -> None:
    """Fill menus that are empty; an entry names a `page` by its path below the home, or an `url`."""
    menus = Menus.for_site(site)
    for relation, entries in read("menus").items():
        manager = getattr(menus, relation)
        if not manager.exists():
            manager.set([make_entry(manager.model, rank, entry, pages) for rank, entry in enumerate(entries)])
    menus.save()


def make_entry(model, rank: int, entry: Entry, pages: dict[str, Page]):
    link = {"page": Page.objects.get(pk=pages[entry["page"]].pk)} if "page" in entry else {"url": entry["url"]}
    return model(sort_order=rank, libelle=entry["libelle"], **link)

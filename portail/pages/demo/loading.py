"""Load the whole demonstration: site, guide, pages, settings, menus."""

from collections.abc import Callable

from django.db import transaction
from wagtail.models import Page, Site

import portail.echanges.demo
import portail.opportunites.demo
import portail.opportunites.flux.demo
import portail.rendezvous.demo
import ressources.demo
from portail.pages import models
from search import indexing

from .dispositifs import load_dispositifs
from .reading import Entry, read, read_folder
from .reglages import fill_menus, fill_reglages
from .tree import PageTree

TYPES = {
    "axe": models.AxePage,
    "article": models.ContentPage,
    "contact": models.ContactPage,
    "legal": models.LegalPage,
    "liste": models.ListingPage,
    "pij": models.PijPage,
    "plan": models.PlanPage,
}
FOLDERS = {"articles": "article", "pij": "pij"}

Report = dict[str, dict[str, int]]


def load(progress: Callable[[str], object] = lambda line: None) -> Report:
    """Create or complete the demonstration. Returns counts, under the name of each of its parts.

    All or nothing. What somebody changed or removed in the admin is left as they left it.
    """
    with transaction.atomic(), indexing.deferred():
        site = find_or_create_site()
        progress("Le guide : structures, personnes, permanences…")
        guide = ressources.demo.load(site)
        progress("Les opportunités…")
        offres = portail.opportunites.demo.load(site)
        progress("Les flux de partenaires…")
        flux = portail.opportunites.flux.demo.load(site)
        progress("Les demandes…")
        demandes = portail.echanges.demo.load(site)
        progress("Les rendez-vous…")
        rendezvous = portail.rendezvous.demo.load(site)
        progress("Les pages…")
        tree = load_pages(site, progress)
        progress("Les dispositifs…")
        dispositifs = load_dispositifs(site, tree.page_id)
        progress("Les réglages et les menus…")
        fill_reglages(site)
        fill_menus(site, tree.pages)
    return {
        "guide": guide,
        "offres": offres,
        "flux": flux,
        "demandes": demandes,
        "rendezvous": rendezvous,
        "pages": dict(tree.report),
        "dispositifs": dict(dispositifs),
    }


def find_or_create_site() -> Site:
    """Return the default site, whose root is our home: Wagtail's own welcome page gives way to it."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site and isinstance(site.root_page.specific, models.HomePage):
        return site
    root = Page.get_first_root_node()
    home = root.get_children().type(models.HomePage).first() or add_home(root)
    if site is None:
        return Site.objects.create(hostname="localhost", root_page=home, is_default_site=True, site_name=home.title)
    welcome, site.root_page, site.site_name = site.root_page, home, home.title
    site.save()
    if welcome.specific_class is Page:
        welcome.delete()
    return site


def add_home(root: Page) -> models.HomePage:
    home = models.HomePage(title=read("accueil")["title"], slug="accueil")
    return root.add_child(instance=home)


def load_pages(site: Site, progress: Callable[[str], object]) -> PageTree:
    home = models.HomePage.objects.get(pk=site.root_page_id)
    tree = PageTree(home, TYPES)
    entries = page_entries()
    tree.place(entries)
    for rank, path in enumerate(tree.fill(entries), start=1):
        if rank % 20 == 0:
            progress(f"  {rank} pages, dernière : {path}")
    tree.update(home, read("accueil"), "")
    return tree


def page_entries() -> list[Entry]:
    """The tree below the home: the axes, the lists with the pages of their folders, the pages of service."""
    entries = [{"type": "axe", **entry} for entry in read("axes")] + read("rubriques")
    for entry in entries:
        if kind := FOLDERS.get(entry["slug"]):
            entry["enfants"] = [{"type": kind, **child} for child in read_folder(entry["slug"])]
    return entries

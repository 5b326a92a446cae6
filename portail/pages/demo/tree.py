"""Put the demonstration's pages in the tree, and leave alone those that somebody has touched."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from wagtail.models import Page, PageLogEntry

from portail.cms.models import BasePage
from portail.pages.models import HomePage
from ressources.models import Structure, Thematique

from .corps import BodyBuilder
from .reading import Entry

APART = {"slug", "type", "enfants", "corps", "thematiques", "structure", "sources", "suggestions", "pros_page"}


class PageTree:
    """Creates missing pages first, then fills them: a text may link to a page further down."""

    def __init__(self, home: HomePage, types: dict[str, type[BasePage]]):
        self.home = home
        self.types = types
        self.report: Counter[str] = Counter()
        self.pages: dict[str, BasePage] = {"": home}
        self.created: set[int] = set()
        self.removed: set[str] = set()
        self.touched = set(PageLogEntry.objects.filter(user__isnull=False).values_list("page_id", flat=True))
        removed = PageLogEntry.objects.filter(action="wagtail.delete", user__isnull=False)
        self.removed_titles = set(removed.values_list("label", flat=True))
        self.themes = {theme.slug: theme for theme in Thematique.objects.all()}

    def place(self, entries: list[Entry], parent: BasePage | None = None, above: str = "") -> None:
        """Find or create the page of each entry and of its `enfants`, by slug below `parent` (the home by default)."""
        parent = parent or self.home
        known = {page.slug: page for page in Page.objects.child_of(parent).specific()}
        for entry in entries:
            path = f"{above}{entry['slug']}"
            page = known.get(entry["slug"])
            if page is None and entry["title"] in self.removed_titles:
                self.removed.add(path)
                self.report["supprimées à la main"] += 1
                continue
            if page is None:
                page = self.types[entry["type"]](title=entry["title"], slug=entry["slug"], **required(entry))
                parent.add_child(instance=page)
                self.created.add(page.pk)
            self.pages[path] = page
            self.place(entry.get("enfants", []), page, f"{path}/")

    def fill(self, entries: list[Entry], above: str = "") -> Iterator[str]:
        """Write each entry into its page when it differs, and publish; yields the path of each page looked at."""
        for entry in entries:
            path = f"{above}{entry['slug']}"
            if path in self.pages:
                self.update(self.pages[path], entry, path)
                yield path
                yield from self.fill(entry.get("enfants", []), f"{path}/")

    def update(self, page: BasePage, entry: Entry, path: str) -> None:
        if page.pk in self.touched:
            self.report["retouchées à la main, laissées"] += 1
            return
        before = snapshot(page)
        self.assign(page, entry, path)
        is_new = page.pk in self.created
        if is_new or snapshot(page) != before:
            page.save_revision(clean=True).publish()
            self.report["créées" if is_new else "mises à jour"] += 1
        else:
            self.report["inchangées"] += 1

    def assign(self, page: BasePage, entry: Entry, path: str) -> None:
        for name, value in entry.items():
            if name not in APART:
                setattr(page, name, value)
        if "corps" in entry:
            builder = BodyBuilder(path, self.page_id)
            page.corps = builder.build(type(page)._meta.get_field("corps").stream_block, entry["corps"])
        if "thematiques" in entry:
            page.thematiques = [self.themes[slug] for slug in entry["thematiques"] if slug in self.themes]
        if "structure" in entry:
            page.structure = Structure.objects.filter(source="demo", source_id=entry["structure"]).first()
        if "pros_page" in entry:
            page.pros_page_id = self.page_id(entry["pros_page"])
        for relation in {"sources", "suggestions"} & entry.keys():
            set_children(page, relation, entry[relation])

    def page_id(self, path: str) -> int:
        """Return the key of the page at a path below the home, or of its parent when somebody removed it.

        Raises KeyError for a path that the demonstration does not have.
        """
        while any(f"{path}/".startswith(f"{gone}/") for gone in self.removed):
            path = path.rpartition("/")[0]
        return self.pages[path].pk


def snapshot(page: BasePage) -> dict[str, Any]:
    """All that a page holds, to be compared; PostgreSQL keeps the keys of a body in an order of its own."""
    data = page.serializable_data()
    if "corps" in data:
        data["corps"] = json.loads(data["corps"])
    return data


def required(entry: Entry) -> dict[str, Any]:
    """The fields without which a page of this type cannot be saved at all."""
    return {name: entry[name] for name in ("axe", "phrase", "porteur") if name in entry}


def set_children(page: BasePage, relation: str, rows: list[Entry]) -> None:
    """Replace inline rows, only when they differ: new rows would look like a change on every run."""
    manager = getattr(page, relation)
    kept = [{name: getattr(row, name) for name in new} for row, new in zip(manager.all(), rows, strict=False)]
    if kept != rows or manager.count() != len(rows):
        manager.set([manager.model(sort_order=rank, **row) for rank, row in enumerate(rows)])

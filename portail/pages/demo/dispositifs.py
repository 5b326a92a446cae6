"""The demonstration's dispositifs: the laboratory's programmes, one a file, and the aids, listed by subject."""

import datetime
import json
import uuid
from collections import Counter
from collections.abc import Callable
from typing import Any

from django.utils import timezone
from wagtail.models import ModelLogEntry, Site

from geo.models import Commune, Zone
from portail.dispositifs.models import Dispositif, Etape
from ressources.models import Thematique

from .corps import NAMESPACE, BodyBuilder
from .prose import PageId
from .reading import Entry, read_folder, read_lists

SOURCE = "demo"
PAR_NOM = "Équipe de démonstration"
RELU_IL_Y_A = 52  # days since somebody read them over
APART = {"corps", "regle", "etapes", "thematiques", "zones", "chaque_annee"}
GROUPES = {"toutes", "au_moins_une", "aucune"}


def entries() -> list[Entry]:
    """The laboratory's programmes, then the aids."""
    programmes = [{"laboratoire": True, **entry} for entry in read_folder("programmes")]
    return [*programmes, *read_lists("aides")]


def load_dispositifs(site: Site, page_id: PageId, today: datetime.date | None = None) -> Counter[str]:
    """Create or complete the dispositifs; what somebody changed or removed in the admin stays as they left it."""
    loading = _Loading(site, page_id, today or timezone.localdate())
    for entry in entries():
        loading.load(entry)
    return loading.report


class _Loading:
    def __init__(self, site: Site, page_id: PageId, today: datetime.date):
        self.site = site
        self.page_id = page_id
        self.today = today
        self.report: Counter[str] = Counter()
        self.themes = {theme.slug: theme for theme in Thematique.objects.all()}
        self.known = {one.slug: one for one in Dispositif.objects.all()}
        by_hand = ModelLogEntry.objects.get_for_model(Dispositif).filter(user__isnull=False)
        self.touched = set(by_hand.values_list("object_id", flat=True))
        self.removed = set(by_hand.filter(action="wagtail.delete").values_list("label", flat=True))
        self.with_zones = Commune.objects.exists()  # a database without communes still gives dispositifs

    def load(self, entry: Entry) -> None:
        dispositif = self.known.get(entry["slug"])
        if dispositif is None and entry["nom"] in self.removed:
            self.report["supprimés à la main"] += 1
        elif dispositif is None:
            self.write(self.new(entry), entry, "créés")
        elif str(dispositif.pk) in self.touched:
            self.report["retouchés à la main, laissés"] += 1
        else:
            self.write(dispositif, entry, "mis à jour")

    def new(self, entry: Entry) -> Dispositif:
        return Dispositif(
            site=self.site,
            source=SOURCE,
            source_id=entry["slug"],
            verifie_le=self.today - datetime.timedelta(days=RELU_IL_Y_A),
            verifie_par=PAR_NOM,
        )

    def write(self, dispositif: Dispositif, entry: Entry, what: str) -> None:
        """Fill and publish, when something differs."""
        before = snapshot(dispositif) if dispositif.pk else None
        self.assign(dispositif, entry)
        if before is not None and snapshot(dispositif) == before:
            self.report["inchangés"] += 1
            return
        dispositif.full_clean()
        dispositif.save()
        dispositif.save_revision().publish()
        self.report[what] += 1

    def assign(self, dispositif: Any, entry: Entry) -> None:
        for name, value in entry.items():
            if name not in APART:
                setattr(dispositif, name, value.strip() if isinstance(value, str) else value)
        if "chaque_annee" in entry:
            first, last = entry["chaque_annee"]
            dispositif.ouverture, dispositif.cloture = next_window(first, last, self.today)
        path = f"dispositifs/{entry['slug']}"
        if "corps" in entry:
            stream = Dispositif._meta.get_field("corps").stream_block
            dispositif.corps = BodyBuilder(path, self.page_id).build(stream, entry["corps"])
        dispositif.regle = build_rule(entry.get("regle", ()), f"{path}#regle")
        dispositif.thematiques = [self.themes[slug] for slug in entry["thematiques"] if slug in self.themes]
        if self.with_zones:
            dispositif.zones = [Zone.objects.get_or_make(**zone) for zone in entry.get("zones", ())]
        set_steps(dispositif, entry.get("etapes", []))


def next_window(first: str, last: str, today: datetime.date) -> tuple[datetime.date, datetime.date]:
    """Return this year's window between two days ("03-01", "05-31"), or the next one once it is over."""
    year = today.year if today <= datetime.date.fromisoformat(f"{today.year}-{last}") else today.year + 1
    return datetime.date.fromisoformat(f"{year}-{first}"), datetime.date.fromisoformat(f"{year}-{last}")


def build_rule(conditions, where: str) -> list[dict[str, Any]]:
    """Return raw stream data for the short form of a rule: `[{situations: […]}, {aucune: […]}, {age: [16, 25]}]`."""
    return [_block(condition, f"{where}.{rank}") for rank, condition in enumerate(conditions)]


def _block(condition: dict[str, Any], where: str) -> dict[str, Any]:
    ((kind, value),) = condition.items()
    read: dict[str, Callable[[Any], Any]] = {
        "situations": lambda codes: {"parmi": codes},
        "age": lambda bounds: {"age_min": bounds[0], "age_max": bounds[1]},
        "a_verifier": lambda words: {"condition": words},
        "territoire": lambda lines: {"zones": "\n".join(lines)},
    }
    content = build_rule(value, where) if kind in GROUPES else read[kind](value)
    return {"type": kind, "value": content, "id": str(uuid.uuid5(NAMESPACE, where))}


def set_steps(dispositif: Dispositif, steps: list[Entry]) -> None:
    """Replace the steps, only when they differ: new rows would look like a change on every run."""
    kept = [{"titre": step.titre, "texte": step.texte} for step in dispositif.etapes.all()]
    if kept != steps:
        dispositif.etapes.set([Etape(sort_order=rank, **step) for rank, step in enumerate(steps)])


def snapshot(dispositif: Dispositif) -> dict[str, Any]:
    """All that a dispositif holds, to be compared; PostgreSQL keeps the keys of a body in an order of its own."""
    data = dispositif.serializable_data()
    for name in ("corps", "regle"):
        data[name] = json.loads(data[name])
    return data

"""The guide that was judged: the demonstration, as it stands in a database, and the stable names of its entries."""

from collections.abc import Iterator

from portail.dispositifs.models import Dispositif
from portail.dispositifs.recherche import DispositifSource
from portail.pages import demo
from portail.pages.models import AxePage, ContentPage, PijPage
from ressources.demo.chargement import SOURCE
from ressources.models import Permanence, PersonneRessource, Structure
from search.engines import get_engine
from search.sources import DocumentData, get_source

GUIDE = {"personne": PersonneRessource, "structure": Structure, "permanence": Permanence}
PAGES = {"article": ContentPage, "pij": PijPage, "axe": AxePage}
PROGRAMMES = Dispositif.objects.filter(laboratoire=True)  # the aids came after the judgments


def load() -> None:
    """Load the demonstration, and leave in the index the entries that were judged, and no other."""
    demo.load()
    index_judged()


def index_judged() -> None:
    """Leave in the index the entries that were judged, and no other."""
    engine = get_engine()
    engine.remove(list(engine.all_keys()))
    engine.index(documents())
    engine.rebuild()


def documents() -> Iterator[DocumentData]:
    """Yield every document of the judged sources."""
    for name in (*GUIDE, *PAGES):
        source = get_source(name)
        if source is None:
            raise LookupError(f"the search has no source {name}")
        yield from source.documents(list(source.object_ids()))
    yield from DispositifSource().documents(list(PROGRAMMES.all().values_list("pk", flat=True)))


def names() -> dict[str, str]:
    """Return the stable name of each entry by its key in the index: {"personne:12": "personne/ilyes-galipette"}."""
    found = {}
    for kind, model in GUIDE.items():
        for pk, identifier in model.objects.filter(source=SOURCE).values_list("pk", "source_id"):
            found[f"{kind}:{pk}"] = f"{kind}/{identifier}"
    for kind, page_model in PAGES.items():
        for pk, slug in page_model.objects.values_list("pk", "slug"):
            found[f"{kind}:{pk}"] = f"{kind}/{slug}"
    for pk, slug in PROGRAMMES.all().values_list("pk", "slug"):
        found[f"dispositif:{pk}"] = f"programme/{slug}"
    return found

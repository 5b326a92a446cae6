"""The same offer from two feeds, or from a feed and an editor: the first one stays, the other is told."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.db.models import Q
from django.utils import timezone

from geo.folding import fold
from ressources.models.fiche import make_slug

from ..models import Opportunite
from .etat import LIEU
from .models import Flux

Cle = tuple[Any, ...]


def find_twins(flux: Flux, recues: dict[str, tuple[str, dict[str, Any]]]) -> dict[str, str]:
    """Return {source_id: who has it already} among new offers given as {source_id: (family, values)}; one query."""
    if not recues:
        return {}
    liens = {valeurs.get("lien") for _famille, valeurs in recues.values()} - {None, ""}
    slugs = {make_slug(valeurs["titre"]) for _famille, valeurs in recues.values()}
    autres = (
        Opportunite.objects.current_on(timezone.localdate())
        .filter(Q(lien__in=liens) | Q(slug__in=slugs), site=flux.site_id)
        .exclude(source=flux.nom)
    )
    champs = ("famille", "titre", "organisme", "porteur__nom", "commune_id", "debut", "lien", "source")
    connues: dict[Cle, str] = {}
    for famille, titre, organisme, porteur, commune, debut, lien, source in autres.values_list(*champs):
        jour = debut.isoformat() if debut else None
        for cle in _keys(famille, titre, porteur or organisme, commune, jour, lien):
            connues.setdefault(cle, source)
    trouvees = {}
    for source_id, (famille, valeurs) in recues.items():
        commune = valeurs[LIEU][2] if LIEU in valeurs else None
        cles = _keys(
            famille, valeurs["titre"], valeurs.get("organisme"), commune, valeurs.get("debut"), valeurs.get("lien")
        )
        for cle in cles:
            if cle in connues:
                trouvees[source_id] = connues[cle]
                break
    return trouvees


def _keys(
    famille: str, titre: str, organisme: str | None, commune: int | None, debut: str | None, lien: str | None
) -> Iterable[Cle]:
    """Yield what two copies share: a page of its own, or the title, the organisation and the place; and the day."""
    if lien and urlsplit(lien).path.strip("/"):
        yield "lien", famille, debut, lien.rstrip("/").lower()
    yield "titre", famille, debut, fold(titre), fold(organisme or ""), commune

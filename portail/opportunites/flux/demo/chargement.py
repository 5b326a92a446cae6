"""Loading the demonstration's feeds: the partners once, their files once a day, so that no date is ever stale.

A partner's settings stay as an editor left them; when they no longer let the file be read, the history says so.
"""

import datetime
import json
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone
from wagtail.models import Site

from ressources.importation.erreurs import FichierRefuse

from ...demo.chargement import to_date, to_open_day
from ..execution import Options
from ..journal import import_and_record, record
from ..models import CorrespondanceChamp, Flux
from ..vocabulaire import FormatFlux, StatutPassage

DOSSIER = Path(__file__).parent
DATE = re.compile(r"\{([+-]\d+j)\}")


def read() -> list[dict[str, Any]]:
    """Return the feeds: their settings and the name of their file."""
    return yaml.safe_load((DOSSIER / "flux.yaml").read_text(encoding="utf-8"))


def load(site: Site, today: datetime.date | None = None) -> dict[str, int]:
    """Add the missing feeds to `site` and read each one's file of the day; returns how many were added, and read."""
    jour = today or timezone.localdate()
    ajoutes = lus = 0
    for entree in read():
        flux = Flux.objects.filter(nom=entree["nom"]).first()
        if flux is None:
            flux = _add(site, entree)
            ajoutes += 1
            for premier in _first_reading(entree, jour):
                _import(flux, premier, f"{entree['fichier']} du {_day(jour - datetime.timedelta(days=1))}")
        origine = f"{entree['fichier']} du {_day(jour)}"
        if not flux.passages.filter(origine=origine).exists():
            _import(flux, render(entree, jour), origine)
            lus += 1
    return {"flux": ajoutes, "lus": lus}


def render(entree: dict[str, Any], jour: datetime.date) -> str:
    """Return the file of a feed with its dates reckoned from a day; what left the feed is not there any more."""
    texte = _dated(entree, jour)
    if entree["format"] != FormatFlux.JSON:
        return texte
    contenu = json.loads(texte)
    contenu["missions"] = [mission for mission in contenu["missions"] if not mission.get("sortie")]
    return json.dumps(contenu, ensure_ascii=False, indent=1)


def _first_reading(entree: dict[str, Any], jour: datetime.date) -> Iterator[str]:
    """Yield the file as it was the day before, for a feed out of which offers went since."""
    if entree["format"] == FormatFlux.JSON:
        yield _dated(entree, jour)


def _dated(entree: dict[str, Any], jour: datetime.date) -> str:
    agenda = entree["format"] == FormatFlux.ICAL

    def write(date: re.Match[str]) -> str:
        lu = to_date(date[1], jour)
        return to_open_day(lu).strftime("%Y%m%d") if agenda else lu.isoformat()

    return DATE.sub(write, (DOSSIER / entree["fichier"]).read_text(encoding="utf-8"))


def _day(jour: datetime.date) -> str:
    return jour.strftime("%d/%m/%Y")


def _add(site: Site, entree: dict[str, Any]) -> Flux:
    champs = {nom: entree[nom] for nom in ("nom", "titre", "format", "famille")}
    flux = Flux.objects.create(site=site, elements=entree.get("elements", ""), **champs)
    for champ, source in entree["correspondances"].items():
        CorrespondanceChamp.objects.create(flux=flux, champ=champ, **source)
    return flux


def _import(flux: Flux, texte: str, origine: str) -> None:
    with tempfile.TemporaryDirectory(prefix="flux-") as dossier:
        path = Path(dossier) / "flux"
        path.write_text(texte, encoding="utf-8")
        commence = timezone.now()
        try:
            import_and_record(flux, path, Options(), origine=origine)
        except FichierRefuse as refus:
            record(flux, StatutPassage.REFUSE, origine, commence, message=str(refus))

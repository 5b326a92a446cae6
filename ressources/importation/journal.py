"""The history of imports: previews kept until they are confirmed, then what each import did."""

import datetime
import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from ressources.importation.erreurs import FichierRefuse
from ressources.importation.execution import Avancement, Options
from ressources.importation.importeur import import_file
from ressources.importation.rapport import Rapport
from ressources.models.importation import Import, StatutImport

REMARQUES_GARDEES = 1000  # lines of a report kept with its import
DUREE_APERCU = datetime.timedelta(days=1)  # a preview that nobody confirms loses its file after that


class DejaFait(Exception):
    """The preview was confirmed already, or its file is gone."""


def import_and_record(path: Path, options: Options, avancement: Avancement = lambda fait, total: None) -> Rapport:
    """Import a file and add it to the history, together; a dry run leaves no trace.

    Raises FichierRefuse, the database unchanged, when the file is unusable.
    """
    if options.dry_run:
        return import_file(path, options, avancement)
    with transaction.atomic():
        rapport = import_file(path, options, avancement)
        trace = _describe(options, path.name, _digest(path))
        Import.objects.create(**trace, statut=StatutImport.EFFECTUE, **_result(rapport))
    return rapport


def preview(*, contenu: bytes, nom: str, options: Options) -> Import:
    """Try a file and keep it, with what it would do, until somebody confirms; a refused file is not kept."""
    _forget_old_files()
    trace = _describe(options, Path(nom).name[-255:], hashlib.sha256(contenu).hexdigest())
    try:
        with _as_file(contenu, nom) as path:
            rapport = import_file(path, replace(options, dry_run=True))
    except FichierRefuse as refus:
        return Import.objects.create(**trace, statut=StatutImport.REFUSE, remarques=[_line(0, "", "", str(refus))])
    return Import.objects.create(**trace, statut=StatutImport.APERCU, contenu=contenu, **_result(rapport))


def confirm(*, apercu: Import, options: Options) -> Import:
    """Import the file of a preview, once. Raises DejaFait; a file refused meanwhile is recorded as such."""
    try:
        with transaction.atomic():
            verrou = Import.objects.select_for_update().filter(pk=apercu.pk, statut=StatutImport.APERCU).first()
            if verrou is None or verrou.contenu is None:
                raise DejaFait
            with _as_file(bytes(verrou.contenu), verrou.fichier) as path:
                rapport = import_file(path, replace(options, dry_run=False))
            return _close(verrou, StatutImport.EFFECTUE, **_result(rapport))
    except FichierRefuse as refus:
        return _close(apercu, StatutImport.REFUSE, bilan={}, remarques=[_line(0, "", "", str(refus))])


def _close(trace: Import, statut: StatutImport, **champs: Any) -> Import:
    for champ, valeur in {"statut": statut, "contenu": None, **champs}.items():
        setattr(trace, champ, valeur)
    trace.save()
    return trace


def _forget_old_files() -> None:
    limite = timezone.now() - DUREE_APERCU
    Import.objects.filter(statut=StatutImport.APERCU, created_at__lt=limite).delete()


def _describe(options: Options, fichier: str, empreinte: str) -> dict[str, Any]:
    return {
        "site": options.site,
        "source": options.source,
        "format": options.format,
        "fichier": fichier,
        "empreinte": empreinte,
        "par": options.par,
        "options": {
            "brouillon": options.brouillon,
            "depublier_absents": options.depublier_absents,
            "type_defaut": options.type_defaut,
            "themes_defaut": list(options.themes_defaut),
        },
    }


def _result(rapport: Rapport) -> dict[str, Any]:
    remarques = [
        _line(entree.ligne, entree.issue.libelle if entree.issue else "", entree.nom, " ; ".join(entree.remarques))
        for entree in rapport.entrees[:REMARQUES_GARDEES]
    ]
    return {"bilan": rapport.bilan, "remarques": remarques}


def _line(ligne: int, issue: str, nom: str, texte: str) -> dict[str, Any]:
    return {"ligne": ligne, "issue": issue, "nom": nom, "texte": texte}


def _digest(path: Path) -> str:
    with path.open("rb") as flux:
        return hashlib.file_digest(flux, "sha256").hexdigest()


@contextmanager
def _as_file(contenu: bytes, nom: str) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="import-") as dossier:
        path = Path(dossier) / f"fichier{Path(nom).suffix[:8]}"
        path.write_bytes(contenu)
        yield path

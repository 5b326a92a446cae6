"""Rebuild static/img/icons.svg from an unpacked lucide-static package (npm pack lucide-static)."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portail.commun import icons


class Command(BaseCommand):
    help = "Refait le sprite d’icônes à partir du dossier icons/ du paquet npm lucide-static."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", type=Path, help="dossier icons/ du paquet décompressé")

    def handle(self, *args, source: Path, **options) -> None:
        try:
            sprite = icons.build_sprite(source)
        except FileNotFoundError as error:
            raise CommandError(f"Icône introuvable : {error.filename}") from error
        icons.SPRITE.write_text(sprite)
        self.stdout.write(f"{len(icons.ICONS)} icônes, {len(sprite)} octets : {icons.SPRITE}")

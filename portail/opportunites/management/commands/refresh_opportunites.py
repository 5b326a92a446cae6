"""Bring the search up to date with the calendar: what closed leaves it, what is about to open stays in."""

import datetime

from django.core.management.base import BaseCommand, CommandParser

from portail.opportunites.services import refresh_search


class Command(BaseCommand):
    help = (
        "Retire de la recherche les offres dont la date est passée. À lancer chaque nuit, sauf entre 2 h et 3 h "
        "(changement d’heure). Se relance sans risque."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--depuis",
            type=datetime.date.fromisoformat,
            help="premier jour à relire (AAAA-MM-JJ) ; 7 jours par défaut",
        )

    def handle(self, *args, **options):
        nombre = refresh_search(depuis=options["depuis"])
        self.stdout.write(f"{nombre} offres relues.")

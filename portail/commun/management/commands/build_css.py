"""Join static/css/*.css into static/css/site.css."""

from django.core.management.base import BaseCommand

from portail.commun import stylesheets


class Command(BaseCommand):
    help = "Rassemble les feuilles de style en une seule, static/css/site.css."

    def handle(self, *args, **options) -> None:
        size = stylesheets.write()
        self.stdout.write(f"{len(stylesheets.sources())} fichiers, {size} octets : {stylesheets.BUNDLE}")

"""Load the demonstration: site settings, menus, pages and the guide's entries."""

from django.core.management.base import BaseCommand

from portail.pages import demo


class Command(BaseCommand):
    help = (
        "Charge le contenu de démonstration. Se relance sans risque : une page retouchée à la main reste telle quelle."
    )

    def handle(self, *args, **options):
        report = demo.load(progress=self.stdout.write)
        self.stdout.write(self.style.SUCCESS(f"Démonstration chargée : {report}"))

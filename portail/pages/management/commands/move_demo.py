"""`manage.py move_demo`: the demonstration's site takes the address at which it answers."""

from django.conf import settings
from django.core.management.base import BaseCommand

from portail.pages.demo.adresse import move_site


class Command(BaseCommand):
    help = "Donne au site de démonstration l’adresse de BASE_URL, sauf si quelqu’un l’a réglée dans l’administration."

    def handle(self, *args, **options):
        if (site := move_site(settings.BASE_URL)) and options["verbosity"]:
            self.stdout.write(f"Le site de démonstration est à {site.root_url}")

"""`manage.py create_demo_accounts`: one account per role, for a demonstration."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portail.comptes.demo import create_demo_accounts


class Command(BaseCommand):
    help = "Crée un compte de démonstration par rôle et affiche les mots de passe (jamais en production)."

    def handle(self, *args, **options) -> None:
        if not settings.DEMO_ACCOUNTS:
            raise CommandError("Les comptes de démonstration sont interdits par les réglages (DEMO_ACCOUNTS).")
        for row in create_demo_accounts(settings.VAR_DIR / "comptes-demo.json"):
            if options["verbosity"]:
                self.stdout.write(f"{row['role']:<16} {row['email']:<28} {row['mot_de_passe']}")

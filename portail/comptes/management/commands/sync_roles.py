"""`manage.py sync_roles`: merge Wagtail's groups into those of the guide."""

from django.core.management.base import BaseCommand

from portail.comptes.roles import sync_roles


class Command(BaseCommand):
    help = "Donne aux groupes du guide (Éditeurs, Modérateurs) les pages et les images des groupes anglais de Wagtail."

    def handle(self, *args, **options) -> None:
        sync_roles()

"""`manage.py sync_roles`: create the groups of the roles and grant their permissions."""

from django.core.management.base import BaseCommand
from django.db import transaction

from portail.comptes.roles import sync_roles


class Command(BaseCommand):
    help = "Crée les groupes des rôles et leur donne leurs permissions (sans rien retirer)."

    @transaction.atomic
    def handle(self, *args, **options) -> None:
        sync_roles()

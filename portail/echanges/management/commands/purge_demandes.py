from django.core.management.base import BaseCommand

from portail.echanges.purge import oldest_kept, purge


class Command(BaseCommand):
    help = (
        "Anonymise les demandes où rien ne s'est passé depuis ECHANGES_CONSERVATION_MOIS mois : il reste des chiffres."
    )

    def handle(self, *args, **options):
        self.stdout.write(f"Demandes sans fait depuis le {oldest_kept():%d/%m/%Y}, anonymisées : {purge()}.")

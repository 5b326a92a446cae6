from django.core.management.base import BaseCommand

from portail.echanges.passage import make_round, refresh_delais


class Command(BaseCommand):
    help = "Fait le tour des demandes qui attendent : rappels, relais, clôtures. Ne fait rien un jour de repos."

    def handle(self, *args, **options):
        faits = make_round()
        delais = refresh_delais()
        detail = ", ".join(f"{nom} {nombre}" for nom, nombre in sorted(faits.items())) or "rien à faire"
        self.stdout.write(f"Demandes : {detail}. Délais affichés revus : {delais}.")

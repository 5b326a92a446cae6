"""manage.py traiter_retours CHEMIN: read the bounces of a mailbox (mbox file or Maildir folder)."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from portail.notifications.retours import apply_retour, read_mailbox


class Command(BaseCommand):
    help = "Lit les retours d’une boîte aux lettres (fichier mbox ou dossier Maildir) ; ne l’efface pas."

    def add_arguments(self, parser):
        parser.add_argument("chemin", type=Path, help="fichier mbox ou dossier Maildir de l’adresse d’expédition")

    def handle(self, *args, chemin: Path, **options):
        try:
            retours = read_mailbox(chemin)
        except OSError as error:
            raise CommandError(f"Cette boîte ne se lit pas : {chemin} ({type(error).__name__}).") from error
        ours = [retour for retour in retours if apply_retour(retour)]
        dead = sum(retour.is_final for retour in ours)
        self.stdout.write(f"{len(retours)} retours, {len(ours)} de nos messages, {dead} adresses sans destinataire.")

"""Forget the searches that nobody makes any more."""

from django.core.management.base import BaseCommand

from search import frequent


class Command(BaseCommand):
    help = "Forget the frequent searches made too long ago, or all of them once they are switched off."

    def handle(self, *args, **options):
        self.stdout.write(f"{frequent.purge()} searches forgotten.")

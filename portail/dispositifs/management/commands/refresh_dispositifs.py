"""Take out of the search the dispositifs that closed: no save tells that a day has passed."""

import datetime

from django.core.management.base import BaseCommand
from django.utils import timezone

from portail.dispositifs.models import Dispositif
from search.indexing import request_update

RELUS = datetime.timedelta(days=7)  # looked back, so that a night missed is made up for


class Command(BaseCommand):
    help = (
        "Retire de la recherche les dispositifs dont la date est passée. À lancer chaque nuit. Se relance sans risque."
    )

    def handle(self, *args, **options):
        jour = timezone.localdate()
        clos = Dispositif.objects.filter(live=True, cloture__gte=jour - RELUS, cloture__lt=jour)
        ids = list(clos.values_list("pk", flat=True))
        request_update("dispositif", ids)
        self.stdout.write(f"{len(ids)} dispositifs relus.")

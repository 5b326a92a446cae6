"""Background jobs of the guide, run on the database-backed queue "differe"."""

import django
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from .accueil import desk_addresses
from .models import Signalement

if django.VERSION >= (6, 0):
    from django.tasks import task
else:  # the package they came from
    from django_tasks import task  # type: ignore[no-redef]

FILE = "differe"


@task()
def announce_signalement(signalement_id: int) -> None:
    """Write to the desk that a report came in; the reader's own address stays in the admin."""
    signalement = Signalement.objects.select_related("structure__site", "personne__site", "permanence__site").get(
        pk=signalement_id
    )
    adresses = desk_addresses(signalement.fiche.site)
    if not adresses:
        return
    contexte = {
        "signalement": signalement,
        "fiche": signalement.fiche,
        "base": getattr(settings, "WAGTAILADMIN_BASE_URL", ""),
    }
    EmailMessage(
        subject=_("Signalement : %(fiche)s") % {"fiche": signalement.fiche},
        body=render_to_string("ressources/courriels/signalement.txt", contexte),
        to=adresses,
        headers={"Message-ID": f"<signalement-{signalement.pk}@{signalement.fiche.site.hostname}>"},
    ).send()


def enqueue_announcement(signalement_id: int) -> None:
    """Queue the mail; without such a queue (a bare script), send it at once."""
    file = FILE if FILE in getattr(settings, "TASKS", {}) else "default"
    announce_signalement.using(backend=file).enqueue(signalement_id)

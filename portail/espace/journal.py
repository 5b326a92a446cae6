"""The journal of who read which request."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from .models import Lecture


def note_lecture(*, utilisateur, objet: str, action: str = "lecture") -> Lecture:
    """Write down that an account read a request ("demande:12"), or did something else with it.

    Call it in the view that shows it, each time. `action` is a word: "lecture", "reponse", "refus"…
    """
    return Lecture.objects.create(utilisateur=utilisateur, objet=objet, action=action)


def forget_lectures() -> int:
    """Delete what is older than ESPACE_LECTURES_CONSERVATION_JOURS; return how many lines."""
    limit = timezone.now() - timedelta(days=settings.ESPACE_LECTURES_CONSERVATION_JOURS)
    deleted, _per_model = Lecture.objects.filter(quand__lt=limit).delete()
    return deleted

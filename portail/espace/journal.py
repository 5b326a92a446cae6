"""The journal of who read which request."""

from datetime import timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from .models import Lecture, Moyen


def note_lecture(
    *, objet: str, utilisateur=None, lecteur: str = "", moyen: Moyen = Moyen.ESPACE, action: str = "lecture"
) -> Lecture:
    """Write down that an account, or `lecteur` with a link, read a request ("demande:12"), or did something else to it.

    Call it each time it is shown. `action` is a word: "lecture", "annulation"…
    """
    qui = (lecteur or str(utilisateur or ""))[:150]
    return Lecture.objects.create(utilisateur=utilisateur, lecteur=qui, objet=objet, action=action, moyen=moyen)


def readings_of(objet: str) -> QuerySet[Lecture]:
    """Return who read it, the latest first."""
    return Lecture.objects.filter(objet=objet)


def forget_lectures() -> int:
    """Delete what is older than ESPACE_LECTURES_CONSERVATION_JOURS; return how many lines."""
    limit = timezone.now() - timedelta(days=settings.ESPACE_LECTURES_CONSERVATION_JOURS)
    deleted, _per_model = Lecture.objects.filter(quand__lt=limit).delete()
    return deleted

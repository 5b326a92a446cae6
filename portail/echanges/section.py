"""What the requests put in the professional's space: a link with what waits, a panel for today, figures."""

from datetime import timedelta

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portail.espace.professionnel import Professionnel
from portail.espace.sections import Chiffre, Panneau, Section, register_section

from .delais import compute_median
from .models import Demande
from .vocabulaire import Statut

MONTREES = 5
ANNEE = timedelta(days=365)


def register_demandes() -> None:
    register_section(
        Section(
            nom="demandes",
            libelle=gettext_lazy("Demandes"),
            icone="mail",
            url="echanges:espace",
            prefixe="echanges:espace",
            ordre=20,
            compteur=count_waiting,
            panneau=show_waiting,
            chiffres=count_answers,
        )
    )


def count_waiting(pro: Professionnel) -> int:
    return Demande.objects.visible_to(pro.utilisateur).open().count()


def show_waiting(pro: Professionnel) -> Panneau | None:
    """Show those that wait, the longest wait first; nothing when all is answered."""
    attendent = list(Demande.objects.visible_to(pro.utilisateur).open().with_entries()[: MONTREES + 1])
    if not attendent:
        return None
    contexte = {"demandes": attendent[:MONTREES], "suite": len(attendent) > MONTREES}
    return Panneau("echanges/espace_panneau.html", contexte)


def count_answers(pro: Professionnel) -> list[Chiffre]:
    """Say how many requests came in a year, how many were answered, and in how many days."""
    annee = Demande.objects.visible_to(pro.utilisateur).filter(envoyee_le__gte=timezone.now() - ANNEE)
    compte = annee.aggregate(
        recues=Count("pk"), repondues=Count("pk", filter=Q(repondue_le__isnull=False) | Q(statut=Statut.REFUSEE))
    )
    chiffres = [
        Chiffre(
            str(compte["recues"]),
            ngettext("demande reçue", "demandes reçues", compte["recues"]),
            _("en douze mois"),
        ),
        Chiffre(str(compte["repondues"]), ngettext("réponse donnée", "réponses données", compte["repondues"])),
    ]
    if mesure := compute_median(annee):
        chiffres.append(
            Chiffre(ngettext("%(n)s jour", "%(n)s jours", mesure[0]) % {"n": mesure[0]}, _("pour répondre"))
        )
    return chiffres

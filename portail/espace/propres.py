"""The space's own sections: today, entries, figures. Those of requests and of appointments register themselves."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from . import fiches
from .professionnel import Professionnel
from .sections import Chiffre, Panneau, Section, register_section

SHOWN = 5


def register_own_sections() -> None:
    register_section(
        Section(nom="aujourdhui", libelle=_("Aujourd’hui"), icone="house", url="espace:aujourdhui", ordre=10)
    )
    register_section(
        Section(
            nom="fiches",
            libelle=_("Mes fiches"),
            icone="id-card",
            url="espace:fiches",
            prefixe="espace:fiche",
            ordre=80,
            compteur=fiches.count_due,
            panneau=show_due,
            chiffres=count_fiches,
        )
    )
    register_section(Section(nom="chiffres", libelle=_("Mes chiffres"), icone="list", url="espace:chiffres", ordre=90))


def show_due(pro: Professionnel) -> Panneau | None:
    """Show the entries to check, the five oldest first; nothing when all is fresh."""
    dues = sorted(fiches.due_fiches(pro), key=lambda ligne: str(ligne.fiche.verifie_le or ""))
    if not dues:
        return None
    return Panneau("espace/panneaux/fiches.html", {"lignes": dues[:SHOWN], "reste": max(0, len(dues) - SHOWN)})


def count_fiches(pro: Professionnel) -> list[Chiffre]:
    """Say how many entries the public reads, and how many of them are sure."""
    lignes = [ligne for ligne in fiches.list_fiches(pro) if ligne.fiche.live]
    sures = sum(not ligne.a_verifier for ligne in lignes)
    return [
        Chiffre(str(len(lignes)), ngettext("fiche en ligne", "fiches en ligne", len(lignes))),
        Chiffre(
            str(sures),
            ngettext("fiche vérifiée", "fiches vérifiées", sures),
            str(_("depuis moins de six mois")),
        ),
    ]

"""The appointments in the rail of the space."""

from django.utils.translation import gettext_lazy as _

from portail.espace.sections import Section, register_section

from .agenda import count_figures, count_waiting, show_today


def register_sections() -> None:
    """Add « Rendez-vous »: what comes, what waits, and the figures."""
    register_section(
        Section(
            nom="rendezvous",
            libelle=_("Rendez-vous"),
            icone="calendar-days",
            url="rendezvous_espace:agenda",
            prefixe="rendezvous_espace:",
            ordre=30,
            compteur=count_waiting,
            panneau=show_today,
            chiffres=count_figures,
        )
    )

"""All that is kept of a request, for the person it is about: to read, and for machines."""

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .models import Demande
from .vocabulaire import Auteur

Lignes = list[tuple[str, str]]


def describe(demande: Demande) -> list[tuple[str, Lignes]]:
    """Return the parts of the page: a title, then what each thing is and its words."""
    toi = [
        (_("Prénom ou pseudo"), demande.prenom),
        (_("Âge"), demande.get_tranche_display()),
        (_("Téléphone"), demande.telephone),
        (_("Adresse e-mail"), demande.courriel),
        (_("Contact donné à la personne"), _("oui") if demande.montre_contact else _("non")),
        (_("Tu préfères"), demande.get_preference_display()),
        (_("Joignable"), ", ".join(demande.moments_lisibles)),
    ]
    demande_ = [
        (_("À qui"), demande.nom_cible),
        (_("À propos de"), demande.a_propos),
        (_("État"), demande.get_statut_display()),
        (_("Envoyée"), _say(demande.envoyee_le)),
    ]
    mots = [
        (f"{message.nom or message.get_auteur_display()}, {_say(message.ecrit_le)}", message.texte)
        for message in demande.messages.all()
    ]
    faits = [(_say(fait.quand), fait.get_fait_display()) for fait in demande.evenements.all()]
    lectures = [(_say(lecture.quand), lecture.lecteur) for lecture in demande.lectures.all()]
    parties = [
        (_("Toi"), toi),
        (_("Ta demande"), demande_),
        (_("Les messages"), mots),
        (_("Ce qui s’est passé"), faits),
        (_("Qui l’a lue"), lectures),
    ]
    return [(titre, [ligne for ligne in lignes if ligne[1]]) for titre, lignes in parties]


def as_json(demande: Demande) -> dict[str, Any]:
    """Return the same as plain values: dates in ISO 8601, codes of our vocabularies."""
    champs = ("prenom", "tranche", "telephone", "courriel", "montre_contact", "preference", "moments")
    return {
        **{champ: getattr(demande, champ) for champ in champs},
        "a_qui": demande.nom_cible,
        "a_propos": demande.a_propos,
        "statut": demande.statut,
        "envoyee_le": demande.envoyee_le.isoformat(),
        "accord_le": demande.accord_le.isoformat(),
        "messages": [
            {
                "de": message.nom if message.auteur != Auteur.JEUNE else demande.prenom,
                "le": message.ecrit_le.isoformat(),
                "texte": message.texte,
            }
            for message in demande.messages.all()
        ],
        "faits": [{"fait": fait.fait, "le": fait.quand.isoformat()} for fait in demande.evenements.all()],
        "lectures": [{"par": lecture.lecteur, "le": lecture.quand.isoformat()} for lecture in demande.lectures.all()],
    }


def _say(moment) -> str:
    return date_format(timezone.localtime(moment), "j F Y, H:i")

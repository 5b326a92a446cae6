"""What a card shows of an opportunity: plain JSON, kept in the search index, the same in every list."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from ressources.recherche.commun import first_axis
from ressources.vocabulaire import Axe, Frais

from . import mots
from .models import Alternance, Engagement, Evenement, GuichetLogement, Mobilite, Opportunite
from .pays import PAYS
from .vocabulaire import Famille, Niveau

# The axis that colours a family, for offers without themes.
AXES = {
    Famille.MOBILITE: Axe.ENGAGEMENT,
    Famille.LOGEMENT: Axe.AUTONOMIE,
    Famille.ALTERNANCE: Axe.EMPLOI,
    Famille.ENGAGEMENT: Axe.ENGAGEMENT,
    Famille.EVENEMENT: Axe.ORIENTATION,
}


class Fait(NamedTuple):
    """Something short to know: an icon of the sprite and words."""

    icone: str
    mots: str


def build_payload(offre: Opportunite) -> dict[str, Any]:
    """Return the JSON of a card. The object is that of its family, its relations already read."""
    return {
        "axe": first_axis(offre.thematiques.all()) or AXES[Famille(offre.famille)],
        "structure": offre.nom_porteur,
        "commune": offre.commune.nom if offre.commune else "",
        "age_min": offre.age_min,
        "age_max": offre.age_max,
        "faits": [list(fait) for fait in facts_of(offre)],
        **{champ: _iso(getattr(offre, champ)) for champ in ("ouverture", "echeance", "debut", "cloture")},
    }


def _iso(jour) -> str:
    return jour.isoformat() if jour else ""


def facts_of(offre: Opportunite) -> list[Fait]:
    """Return what one wants to know first, by family; what is unknown is left out."""
    return [fait for fait in FAITS[Famille(offre.famille)](offre) if fait.mots]


def _mobilite(offre: Mobilite) -> list[Fait]:
    destination = ", ".join(filter(None, [offre.ville_etrangere, str(PAYS[offre.pays])]))
    return [
        Fait("plane", destination),
        Fait("clock", mots.say_semaines(offre.semaines_min, offre.semaines_max)),
        Fait("flag", offre.get_programme_display()),
        _diploma(offre.niveau_demande),
        Fait("users", _("départ à deux possible") if offre.en_binome else ""),
    ]


def _logement(offre: GuichetLogement) -> list[Fait]:
    champ = offre._meta.get_field("services")
    return [
        Fait("house", ", ".join(champ.labels(offre.services)[:3])),
        Fait("calendar-days", _("sur rendez-vous") if offre.sur_rendez_vous else _("sans rendez-vous")),
    ]


def _alternance(offre: Alternance) -> list[Fait]:
    reponse = _("répond en %(n)s jours") % {"n": offre.delai_reponse} if offre.delai_reponse else ""
    return [
        Fait("briefcase", offre.metier),
        Fait("graduation-cap", offre.diplome or offre.get_niveau_prepare_display()),
        Fait("file-text", offre.get_contrat_display()),
        _diploma(offre.niveau_demande),
        Fait("mail", reponse),
    ]


def _engagement(offre: Engagement) -> list[Fait]:
    heures = _("%(n)s h par semaine") % {"n": offre.heures_semaine} if offre.heures_semaine else ""
    return [
        Fait("flag", offre.get_forme_display()),
        Fait("lightbulb", offre.get_domaine_display()),
        Fait("clock", ", ".join(filter(None, [mots.say_mois(offre.duree_mois), heures]))),
    ]


def _evenement(offre: Evenement) -> list[Fait]:
    quand = " ".join(filter(None, [mots.say_jours(offre), mots.say_heures(offre.heure_debut, offre.heure_fin)]))
    return [
        Fait("calendar-days", quand),
        Fait("flag", offre.get_genre_display()),
        Fait("euro", _("gratuit") if offre.frais == Frais.GRATUIT else offre.frais_detail or _("payant")),
        Fait("check", _("sur inscription") if offre.sur_inscription else ""),
    ]


def _diploma(niveau: str) -> Fait:
    return Fait("check", _("sans diplôme") if niveau == Niveau.AUCUN else "")


FAITS: dict[Famille, Callable[[Any], list[Fait]]] = {
    Famille.MOBILITE: _mobilite,
    Famille.LOGEMENT: _logement,
    Famille.ALTERNANCE: _alternance,
    Famille.ENGAGEMENT: _engagement,
    Famille.EVENEMENT: _evenement,
}

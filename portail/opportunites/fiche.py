"""Context of the page of an opportunity, the same for readers and for the preview of a draft."""

import datetime
from collections.abc import Callable
from typing import Any

from django.db.models import Exists, F, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from geo.links import contours_around
from portail.cms.fiches import FoundFiches, find_fiches
from ressources.demarches import Demarche, address_of
from ressources.fiches.contexte import coming
from ressources.fiches.lecture import permanences_of
from ressources.fiches.semaine import build_semaine
from ressources.models import PersonneRessource, Structure
from ressources.recherche.commun import themes_with_parents
from ressources.vocabulaire import Frais

from . import mots
from .cartes import build_payload, facts_of
from .interlocuteurs import choose_fiche
from .liste import Carte, make_cartes
from .models import Alternance, Engagement, Evenement, GuichetLogement, Mobilite, Opportunite
from .vocabulaire import Etat, Famille, Niveau

PERSONNES_MAX = 3
VOISINES_MAX = 3


def build_context(offre: Opportunite, pres_de: str = "") -> dict[str, Any]:
    """Return what the page shows. `pres_de` is the code of the reader's commune, if known."""
    payload = build_payload(offre)
    personnes = chosen_people(offre)
    finie = offre.etat in (Etat.CLOSE, Etat.ARCHIVEE)
    return {
        "offre": offre,
        "famille": offre.famille,
        "axe": payload["axe"],
        "echeance": mots.echeance_of(offre),
        "dates": mots.say_dates(offre),
        "finie": finie,
        "faits": key_facts(offre),
        "resume": facts_of(offre),
        "conditions": lines(offre.conditions),
        "demarches": lines(offre.demarches),
        "en_clair": lines(offre.en_clair),
        "thematiques": offre.thematiques.all(),
        "zones": offre.zones.all(),
        "personnes": personnes,
        "aides_proches": helpers(offre, pres_de),
        "voisines": neighbours(offre),
        "point": offre.point,
        "precis": offre.latitude is not None,
        "contours": contours_around(offre.commune),
        "repondre": ANSWERS[Famille(offre.famille)],
        **SPECIFIQUES.get(Famille(offre.famille), lambda _offre: {})(offre),
        "ecrire_url": "" if finie else write_url(offre, personnes),
        **links(offre),
    }


def write_url(offre: Opportunite, personnes: list[PersonneRessource]) -> str:
    """Return where one writes to who answers for it, "" when nobody does."""
    return address_of(Demarche.ECRIRE, offre) if choose_fiche(offre, personnes) else ""


def links(offre: Opportunite) -> dict[str, str]:
    """Return the addresses that go with the page; "" for a draft that has none yet."""
    if offre.pk is None or not offre.slug:
        return {"rappel_url": "", "liste_url": ""}
    avec_dates = offre.echeance or offre.ouverture
    return {
        "rappel_url": reverse("opportunites:rappel", args=[offre.famille, offre.pk, offre.slug]) if avec_dates else "",
        "liste_url": reverse("opportunites:famille", args=[offre.famille]),
    }


def lines(texte: str) -> list[str]:
    return [ligne.strip() for ligne in texte.splitlines() if ligne.strip()]


def chosen_people(offre: Opportunite) -> list[PersonneRessource]:
    """Return the people an editor named, if the public may read of them."""
    nommees = [personne.pk for personne in offre.personnes.all()]
    return list(PersonneRessource.objects.published().filter(pk__in=nommees).select_related("structure"))


def helpers(offre: Opportunite, pres_de: str) -> FoundFiches | None:
    """Return who can help with it near the reader, else near the offer: people by its themes, from the search."""
    slugs = themes_with_parents(offre.thematiques.all())
    if not slugs:
        return None
    commune = pres_de or (offre.commune.ref if offre.commune else "")
    return find_fiches(themes=slugs, types=("personne",), commune=commune, limit=PERSONNES_MAX)


def neighbours(offre: Opportunite) -> list[Carte]:
    """Return the cards of other current offers of the family: those that share a theme, then the soonest to close."""
    autres = Opportunite.objects.published().for_site(offre.site).current_on(timezone.localdate())
    themes = [theme.pk for theme in offre.thematiques.all()]
    parents = Opportunite.objects.filter(thematiques__in=themes, pk=OuterRef("pk"))
    autres = autres.filter(famille=offre.famille).exclude(pk=offre.pk).annotate(parente=Exists(parents))
    return make_cartes(autres.order_by("-parente", F("echeance").asc(nulls_last=True), "pk")[:VOISINES_MAX])


def key_facts(offre: Opportunite) -> list[dict[str, str]]:
    """Return the facts of the side box, as {icon, label, value}: those of the family, then those of every one."""
    faits = FACTS[Famille(offre.famille)](offre)
    if offre.famille != Famille.EVENEMENT and offre.debut:
        faits.append(("calendar-days", _("Dates") if offre.fin else _("Commence"), mots.say_jours(offre)))
    porteur = offre.porteur  # a public one has its own line, with a link
    publique = porteur is not None and porteur.live and not porteur.opposition
    faits.append(("flag", _("Qui propose"), "" if publique else offre.nom_porteur))
    faits.append(("map-pin", _("Où"), offre.adresse_complete or (_("À distance") if offre.distanciel else "")))
    faits.append(("users", _("Places"), str(offre.places or "")))
    return [{"icon": icone, "label": label, "value": valeur} for icone, label, valeur in faits if valeur]


Facts = list[tuple[str, str, str]]


def _niveau(offre) -> str:
    return _("Aucun") if offre.niveau_demande == Niveau.AUCUN else offre.get_niveau_demande_display()


def _mobilite_facts(offre: Mobilite) -> Facts:
    destination = ", ".join(filter(None, [offre.ville_etrangere, offre.get_pays_display()]))
    return [
        ("plane", _("Destination"), destination),
        ("clock", _("Combien de temps"), mots.say_semaines(offre.semaines_min, offre.semaines_max)),
        ("globe", _("Programme"), offre.get_programme_display()),
        ("graduation-cap", _("Diplôme demandé"), _niveau(offre)),
        ("languages", _("Langue"), offre.langue_demandee),
        ("users", _("À deux"), _("Tu peux partir avec quelqu’un que tu connais") if offre.en_binome else ""),
    ]


def _logement_facts(offre: GuichetLogement) -> Facts:
    return [
        ("calendar-days", _("Rendez-vous"), _("Il en faut un") if offre.sur_rendez_vous else _("Pas besoin")),
        ("euro", _("Prix"), _("Gratuit")),
    ]


def _alternance_facts(offre: Alternance) -> Facts:
    reponse = _("Promise en %(n)s jours") % {"n": offre.delai_reponse} if offre.delai_reponse else ""
    return [
        ("briefcase", _("Métier"), offre.metier),
        ("file-text", _("Contrat"), offre.get_contrat_display()),
        ("graduation-cap", _("Tu prépares"), offre.diplome or offre.get_niveau_prepare_display()),
        ("check", _("Diplôme demandé"), _niveau(offre)),
        ("house", _("École ou CFA"), offre.cfa),
        ("refresh-cw", _("Rythme"), offre.rythme),
        ("clock", _("Durée"), mots.say_mois(offre.duree_mois)),
        ("euro", _("Tu gagnes"), offre.remuneration),
        ("mail", _("Réponse"), reponse),
    ]


def _engagement_facts(offre: Engagement) -> Facts:
    heures = _("%(n)s heures par semaine") % {"n": offre.heures_semaine} if offre.heures_semaine else ""
    return [
        ("flag", _("Forme"), offre.get_forme_display()),
        ("lightbulb", _("Domaine"), offre.get_domaine_display()),
        ("clock", _("Durée"), ", ".join(filter(None, [mots.say_mois(offre.duree_mois), heures]))),
        ("euro", _("Tu reçois"), offre.indemnite),
    ]


def _evenement_facts(offre: Evenement) -> Facts:
    quand = " ".join(filter(None, [mots.say_jours(offre), mots.say_heures(offre.heure_debut, offre.heure_fin)]))
    prix = _("Gratuit") if offre.frais == Frais.GRATUIT else _("Payant")
    return [
        ("calendar-days", _("Quand"), quand[:1].upper() + quand[1:]),
        ("flag", _("Genre"), offre.get_genre_display()),
        ("euro", _("Prix"), " : ".join(filter(None, [prix, offre.frais_detail]))),
        ("check", _("Inscription"), _("Il faut s’inscrire") if offre.sur_inscription else _("Viens comme tu es")),
    ]


FACTS: dict[Famille, Callable[[Any], Facts]] = {
    Famille.MOBILITE: _mobilite_facts,
    Famille.LOGEMENT: _logement_facts,
    Famille.ALTERNANCE: _alternance_facts,
    Famille.ENGAGEMENT: _engagement_facts,
    Famille.EVENEMENT: _evenement_facts,
}


def _mobilite_context(offre: Mobilite) -> dict[str, Any]:
    seances = [mots.say_jour(datetime.date.fromisoformat(jour)) for jour in offre.seances]
    return {"aides": lines(offre.aides), "preparation": offre.preparation, "seances": seances}


def _logement_context(offre: GuichetLogement) -> dict[str, Any]:
    tenues = [permanence.pk for permanence in offre.permanences.all()]
    partenaires = [structure.pk for structure in offre.partenaires.all()]
    return {
        "services": offre._meta.get_field("services").labels(offre.services),
        "documents": lines(offre.documents),
        "semaine": build_semaine(offre.horaires, offre.commune.pays if offre.commune else "FR"),
        "permanences": coming(permanences_of(pk__in=tenues)) if tenues else [],
        "partenaires": list(Structure.objects.published().filter(pk__in=partenaires)),
    }


SPECIFIQUES: dict[Famille, Callable[[Any], dict[str, Any]]] = {
    Famille.MOBILITE: _mobilite_context,
    Famille.LOGEMENT: _logement_context,
}

ANSWERS = {
    Famille.MOBILITE: _("Candidater"),
    Famille.LOGEMENT: _("Prendre contact"),
    Famille.ALTERNANCE: _("Répondre à l’offre"),
    Famille.ENGAGEMENT: _("Candidater"),
    Famille.EVENEMENT: _("S’inscrire"),
}

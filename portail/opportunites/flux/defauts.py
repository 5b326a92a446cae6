"""What an offer says between the lines: its first sentence, its kind, and dates or hours that contradict each other."""

import re
from contextlib import suppress
from typing import Any

from geo.folding import fold
from ressources.importation.erreurs import ValeurInvalide

from ..vocabulaire import Contrat, DomaineEngagement, Famille, FormeEngagement, GenreEvenement, Niveau, Programme
from .champs import ACCROCHE, CHAMPS

_PHRASE = re.compile(r"(?<=[.!?…])\s")


def complete(champs: dict[str, Any], famille: str, remarques: list[str]) -> None:
    """Fill what can be deduced and drop what contradicts itself; raises ValeurInvalide for what is missing."""
    if not champs.get("accroche"):
        champs["accroche"] = first_sentence(champs.get("description") or "") or champs["titre"]
    for nom in ("distanciel", "sur_inscription"):
        if nom in champs:
            champs[nom] = bool(champs[nom])
    if "frais" in champs and not champs["frais"]:
        del champs["frais"]
    _order(champs, "ouverture", "cloture", remarques, garde="cloture")
    _order(champs, "debut", "fin", remarques, garde="debut")
    _order(champs, "semaines_min", "semaines_max", remarques, garde="semaines_min")
    if champs.get("fin") and not champs.get("debut"):
        champs["fin"] = None
    if famille in _FAMILLES:
        _FAMILLES[famille](champs, remarques)


def first_sentence(texte: str) -> str:
    """Return the beginning of a text that fits in a card."""
    phrase = _PHRASE.split(" ".join(texte.split()), maxsplit=1)[0]
    if len(phrase) <= ACCROCHE:
        return phrase
    return phrase[: ACCROCHE - 1].rsplit(" ", 1)[0] + "…"


def _order(champs: dict[str, Any], avant: str, apres: str, remarques: list[str], *, garde: str) -> None:
    if champs.get(avant) and champs.get(apres) and champs[avant] > champs[apres]:
        laisse = apres if garde == avant else avant
        champs[laisse] = None
        remarques.append(f"{avant} après {apres} : {laisse} laissé de côté")


def _alternance(champs: dict[str, Any], remarques: list[str]) -> None:
    champs["contrat"] = champs.get("contrat") or Contrat.APPRENTISSAGE.value
    champs["metier"] = champs.get("metier") or champs["titre"][:120]
    champs["niveau_prepare"] = (
        champs.get("niveau_prepare") or _read_in(champs, "niveau_prepare", "diplome", "titre") or Niveau.AUCUN.value
    )
    if champs["niveau_prepare"] == Niveau.AUCUN:
        remarques.append("niveau préparé : non dit")
    if not champs.get("niveau_demande"):
        champs.pop("niveau_demande", None)


def _mobilite(champs: dict[str, Any], remarques: list[str]) -> None:
    if not champs.get("pays"):
        raise ValeurInvalide("le pays n’est pas dit, ou il est inconnu")
    champs["programme"] = champs.get("programme") or Programme.AUTRE.value
    if not champs.get("niveau_demande"):
        champs.pop("niveau_demande", None)


def _engagement(champs: dict[str, Any], remarques: list[str]) -> None:
    civique = "service civique" in fold(champs["titre"])
    champs["forme"] = (
        champs.get("forme") or (FormeEngagement.SERVICE_CIVIQUE if civique else FormeEngagement.AUTRE).value
    )
    domaine = champs.get("domaine") or _read_in(champs, "domaine", "titre", "description")
    champs["domaine"] = domaine or DomaineEngagement.SOLIDARITE.value


def _evenement(champs: dict[str, Any], remarques: list[str]) -> None:
    if not champs.get("debut"):
        raise ValeurInvalide("l’événement n’a pas de date")
    champs["genre"] = champs.get("genre") or _read_in(champs, "genre", "titre") or GenreEvenement.REUNION.value
    commence, finit = champs.get("heure_debut"), champs.get("heure_fin")
    un_jour = champs.get("fin") in (None, champs["debut"])
    if finit and (not commence or not un_jour or finit <= commence):
        champs["heure_fin"] = None


def _read_in(champs: dict[str, Any], nom: str, *textes: str) -> str:
    """Return the code that other texts of the offer name, "" when none does."""
    for texte in textes:
        with suppress(ValeurInvalide):
            if code := CHAMPS[nom].lit(champs.get(texte)):
                return code
    return ""


_FAMILLES = {
    Famille.ALTERNANCE.value: _alternance,
    Famille.MOBILITE.value: _mobilite,
    Famille.ENGAGEMENT.value: _engagement,
    Famille.EVENEMENT.value: _evenement,
}

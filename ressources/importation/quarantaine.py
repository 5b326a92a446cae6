"""Rows set aside: kept with their reason for an editor, tried again at the next import."""

import datetime
from dataclasses import asdict
from typing import Any

from wagtail.models import Site

from ressources.importation.fiche_lue import FicheLue, Localisation
from ressources.importation.localisation import Localisateur, Placement
from ressources.models.importation import FicheEnQuarantaine, StatutQuarantaine


class Quarantaine:
    """The worklist of one source during one import; `flush` writes what changed."""

    def __init__(self, site: Site, source: str):
        self.site, self.source, self.localisateur = site, source, Localisateur()
        en_attente = FicheEnQuarantaine.objects.filter(site=site, source=source)
        self.connues = {attente.source_id: attente for attente in en_attente}
        self.nouvelles: list[FicheEnQuarantaine] = []
        self.changees: list[FicheEnQuarantaine] = []
        self.levees: list[int] = []

    def place(self, fiche: FicheLue) -> Placement:
        """Place a record, obeying what an editor decided for the same address before."""
        decision = self.connues.get(fiche.source_id)
        if decision is not None and decision.localisation == fiche.localisation.as_dict():
            if decision.statut == StatutQuarantaine.ECARTEE:
                return Placement(motif=decision.motif, detail="écartée par un éditeur")
            if decision.statut == StatutQuarantaine.PLACEE and decision.commune_id:
                return self.localisateur.place_by_hand(decision.commune_id, fiche.localisation)
        return self.localisateur.place(fiche.localisation)

    def hold(self, fiche: FicheLue, placement: Placement) -> None:
        """Set a record aside, or refresh its reason when it already is."""
        champs = {
            "nom": fiche.nom,
            "motif": placement.motif,
            "detail": placement.detail,
            "ligne": fiche.ligne,
            "localisation": fiche.localisation.as_dict(),
            "donnees": serialise(fiche),
        }
        connue = self.connues.get(fiche.source_id)
        if connue is None:
            nouvelle = FicheEnQuarantaine(site=self.site, source=self.source, source_id=fiche.source_id, **champs)
            self.nouvelles.append(nouvelle)
            return
        if connue.statut == StatutQuarantaine.PLACEE or connue.localisation != champs["localisation"]:
            champs |= {"statut": StatutQuarantaine.A_TRAITER, "commune": None}
        if any(getattr(connue, champ) != valeur for champ, valeur in champs.items()):
            for champ, valeur in champs.items():
                setattr(connue, champ, valeur)
            self.changees.append(connue)

    def release(self, fiche: FicheLue) -> None:
        """Forget a record that is placed now; an editor's decision is kept for the imports to come."""
        connue = self.connues.get(fiche.source_id)
        if connue is not None and connue.statut != StatutQuarantaine.PLACEE:
            self.levees.append(connue.pk)

    def flush(self) -> None:
        FicheEnQuarantaine.objects.bulk_create(self.nouvelles, batch_size=500)
        for connue in self.changees:
            connue.save()
        FicheEnQuarantaine.objects.filter(pk__in=self.levees).delete()


def serialise(fiche: FicheLue) -> dict[str, Any]:
    """Return a record as JSON, for `deserialise`."""
    donnees = asdict(fiche)
    donnees["date_maj"] = fiche.date_maj.isoformat() if fiche.date_maj else None
    return donnees


def deserialise(donnees: dict[str, Any]) -> FicheLue:
    date_maj = donnees["date_maj"]
    return FicheLue(
        **{
            **donnees,
            "localisation": Localisation(**donnees["localisation"]),
            "date_maj": datetime.date.fromisoformat(date_maj) if date_maj else None,
        }
    )

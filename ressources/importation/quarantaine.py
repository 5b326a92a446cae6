"""Rows set aside: kept with their reason for an editor, tried again at the next import."""

import datetime
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from wagtail.models import Site

from ressources.importation.fiche_lue import FicheLue, Localisation
from ressources.importation.localisation import Localisateur, Placement
from ressources.models.importation import FicheEnQuarantaine, StatutQuarantaine


class Quarantaine:
    """The worklist of one source during one import; `flush` writes what changed.

    `modele` is the table that keeps what is set aside (`MiseDeCote`), `ecrit` turns a record into JSON.
    """

    def __init__(
        self,
        site: Site,
        source: str,
        modele: type[Any] = FicheEnQuarantaine,
        ecrit: "Callable[[Any], dict[str, Any]] | None" = None,
    ):
        self.site, self.source, self.localisateur = site, source, Localisateur()
        self.modele, self.ecrit = modele, ecrit or serialise
        en_attente = modele.objects.filter(site=site, source=source)
        self.connues: dict[str, Any] = {attente.source_id: attente for attente in en_attente}
        self.nouvelles: list[Any] = []
        self.changees: list[Any] = []
        self.levees: list[int] = []

    def place(self, fiche: Any) -> Placement:
        """Place a record, obeying what an editor decided for the same address before."""
        decision = self.connues.get(fiche.source_id)
        if decision is not None and decision.localisation == fiche.localisation.as_dict():
            if decision.statut == StatutQuarantaine.ECARTEE:
                return Placement(motif=decision.motif, detail="écartée par un éditeur")
            if decision.statut == StatutQuarantaine.PLACEE and decision.commune_id:
                return self.localisateur.place_by_hand(decision.commune_id, fiche.localisation)
        return self.localisateur.place(fiche.localisation)

    def hold(self, fiche: Any, placement: Placement) -> None:
        """Set a record aside, or refresh its reason when it already is."""
        champs = {
            "nom": fiche.nom,
            "motif": placement.motif,
            "detail": placement.detail,
            "ligne": fiche.ligne,
            "localisation": fiche.localisation.as_dict(),
            "donnees": self.ecrit(fiche),
        }
        connue = self.connues.get(fiche.source_id)
        if connue is None:
            nouvelle = self.modele(site=self.site, source=self.source, source_id=fiche.source_id, **champs)
            self.nouvelles.append(nouvelle)
            return
        if connue.statut == StatutQuarantaine.PLACEE or connue.localisation != champs["localisation"]:
            champs |= {"statut": StatutQuarantaine.A_TRAITER, "commune": None}
        if any(getattr(connue, champ) != valeur for champ, valeur in champs.items()):
            for champ, valeur in champs.items():
                setattr(connue, champ, valeur)
            self.changees.append(connue)

    def release(self, fiche: Any) -> None:
        """Forget a record that is placed now; an editor's decision is kept for the imports to come."""
        connue = self.connues.get(fiche.source_id)
        if connue is not None and connue.statut != StatutQuarantaine.PLACEE:
            self.levees.append(connue.pk)

    def flush(self) -> None:
        """Write what waits; may be called after each batch."""
        self.modele.objects.bulk_create(self.nouvelles, batch_size=500)
        for connue in self.changees:
            connue.save()
        self.modele.objects.filter(pk__in=self.levees).delete()
        self.nouvelles, self.changees, self.levees = [], [], []


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

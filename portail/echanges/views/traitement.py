"""What a professional does with a request: the same forms from the link of a mail and from their space."""

from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy

from portail.espace.models import Moyen
from ressources.antispam import make_jeton

from ..forms import AbusForm, RefusForm, ReponseForm, TransmissionForm
from ..models import Demande
from ..mouvements import Mouvement, MouvementInterdit, allows
from ..portes import find_collegues, find_porte, find_portes
from ..services import answer_demande, refuse_demande, report_abus, transmit_demande
from .ecrire import name_sending

CHERCHE_MAX = 80  # characters of the words of a door


@dataclass(frozen=True, slots=True)
class Acteur:
    """Who acts: the name that answers are signed with, the account if there is one, the way they came."""

    nom: str
    moyen: Moyen
    par: Any = None


@dataclass
class Traitement:
    """The forms of a request's page, and what is done with the one that was sent."""

    demande: Demande
    acteur: Acteur
    donnees: QueryDict | None = None
    cherche: str = ""
    refus: str = ""
    ouvert: str = ""  # the form to unfold
    forms: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        etape, porte = self._read("etape"), self._read("porte")
        self.cherche = self._read("cherche")
        portes = find_portes(self.demande, self.cherche[:CHERCHE_MAX])
        if choisie := find_porte(self.demande, porte):
            portes.setdefault(porte, choisie)
        self.forms = {
            "repondre": ReponseForm(self._data("repondre", etape), initial={"jeton": make_jeton()}),
            "refuser": RefusForm(self._data("refuser", etape), portes=portes, auto_id="refus_%s"),
            "transmettre": TransmissionForm(
                self._data("transmettre", etape), collegues=find_collegues(self.demande), auto_id="transmission_%s"
            ),
            "signaler": AbusForm(self._data("signaler", etape), auto_id="abus_%s"),
        }
        if etape == "chercher":  # another list of doors: what was typed stays
            self.forms["refuser"] = RefusForm(
                initial={nom: self._read(nom) for nom in ("motif", "mot", "porte")}, portes=portes, auto_id="refus_%s"
            )
            self.ouvert = "refuser"

    def _read(self, nom: str) -> str:
        """Return what was sent under a name, "" when nothing was."""
        return str(self.donnees.get(nom, "")) if self.donnees else ""

    def _data(self, nom: str, etape: str) -> QueryDict | None:
        return self.donnees if nom == etape else None

    @property
    def contexte(self) -> dict[str, Any]:
        """What the page's fragment `demande_pro.html` draws."""
        demande = self.demande
        return {
            "demande": demande,
            "messages_demande": list(demande.messages.all()),
            "forms": self.forms,
            "cherche": self.cherche,
            "refus": self.refus,
            "ouvert": self.ouvert,
            "peut_repondre": allows(demande.statut, Mouvement.REPONDRE),
            "peut_refuser": allows(demande.statut, Mouvement.REFUSER),
            "peut_transmettre": allows(demande.statut, Mouvement.TRANSMETTRE) and self.forms["transmettre"].collegues,
            "signalee": hasattr(demande, "abus"),
        }

    @property
    def status(self) -> int:
        """HTTP status of the page: 409 when the request's state refuses, 422 when a form has errors."""
        if self.refus:
            return 409
        return 422 if any(form.errors for form in self.forms.values()) else 200

    def act(self) -> bool:
        """Do what the form that was sent asks; False when it is to be shown again, with its errors or the refusal."""
        etape = self._read("etape")
        if etape not in self.forms:
            return False
        self.ouvert = etape
        form = self.forms[etape]
        if not form.is_valid():
            return False
        try:
            getattr(self, f"_{etape}")(form)
        except MouvementInterdit as refus:
            self.refus = str(refus)
            return False
        return True

    def _repondre(self, form: ReponseForm) -> None:
        answer_demande(
            demande=self.demande,
            texte=form.cleaned_data["texte"],
            rendezvous=form.cleaned_data["rendezvous"],
            nom=self.acteur.nom,
            cle=name_sending(self.demande.pk, form.cleaned_data["jeton"]),
            par=self.acteur.par,
        )

    def _refuser(self, form: RefusForm) -> None:
        refuse_demande(
            demande=self.demande,
            motif=form.cleaned_data["motif"],
            mot=form.cleaned_data["mot"],
            porte=form.portes[form.cleaned_data["porte"]].fiche,
            nom=self.acteur.nom,
            par=self.acteur.par,
        )

    def _transmettre(self, form: TransmissionForm) -> None:
        collegue = form.collegues[int(form.cleaned_data["collegue"])]
        transmit_demande(demande=self.demande, collegue=collegue, par=self.acteur.par)

    def _signaler(self, form: AbusForm) -> None:
        report_abus(demande=self.demande, motif=form.cleaned_data["motif"], nom=self.acteur.nom, par=self.acteur.par)


FAITS = {  # said on the page that follows
    "repondre": gettext_lazy("Votre réponse est envoyée. La personne est prévenue."),
    "refuser": gettext_lazy("C’est fait : la personne est orientée vers une autre porte."),
    "transmettre": gettext_lazy("La demande est confiée. La personne le voit sur sa page."),
    "signaler": gettext_lazy("C’est signalé : l’équipe du portail regarde."),
}

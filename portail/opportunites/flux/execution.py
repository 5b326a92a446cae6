"""The run of one feed: what to do with each record, batch after batch, inside the caller's transaction."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db.models import Q
from django.utils import timezone

from geo.lookup import nearest_commune
from ressources.importation.comparaison import Ecart
from ressources.importation.erreurs import FichierRefuse, ValeurInvalide
from ressources.importation.lignes import Ligne
from ressources.importation.localisation import Placement
from ressources.importation.quarantaine import Quarantaine
from ressources.importation.rapport import Issue, Rapport
from ressources.models.importation import MotifQuarantaine

from .comparaison import compare
from .correspondance import Reglage, build_offre, read_id
from .doublons import find_twins
from .ecriture import Ecrivain, Modifiee, Nouvelle
from .etat import Connue, incoming_values, load_known
from .models import Flux, OffreEnQuarantaine
from .offre_lue import OffreLue, serialise
from .qualite import Qualite

LOT = 500  # records written together
REMARQUES_MAX = 1000  # lines of a report kept in memory
PLANCHER_REFUS, PART_REFUSEE = 20, 0.5  # above this share of refusals, the mapping is not the right one
PLANCHER_REDUCTION, PART_SORTIE = 4, 0.5  # above this share of offers gone, a person decides
RAYON_POINT = 25.0  # km from the nearest commune's point: farther, a position alone is in no commune we know

Avancement = Callable[[int], None]


class FluxReduit(FichierRefuse):
    """More than half of the offers left the feed at once: nothing changes before a person says so."""


@dataclass(frozen=True, kw_only=True)
class Options:
    """How to run: `dry_run` does everything then takes it back; `partiel` withdraws nothing."""

    dry_run: bool = False
    accepte_reduction: bool = False
    partiel: bool = False
    par: Any = None


@dataclass
class Resultat:
    """What a run did."""

    rapport: Rapport = field(default_factory=lambda: Rapport(maximum=REMARQUES_MAX))
    qualite: Qualite = field(default_factory=Qualite)
    retirees: int = 0


class Passage:
    """One run."""

    def __init__(self, flux: Flux, options: Options, avancement: Avancement = lambda fait: None):
        self.flux, self.options, self.avancement = flux, options, avancement
        self.moment = timezone.now()
        self.resultat = Resultat()
        self.rapport = self.resultat.rapport
        self.quarantaine = Quarantaine(flux.site, flux.nom, OffreEnQuarantaine, serialise)
        self.ecrivain = Ecrivain(flux, self.moment, options.par)
        self.vus: set[int] = set()  # hashes of the identifiers met: eight bytes each, however long they are
        self.annulees = 0

    def run(self, lignes: Iterable[Ligne], reglage: Reglage) -> Resultat:
        """Read, decide and write; raises FichierRefuse, or FluxReduit, for the caller to undo everything."""
        self.run_offers(self._read(lignes, reglage))
        self._check_refusals()
        if not self.options.partiel:
            self._withdraw_absent()
        self.rapport.sort()
        return self.resultat

    def run_offers(self, offres: Iterator[OffreLue]) -> None:
        fait = 0
        while lot := list(islice(offres, LOT)):
            self._run_batch(lot)
            self.quarantaine.flush()
            fait += len(lot)
            self.avancement(fait)

    def _read(self, lignes: Iterable[Ligne], reglage: Reglage) -> Iterator[OffreLue]:
        """Yield the clean offers, counting the others; the same identifier twice is refused."""
        illisibles: list[str] = []
        for ligne in lignes:
            try:
                offre = build_offre(ligne, reglage)
                self._see(offre)
            except ValeurInvalide as erreur:
                self._refuse(ligne, str(erreur))
                if not ligne.erreur and (identifiant := read_id(ligne, reglage)):
                    illisibles.append(identifiant)
                if len(illisibles) >= LOT:
                    self._keep(illisibles)
                continue
            yield offre
        self._keep(illisibles)

    def _see(self, offre: OffreLue) -> None:
        cle = hash(offre.source_id)
        if cle in self.vus:
            raise ValeurInvalide(f"identifiant « {offre.source_id[:60]} » déjà donné plus haut")
        self.vus.add(cle)

    def _refuse(self, ligne: Ligne, raison: str) -> None:
        self.annulees += bool(ligne.erreur and ligne.valeurs)
        self.resultat.qualite.refuse(raison)
        self.rapport.count(Issue.REFUSEE, ligne.numero, "", [raison])

    def _keep(self, identifiants: list[str]) -> None:
        """What became unreadable did not leave the feed: it stays as it was."""
        if identifiants:
            connues = self.flux.offres.filter(source_id__in=identifiants)
            connues.update(vue_le=self.moment)
            identifiants.clear()

    def _run_batch(self, offres: list[OffreLue]) -> None:
        connues = load_known(self.flux, [offre.source_id for offre in offres])
        a_placer = [offre for offre in offres if not self._is_same(offre, connues.get(offre.source_id))]
        self._complete_places(a_placer)
        self.quarantaine.localisateur.prepare(o.localisation for o in a_placer if o.is_placed_somewhere)
        nouvelles, modifiees = [], []
        for offre in offres:
            self.resultat.qualite.see(offre)
            action = self._decide(offre, connues.get(offre.source_id))
            if isinstance(action, Nouvelle):
                nouvelles.append(action)
            elif action is not None:
                modifiees.append(action)
        self.ecrivain.create(self._without_twins(nouvelles))
        self.ecrivain.modify(modifiees)
        self.ecrivain.mark_seen(connue.offre for connue in connues.values())

    def _complete_places(self, offres: list[OffreLue]) -> None:
        """A position alone names the commune round it."""
        for offre in offres:
            lieu = offre.localisation
            if lieu.latitude is None or lieu.longitude is None:
                continue
            if any((lieu.commune, lieu.code_postal, lieu.code_insee, lieu.adresse)):
                continue
            proche = nearest_commune(lieu.latitude, lieu.longitude)
            if proche is not None and proche[1] <= RAYON_POINT:
                lieu.code_insee = proche[0].record.ref

    @staticmethod
    def _is_same(offre: OffreLue, connue: Connue | None) -> bool:
        return connue is not None and connue.offre.empreinte_source == offre.digest()

    def _decide(self, offre: OffreLue, connue: Connue | None) -> Nouvelle | Modifiee | None:
        """Count the record and return what to write, None when there is nothing to."""
        if connue is not None:
            if raison := _reason_to_leave(offre, connue):
                return self._count(Issue.INCHANGEE, offre, [raison])
            if self._is_same(offre, connue):
                revenue = ["revenue dans le flux"] if connue.offre.retiree_le else []
                return self._count(Issue.MODIFIEE if revenue else Issue.INCHANGEE, offre, revenue)
        placement = self.quarantaine.place(offre) if offre.is_placed_somewhere else None
        if placement is not None and placement.motif:
            return self._hold(offre, placement)
        self.quarantaine.release(offre)
        recues = incoming_values(offre, placement)
        offre.remarques += placement.remarques if placement else []
        return Nouvelle(offre, recues) if connue is None else self._modify(offre, connue, recues)

    def _modify(self, offre: OffreLue, connue: Connue, recues: dict[str, Any]) -> Modifiee:
        ecart: Ecart = compare(connue, recues)
        if ecart.gardes:
            offre.remarques.append(f"corrigé à la main, gardé : {', '.join(ecart.gardes)}")
        change = bool(ecart.changements or connue.offre.retiree_le)
        self._count(Issue.MODIFIEE if change else Issue.INCHANGEE, offre, [])
        return Modifiee(connue, ecart, offre, recues)

    def _without_twins(self, nouvelles: list[Nouvelle]) -> list[Nouvelle]:
        """Leave out what another feed or an editor already offers."""
        jumelles = find_twins(self.flux, {n.lue.source_id: (n.lue.famille, n.recues) for n in nouvelles})
        gardees = []
        for nouvelle in nouvelles:
            if (source := jumelles.get(nouvelle.lue.source_id)) is None:
                gardees.append(nouvelle)
                self._count(Issue.CREEE, nouvelle.lue, [])
            else:
                qui = f"par le flux « {source} »" if source else "par un éditeur"
                self._count(Issue.INCHANGEE, nouvelle.lue, [f"doublon d’une offre déjà donnée {qui} : laissée"])
        return gardees

    def _hold(self, offre: OffreLue, placement: Placement) -> None:
        self.quarantaine.hold(offre, placement)
        self._count(Issue.QUARANTAINE, offre, [MotifQuarantaine(placement.motif).explain(placement.detail)])

    def _count(self, issue: Issue, offre: OffreLue, remarques: list[str]) -> None:
        self.rapport.count(issue, offre.ligne, offre.nom, [*remarques, *offre.remarques])

    def _check_refusals(self) -> None:
        total, refus = sum(self.rapport.compte.values()), self.rapport.compte[Issue.REFUSEE] - self.annulees
        if total >= PLANCHER_REFUS and refus > PART_REFUSEE * total:
            raison, _nombre = self.resultat.qualite.refus.most_common(1)[0]
            raise FichierRefuse(
                f"{refus} offres sur {total} sont inutilisables : les champs ne sont sans doute pas les bons. "
                f"Le plus souvent : {raison}."
            )

    def _withdraw_absent(self) -> None:
        """Close what the feed no longer holds; more than half of it at once is for a person to confirm."""
        en_cours = self.flux.offres.filter(live=True).current_on(timezone.localdate())
        absentes = en_cours.filter(Q(vue_le=None) | Q(vue_le__lt=self.moment))
        pks, total = list(absentes.values_list("pk", flat=True)), en_cours.count() - self.rapport.compte[Issue.CREEE]
        if total >= PLANCHER_REDUCTION and len(pks) > PART_SORTIE * total and not self.options.accepte_reduction:
            raise FluxReduit(
                f"{len(pks)} offres sur {total} ne sont plus dans le flux, plus de la moitié : "
                "rien n’a changé, une personne doit confirmer."
            )
        self.ecrivain.withdraw(pks)
        self.resultat.retirees = len(pks)


def _reason_to_leave(offre: OffreLue, connue: Connue) -> str:
    """Return why a known offer must not be touched, "" when it may be."""
    if connue.offre.archivee_le:
        return "archivée par un éditeur : laissée en l’état"
    if connue.offre.locked:
        return "verrouillée par un éditeur : laissée en l’état"
    if connue.offre.famille != offre.famille:
        return f"a changé de famille ({connue.offre.famille} → {offre.famille}) : laissée en l’état"
    return ""

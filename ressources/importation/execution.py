"""The run of one file: what to do with each record, batch after batch, inside the caller's transaction."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from wagtail.models import Site

from ressources.importation.comparaison import compare, incoming_values
from ressources.importation.doublons import Ressemblances
from ressources.importation.ecriture import Ecrivain, Modifiee, Nouvelle
from ressources.importation.erreurs import FichierRefuse
from ressources.importation.etat import Connue, load_known
from ressources.importation.fiche_lue import FicheLue
from ressources.importation.lecture import Lu
from ressources.importation.localisation import Placement
from ressources.importation.quarantaine import Quarantaine
from ressources.importation.rapport import Issue, Rapport
from ressources.models import Structure
from ressources.models.importation import MotifQuarantaine

LOT = 500  # records written together
PART_ABSENTE = 0.5  # above this share of entries gone, the file is not whole
SERVICE_ORPHELIN = "service d’une structure qui n’est ni dans le fichier ni dans le guide"
OPPOSEE = "une structure de même SIRET, ou de même nom dans la même commune, s’est opposée à sa publication"

Avancement = Callable[[int, int], None]  # records done, records in all


@dataclass(frozen=True, kw_only=True)
class Options:
    """How to import: `dry_run` does everything then takes it back; `partiel` says nothing of the entries not given."""

    site: Site
    source: str
    format: str
    dry_run: bool = False
    brouillon: bool = False
    depublier_absents: bool = False
    type_defaut: str = ""
    themes_defaut: tuple[str, ...] = ()
    partiel: bool = False
    par: AbstractBaseUser | None = None


class Importation:
    """One run: `rapport` and `ecrivain` tell what it did."""

    def __init__(self, options: Options, avancement: Avancement = lambda fait, total: None):
        self.options, self.avancement, self.rapport = options, avancement, Rapport()
        self.quarantaine = Quarantaine(options.site, options.source)
        self.ressemblances = Ressemblances.load(options.site)
        self.ecrivain = Ecrivain(options.site, options.source, live=not options.brouillon, par=options.par)

    def run(self, lu: Lu) -> Rapport:
        for ligne, nom, raison in lu.refus:
            self.rapport.count(Issue.REFUSEE, ligne, nom, [raison])
        for debut in range(0, len(lu.fiches), LOT):
            self.run_batch(lu.fiches[debut : debut + LOT])
            self.avancement(min(debut + LOT, len(lu.fiches)), len(lu.fiches))
        self.quarantaine.flush()
        if not self.options.partiel:
            self._handle_absent({fiche.source_id for fiche in lu.fiches})
        self.rapport.sort()
        return self.rapport

    def run_batch(self, fiches: list[FicheLue]) -> None:
        connues = load_known(self.options.site, self.options.source, [fiche.source_id for fiche in fiches])
        self.quarantaine.localisateur.prepare(fiche.localisation for fiche in fiches if fiche.nouvelle)
        nouvelles, modifiees = [], []
        for fiche in fiches:
            connue = connues.get(fiche.source_id)
            action = self._decide(fiche, connue)
            if isinstance(action, Nouvelle):
                nouvelles.append(action)
            elif action is not None:
                modifiees.append(action)
        self.ecrivain.create(nouvelles)
        self.ecrivain.modify(modifiees)

    def _decide(self, fiche: FicheLue, connue: Connue | None) -> Nouvelle | Modifiee | None:
        """Count the record and return what to write, None when there is nothing to."""
        if raison := _reason_to_leave(fiche, connue):
            return self._count(Issue.INCHANGEE, fiche, [raison])
        if connue is None and not fiche.nouvelle:
            return self._count(Issue.REFUSEE, fiche, [SERVICE_ORPHELIN])
        retires = self.ressemblances.drop_contacts(fiche.champs)
        fiche.remarques += [f"{champ} retiré : la personne s’est opposée à sa publication" for champ in retires]
        placement = self.quarantaine.place(fiche) if fiche.nouvelle else None
        if placement is not None and placement.motif:
            return self._hold(fiche, placement)
        recues = incoming_values(fiche, placement)
        if connue is None and self.ressemblances.is_opposed(recues):
            return self._hold(fiche, Placement(motif=MotifQuarantaine.OPPOSITION, detail=OPPOSEE))
        self.quarantaine.release(fiche)
        remarques = placement.remarques if placement else []
        return (
            self._create(fiche, recues, placement) if connue is None else self._modify(fiche, connue, recues, remarques)
        )

    def _create(self, fiche: FicheLue, recues: dict, placement: Placement | None) -> Nouvelle:
        doublon = self.ressemblances.find(recues)
        self.ressemblances.add_values(f"ligne {fiche.ligne}", recues)
        remarques = [*placement.remarques] if placement else []
        if placement and placement.approximative:
            remarques.append("sans coordonnées sûres : montrée au centre de la commune")
        self._count(Issue.CREEE, fiche, [*remarques, *([doublon] if doublon else [])])
        return Nouvelle(fiche, recues)

    def _modify(self, fiche: FicheLue, connue: Connue, recues: dict, remarques: list[str]) -> Modifiee:
        ecart = compare(connue, recues)
        if ecart.gardes:
            remarques = [*remarques, f"corrigé à la main, gardé : {', '.join(ecart.gardes)}"]
        self._count(Issue.MODIFIEE if ecart.changements else Issue.INCHANGEE, fiche, remarques)
        return Modifiee(connue, ecart, fiche, recues)

    def _hold(self, fiche: FicheLue, placement: Placement) -> None:
        self.quarantaine.hold(fiche, placement)
        self._count(Issue.QUARANTAINE, fiche, [MotifQuarantaine(placement.motif).explain(placement.detail)])

    def _count(self, issue: Issue, fiche: FicheLue, remarques: list[str]) -> None:
        self.rapport.count(issue, fiche.ligne, fiche.nom, [*remarques, *fiche.remarques])

    def _handle_absent(self, presents: set[str]) -> None:
        """Report the published entries that the source no longer gives, and unpublish them when asked to."""
        publiees = Structure.objects.filter(site=self.options.site, source=self.options.source, live=True)
        tiennent = publiees.values_list("pk", "source_id", "nom")
        absentes = {pk: nom for pk, source_id, nom in tiennent.iterator() if source_id not in presents}
        if not absentes:
            return
        if self.options.depublier_absents:
            if len(absentes) > PART_ABSENTE * publiees.count():
                raise FichierRefuse(
                    f"{len(absentes)} fiches publiées manquent au fichier, plus de la moitié : il est incomplet."
                )
            self.ecrivain.unpublish(publiees.filter(pk__in=absentes))
        suite = "dépubliée" if self.options.depublier_absents else "laissée en ligne"
        for nom in absentes.values():
            self.rapport.remark(f"absente du fichier, {suite}", nom=nom)


def _reason_to_leave(fiche: FicheLue, connue: Connue | None) -> str:
    """Return why a known entry must not be touched, "" when it may be."""
    if connue is None:
        return ""
    if connue.structure.opposition:
        return "opposition enregistrée : la fiche reste retirée"
    if connue.structure.locked:
        return "fiche verrouillée par un éditeur : laissée en l’état"
    derniere = connue.provenance.date_maj if connue.provenance else None
    if fiche.date_maj and derniere and fiche.date_maj < derniere:
        return f"plus ancienne ({fiche.date_maj:%d/%m/%Y}) que ce que nous avons ({derniere:%d/%m/%Y})"
    return ""

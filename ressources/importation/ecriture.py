"""Write what an import decided, in bulk, inside the caller's transaction. Dates of check are never touched."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import ModelLogEntry, Site

from ressources.importation.comparaison import Ecart
from ressources.importation.etat import CHAMPS_LIES, CHAMPS_POSITION, CHAMPS_SIMPLES, POSITION, Connue
from ressources.importation.fiche_lue import FicheLue
from ressources.importation.vocabulaire_recu import CleZone, ensure_zones
from ressources.models import Lieu, Provenance, Structure, Thematique
from ressources.models.fiche import make_slug

ACTION = "ressources.import"


@dataclass(slots=True)
class Nouvelle:
    """A record to create: `recues` are its flat values (`comparaison.incoming_values`)."""

    fiche: FicheLue
    recues: dict[str, Any]


@dataclass(slots=True)
class Modifiee:
    """A known entry, what to change in it, and what the source now says of it."""

    connue: Connue
    ecart: Ecart
    fiche: FicheLue
    recues: dict[str, Any]


@dataclass
class Ecrivain:
    """Write batches for one import; `creees` and `changees` gather the ids of the structures written."""

    site: Site
    source: str
    live: bool = True
    par: AbstractBaseUser | None = None
    creees: set[int] = field(default_factory=set)
    changees: set[int] = field(default_factory=set)
    _zones: dict[CleZone, int] = field(default_factory=dict)
    _lot: uuid.UUID = field(default_factory=uuid.uuid4)

    @cached_property
    def thematiques(self) -> dict[str, int]:
        return dict(Thematique.objects.values_list("slug", "pk"))

    def create(self, nouvelles: list[Nouvelle]) -> None:
        """Create the structures of a batch with their place and links."""
        if not nouvelles:
            return
        structures = Structure.objects.bulk_create(self._build(nouvelle) for nouvelle in nouvelles)
        lieux = [self._build_lieu(s, n.recues) for s, n in zip(structures, nouvelles, strict=True)]
        Lieu.objects.bulk_create(lieux)
        Provenance.objects.bulk_create(
            Provenance(structure=s, lieu=lieu, date_maj=n.fiche.date_maj, valeurs=n.recues)
            for s, lieu, n in zip(structures, lieux, nouvelles, strict=True)
        )
        for champ in CHAMPS_LIES:
            self._link(champ, {s.pk: n.recues.get(champ, []) for s, n in zip(structures, nouvelles, strict=True)})
        self.creees.update(structure.pk for structure in structures)
        self._log(structures, "wagtail.create")

    def modify(self, modifiees: list[Modifiee]) -> None:
        """Change known entries, their drafts included, and remember what the source said."""
        for modifiee in modifiees:
            self._remember(modifiee)
            if modifiee.ecart.changements:
                self._change(modifiee)
        changees = [m.connue.structure for m in modifiees if m.ecart.changements]
        self.changees.update(structure.pk for structure in changees)
        self._log(changees, ACTION)

    def unpublish(self, structures: Iterable[Structure]) -> None:
        """Take entries gone from the source off the public site."""
        for structure in structures:
            structure.unpublish(user=self.par)
            self.changees.add(structure.pk)

    def _build(self, nouvelle: Nouvelle) -> Structure:
        maintenant = timezone.now()
        publication = {"first_published_at": maintenant, "last_published_at": maintenant} if self.live else {}
        return Structure(
            site=self.site,
            source=self.source,
            source_id=nouvelle.fiche.source_id,
            slug=make_slug(nouvelle.fiche.nom),
            live=self.live,
            has_unpublished_changes=not self.live,
            **publication,
            **{champ: nouvelle.recues[champ] for champ in CHAMPS_SIMPLES if champ in nouvelle.recues},
        )

    def _build_lieu(self, structure: Structure, recues: dict[str, Any]) -> Lieu:
        return Lieu(structure=structure, sort_order=0, **_lieu_fields(recues))

    def _change(self, modifiee: Modifiee) -> None:
        structure, changements = modifiee.connue.structure, modifiee.ecart.changements
        simples = {champ: valeur for champ, valeur in changements.items() if champ in CHAMPS_SIMPLES}
        if "nom" in simples:
            simples["slug"] = make_slug(simples["nom"])
        Structure.objects.filter(pk=structure.pk).update(**simples, updated_at=timezone.now())
        self._change_lieu(modifiee)
        for champ in CHAMPS_LIES:
            if champ in changements:
                getattr(Structure, champ).through.objects.filter(structure=structure.pk).delete()
                self._link(champ, {structure.pk: changements[champ]})
        if structure.latest_revision_id:
            self._carry_to_draft(modifiee, simples)

    def _change_lieu(self, modifiee: Modifiee) -> None:
        champs = _lieu_fields(modifiee.ecart.changements)
        if not champs:
            return
        if modifiee.connue.lieu is not None:
            Lieu.objects.filter(pk=modifiee.connue.lieu.pk).update(**champs)
            return
        lieu = Lieu(structure=modifiee.connue.structure, sort_order=0, **champs)
        lieu.save()
        Provenance.objects.filter(structure=modifiee.connue.structure).update(lieu=lieu)

    def _carry_to_draft(self, modifiee: Modifiee, simples: dict[str, Any]) -> None:
        """Bring the changes to the editor's draft too, or publishing it would undo them."""
        structure = Structure.objects.get(pk=modifiee.connue.structure.pk)
        if not structure.has_unpublished_changes:
            revision = structure.save_revision(user=self.par, changed=False, clean=False)
            Structure.objects.filter(pk=structure.pk).update(live_revision=revision if structure.live else None)
            return
        brouillon = structure.get_latest_revision_as_object()
        for champ, valeur in simples.items():
            setattr(brouillon, champ, valeur)
        if "thematiques" in modifiee.ecart.changements:
            brouillon.thematiques.set(structure.thematiques.all())
        if "zones" in modifiee.ecart.changements:
            brouillon.zones.set(structure.zones.all())
        champs_lieu = _lieu_fields(modifiee.ecart.changements)
        lieux = list(brouillon.lieux.all())
        for lieu in lieux:
            if modifiee.connue.lieu is not None and lieu.pk == modifiee.connue.lieu.pk:
                for champ, valeur in champs_lieu.items():
                    setattr(lieu, champ, valeur)
        brouillon.lieux.set(lieux)
        brouillon.save_revision(user=self.par, clean=False)

    def _remember(self, modifiee: Modifiee) -> None:
        connue, fiche = modifiee.connue, modifiee.fiche
        provenance = connue.provenance
        if provenance is None:
            connue.provenance = Provenance.objects.create(
                structure=connue.structure, lieu=connue.lieu, date_maj=fiche.date_maj, valeurs=modifiee.recues
            )
            return
        valeurs = {**provenance.valeurs, **modifiee.recues}
        date_maj = fiche.date_maj or provenance.date_maj
        if (valeurs, date_maj) != (provenance.valeurs, provenance.date_maj):
            provenance.valeurs, provenance.date_maj = valeurs, date_maj
            provenance.save(update_fields=["valeurs", "date_maj"])

    def _link(self, champ: str, liens: dict[int, list[str]]) -> None:
        """Add the themes (slugs) or the zones ("genre:pays:code") of each structure."""
        if champ == "zones":
            cles = {zone: _zone_key(zone) for zones in liens.values() for zone in zones}
            self._zones.update(ensure_zones(set(cles.values()) - self._zones.keys()))
            cibles, cible = {zone: self._zones[cle] for zone, cle in cles.items()}, "zone_id"
        else:
            cibles, cible = self.thematiques, "thematique_id"
        through = getattr(Structure, champ).through
        through.objects.bulk_create(
            through(structure_id=structure_id, **{cible: cibles[valeur]})
            for structure_id, valeurs in liens.items()
            for valeur in valeurs
        )

    def _log(self, structures: list[Structure], action: str) -> None:
        """Tell Wagtail's log, in one query."""
        nature = ContentType.objects.get_for_model(Structure)
        maintenant = timezone.now()
        ModelLogEntry.objects.bulk_create(
            ModelLogEntry(
                content_type=nature,
                object_id=str(structure.pk),
                label=structure.nom,
                action=action,
                timestamp=maintenant,
                uuid=self._lot,
                user=self.par,
                content_changed=True,
                data={"source": self.source},
            )
            for structure in structures
        )


def _zone_key(zone: str) -> CleZone:
    genre, pays, code = zone.split(":")
    return genre, pays, code


def _lieu_fields(valeurs: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of `Lieu` among flat values."""
    champs = {cle[5:]: valeur for cle, valeur in valeurs.items() if cle.startswith("lieu.") and cle != POSITION}
    if POSITION in valeurs:
        champs.update(zip(CHAMPS_POSITION, valeurs[POSITION], strict=True))
    return champs

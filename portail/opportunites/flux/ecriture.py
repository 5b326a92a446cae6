"""Write what a run decided, in bulk, inside the caller's transaction. Dates of check are never touched."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import ModelLogEntry

from ressources.importation.comparaison import Ecart
from ressources.importation.vocabulaire_recu import CleZone, ensure_zones
from ressources.models import Thematique
from ressources.models.fiche import make_slug
from search.indexing import request_update

from ..etats import compute_echeance
from ..models import FAMILLES, Opportunite
from .etat import CHAMPS_LIES, CHAMPS_LIEU, LIEU, Connue
from .models import Flux, ProvenanceOffre
from .offre_lue import OffreLue

ACTION = "flux.import"
SOURCE = "opportunite"  # the name of opportunities in the search
DATES = ("cloture", "debut", "fin")


@dataclass(slots=True)
class Nouvelle:
    """An offer to create: `recues` are its flat values (`etat.incoming_values`)."""

    lue: OffreLue
    recues: dict[str, Any]


@dataclass(slots=True)
class Modifiee:
    """A known offer, what to change in it, and what the feed now says of it."""

    connue: Connue
    ecart: Ecart
    lue: OffreLue
    recues: dict[str, Any]


@dataclass
class Ecrivain:
    """Write batches for one run. `moment` marks what was seen in it."""

    flux: Flux
    moment: datetime.datetime
    par: Any = None
    _zones: dict[CleZone, int] = field(default_factory=dict)
    _lot: uuid.UUID = field(default_factory=uuid.uuid4)

    @cached_property
    def thematiques(self) -> dict[str, int]:
        return dict(Thematique.objects.values_list("slug", "pk"))

    def create(self, nouvelles: list[Nouvelle]) -> None:
        """Create a batch: the common rows together, then the rows of each family, links and provenances."""
        if not nouvelles:
            return
        offres = [self._build(nouvelle) for nouvelle in nouvelles]
        communes = [_common_part(offre) for offre in offres]
        Opportunite.objects.bulk_create(communes)
        for offre, commune in zip(offres, communes, strict=True):
            offre.pk = offre.opportunite_ptr_id = commune.pk
            offre.save_base(raw=True, force_insert=True)  # its own table alone: the common row is written
        for champ in CHAMPS_LIES:
            self._link(champ, {o.pk: n.recues.get(champ) or [] for o, n in zip(offres, nouvelles, strict=True)})
        ProvenanceOffre.objects.bulk_create(
            # By its number: the object would know its provenance, and neither would leave memory before long.
            ProvenanceOffre(offre_id=commune.pk, flux_id=self.flux.pk, valeurs=nouvelle.recues)
            for commune, nouvelle in zip(communes, nouvelles, strict=True)
        )
        self._log(offres, "wagtail.create")
        request_update(SOURCE, [offre.pk for offre in offres])

    def modify(self, modifiees: list[Modifiee]) -> None:
        """Change known offers, their drafts included, and remember what the feed said."""
        for modifiee in modifiees:
            self._remember(modifiee)
            if modifiee.ecart.changements:
                self._change(modifiee)
        changees = [m.connue.offre for m in modifiees if m.ecart.changements]
        self._log(changees, ACTION)
        request_update(SOURCE, [offre.pk for offre in changees])

    def mark_seen(self, offres: Iterable[Any]) -> None:
        """Note that the feed holds these offers, and open again those that had left it."""
        offres = list(offres)
        Opportunite.objects.filter(pk__in=[offre.pk for offre in offres]).update(vue_le=self.moment, retiree_le=None)
        request_update(SOURCE, [offre.pk for offre in offres if offre.retiree_le])

    def withdraw(self, pks: list[int]) -> None:
        """Close the offers that the feed does not hold any more."""
        for debut in range(0, len(pks), 500):
            Opportunite.objects.filter(pk__in=pks[debut : debut + 500]).update(retiree_le=self.moment)
        request_update(SOURCE, pks)

    def _build(self, nouvelle: Nouvelle) -> Any:
        lue, live = nouvelle.lue, self.flux.publier
        publication = {"first_published_at": self.moment, "last_published_at": self.moment} if live else {}
        offre = FAMILLES[lue.famille](
            site_id=self.flux.site_id,
            source=self.flux.nom,
            source_id=lue.source_id,
            empreinte_source=lue.digest(),
            vue_le=self.moment,
            created_at=self.moment,
            updated_at=self.moment,
            live=live,
            has_unpublished_changes=not live,
            **publication,
            **_fields(FAMILLES[lue.famille], nouvelle.recues),
        )
        offre.famille, offre.slug = lue.famille, make_slug(offre.titre)
        offre.echeance = compute_echeance(offre.famille, offre.cloture, offre.debut, offre.fin)
        return offre

    def _change(self, modifiee: Modifiee) -> None:
        offre, changements = modifiee.connue.offre, modifiee.ecart.changements
        modele = type(offre)
        simples = _fields(modele, changements)
        if "titre" in simples:
            simples["slug"] = make_slug(simples["titre"])
        if not {*DATES}.isdisjoint(simples):
            jours = [simples.get(nom, getattr(offre, nom)) for nom in DATES]
            simples["echeance"] = compute_echeance(offre.famille, *jours)
        modele.objects.filter(pk=offre.pk).update(**simples, updated_at=timezone.now())
        for champ in CHAMPS_LIES:
            if champ in changements:
                getattr(Opportunite, champ).through.objects.filter(opportunite=offre.pk).delete()
                self._link(champ, {offre.pk: changements[champ] or []})
        if offre.latest_revision_id:
            self._carry_to_draft(modele.objects.get(pk=offre.pk), simples, changements)

    def _carry_to_draft(self, offre: Any, simples: dict[str, Any], changements: dict[str, Any]) -> None:
        """Bring the changes to the editor's draft too, or publishing it would undo them."""
        if not offre.has_unpublished_changes:
            revision = offre.save_revision(user=self.par, changed=False, clean=False)
            type(offre).objects.filter(pk=offre.pk).update(live_revision=revision if offre.live else None)
            return
        brouillon = offre.get_latest_revision_as_object()
        for nom, valeur in simples.items():
            setattr(brouillon, nom, valeur)
        for champ in CHAMPS_LIES:
            if champ in changements:
                getattr(brouillon, champ).set(getattr(offre, champ).all())
        brouillon.save_revision(user=self.par, clean=False)

    def _remember(self, modifiee: Modifiee) -> None:
        connue, recues = modifiee.connue, modifiee.recues
        dernieres = connue.provenance.valeurs if connue.provenance else {}
        ProvenanceOffre.objects.update_or_create(
            offre_id=connue.offre.pk, defaults={"flux": self.flux, "valeurs": {**dernieres, **recues}}
        )
        Opportunite.objects.filter(pk=connue.offre.pk).update(empreinte_source=modifiee.lue.digest())

    def _link(self, champ: str, liens: dict[int, list[str]]) -> None:
        """Add the themes (slugs) or the zones ("genre:pays:code") of each offer."""
        if champ == "zones":
            cles = {zone: _zone_key(zone) for zones in liens.values() for zone in zones}
            self._zones.update(ensure_zones(set(cles.values()) - self._zones.keys()))
            cibles, cible = {zone: self._zones[cle] for zone, cle in cles.items()}, "zone_id"
        else:
            cibles, cible = self.thematiques, "thematique_id"
        through = getattr(Opportunite, champ).through
        through.objects.bulk_create(
            through(opportunite_id=pk, **{cible: cibles[valeur]}) for pk, valeurs in liens.items() for valeur in valeurs
        )

    def _log(self, offres: list[Any], action: str) -> None:
        """Tell Wagtail's log, in one query."""
        ModelLogEntry.objects.bulk_create(
            ModelLogEntry(
                content_type=ContentType.objects.get_for_model(offre),
                object_id=str(offre.pk),
                label=offre.titre,
                action=action,
                timestamp=self.moment,
                uuid=self._lot,
                user=self.par,
                content_changed=True,
                data={"source": self.flux.titre},
            )
            for offre in offres
        )


def _fields(modele: Any, valeurs: dict[str, Any]) -> dict[str, Any]:
    """Return the fields among flat values, as Python values."""
    champs = {
        nom: modele._meta.get_field(nom).to_python(valeur)
        for nom, valeur in valeurs.items()
        if nom not in (*CHAMPS_LIES, LIEU)
    }
    if LIEU in valeurs:
        champs.update(zip(CHAMPS_LIEU, valeurs[LIEU], strict=True))
    return champs


def _common_part(offre: Any) -> Opportunite:
    """Return the row of the common table of an offer of a family."""
    champs = Opportunite._meta.concrete_fields
    return Opportunite(**{champ.attname: getattr(offre, champ.attname) for champ in champs if not champ.primary_key})


def _zone_key(zone: str) -> CleZone:
    genre, pays, code = zone.split(":")
    return genre, pays, code

"""Who works in the space: an account that works for at least one structure, and what is theirs."""

from dataclasses import dataclass
from functools import cached_property

from portail.comptes.models import Utilisateur
from ressources.models import Permanence, PersonneRessource, Rattachement, Structure


@dataclass(frozen=True)
class Professionnel:
    """A signed-in professional. The people of their structures are theirs to help; `moi_ids` are their own entries."""

    utilisateur: Utilisateur
    rattachements: tuple[Rattachement, ...]

    @property
    def structure_ids(self) -> frozenset[int]:
        return frozenset(rattachement.structure_id for rattachement in self.rattachements)

    @property
    def moi_ids(self) -> frozenset[int]:
        return frozenset(rattachement.personne_id for rattachement in self.rattachements if rattachement.personne_id)

    @cached_property
    def personne_ids(self) -> frozenset[int]:
        """Return the ids of every person of their structures, themselves included."""
        personnes = PersonneRessource.objects.filter(structure_id__in=self.structure_ids)
        return frozenset(personnes.values_list("pk", flat=True)) | self.moi_ids

    @property
    def site(self):
        """The site that holds their first structure: whose figures, cap and sender apply."""
        return self.rattachements[0].structure.site

    @property
    def prenom(self) -> str:
        return self.utilisateur.first_name or str(self.utilisateur)

    def structures(self):
        return Structure.objects.filter(pk__in=self.structure_ids)

    def personnes(self):
        return PersonneRessource.objects.filter(structure_id__in=self.structure_ids).select_related("structure")

    def permanences(self):
        """Return those of their structures, and of the people of their structures."""
        return Permanence.objects.editable_by(self.utilisateur)


def find_professionnel(utilisateur) -> Professionnel | None:
    """Return the professional of an account, None when it works for no structure. One query."""
    if not utilisateur.is_authenticated or not utilisateur.is_active:
        return None
    liens = Rattachement.objects.filter(utilisateur=utilisateur).select_related("structure__site").order_by("pk")
    return Professionnel(utilisateur, rattachements) if (rattachements := tuple(liens)) else None

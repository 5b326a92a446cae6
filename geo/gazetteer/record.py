"""One commune as the gazetteer holds it: plain values, no database behind."""

from dataclasses import dataclass, field

from geo.gazetteer.forms import bare, canonical


@dataclass(slots=True, eq=False)
class CommuneRecord:
    """A commune, a part of one, or a Belgian municipality.

    `departement` is a province in Belgium. `poids` orders homonyms: inhabitants, or an
    estimate for a part of a commune. `codes_propres` are the postcodes that mean this very
    place: its own, or for a part of a commune those that the post writes with its name.
    """

    pk: int | None
    pays: str
    code: str
    type: str
    nom: str
    nom_nl: str
    codes_postaux: tuple[str, ...]
    population: int | None
    departement: str
    departement_nom: str
    region: str
    region_nom: str
    latitude: float | None
    longitude: float | None
    anciens_codes: tuple[str, ...] = ()
    anciens_noms: tuple[str, ...] = ()
    parent: "CommuneRecord | None" = None
    poids: int = 0
    codes_propres: tuple[str, ...] = ()
    homonyme: bool = field(default=False, compare=False)

    @property
    def ref(self) -> str:
        """Public code: "59599", "be-57097"."""
        return f"be-{self.code}" if self.is_belgian else self.code

    @property
    def is_belgian(self) -> bool:
        return self.pays == "BE"

    @property
    def current(self) -> "CommuneRecord":
        """The commune of today: itself, or the one it is a part of; a city district stays."""
        if self.parent is None or self.type == "ARM":
            return self
        return self.parent

    @property
    def commune(self) -> "CommuneRecord":
        """The whole commune: Paris for a district of Paris, Lille for Lomme."""
        return self.parent or self

    @property
    def noms(self) -> tuple[str, ...]:
        """Official names, French first."""
        if self.nom_nl and self.nom_nl != self.nom:
            return (self.nom, self.nom_nl)
        return (self.nom,)

    @property
    def territoire(self) -> str:
        """What tells it from its homonyms: its commune, else its country or département."""
        if self.parent is not None and self.type != "ARM":
            return self.parent.nom
        return "Belgique" if self.is_belgian else self.departement_nom

    @property
    def territoires(self) -> set[str]:
        """Canonical names that may follow its own to tell where it is, articles left out too."""
        pays = "Belgique" if self.is_belgian else "France"
        parent = self.parent.nom if self.parent else pays
        names = [*map(canonical, (pays, parent, self.departement_nom, self.region_nom))]
        return {*names, *map(bare, names)}

    @property
    def libelle(self) -> str:
        """Name to show and to type again: « Lomme (Lille) », « Mouscron (Belgique) », « Tourcoing »."""
        part = self.parent is not None and self.type != "ARM"
        if part or self.homonyme or self.is_belgian:
            return f"{self.nom} ({self.territoire})"
        return self.nom

    @property
    def repeats_parent(self) -> bool:
        """Tell a delegated commune that bears the name of its commune: nobody looks for it."""
        return self.parent is not None and canonical(self.nom) == canonical(self.parent.nom)

"""Resolve the commune of a row of a directory, or say why not. Nothing is guessed silently.

    resolve("ST POL S/ MER CEDEX", "59430")   → Dunkerque, 1.0, "nom exact « Saint-Pol-sur-Mer » ; …"
    resolve("Saint-Denis")                    → None, 0.0, "plusieurs communes possibles : …"

The answer is a commune of today: a delegated or associated commune that is written
(Lomme) answers its whole (Lille) and stays in `localite`; only Paris, Lyon and Marseille
answer a municipal district, when one is written. This is what `code_insee` holds in
public directories; docs/adr/0003-resolver.md weighs the other choice.
"""

from geo.gazetteer.current import get_gazetteer
from geo.resolution.rows import RowResolver
from geo.resolution.verdict import Resolution
from geo.resolution.weighing import SEUIL

__all__ = ["SEUIL", "Resolution", "resolve"]


def resolve(nom: str, code_postal: str = "", adresse: str = "", code_insee: str = "") -> Resolution:
    """Return the commune that a row means, how sure one is, and why.

    Cells may be dirty: CEDEX, lost zeros, swapped or misspelt cells, former names. `adresse`
    only completes a missing name or postcode. Never raises; `commune` is None when the
    evidence is below `SEUIL`.
    """
    return RowResolver(get_gazetteer()).resolve(nom, code_postal, adresse, code_insee)

"""The answer of a rule about somebody, with its reasons sorted by what they say."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .reponses import Reponse, all_of, any_of

Reasons = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """`acquis`: what is true ("tu es au lycée"); `a_verifier`: what is not known ("avoir une bourse");
    `refus`: what is missing ("il faut être au lycée")."""

    reponse: Reponse
    acquis: Reasons = ()
    a_verifier: Reasons = ()
    refus: Reasons = ()


def join_all(evaluations: Sequence[Evaluation]) -> Evaluation:
    """All must hold: every reason counts."""
    return Evaluation(
        all_of(one.reponse for one in evaluations),
        acquis=_gather(one.acquis for one in evaluations),
        a_verifier=_gather(one.a_verifier for one in evaluations),
        refus=_gather(one.refus for one in evaluations),
    )


def join_any(evaluations: Sequence[Evaluation]) -> Evaluation:
    """One is enough: what holds is told alone; failing that, what may hold, as alternatives."""
    reponse = any_of(one.reponse for one in evaluations)
    told = [one for one in evaluations if one.reponse == reponse]
    if reponse == Reponse.OUI:
        return Evaluation(reponse, acquis=_gather(one.acquis for one in told))
    if reponse == Reponse.INCONNU:
        return Evaluation(reponse, a_verifier=_either(one.a_verifier for one in told))
    return Evaluation(reponse, refus=_either(one.refus for one in told))


def _gather(groups) -> Reasons:
    return tuple(dict.fromkeys(reason for group in groups for reason in group))


def _either(groups) -> Reasons:
    """Return one sentence: « avoir 25 ans ou moins, ou être en situation de handicap »."""
    ways = dict.fromkeys(_(" et ").join(group) for group in groups if group)
    return (_(", ou ").join(ways),) if ways else ()

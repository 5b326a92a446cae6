"""What the answers are worth: nDCG@10, MRR, and how often there is nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2
from statistics import fmean

DEPTH = 10  # results that are looked at: a first page on a phone
USEFUL = 2  # the grade from which a result answers the need


@dataclass(frozen=True, slots=True)
class Score:
    """The worth of one answer, or the mean of several."""

    ndcg: float
    mrr: float
    empty: float  # 1 when nothing was found; a rate for several answers


def score(results: Sequence[str], grades: Mapping[str, int]) -> Score:
    """Score an answer, best first, by the grades of its entries (0 for those that have none).

    A grade g is worth 2^g - 1, divided by log2(rank + 1) (Järvelin and Kekäläinen, 2002; Burges et al., 2005);
    1 is the best order there is over the whole guide. The reciprocal rank is that of the first useful result.
    """
    found = [grades.get(name, 0) for name in results[:DEPTH]]
    best = sorted(grades.values(), reverse=True)[:DEPTH]
    rank = next((rank for rank, grade in enumerate(found, 1) if grade >= USEFUL), 0)
    return Score(
        ndcg=_gain(found) / _gain(best) if best else 0.0,
        mrr=1 / rank if rank else 0.0,
        empty=0.0 if results else 1.0,
    )


def mean(scores: Sequence[Score]) -> Score:
    """Return the mean of the scores of several needs. Raises StatisticsError when there is none."""
    return Score(
        ndcg=fmean(score.ndcg for score in scores),
        mrr=fmean(score.mrr for score in scores),
        empty=fmean(score.empty for score in scores),
    )


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / log2(rank + 1) for rank, grade in enumerate(grades, 1))

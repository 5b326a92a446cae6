"""The scores: what they must say of answers whose worth is known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.search.relevance.scores import DEPTH, Score, mean, score

GRADES = {"a": 3, "b": 2, "c": 1}


def test_the_best_order_is_worth_one():
    assert score(["a", "b", "c", "d"], GRADES) == Score(ndcg=1.0, mrr=1.0, empty=0.0)


def test_nothing_is_worth_nothing_and_counts_as_empty():
    assert score([], GRADES) == Score(ndcg=0.0, mrr=0.0, empty=1.0)


def test_a_result_that_does_not_help_is_not_empty():
    assert score(["d"], GRADES) == Score(ndcg=0.0, mrr=0.0, empty=0.0)


def test_ndcg_by_hand():
    # 1 at rank 1, 7 at rank 2: (1 + 7/log2 3) / (7 + 3/log2 3 + 1/2)
    assert score(["c", "a"], GRADES).ndcg == pytest.approx(5.41651 / 9.39279, abs=1e-4)


def test_the_reciprocal_rank_is_that_of_the_first_useful_result():
    assert score(["c", "d", "b", "a"], GRADES).mrr == pytest.approx(1 / 3)


def test_what_comes_after_the_first_page_does_not_count():
    assert score(["x"] * DEPTH + ["a"], GRADES).ndcg == 0


@given(st.permutations([*GRADES, "x", "y"]), st.integers(0, 3))
def test_putting_a_better_entry_before_a_lesser_one_never_costs(order, at):
    earlier, later = order[at], order[at + 1]
    if GRADES.get(later, 0) < GRADES.get(earlier, 0):
        earlier, later = later, earlier
    swapped = [*order[:at], later, earlier, *order[at + 2 :]]
    other = [*order[:at], earlier, later, *order[at + 2 :]]
    assert score(swapped, GRADES).ndcg >= score(other, GRADES).ndcg


def test_the_mean_of_several():
    assert mean([Score(1.0, 1.0, 0.0), Score(0.5, 0.0, 1.0)]) == Score(0.75, 0.5, 0.5)

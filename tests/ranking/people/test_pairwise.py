"""Pairwise comparisons and Borda sums against published numbers, and what they refuse."""

import json

import numpy as np
import pytest

from ranking.errors import BoardError
from ranking.people.pairwise import borda, comparisons
from tests.places import ORACLES


def oracle(name: str) -> dict:
    return json.loads((ORACLES / f"{name}.json").read_text("utf-8"))


def test_eight_criteria_compared_give_the_published_weights_and_consistency():
    case = oracle("ahp_jmcdm_8criteria")
    found, expected = comparisons(case["criteria_pairwise"]), case["expected"]
    assert found.weights == pytest.approx(expected["weights_mean_columns"], abs=case["tolerance"])
    assert found.lambda_max == pytest.approx(expected["lambda_max"], abs=case["tolerance"])
    assert found.index == pytest.approx(expected["CI"], abs=case["tolerance"])
    assert found.ratio == pytest.approx(expected["CR"], abs=case["tolerance"])


def test_offers_compared_on_every_criterion_give_the_published_priorities():
    case = oracle("ahp_jmcdm_8criteria")
    weights = comparisons(case["criteria_pairwise"]).weights
    values = np.column_stack([comparisons(m).weights for m in case["alternative_pairwise"]])
    assert values @ weights == pytest.approx(case["expected"]["priorities"], abs=case["tolerance"])


def test_perfect_comparisons_are_consistent_and_give_their_own_weights():
    weights = np.array([0.5, 0.3, 0.2])
    found = comparisons(weights[:, None] / weights)
    assert found.weights == pytest.approx(weights)
    assert found.ratio == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize("matrix", [[[1, 2], [2, 1]], [[1, -1], [-1, 1]], [[1, 2, 3]], np.ones((11, 11))])
def test_comparisons_that_cannot_be_read_are_refused_in_a_sentence(matrix):
    with pytest.raises(BoardError, match="comparisons"):
        comparisons(matrix)


def test_borda_sums_and_their_ties_are_the_published_ones():
    case = oracle("group_borda_jmcdm")
    totals = borda(case["matrix"])
    assert list(totals) == case["expected"]["total"]
    order = [
        sorted(a for a, t in zip(case["alternatives"], totals, strict=True) if t == total)
        for total in sorted(set(totals))
    ]
    assert order == case["expected"]["groups"]

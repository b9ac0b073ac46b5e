"""Weighted sums and power means: published results, limits, and contributions that add up."""

import csv
import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ranking.weighing.total import contributions, inner_shares, pillar_scores, power_mean
from tests.places import ORACLES

INF = np.inf
EXPONENTS = st.one_of(
    st.sampled_from([1.0, 0.0, -1.0, -INF, 0.5, -1e300, 1e-300, -1e-300]),
    st.floats(-100, 1),
    st.floats(-1e-6, 1e-6),
    st.floats(-1e30, -100),
)
SCORES = st.one_of(st.just(0.0), st.floats(1e-6, 100))
WEIGHTS = st.one_of(st.just(0.0), st.floats(1e-3, 1000))


def oracle(name: str) -> dict:
    return json.loads((ORACLES / f"{name}.json").read_text("utf-8"))


@st.composite
def weighted(draw, n: int = 4):
    """n scores with n shares that sum to 1, at least one above 0."""
    weights = np.array(draw(st.lists(WEIGHTS, min_size=n, max_size=n).filter(any)))
    return np.array(draw(st.lists(SCORES, min_size=n, max_size=n))), weights / weights.sum()


def test_the_weighted_sum_of_jmcdm():
    published = oracle("wsum_jmcdm_saw_maxratio")
    matrix, up = np.array(published["matrix"], float), np.array(published["directions"]) > 0
    ratios = np.where(up, matrix / matrix.max(axis=0), matrix.min(axis=0) / matrix)
    assert power_mean(ratios, np.array(published["weights"]), 1) == pytest.approx(
        published["expected"]["score"], abs=published["tolerance"]
    )


def test_the_commissions_sovereignty_score_renormalises_over_what_was_answered():
    published = oracle("eu_csf_v121_sovereignty_score")
    weights = np.array(list(published["weights"].values()))
    for case in published["expected"]["cases"]:
        ratios = np.array([[np.nan if r is None else 100 * r for r in case["ratios"]]])
        score, _ = pillar_scores(ratios, weights[:, None], np.ones((1, len(weights))))
        assert score[0, 0, 0] == pytest.approx(case["score_pct"], abs=published["tolerance"])


def test_the_commissions_level_is_the_weakest_link_whatever_the_weights():
    published = oracle("eu_csf_v121_sovereignty_score")
    weights = np.array(list(published["weights"].values()))
    for case in published["expected"]["seal_cases"]:
        assert power_mean(np.array(case["seal"]), weights, -INF) == case["overall"]


def cards() -> list[dict]:
    lines = (ORACLES / "csf_cards_2026.csv").read_text("utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


@pytest.mark.parametrize("card", cards(), ids=lambda card: card["provider"])
def test_score_cards_of_the_2026_calculator(card):
    marks = np.array([float(card[f"sov{k}"]) for k in range(1, 9)])
    levels = np.array([float(card[f"seal{k}"]) for k in range(1, 9)])
    weights = np.array([20, 10, 10, 15, 10, 15, 15, 5]) / 100
    assert power_mean(marks, weights, 1) == pytest.approx(float(card["total_pct"]), abs=0.1)
    assert power_mean(marks, np.full(8, 1 / 8), 1) == pytest.approx(float(card["unweighted_pct"]), abs=0.1)
    assert power_mean(levels, weights, -INF) == int(card["overall_seal"])


def test_named_means_are_the_textbook_ones():
    values, shares = np.array([20.0, 80.0]), np.array([0.5, 0.5])
    assert [power_mean(values, shares, p) for p in (1, 0, -1, -INF)] == pytest.approx([50, 40, 32, 20])


@given(weighted(), EXPONENTS)
def test_a_mean_lies_between_the_least_and_the_greatest_that_count(pair, p):
    values, shares = pair
    counted = values[shares > 0]
    mean = power_mean(values, shares, p)
    assert counted.min() - 1e-9 <= mean <= counted.max() + 1e-9


@given(weighted(), EXPONENTS, EXPONENTS)
def test_less_compensation_never_raises_a_mean(pair, p, q):
    low, high = sorted((p, q))
    assert power_mean(*pair, low) <= power_mean(*pair, high) + 1e-9


@given(weighted(), EXPONENTS, st.integers(0, 3), st.floats(0, 100))
def test_a_higher_score_never_lowers_a_mean(pair, p, place, by):
    values, shares = pair
    raised = values.copy()
    raised[place] = min(100, raised[place] + by)
    assert power_mean(raised, shares, p) >= power_mean(values, shares, p) - 1e-9


@given(weighted(), EXPONENTS, st.floats(0.01, 100))
def test_a_mean_keeps_its_proportions(pair, p, factor):
    values, shares = pair
    assert power_mean(values * factor, shares, p) == pytest.approx(factor * power_mean(values, shares, p), rel=1e-9)


@given(st.lists(st.floats(1, 100), min_size=3, max_size=3), st.floats(-1e-7, 1e-7))
def test_near_zero_the_power_mean_is_the_geometric_mean(values, p):
    shares = np.array([0.5, 0.3, 0.2])
    assert power_mean(np.array(values), shares, p) == pytest.approx(power_mean(np.array(values), shares, 0), rel=1e-5)


@given(weighted())
def test_far_below_zero_the_power_mean_is_the_weakest_link(pair):
    assert power_mean(*pair, -1e6) == pytest.approx(power_mean(*pair, -INF), rel=1e-4, abs=1e-9)


@pytest.mark.parametrize("p, mean", [(1, 50), (0.5, 25), (0, 0), (-1, 0), (-INF, 0)])
def test_one_zero_gives_zero_from_the_geometric_mean_down(p, mean):
    assert power_mean(np.array([0.0, 100.0]), np.array([0.5, 0.5]), p) == pytest.approx(mean)


@pytest.mark.parametrize("p", [1, 0.5, 0, -1, -INF])
def test_what_has_no_share_does_not_count_even_at_zero(p):
    assert power_mean(np.array([0.0, 60.0]), np.array([0.0, 1.0]), p) == pytest.approx(60)


@pytest.mark.parametrize("p", [0.5, 0.0, -1.0, -50.0])
@pytest.mark.filterwarnings("error")
def test_the_smallest_number_there_is_makes_no_warning_and_no_infinity(p):
    for shares in ([0.5, 0.5], [0.0, 1.0], [1.0, 0.0]):
        mean = power_mean(np.array([100.0, 5e-324]), np.array(shares), p)
        assert 0 <= mean <= 100
    assert power_mean(np.array([100.0, 5e-324]), np.array([1.0, 0.0]), p) == pytest.approx(100)


@pytest.mark.parametrize("p", [1, 0.5, 0, -1, -INF])
def test_rows_are_means_of_their_own(p):
    rows, shares = np.array([[20.0, 80.0], [0.0, 0.0], [50.0, 50.0]]), np.array([0.25, 0.75])
    each = [float(power_mean(row, shares, p)) for row in rows]
    assert power_mean(rows, shares, p) == pytest.approx(each)


def test_pillar_scores_are_weighted_means_within_each_pillar():
    scores, within = np.array([[100.0, 0.0, 40.0]]), np.array([3.0, 1.0, 2.0])
    groups = np.array([[1.0, 1, 0], [0, 0, 1]])
    pillars, shares = pillar_scores(scores, within[:, None], groups)
    assert pillars.tolist() == [[[75, 40]]] and shares.tolist() == [[[4, 2]]]
    assert inner_shares(scores, within, groups).tolist() == [[0.75, 0.25, 1]]


def test_a_pillar_without_weight_or_without_anything_known_has_no_score():
    scores, groups = np.array([[np.nan, np.nan, 40.0]]), np.array([[1.0, 1, 0], [0, 0, 1]])
    within = np.array([1.0, 1, 0])
    pillars, shares = pillar_scores(scores, within[:, None], groups)
    assert not pillars.any() and not shares.any()
    assert inner_shares(scores, within, groups).tolist() == [[0, 0, 0]]


@given(st.lists(weighted(3), min_size=1, max_size=5), EXPONENTS)
def test_contributions_are_never_negative_and_add_up_to_the_total(pairs, p):
    pillars = np.array([values for values, _ in pairs])
    shares = np.array([share for _, share in pairs])
    total, groups = power_mean(pillars, shares, p), np.eye(3)
    points = contributions(pillars, shares, total, pillars, groups, p)
    assert np.isfinite(points).all() and (points >= 0).all()
    assert points.sum(axis=1) == pytest.approx(total, abs=1e-9)

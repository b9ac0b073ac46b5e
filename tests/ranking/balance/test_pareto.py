"""Dominance and the front: the published example, brute force, and the plane of a board."""

import json

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ranking.balance.pareto import dominance, plane
from ranking.weighing.rank import rank
from ranking.weighing.scenario import Scenario
from tests.examples import DAY, constant, small_evidence
from tests.places import ORACLES

ORACLE = json.loads((ORACLES / "pareto_jmcdm_nds.json").read_text())


def test_jmcdm_counts_and_front():
    expected, points = ORACLE["expected"], np.array(ORACLE["matrix"])
    assert dominance(points, ORACLE["directions"]).sum(axis=1).tolist() == expected["dominates_count"]
    kept = [a for a, on in zip(ORACLE["alternatives"], ~dominance(points).any(axis=0), strict=True) if on]
    assert kept == expected["pareto_front"]


def test_jmcdm_counts_where_less_is_better():
    case = ORACLE["expected"]["second_case"]
    assert dominance(case["matrix"], case["directions"]).sum(axis=1).tolist() == case["dominates_count"]


@given(st.lists(st.tuples(*[st.integers(0, 3)] * 3), min_size=1, max_size=10))
def test_dominance_is_at_least_as_good_everywhere_and_better_somewhere(points):
    found = dominance(np.array(points))
    for i, p in enumerate(points):
        for j, q in enumerate(points):
            assert found[i, j] == (all(x >= y for x, y in zip(p, q, strict=True)) and p != q)
    assert not dominance(np.array(points)).any(axis=0).all()


def test_equal_points_do_not_dominate_each_other():
    assert not dominance(np.array([[1, 2], [1, 2]])).any()


def test_a_point_with_an_unknown_side_stands_apart():
    assert not dominance(np.array([[1, np.nan], [2, 3], [0, 0]]))[:, 0].any()
    assert dominance(np.array([[9, np.nan], [2, 3]])).sum() == 0


def test_the_plane_names_the_front_and_who_dominates_whom():
    evidence = small_evidence()
    found = plane(evidence, rank(evidence, Scenario(DAY)))
    assert (found.first, found.second) == ("readiness", "sovereignty")
    by_name = {p.offer: p for p in found.points}
    # By hand: readiness = mean of data services, GPU, regions; sovereignty = mean of jurisdiction, key control.
    local, small = by_name["local"], by_name["small"]
    assert np.allclose((local.x, local.y), ((50 + 50 + 100 / 3) / 3, (100 + 200 / 3) / 2))
    assert np.allclose((small.x, small.y), ((50 + 0 + 200 / 3) / 3, 75 / 2))
    assert found.front == ("global", "local")
    assert found.dominated_by == {"small": ("global", "local")}


def test_an_excluded_offer_is_on_the_plane_but_not_on_the_front():
    evidence = small_evidence()
    found = plane(evidence, rank(evidence, Scenario(DAY, require=("eu_law",))))
    assert found.front == ("local",) and found.dominated_by == {"small": ("local",)}
    assert {p.offer: p.reason for p in found.points}["global"] == "must_have"


def test_the_plane_of_two_criteria_has_ranges():
    facts = constant(jurisdiction=4, key_control=2, hds=2, gpu="P100", regions=1, svc_db=1)
    contested = {**facts, "regions": [("2018-01-01", 1, {"low": 0, "high": 3})]}
    evidence = small_evidence({"a": facts, "b": contested})
    found = plane(evidence, rank(evidence, Scenario(DAY)), ("regions", "data_services"))
    a, b = found.points
    assert (a.x_low, a.x_high) == (a.x, a.x) and (b.x_low, b.x_high) == (0, 100)
    assert (a.y, a.y_low, a.y_high) == (50, 50, 100)
    assert found.front == ("a", "b") and not found.dominated_by


def test_what_nobody_knows_has_no_score_but_a_full_range():
    facts = constant(jurisdiction=4, key_control=2, hds=2, certs=[], regions=1, svc_db=1, gpu="none")
    evidence = small_evidence({"a": facts, "b": facts})
    a, _ = plane(evidence, rank(evidence, Scenario(DAY)), ("cost_exit", "sovereignty")).points
    assert (a.x, a.x_low, a.x_high) == (None, 0, 100)

"""Uncertain facts: each distribution by hand, draws that follow it, and what weights and evidence say together."""

import numpy as np
import pytest

from ranking.errors import BoardError
from ranking.facts.scales import score
from ranking.robustness.problem import problem
from ranking.robustness.smaa import acceptability, sampled_leader
from ranking.robustness.uncertainty import Assumptions, Atoms, Between, Doubt, Quantity, cell, doubt, what_varies
from ranking.robustness.weight_spaces import stream, weight_space
from ranking.weighing.rank import rank
from ranking.weighing.scenario import Scenario
from tests.examples import CRITERIA, DAY, OFFERS, START, fact, small_evidence

USUAL = Assumptions()


def stated(name, value, grade="B", **more):
    return [fact("o", name, START, value, {"confidence": grade, **more})]


def chances(found: Atoms) -> dict:
    return {round(v, 6): round(p, 6) for v, p in zip(found.values, found.chances, strict=True)}


def test_a_stated_level_is_right_with_the_probability_of_its_grade_else_a_neighbour():
    jurisdiction = CRITERIA["jurisdiction"]
    assert chances(cell(jurisdiction, stated("jurisdiction", 2), USUAL)) == {25: 0.075, 50: 0.85, 75: 0.075}
    assert chances(cell(jurisdiction, stated("jurisdiction", 4, "C"), USUAL)) == {75: 0.4, 100: 0.6}
    assert chances(cell(jurisdiction, stated("jurisdiction", 0, "A"), USUAL)) == {0: 0.97, 25: 0.03}


def test_counts_and_coded_levels_have_neighbours_too():
    assert chances(cell(CRITERIA["certs"], stated("certs", ["SOC2"]), USUAL)) == {0: 0.075, 50: 0.85, 100: 0.075}
    assert chances(cell(CRITERIA["gpu"], stated("gpu", "A100"), USUAL)) == {50: 0.15, 100: 0.85}


def test_a_contested_level_is_uniform_over_its_range_and_an_unknown_one_over_the_scale():
    jurisdiction = CRITERIA["jurisdiction"]
    assert chances(cell(jurisdiction, stated("jurisdiction", 1, low=1, high=3), USUAL)) == {
        25: 0.333333,
        50: 0.333333,
        75: 0.333333,
    }
    assert chances(cell(jurisdiction, [None], USUAL)) == dict.fromkeys((0, 25, 50, 75, 100), 0.2)


def test_a_share_adds_up_its_independent_yes_and_no():
    services = CRITERIA["data_services"]
    both = stated("svc_db", 1, "A") + stated("svc_spark", 0, "B")
    assert chances(cell(services, both, USUAL)) == {0: 0.0255, 50: 0.829, 100: 0.1455}
    assert chances(cell(services, [None, both[0]], USUAL)) == {0: 0.015, 50: 0.5, 100: 0.485}
    contested = stated("svc_db", 1, low=0, high=1)
    assert chances(cell(services, contested + contested, USUAL)) == {0: 0.25, 50: 0.5, 100: 0.25}


def test_a_quantity_spreads_by_its_grade_a_contested_one_over_its_range():
    price = CRITERIA["vm_price"]
    assert cell(price, stated("vm_price", 80, "C"), USUAL) == Quantity(price, 80.0, 0.25)
    found = cell(price, stated("vm_price", 80, low=60, high=100), USUAL)
    assert found == Between(score(price, 100), score(price, 60))
    assert cell(price, [None], USUAL) == Between(0.0, 100.0)


@pytest.mark.parametrize("one", [Atoms((0.0, 25.0, 100.0), (0.2, 0.5, 0.3)), Between(20.0, 60.0)])
def test_draws_follow_their_distribution(one):
    drawn = Doubt((one, one), 1).draw(stream(0, 0), 50_000)[0]
    if isinstance(one, Atoms):
        for value, chance in zip(one.values, one.chances, strict=True):
            assert (drawn == value).mean() == pytest.approx(chance, abs=0.01)
    else:
        assert (drawn.min(), drawn.max()) == pytest.approx((20, 60), abs=0.1)
        assert drawn.mean() == pytest.approx(40, abs=0.2)
    assert abs(np.corrcoef(drawn)[0, 1]) < 0.02


@pytest.mark.parametrize("name, value", [("vm_price", 60.0), ("egress", 0.05), ("regions", 1.5)])
def test_quantities_have_the_stated_relative_spread_on_their_own_scale(name, value):
    criterion = CRITERIA[name]
    drawn = Doubt((Quantity(criterion, value, 0.10),), 1).draw(stream(0, 0), 50_000)[0, 0]
    ends = [score(criterion, value * np.exp(0.1 * z)) for z in (-1, 0, 1)]
    low, middle, high = sorted(ends)
    assert np.quantile(drawn, [0.1587, 0.5, 0.8413]) == pytest.approx([low, middle, high], abs=0.6)


def test_a_quantity_of_zero_stays_zero_and_scores_stay_on_their_scale():
    drawn = Doubt((Quantity(CRITERIA["egress"], 0.0, 0.5), Quantity(CRITERIA["vm_price"], 25.0, 2.0)), 1)
    free, cheap = drawn.draw(stream(0, 0), 10_000)[0]
    assert (free == 100).all() and cheap.min() == 0 and cheap.max() == 100


def certain():
    return Assumptions(dict.fromkeys("ABC", 1.0), dict.fromkeys("ABC", 0.0))


def test_certain_evidence_leaves_only_the_weights():
    evidence = small_evidence()
    ranking = rank(evidence, Scenario(DAY))
    base = problem(ranking)
    cases = what_varies(base, weight_space(base), doubt(evidence, ranking, base, certain()))
    found = {k: acceptability(base, *case[:1], 20_000, 1, doubt=case[1]) for k, case in cases.items()}
    alone, both = found["weights"], found["both"]
    # The two are drawn in chunks of their own: equal up to sampling error, here four of the difference.
    assert ((alone.places - both.places).abs() <= 4 * np.sqrt(2) * alone.error(alone.places) + 1e-9).all(axis=None)
    assert list(found["evidence"].first) == [1, 0, 0]
    assert list(found["evidence"].first.index) == [row.offer for row in ranking.rows]


def test_doubt_is_about_the_very_offers_and_criteria_of_the_board():
    evidence = small_evidence()
    ranking = rank(evidence, Scenario(DAY))
    base = problem(ranking)
    assert np.allclose(doubt(evidence, ranking, base, certain()).expected(), base.scores)
    assert doubt(evidence, ranking, base).draw(stream(0, 0), 7).shape == (3, 9, 7)


def test_weaker_grades_make_the_leader_less_sure():
    shares = []
    for grade in "ABC":
        facts = {
            o: {i: [(d, v, {"confidence": grade}) for d, v in rows] for i, rows in known.items()}
            for o, known in OFFERS.items()
        }
        evidence = small_evidence(facts)
        ranking = rank(evidence, Scenario(DAY))
        base = problem(ranking)
        space, about = what_varies(base, weight_space(base), doubt(evidence, ranking, base))["evidence"]
        shares.append(acceptability(base, space, 10_000, doubt=about).first.iloc[0])
    assert shares[0] > shares[1] > shares[2]


def test_offers_of_whom_nothing_is_known_are_not_called_first():
    known = {i: v for i, v in OFFERS["local"].items() if i in ("hds", "regions", "vm_price", "egress")}
    evidence = small_evidence({"a": known, "b": known, "c": known})
    ranking = rank(evidence, Scenario(DAY, thin=True))
    base = problem(ranking)
    space, about = what_varies(base, weight_space(base), doubt(evidence, ranking, base))["both"]
    said = sampled_leader(acceptability(base, space, 10_000, doubt=about))
    assert not said.enough and said.reason == "threshold"


@pytest.mark.parametrize(
    "right, spread", [({"A": 1}, None), ({"A": 1, "B": 1, "C": 1.2}, None), (None, {"A": -1, "B": 0, "C": 0})]
)
def test_assumptions_off_their_scale_are_refused(right, spread):
    with pytest.raises(BoardError, match="a number from 0 to"):
        Assumptions(**{k: v for k, v in (("right", right), ("spread", spread)) if v})


def test_assumptions_can_be_shown():
    assert USUAL.to_json()["right"] == {"A": 0.97, "B": 0.85, "C": 0.60}

"""Every offer's score along a balance: beside the board at that balance, by hand, and where it is no line."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ranking.balance.balance import at_balance
from ranking.balance.tradeoff import tradeoff
from ranking.errors import NothingToWeigh, ScenarioError
from ranking.facts.decision_matrix import decision_matrix
from ranking.weighing.rank import current_balance, rank
from ranking.weighing.scenario import Scenario, checked
from tests import examples_tradeoff as examples
from tests.examples import DAY, GLOBAL, LOCAL, OFFERS, constant, small_evidence
from tests.examples_tradeoff import PAIRS, SEEDS, board, inside, leaders, ranked

INNER = (0.02, 0.3, 0.5, 0.81, 0.98)


@settings(max_examples=80)
@given(SEEDS, SEEDS, st.sampled_from(PAIRS), st.booleans())
def test_segments_and_lines_are_the_board_at_each_balance(data, choices, pair, early):
    evidence, scenario = board(data), at_day(examples.scenario(choices), early)
    try:
        found = tradeoff(evidence, scenario, pair)
    except NothingToWeigh:
        return
    assert found.exact
    for s in found.segments:
        for t in (s.start + x * (s.end - s.start) for x in INNER):
            there = ranked(evidence, scenario, scenario.as_of, t, pair)
            if there is None:
                continue
            assert set(s.leaders) == leaders(there)
            others = [r for r in there.rows if r.offer not in s.leaders]
            lead = there.leaders[0].score - max((r.score for r in others), default=-1e9)
            if abs(lead - 0.5) > 1e-6:
                assert inside(t, s.close) == (lead < 0.5 or len(s.leaders) > 1)
            for line in found.lines:
                if row := there.row(line.offer):
                    assert row.score == pytest.approx(along(line, t), abs=0.02 if found.silent else 1e-9)


@settings(max_examples=80)
@given(SEEDS, SEEDS, st.sampled_from(PAIRS))
def test_curves_are_followed_numerically(data, choices, pair):
    evidence, scenario = board(data), examples.scenario(choices, arithmetic=False)
    try:
        found = tradeoff(evidence, scenario, pair)
    except NothingToWeigh:
        return
    assert found.exact or scenario.compensation != 1 or scenario.unknowns == "ignore"
    for s in found.segments:
        t = (s.start + s.end) / 2
        there = ranked(evidence, scenario, scenario.as_of, t, pair)
        if there:
            assert set(s.leaders) <= leaders(there, 1e-6)


@given(SEEDS, SEEDS)
def test_each_line_passes_through_the_score_on_the_board(data, choices):
    evidence, scenario = board(data), examples.scenario(choices, arithmetic=False)
    try:
        there = rank(evidence, scenario)
    except NothingToWeigh:
        return
    found = tradeoff(evidence, scenario, ranking=there)
    assert {x.offer for x in found.lines if x.reason is None} == {r.offer for r in there.rows}
    assert all(x.now == there.row(x.offer).score for x in found.lines if there.row(x.offer))
    if found.position not in (None, 0, 1) and found.segments:
        held = next(s for s in found.segments if s.start <= found.position <= s.end)
        assert set(held.leaders) <= leaders(there, 1e-6)


def test_switch_point_by_hand():
    """With only the two poles weighed: local scores 83.3 - 38.9 t, global 50 + 50 t, which meet at t = 3/8."""
    found = tradeoff(small_evidence(), only_poles())
    assert [s.leaders for s in found.segments] == [("local",), ("global",)]
    assert found.switches == pytest.approx([(250 / 3 - 50) / (50 + 350 / 9)])
    assert found.exact and found.position == 0.5 and found.silent == ()
    assert [x.offers for x in found.segments[0].runners] == [("global",)]
    assert [x.offers for x in found.segments[1].runners] == [("local",)]
    width = 0.5 / (50 + 350 / 9)
    assert found.segments[0].close == ((pytest.approx(found.switches[0] - width), found.switches[0]),)


def test_an_excluded_offer_has_a_line_but_cannot_lead():
    found = tradeoff(small_evidence(), Scenario(DAY, require=("eu_law",)))
    assert {o for s in found.segments for o in s.leaders} == {"local"}
    line = next(x for x in found.lines if x.offer == "global")
    assert line.reason == "must_have" and line.points[1][1] > max(
        x.points[1][1] for x in found.lines if x.reason is None
    )


def test_identical_offers_share_the_lead():
    found = tradeoff(small_evidence({"a": GLOBAL, "b": GLOBAL, "c": LOCAL}), only_poles())
    assert [s.leaders for s in found.segments] == [("c",), ("a", "b")]
    assert found.segments[1].close == ((found.segments[1].start, 1.0),)


def test_adding_an_offer_moves_no_other_line():
    before = tradeoff(small_evidence({"local": LOCAL, "global": GLOBAL}), Scenario(DAY))
    after = tradeoff(small_evidence(OFFERS), Scenario(DAY))
    assert set(before.lines) <= set(after.lines)


def test_the_balance_keeps_the_other_weights():
    evidence, scenario = small_evidence(), Scenario(DAY, pillars=(("certification", 30.0), ("cost_exit", 10.0)))
    moved = rank(evidence, at_balance(evidence, scenario, 0.2)).weighting.pillars
    held = rank(evidence, scenario).weighting.pillars
    assert moved["certification"] == pytest.approx(held["certification"])
    assert moved["readiness"] / (moved["readiness"] + moved["sovereignty"]) == pytest.approx(0.2)


@given(SEEDS, SEEDS, st.sampled_from(PAIRS), st.floats(0, 1))
def test_a_click_on_the_balance_is_a_scenario_a_link_can_hold(data, choices, pair, t):
    evidence, scenario = board(data), examples.scenario(choices)
    thin = decision_matrix(evidence, scenario.as_of, scenario.unknowns, scenario.known).thin
    moved = at_balance(evidence, scenario, t, pair, thin)
    assert checked(moved, evidence) == moved
    try:
        found = tradeoff(evidence, moved, pair)
    except NothingToWeigh:
        return
    assert found.position is None or found.silent or found.position == pytest.approx(t, abs=1e-9)


def test_position_is_the_balance_of_the_board():
    evidence, scenario = small_evidence(), Scenario(DAY, "sovereign")
    board = rank(evidence, scenario)
    assert tradeoff(evidence, scenario).position == pytest.approx(current_balance(evidence, board.weighting))


def test_without_weight_on_either_side_all_lines_are_flat():
    found = tradeoff(small_evidence(), Scenario(DAY, pillars=(("sovereignty", 0.0), ("readiness", 0.0))))
    assert found.position is None and len(found.segments) == 1
    assert all(x.points[0][1] == pytest.approx(x.points[1][1]) for x in found.lines)


def test_a_pole_of_which_too_little_is_known_is_named():
    facts = {
        name: {k: v for k, v in rows.items() if k not in ("jurisdiction", "key_control")}
        for name, rows in OFFERS.items()
    }
    found = tradeoff(small_evidence(facts), Scenario(DAY))
    assert found.silent == ("sovereignty",) and found.exact
    assert all(len(x.points) > 2 for x in found.lines)


def test_compensation_away_from_arithmetic_is_said_to_be_numerical():
    assert tradeoff(small_evidence(), Scenario(DAY)).exact
    assert not tradeoff(small_evidence(), Scenario(DAY, compensation=0.0)).exact


def test_ignoring_a_wholly_unknown_pillar_is_said_to_be_numerical():
    gap = {k: v for k, v in LOCAL.items() if k not in ("jurisdiction", "key_control")}
    evidence = small_evidence({"a": gap, "b": LOCAL, "c": GLOBAL})
    assert not tradeoff(evidence, Scenario(DAY, unknowns="ignore")).exact
    assert tradeoff(evidence, Scenario(DAY, unknowns="cautious")).exact
    assert tradeoff(evidence, Scenario(DAY, unknowns="ignore", offers=("b", "c"))).exact


def test_ignoring_gaps_inside_a_pillar_leaves_lines():
    gap = {k: v for k, v in LOCAL.items() if k != "key_control"}
    assert tradeoff(small_evidence({"a": gap, "b": LOCAL, "c": GLOBAL}), Scenario(DAY, unknowns="ignore")).exact


def test_two_criteria_exchange_their_weight_in_the_whole():
    """Only jurisdiction and GPU weigh: the score is their mix, at t the GPU's part."""
    scenario = Scenario(
        DAY,
        pillars=(("certification", 0.0), ("cost_exit", 0.0)),
        weights=(("key_control", 0.0), ("regions", 0.0), ("data_services", 0.0)),
    )
    found = tradeoff(small_evidence(), scenario, ("gpu", "jurisdiction"))
    assert {x.offer: x.points for x in found.lines} == {
        "local": ((0, 100), (1, 50)),
        "global": ((0, 0), (1, 100)),
        "small": ((0, 75), (1, 0)),
    }
    assert found.switches == pytest.approx([2 / 3])


@pytest.mark.parametrize("pair", [("readiness", "gpu"), ("gpu", "gpu"), ("nothing", "readiness")])
def test_a_pair_that_is_none_is_refused(pair):
    with pytest.raises(ScenarioError, match="two different pillars or two different criteria"):
        tradeoff(small_evidence(), Scenario(DAY), pair)


def test_nothing_to_rank_gives_no_segment():
    found = tradeoff(small_evidence(), Scenario(DAY, require=("staff>=1",)))
    assert found.segments == () and found.switches == () and len(found.lines) == 3


def test_an_offer_hardly_known_is_drawn_apart():
    found = tradeoff(small_evidence({**OFFERS, "new": constant(hds=2)}), Scenario(DAY))
    assert {x.offer: x.reason for x in found.lines}["new"] == "not_enough_evidence"


def only_poles() -> Scenario:
    return Scenario(DAY, pillars=(("certification", 0.0), ("cost_exit", 0.0)))


def at_day(scenario: Scenario, early: bool) -> Scenario:
    return replace(scenario, as_of=date(2020, 6, 1)) if early else scenario


def along(line, t: float) -> float:
    return float(np.interp(t, *zip(*line.points, strict=True)))

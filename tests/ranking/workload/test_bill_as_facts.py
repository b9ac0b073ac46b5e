"""The ranking whose costs are a workload's bill: worked by hand, unknown where a price is missing, off by default."""

from dataclasses import replace
from datetime import date
from math import log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ranking.model import Evidence
from ranking.weighing.rank import Ranking, rank
from ranking.weighing.scenario import Scenario
from ranking.workload.bill_as_facts import BILL, REPLACED, merged, with_bill
from ranking.workload.cost import Cards
from ranking.workload.load import cards
from ranking.workload.workload import Workload
from ranking.workload.written import written
from tests.places import EVIDENCE
from tests.ranking.workload.test_cost import BY_HAND, CARDS, DAY, STORAGE, USED, WORKLOADS, board, price


def fed_ranking(evidence: Evidence, used: Workload, of: Cards, scenario: Scenario) -> tuple[Evidence, Ranking]:
    own = with_bill(evidence, used, of, scenario.known)
    return own, rank(own, replace(scenario, priced=written(used), weights=merged(scenario.weights)))


def cell(evidence: Evidence, offer: str, scenario: Scenario, used=USED, of=CARDS) -> dict[str, float]:
    _, answer = fed_ranking(evidence, used, of, scenario)
    return {k: float(getattr(answer.matrix, k).loc[offer, BILL]) for k in ("value", "low", "high", "known")}


def test_the_bill_is_scored_between_the_bills_of_the_unit_prices_own_ends():
    own, answer = fed_ranking(BY_HAND, USED, CARDS, Scenario(DAY, thin=True))
    scale = own.criteria[BILL]
    # 20 x 200 + 50 x 40 + 2,000 x 0.1 + 100 x 10; 20 x 20 + 50 x 5 + 0 + 100 x 1
    assert (scale.worst, scale.best, scale.scale) == (7200, 750, "log")
    points = {o: 100 * log(7200 / x) / log(7200 / 750) for o, x in (("azure", 4932.00), ("scaleway", 2063.70))}
    assert answer.matrix.value[BILL]["azure"] == pytest.approx(points["azure"])
    scaleway = cell(BY_HAND, "scaleway", Scenario(DAY, thin=True))
    assert scaleway["value"] == scaleway["high"] == pytest.approx(points["scaleway"])
    assert scaleway["low"] == pytest.approx(100 * log(7200 / 2465.20) / log(7200 / 750))
    assert not set(REPLACED) & set(own.criteria) and set(REPLACED) < set(own.indicators)
    assert own.version == BY_HAND.version and list(answer.matrix.value)[-2:] == [BILL, "egress_eur_per_gb"]


def test_a_lower_bound_counts_as_unknown_by_the_policy_in_force():
    # Hetzner has no price of the card: its 2,046.30 is not the lowest bill, it is no bill.
    hetzner = cell(BY_HAND, "hetzner", Scenario(DAY, thin=True))
    assert np.isnan(hetzner["value"]) and (hetzner["low"], hetzner["high"], hetzner["known"]) == (0, 100, 0)
    only = (("cost_exit", 100), ("sovereignty", 0), ("certification", 0), ("readiness", 0))
    by_hand = ((REPLACED[0], 1), (REPLACED[1], 1), ("egress_eur_per_gb", 0))
    for policy, score in (("cautious", 0), ("neutral", 50)):
        # On the real facts: Hetzner has no price of a card there either. Points on the replaced prices are the bill's.
        asked = Scenario(DAY, thin=True, pillars=only, weights=by_hand, unknowns=policy)
        _, answer = fed_ranking(EVIDENCE, USED, cards(), asked)
        assert answer.weighting.overall[BILL] == 1 and answer.row("hetzner").score == pytest.approx(score)
        assert answer.row("scaleway").score > 50


def test_profiles_give_the_bill_what_they_gave_the_prices_it_replaces():
    own = with_bill(EVIDENCE, USED, cards())
    for name, profile in EVIDENCE.profiles.items():
        within = own.profiles[name].within.get("cost_exit")
        if within:
            held = profile.within["cost_exit"]
            assert within[BILL] == pytest.approx(sum(held.get(r, 0) for r in REPLACED))
            assert sum(within.values()) == pytest.approx(sum(held.values()))


def test_storage_alone_gives_the_same_points_as_its_unit_price():
    used, facts = Workload(storage_tb=7), [price("azure", STORAGE, 16.5), price("scaleway", STORAGE, 12)]
    unit = rank(board(*facts), Scenario(DAY, thin=True)).matrix.value[STORAGE]
    _, answer = fed_ranking(board(*facts), used, {}, Scenario(DAY, thin=True))
    assert answer.matrix.value[BILL].dropna().to_dict() == pytest.approx(unit.dropna().to_dict())


@settings(max_examples=20)
@given(WORKLOADS, st.sampled_from((date(2020, 7, 6), DAY)), st.sampled_from(("true", "documented")))
def test_any_workload_on_any_day_gives_a_ranking_and_leaves_other_criteria_alone(used, day, known):
    scenario = Scenario(day, known=known)
    own, answer = fed_ranking(EVIDENCE, used, cards(), scenario)
    plain = rank(EVIDENCE, scenario)
    same = [c for c in own.criteria if c != BILL]
    assert answer.matrix.value[same].equals(plain.matrix.value[same])
    values = answer.matrix.value[BILL].dropna()
    assert ((values >= 0) & (values <= 100)).all() and own.criteria[BILL].worst > own.criteria[BILL].best

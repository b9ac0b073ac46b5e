"""The smallest change of one fact that changes the leader: every answer verified by ranking with the changed fact."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.data.snapshots import evidence_of
from ranking.model import Evidence
from ranking.robustness.fact_tipping import flips
from ranking.weighing.rank import rank
from ranking.weighing.scenario import Scenario
from tests.drawn import LADDERS, offers, questions
from tests.examples import DAY, GLOBAL, LOCAL, OFFERS, START, fact, small_evidence

# By hand, and so whatever the day documents; cost and exit had no weight then.
THIRDS = (("sovereignty", 30.0), ("certification", 30.0), ("readiness", 30.0), ("cost_exit", 0.0))


def with_fact(evidence: Evidence, offer: str, indicator: str, value) -> Evidence:
    """The evidence with one fact otherwise, in force from the start."""
    one = evidence.offers[offer]
    kept = tuple(f for f in one.facts if f.indicator != indicator)
    changed = replace(one, facts=(*kept, fact(offer, indicator, START, value)))
    return replace(evidence, offers={**evidence.offers, offer: changed})


def value_of(evidence: Evidence, indicator: str, number: float, bound: str, beyond: float = 0.0):
    scale = evidence.indicators[indicator]
    if scale.kind == "set":
        return list(scale.codes)[: int(number)]
    if scale.codes:
        return next(code for code, level in scale.codes.items() if level == number)
    if bound == "is":
        return int(number)
    return number + {"at least": beyond, "at most": -beyond, "below": -1e-6}[bound]


def leaders(evidence, scenario) -> set:
    return {row.offer for row in rank(evidence, scenario).leaders}


SCENARIOS = {
    "plain": Scenario(DAY, thin=True),
    "must-haves": Scenario(DAY, thin=True, require=("eu_law", "staff>=50")),
    "gaps left out": Scenario(DAY, thin=True, unknowns="ignore"),
    "tolerant": Scenario(DAY, thin=True, require=("hds",), rule="tolerant"),
    "no compensation": Scenario(DAY, thin=True, compensation=-1.0, unknowns="neutral"),
}


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_ranking_with_the_changed_fact_puts_the_named_offers_first(scenario):
    scenario = SCENARIOS[scenario]
    known = {o: {**facts, "staff": [(START, 100 if o != "small" else 10)]} for o, facts in OFFERS.items()}
    known["small"] = {k: v for k, v in known["small"].items() if k not in ("gpu", "svc_db")}
    evidence = small_evidence(known)
    found, before = flips(evidence, rank(evidence, scenario)), leaders(evidence, scenario)
    assert found
    for flip in found:
        for beyond in (0.0,) if flip.bound == "is" else (1e-6,):
            value = value_of(evidence, flip.indicator, flip.after, flip.bound, beyond * max(1, abs(flip.after)))
            now = leaders(with_fact(evidence, flip.offer, flip.indicator, value), scenario)
            assert now == set(flip.leaders) and not now <= before
    assert [f.size for f in found] == pytest.approx(sorted(f.size for f in found))


@settings(max_examples=15)
@given(drawn=offers(2, 3), question=questions(st.sampled_from(["cautious", "neutral"]), st.sampled_from([1.0, 0.0])))
def test_no_single_fact_is_missed(drawn, question):
    evidence, scenario = small_evidence(drawn), replace(question, thin=True)
    ranking = rank(evidence, scenario)
    if not ranking.rows or any(x.reason != "must_have" for x in ranking.excluded):
        return
    before, found = leaders(evidence, scenario), {(f.offer, f.indicator) for f in flips(evidence, ranking)}
    for offer in evidence.offers:
        for indicator in ("jurisdiction", "key_control", "hds", "certs", "svc_db", "gpu"):
            after = [leaders(with_fact(evidence, offer, indicator, v), scenario) for v in LADDERS[indicator]]
            assert ((offer, indicator) in found) == any(not now <= before for now in after)


def test_a_must_have_met_or_lost_changes_the_leader_whatever_the_scores():
    evidence = small_evidence({"local": LOCAL, "global": GLOBAL})
    ranking = rank(evidence, Scenario(DAY, require=("eu_law",)))
    assert [row.offer for row in ranking.rows] == ["local"]
    found = {(f.offer, f.indicator, f.after): f for f in flips(evidence, ranking)}
    assert found["global", "jurisdiction", 3.0].cause == "must_have"
    assert found["global", "jurisdiction", 3.0].leaders == ("global",)


def test_a_flip_names_the_fact_it_rests_on_and_its_grade():
    facts = {**OFFERS, "local": {**LOCAL, "jurisdiction": [(START, 4, {"confidence": "C"})]}}
    found = flips(small_evidence(facts), rank(small_evidence(facts), Scenario(DAY)))
    by = {f.indicator: f for f in found if f.offer == "local"}
    assert all(f.fact is None or f.fact.indicator == f.indicator for f in found)
    assert "jurisdiction" not in by or by["jurisdiction"].fact.confidence == "C"
    assert all(f.before is not None for f in found if f.fact is not None)


def test_where_the_lead_is_shared_no_change_of_size_zero_heads_the_list():
    evidence, scenario = evidence_of("625338a1"), Scenario(date(2024, 9, 30), pillars=THIRDS)
    ranking = rank(evidence, scenario)
    assert {row.offer for row in ranking.leaders} == {"aws", "azure", "google_cloud"}
    found = flips(evidence, ranking)
    assert found[0].size == pytest.approx(100 / 3) and all(f.size > 1 for f in found)
    assert not any(set(f.leaders) <= {"aws", "azure", "google_cloud"} for f in found)


def test_a_must_have_beyond_the_end_of_its_scale_is_no_change_of_size_zero():
    evidence = small_evidence({o: {**facts, "regions": [(START, 9)]} for o, facts in OFFERS.items()})
    assert evidence.criteria["regions"].best == 3
    found = flips(evidence, rank(evidence, Scenario(DAY, thin=True, require=("regions>=8",))))
    lost = [f for f in found if f.indicator == "regions" and f.cause == "must_have"]
    assert [(f.bound, f.after, f.size) for f in lost] == [("below", 8, 100)]

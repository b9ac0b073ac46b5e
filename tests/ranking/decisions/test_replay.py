"""Decisions beside the board: each verdict by a case made for it, the rule's edges, the documented decisions."""

from dataclasses import replace
from datetime import date

import pytest

from ranking.decisions.replay import OLD, REASONS, VERDICTS, ahead, replay, replays, scenario_of
from ranking.model import Decision, Source
from ranking.weighing.rank import rank
from ranking.weighing.scenario import from_query
from tests.examples import DAY, DECIDED, GLOBAL, LOCAL, OFFERS, SMALL, constant, small_evidence
from tests.places import EVIDENCE

# Better than every offer of the small board on every criterion, and nothing about it in doubt.
BEST = GLOBAL | constant(jurisdiction=4, vm_price=20, egress=0)


def decided(
    chosen: str | tuple[str, ...],
    *gates: str,
    rule: str = "tolerant",
    considered: tuple[str, ...] = (),
    day: date = DAY,
) -> Decision:
    return replace(
        DECIDED,
        day=day,
        chosen=(chosen,) if isinstance(chosen, str) else chosen,
        considered=considered,
        gates=gates,
        gate_rule=rule,
    )


def put(chosen, *gates: str, offers: dict | None = None, **more):
    """The replay of one decision on a small board."""
    return replay(small_evidence(OFFERS if offers is None else offers), decided(chosen, *gates, **more))


def without(facts: dict, *names: str) -> dict:
    return {k: v for k, v in facts.items() if k not in names}


def contested(facts: dict, name: str, value, low, high) -> dict:
    return facts | {name: [("2018-01-01", value, {"low": low, "high": high})]}


CASES = {
    "leads": lambda: put("best", "hds", offers=OFFERS | {"best": BEST}),
    "shut_out": lambda: put("small", "hds"),
    "not_on_sale": lambda: put("best", offers=OFFERS | {"best": BEST | constant(on_sale=0)}),
    "behind": lambda: put("local", "hds", offers={"local": LOCAL, "best": BEST}),
    "unproven": lambda: put("best", "hds", rule="strict", offers={"best": without(BEST, "hds"), "local": LOCAL}),
    "undocumented": lambda: put("bare", offers=OFFERS | {"bare": constant(jurisdiction=4)}),
    "rival_unproven": lambda: put(
        "small",
        "eu_law",
        offers={"small": SMALL | constant(jurisdiction=4), "best": contested(BEST, "jurisdiction", 4, 2, 4)},
    ),
    "close": lambda: put("twin", offers={"twin": BEST, "best": BEST}),
    "open": lambda: put("local", offers={"local": LOCAL, "doubt": contested(LOCAL, "key_control", 1, 0, 3)}),
    "no_weight": lambda: put("local", offers={"local": {}, "global": {}}),
}


def test_every_reason_has_its_case():
    assert set(CASES) == set(REASONS) and set(REASONS.values()) == set(VERDICTS)


@pytest.mark.parametrize("reason", CASES)
def test_each_verdict_is_reached(reason):
    found = CASES[reason]()
    assert (found.reason, found.verdict) == (reason, REASONS[reason])


def test_the_scenario_is_the_decisions_day_profile_and_gates_and_nothing_else():
    scenario = scenario_of(decided("local", "hds", rule="strict", day=date(2020, 4, 1)))
    assert scenario.to_query() == {"date": "2020-04-01", "require": "hds"}
    assert scenario_of(decided("local", "hds")).to_query()["rule"] == "tolerant"


def test_a_choice_shut_out_is_a_disagreement_even_where_another_fact_of_it_is_unknown():
    found = put("small", "hds", "eu_law", rule="strict", offers=OFFERS | {"small": without(SMALL, "jurisdiction")})
    assert found.reason == "shut_out"
    assert {o.result for o in found.chosen[0].outcomes} == {"failed", "unknown"}


def test_unproven_is_no_reason_to_shut_out_where_the_buyer_is_given_the_benefit():
    offers = {"best": without(BEST, "hds"), "small": SMALL}
    assert put("best", "hds", rule="strict", offers=offers).reason == "unproven"
    assert put("best", "hds", rule="tolerant", offers=offers).chosen[0].status == "leader"


def test_of_several_chosen_one_that_is_shut_out_is_enough_to_disagree():
    offers = OFFERS | {"best": BEST}
    assert put(("best", "local"), "hds", offers=offers).verdict == "agrees"
    found = put(("best", "small"), "hds", offers=offers)
    assert found.verdict == "disagrees" and found.leads and found.best.offer == "best"


def test_the_lead_counts_only_beyond_what_unknown_and_contested_facts_could_move():
    sure = put("best", offers={"best": BEST, "local": LOCAL})
    assert sure.verdict == "agrees" and not sure.threats and ahead(sure.best, sure.rival)
    near = BEST | constant(key_control=2)
    doubted = put("best", offers={"best": contested(BEST, "jurisdiction", 4, 0, 4), "near": near})
    assert doubted.leads and doubted.best.score - doubted.rival.score > 0.5
    assert doubted.verdict == "cannot_say" and [r.offer for r in doubted.threats] == ["near"]


def test_an_offer_that_nobody_considered_is_a_rival_too():
    found = put("local", considered=("local",), offers={"local": LOCAL, "best": BEST})
    assert found.reason == "behind" and found.rival.offer == "best"


def test_the_choice_is_explained_against_the_leader_or_where_it_leads_against_the_best_other_considered():
    offers = OFFERS | {"best": BEST}
    assert put("local", considered=("local", "small"), offers=offers).against.offer == "best"
    found = put("best", considered=("best", "small"), offers=offers)
    assert found.against.offer == "small" and found.rival.offer != "small"
    assert sum(d.points for d in found.differences) == pytest.approx(found.best.score - found.against.score)


def test_a_gate_that_rests_on_a_later_source_of_the_decision_is_marked():
    own = Source("The award", "https://example.org/award", "2026-07")
    facts = LOCAL | {"hds": [("2018-01-01", 2, {"source": own})]}
    evidence = small_evidence({"local": facts, "global": GLOBAL})
    late = replace(decided("local", "hds"), sources=(own,))
    found = replay(evidence, late)
    assert [found.borrowed(o) for s in found.offers for o in s.outcomes] == [True]
    after = replay(evidence, replace(late, day=date(2026, 9, 1)))
    assert not any(after.borrowed(o) for s in after.offers for o in s.outcomes)


def test_decisions_come_in_order_of_date():
    evidence = small_evidence()
    late, early = decided("local"), decided("global", day=date(2019, 1, 1))
    shuffled = replace(evidence, decisions=(late, early))
    assert [r.decision.day for r in replays(shuffled)] == [early.day, late.day]


def test_the_documented_decisions_run_and_the_verdict_follows_the_rule(evidence):
    found = replays(evidence)
    assert [r.decision.id for r in found] == [d.id for d in evidence.decisions]
    for r in found:
        shut = [s for s in r.chosen if s.excluded]
        if r.verdict == "agrees":
            assert not shut and not r.threats and r.leads
        if r.reason in ("open", "close"):
            assert not shut and r.threats
        assert r.offers[0].offer == r.decision.chosen[0]
        assert {s.offer for s in r.offers} == {*r.decision.chosen, *r.decision.considered}


def test_the_link_of_each_decision_gives_its_ranking_back(evidence):
    for r in replays(evidence):
        scenario, notices = from_query(r.scenario.to_query(), evidence, date(2030, 1, 1))
        assert not notices and scenario == r.scenario
        assert [x.offer for x in rank(evidence, scenario).rows] == [x.offer for x in r.ranking.rows]


def test_a_contradiction_is_weak_where_every_fact_behind_it_is_inferred_or_old():
    for one in replays(EVIDENCE):
        failed = [o.fact for s in one.chosen if s.excluded for o in s.excluded.outcomes if o.result == "failed"]
        thin = all(f.confidence == "C" or one.decision.day - f.valid_from > OLD for f in failed)
        assert bool(one.weakness) == (one.reason == "shut_out" and thin)

"""What the verdict rests on is found as if each fact, and each source, had never been written."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ranking.errors import NothingToWeigh
from ranking.facts.amend import key_of, without_fact
from ranking.facts.load import load
from ranking.model import Evidence
from ranking.verdict.decisive_facts import rests_on
from ranking.verdict.verdict import verdict
from ranking.weighing.rank import rank
from ranking.weighing.scenario import Scenario
from tests.drawn import offers, questions
from tests.examples import DAY, OFFERS, SMALL, START, constant, small_evidence
from tests.ranking.verdict.test_verdict import ONLY, graded


def answer(evidence: Evidence, scenario: Scenario) -> tuple[set[str], str]:
    """Who is first and how firmly, computed from scratch."""
    try:
        found = verdict(evidence, rank(evidence, scenario))
    except NothingToWeigh:
        return set(), ""
    return set(found.first), found.voice


def without_source(evidence: Evidence, url: str) -> Evidence:
    kept = {
        name: replace(offer, facts=tuple(f for f in offer.facts if f.source.url != url))
        for name, offer in evidence.offers.items()
    }
    return replace(evidence, offers=kept)


def naive(evidence: Evidence, scenario: Scenario) -> dict:
    """Each fact and each source that decides, and what would be said without it."""
    now = answer(evidence, scenario)
    facts = {key_of(f): answer(without_fact(evidence, key_of(f)), scenario) for f in evidence.facts}
    urls = {u: [f for f in evidence.facts if f.source.url == u] for u in {f.source.url for f in evidence.facts}}
    sources = {u: answer(without_source(evidence, u), scenario) for u, cited in urls.items() if len(cited) > 1}
    return {k: found for k, found in (facts | sources).items() if found != now}


def fast(evidence: Evidence, scenario: Scenario) -> dict:
    found = rests_on(evidence, rank(evidence, scenario))
    return {d.source or key_of(d.facts[0]): (set(d.leaders), d.voice) for d in found}


@given(offers(least=2, most=4), questions(), st.integers(0, 3))
@settings(max_examples=12)
def test_it_finds_what_leaving_out_one_by_one_finds(drawn, scenario, kept):
    drawn = {o: facts | ({"on_sale": [(START, 0)]} if n == kept else {}) for n, (o, facts) in enumerate(drawn.items())}
    evidence = small_evidence(drawn)
    try:
        rank(evidence, scenario)
    except NothingToWeigh:
        return
    assert fast(evidence, scenario) == naive(evidence, scenario)


def test_a_fact_left_out_brings_the_one_before_it_back():
    was = OFFERS["local"] | {"jurisdiction": [(START, 0, {"confidence": "A"}), ("2020-01-01", 4, {"confidence": "A"})]}
    evidence = small_evidence({"a": was, "b": OFFERS["local"] | constant(jurisdiction=3)})
    found = {d.facts[0].valid_from: d for d in rests_on(evidence, rank(evidence, ONLY)) if not d.source}
    assert found[date(2020, 1, 1)].leaders == ("b",) and date(2018, 1, 1) in found
    assert fast(evidence, ONLY) == naive(evidence, ONLY)


def test_a_fact_that_keeps_a_criterion_weighing_decides_though_its_own_offer_is_last():
    # Egress is known of two in three; without the last one's it carries no weight, and jurisdiction decides.
    named = {
        "cheap": SMALL | constant(egress=0.0, jurisdiction=2),
        "free": SMALL | constant(jurisdiction=4),
        "last": SMALL | constant(egress=0.1, jurisdiction=0),
    }
    del named["free"]["egress"]
    evidence = small_evidence(named)
    only = replace(ONLY, pillars=(("sovereignty", 30.0), ("cost_exit", 70.0)), weights=(("vm_price", 0.0),))
    only = replace(only, pillars=(*only.pillars, ("certification", 0.0), ("readiness", 0.0)))
    assert [row.offer for row in rank(evidence, only).rows][0] == "cheap"
    found = {
        (f.offer, f.indicator): d.leaders
        for d in rests_on(evidence, rank(evidence, only))
        for f in d.facts[:1]
        if not d.source
    }
    assert found["last", "egress"] == ("free",)
    assert fast(evidence, only) == naive(evidence, only)


@pytest.mark.parametrize("unknowns, compensation", [("ignore", 1.0), ("neutral", 0.0), ("cautious", -2.0)])
def test_it_holds_under_every_policy_and_mean(unknowns, compensation):
    named = {
        o: {k: v for k, v in f.items() if k not in gone}
        for (o, f), gone in zip(OFFERS.items(), (("hds",), ("egress", "gpu"), ("certs",)), strict=True)
    }
    evidence = small_evidence(named)
    scenario = Scenario(DAY, unknowns=unknowns, compensation=compensation)
    assert fast(evidence, scenario) == naive(evidence, scenario)


def test_only_what_weighs_decides_and_where_no_fact_does_none_is_named():
    evidence = graded(a=(4, "A"), b=(0, "A"), c=(0, "A"))
    found = [d for d in rests_on(evidence, rank(evidence, ONLY)) if not d.source]
    # Without its level, b or c may be anything, and a is ahead in 9 draws of 10 less a little.
    assert {d.facts[0].indicator for d in found} == {"jurisdiction"}
    assert {d.facts[0].offer: (d.leaders, d.voice) for d in found}["b"] == (("a",), "leads")
    alone = rests_on(evidence, rank(evidence, replace(ONLY, offers=("a",))))
    assert [d for d in alone if not d.source] == []
    # Everything in this small evidence comes from one page: without it nobody can be ranked.
    assert [(d.leaders, d.voice, len(d.facts)) for d in alone] == [((), "", len(evidence.facts))]


@pytest.mark.parametrize(
    "scenario",
    [
        Scenario(date(2020, 7, 6)),
        Scenario(date(2023, 1, 1), "hub_2020", require=("hds",), rule="tolerant"),
        Scenario(date(2026, 11, 29), "cnil", known="documented", thin=True),
    ],
)
def test_it_finds_the_same_on_the_boards_own_facts(scenario):
    evidence = load(".")
    ranking = rank(evidence, scenario)
    now, found = answer(evidence, scenario), {d.source or key_of(d.facts[0]): d for d in rests_on(evidence, ranking)}
    force = sorted({key_of(f) for f in ranking.matrix.facts.values()})
    for key in [k for k in found if isinstance(k, tuple)][:8] + force[::23]:
        without = answer(without_fact(evidence, key), scenario)
        told = found.get(key)
        assert ((set(told.leaders), told.voice) if told else now) == without, key
    for url in [k for k in found if isinstance(k, str)][:3]:
        assert (set(found[url].leaders), found[url].voice) == answer(without_source(evidence, url), scenario), url

"""The whole board by the bill: every day its own prices, never for another question, records hold."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ranking.decisions.record import canonical, content_of, seal
from ranking.decisions.record_check import verify
from ranking.decisions.recording import content, typed_texts
from ranking.errors import NothingToWeigh
from ranking.facts.decision_matrix import decision_matrix, facts_in_force, never_rankable
from ranking.model import UNKNOWN
from ranking.through_time.days import days_of_change
from ranking.versions.effects import effects, what_if
from ranking.weighing.rank import rank
from ranking.weighing.scenario import Scenario, from_json, from_query, put_to, repriced
from ranking.workload.bill_as_facts import BILL, REPLACED, with_bill
from ranking.workload.cost import costs
from ranking.workload.load import cards, presets
from ranking.workload.written import parsed
from results import results
from tests.places import EVIDENCE
from tests.ranking.workload.test_cost import CARDS, STORAGE, USED, VM, board, price

DAY = date(2026, 11, 29)
NAMES = st.sampled_from(tuple(presets()))
DAYS = st.dates(date(2019, 1, 1), DAY)
KNOWN = st.sampled_from(("true", "documented"))
HUB = Scenario(DAY, priced="hub")


@settings(max_examples=30, deadline=None)
@given(NAMES, DAYS, KNOWN)
def test_on_every_day_the_bill_is_that_of_the_days_own_prices(name, day, known):
    own = put_to(EVIDENCE, Scenario(day, known=known, priced=name))
    force = facts_in_force(own.facts, day, known)
    bills = {o: fact.value for (o, indicator), fact in force.items() if indicator == BILL}
    found = costs(presets()[name].workload, EVIDENCE, cards(), day, known)
    whole = {o: cost.month.value for o, cost in found.items() if cost.comparable}
    assert {o: b for o, b in bills.items() if o in found} == pytest.approx(whole)


def test_a_bill_ends_with_the_price_it_rests_on():
    prices = [price("azure", VM, 100), price("azure", STORAGE, 20), price("azure", VM, UNKNOWN, "2026-03-01")]
    prices.append(price("azure", VM, 110, "2026-06-01"))
    own = with_bill(board(*prices), replace(USED, egress_tb=0, gpu_hours=0), CARDS)
    bills = [(f.valid_from.month, f.value) for f in own.offers["azure"].facts if f.indicator == BILL]
    assert bills == [(1, 3000), (3, UNKNOWN), (6, 3200)]


@settings(max_examples=10, deadline=None)
@given(NAMES, DAYS)
def test_who_is_known_well_enough_to_be_ranked_is_as_without_the_bill(name, day):
    own = put_to(EVIDENCE, Scenario(day, priced=name))
    assert decision_matrix(own, day).statuses == decision_matrix(EVIDENCE, day).statuses
    assert never_rankable(own) == never_rankable(EVIDENCE)


def test_the_days_of_the_scrubber_are_the_rankings_of_their_days():
    asked = replace(HUB, offers=("azure", "scaleway", "ovhcloud_public"))
    state = {}
    for found in days_of_change(EVIDENCE, asked, DAY):
        state |= {(o, c): value for o, c, value, *_ in found.cells}
        if found.day.month != 8:
            continue
        value = rank(EVIDENCE, replace(asked, as_of=found.day)).matrix.value[BILL]
        for offer in asked.offers:
            assert state[offer, BILL] == pytest.approx(value[offer], nan_ok=True)
    assert {c for _, c in state} == set(put_to(EVIDENCE, asked).criteria)


def test_no_answer_rests_on_other_prices_than_its_question():
    own, plain = put_to(EVIDENCE, HUB), replace(HUB, priced="")
    assert put_to(EVIDENCE, plain) is EVIDENCE and put_to(own, plain) is EVIDENCE and put_to(own, HUB) is own
    # Whatever evidence a caller holds: the same object, kept once.
    assert results.ranking(own, plain) is results.ranking(EVIDENCE, plain)
    assert results.ranking(own, HUB) is results.ranking(EVIDENCE, HUB)
    assert BILL in results.matrix(EVIDENCE, HUB).value and BILL not in results.matrix(own, plain).value
    other = replace(HUB, known="documented")
    assert put_to(own, other).replaced_prices.known == "documented"
    assert put_to(own, replace(HUB, priced="research")) is not own
    assert set(REPLACED) <= set(rank(own, plain).matrix.value) and BILL in rank(EVIDENCE, HUB).matrix.value
    assert results.history(own, plain) is results.history(EVIDENCE, plain)
    assert results.shares(own, HUB) is results.shares(EVIDENCE, HUB) is not results.shares(own, plain)
    with pytest.raises(NothingToWeigh):
        put_to(replace(EVIDENCE, criteria={k: c for k, c in EVIDENCE.criteria.items() if k not in REPLACED}), HUB)


def test_off_it_leaves_no_trace_and_on_it_goes_through_link_and_json():
    off = Scenario(DAY, weights=((VM, 3), (STORAGE, 1)))
    assert "priced" not in off.to_query() and "priced" not in off.to_json()
    on = repriced(off, "hub", EVIDENCE)
    assert on.weights == ((BILL, 4),) and on.to_query()["priced"] == "hub"
    # A record has the numbers: a documented workload that is worked on later is another one.
    assert on.to_json()["priced"].startswith("machines:") and from_json(on.to_json(), EVIDENCE) == on
    assert from_query(on.to_query(), EVIDENCE, DAY) == (on, ())
    # Points given to the prices by hand are the bill's, whoever wrote the link.
    assert from_query(off.to_query() | {"priced": "hub"}, EVIDENCE, DAY) == (on, ())
    back = repriced(on, "", EVIDENCE)
    assert sum(v for _, v in back.weights) == pytest.approx(4) and {k for k, _ in back.weights} == set(REPLACED)
    scenario, (dropped,) = from_query({"priced": "mine", "weights": f"{VM}:2"}, EVIDENCE, DAY)
    assert (scenario.priced, scenario.weights, dropped.key) == ("", ((VM, 2),), "priced")


def test_a_record_made_with_it_verifies_and_one_without_it_has_no_entry_of_it():
    asked = replace(HUB, thin=True, offers=("azure", "scaleway", "ovhcloud_public", "outscale"))
    for scenario in (asked, replace(asked, priced="")):
        kept = content(EVIDENCE, rank(EVIDENCE, scenario), typed_texts("Which?", {}, {}, (), ()), "12345678", "5a" * 16)
        held = content_of(canonical(seal(kept, datetime(2026, 11, 29, tzinfo=None).astimezone()).content).decode())
        assert verify(held, EVIDENCE, "12345678").reproduces
        assert verify(held, put_to(EVIDENCE, HUB), "12345678").reproduces
        named = {w.item for w in held.weights}
        assert (BILL in named, "priced" in held.scenario) == (bool(scenario.priced),) * 2
    # Another workload is another question.
    other = {**held.scenario, "priced": "research"}
    assert not verify(replace(held, scenario=other), EVIDENCE, "12345678").reproduces


def test_another_price_moves_the_board_through_the_bill_and_only_files_change():
    asked, own = replace(HUB, thin=True), put_to(EVIDENCE, HUB)
    old = facts_in_force(EVIDENCE.facts, DAY)["azure", VM]
    dearer = replace(old, value=10 * old.value, low=None, high=None)
    found = what_if(own, rank(own, asked), dearer)
    assert found.effect.after.scores["azure"] < found.effect.before.scores["azure"]
    changed = replace(
        EVIDENCE,
        offers={
            **EVIDENCE.offers,
            "azure": replace(
                EVIDENCE.offers["azure"],
                facts=tuple(dearer if f is old else f for f in EVIDENCE.offers["azure"].facts),
            ),
        },
    )
    whole, (change,) = effects(EVIDENCE, changed, asked)
    assert (change.now, change.then) == (dearer, old) and change.alone.rescored == ("azure",)
    assert whole.after.scores == pytest.approx(found.effect.after.scores)
    assert parsed(own.replaced_prices.workload, changed) is not None

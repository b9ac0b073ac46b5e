"""The catch-up map and the ranks through time: beside the board on both sides of every boundary."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from ranking.errors import NothingToWeigh, ScenarioError
from ranking.facts.decision_matrix import decision_matrix, facts_in_force
from ranking.model import UNKNOWN
from ranking.through_time.catchup import catch_up
from ranking.through_time.history import history
from ranking.through_time.walk import Walk, in_force
from ranking.weighing.rank import on_day, rank
from ranking.weighing.scenario import EARLIEST, Scenario
from tests import examples_tradeoff as examples
from tests.drawn import change_days
from tests.examples import DAY, GLOBAL, LOCAL, constant, fact, small_evidence
from tests.examples_tradeoff import END, SEEDS, board, inside, leaders, ranked, with_fact

EVE = timedelta(days=1)


@settings(max_examples=30)
@given(SEEDS, SEEDS)
def test_the_map_is_the_board_on_both_sides_of_every_boundary(data, choices):
    evidence, scenario = board(data), examples.scenario(choices)
    found = catch_up(evidence, scenario, END)
    assert found.exact and found.columns[0].start == EARLIEST and found.columns[-1].end == END
    for column, after in zip(found.columns, [*found.columns[1:], None], strict=True):
        assert after is None or (column.end == after.start and column.cells != after.cells)
        for day in {column.start, column.end - EVE if after else END}:
            check_column(evidence, scenario, column, day)


@settings(max_examples=25)
@given(SEEDS, SEEDS)
def test_a_map_of_curves_leads_as_the_board_does(data, choices):
    evidence, scenario = board(data), examples.scenario(choices, arithmetic=False)
    for column in catch_up(evidence, scenario, END).columns:
        for cell in column.cells:
            there = ranked(
                evidence, scenario, max(column.start, column.end - EVE), (cell.balance_from + cell.balance_to) / 2
            )
            assert there is None or set(cell.leaders) <= leaders(there, 1e-6)


@settings(max_examples=25)
@given(SEEDS, SEEDS)
def test_days_within_a_column_have_the_same_leaders(data, choices):
    """No change day inside a column changes who leads: nothing relevant was skipped."""
    evidence, scenario = board(data), examples.scenario(choices)
    found = catch_up(evidence, scenario, END)
    for day in change_days(evidence, scenario.known):
        if EARLIEST <= day <= END:
            for cell in found.column(day).cells:
                there = ranked(evidence, scenario, day, (cell.balance_from + cell.balance_to) / 2)
                assert there is None or set(cell.leaders) == leaders(there)


@settings(max_examples=25)
@given(SEEDS, SEEDS)
def test_a_fact_added_in_the_past_changes_only_what_follows_it(data, choices):
    evidence, scenario = board(data), replace(examples.scenario(choices), known="true")
    day = date(2021, 1, 1)
    more = with_fact(evidence, fact("a", "gpu", day.isoformat(), "A100"))
    # The offers too thinly known even today are those of the whole evidence, so the past may differ by them alone.
    if Walk(evidence, scenario)._never != Walk(more, scenario)._never:
        return
    maps = [catch_up(e, scenario, day - EVE) for e in (evidence, more)]
    assert maps[0].cells == maps[1].cells
    before = [[s for s in history(e, scenario, END) if s.day < day] for e in (evidence, more)]
    assert before[0] == before[1]
    check_column(more, scenario, catch_up(more, scenario, END).column(day), day)


@settings(max_examples=30)
@given(SEEDS, SEEDS)
def test_standings_are_those_of_the_board_on_every_change_day(data, choices):
    evidence, scenario = board(data), examples.scenario(choices, arithmetic=False)
    steps = history(evidence, scenario, END)
    for day in [EARLIEST, *(d for d in change_days(evidence, scenario.known) if EARLIEST < d <= END)]:
        held = [s for s in steps if s.day <= day][-1].offers
        try:
            there = rank(evidence, on_day(scenario, day))
        except NothingToWeigh:
            assert all(s.place is None and s.score is None for s in held)
            continue
        assert [(s.offer, s.place) for s in held if s.place] == [(r.offer, r.place) for r in there.rows]
        assert {s.offer: s.reason for s in held if s.reason} == {x.offer: x.reason for x in there.excluded}
        for s in held:
            row = there.row(s.offer)
            assert s.score == (None if row is None else pytest.approx(row.score, abs=1e-9))


@given(SEEDS)
def test_facts_in_force_walked_are_facts_in_force_looked_up(data):
    evidence = board(data)
    for known in ("true", "documented"):
        held = in_force(evidence.facts, known)
        for day in held.days:
            held.to(day)
            assert held.facts == facts_in_force(evidence.facts, day, known)
        assert set(held.days) <= set(change_days(evidence, known))


@given(SEEDS, SEEDS)
def test_the_walked_matrix_is_the_matrix_of_the_day(data, choices):
    evidence, scenario = board(data), examples.scenario(choices, arithmetic=False)
    walk = Walk(evidence, scenario)
    for day in walk.days:
        walk.to(day)
        matrix = decision_matrix(evidence, day, scenario.unknowns, scenario.known)
        assert walk.thin == matrix.thin
        assert matrix.value.equals(matrix.value.__class__(walk.value, matrix.value.index, matrix.value.columns))


def test_the_map_by_hand():
    """local leads below t = 3/8 until the global operator is bought in the Union, whereupon it leads everywhere."""
    bought = {**GLOBAL, "jurisdiction": [("2018-01-01", 0), ("2022-03-01", 4)]}
    evidence = small_evidence({"local": LOCAL, "global": bought})
    first, second = catch_up(evidence, only_poles(), END).columns
    assert (first.start, first.end, second.end) == (EARLIEST, date(2022, 3, 1), END)
    assert [c.leaders for c in first.cells] == [("local",), ("global",)]
    assert first.cells[0].balance_to == pytest.approx((250 / 3 - 50) / (50 + 350 / 9))
    assert [c.leaders for c in second.cells] == [("global",)]


def test_a_change_far_below_the_lead_draws_nothing_new():
    moving = {
        **constant(
            jurisdiction=0, key_control=0, hds=0, certs=[], svc_db=0, svc_spark=0, gpu="none", vm_price=200, egress=0.1
        ),
        "regions": [("2018-01-01", 0), ("2020-01-01", 1), ("2021-01-01", 0)],
    }
    evidence = small_evidence({"local": LOCAL, "global": GLOBAL, "far": moving})
    assert len(catch_up(evidence, Scenario(DAY), END).columns) == 1
    assert len(history(evidence, Scenario(DAY), END)) == 3


def test_the_map_does_not_depend_on_the_scenarios_own_day():
    evidence = board(7)
    maps = [catch_up(evidence, Scenario(day), END) for day in (EARLIEST, END)]
    assert maps[0].cells == maps[1].cells


def test_a_day_when_nobody_can_be_ranked_is_an_empty_column():
    late = {k: [("2020-05-01", v[0][1])] for k, v in LOCAL.items()}
    found = catch_up(small_evidence({"a": late}), Scenario(DAY), END)
    assert [len(c.cells) for c in found.columns] == [0, 1] and found.columns[1].start == date(2020, 5, 1)
    assert found.column(date(2019, 1, 1)).cells == ()


def test_the_map_ends_no_earlier_than_it_starts():
    evidence = small_evidence()
    assert len(catch_up(evidence, Scenario(DAY), EARLIEST).columns) == 1
    with pytest.raises(ScenarioError, match="not before"):
        catch_up(evidence, Scenario(DAY), EARLIEST - EVE)


def test_a_criterion_that_becomes_known_begins_to_weigh():
    """At 2 of 3 offers the price passes 65 %: the step says so and every score moves."""

    def offer(day):
        return {**{k: v for k, v in LOCAL.items() if k != "vm_price"}, **({"vm_price": [(day, 200)]} if day else {})}

    evidence = small_evidence({"a": offer("2018-01-01"), "b": offer("2020-01-01"), "c": offer(None)})
    before, after = history(evidence, Scenario(DAY), END)
    assert after.weighed == ("vm_price",) and after.set_aside == ()
    assert [(c.offer, c.criterion, c.before, c.after) for c in after.changes] == [("b", "vm_price", None, 0.0)]
    assert {s.offer: s.score for s in before.offers}["a"] > {s.offer: s.score for s in after.offers}["a"]


def test_only_facts_that_count_are_told():
    moving = {
        **LOCAL,
        "staff": [("2018-01-01", 10), ("2019-01-01", 20)],
        "hds": [("2018-01-01", 2), ("2020-01-01", 1)],
        "hq_country": [("2019-06-01", "FR")],
    }
    evidence = small_evidence({"a": moving, "b": GLOBAL})
    (_, step) = history(evidence, Scenario(DAY), END)
    (change,) = step.changes
    assert (change.offer, change.criterion, change.old.value, change.new.value) == ("a", "hds", 2, 1)
    assert (change.before, change.after) == (100, 50) and change.total_after < change.total_before
    weightless = Scenario(DAY, weights=(("hds", 0.0),))
    assert len(history(evidence, weightless, END)) == 1
    gated = history(evidence, replace(weightless, require=("hds",)), END)
    assert [c.criterion for c in gated[1].changes] == [None]
    assert [(s.offer, s.place, s.reason) for s in gated[1].offers] == [("b", 1, None), ("a", None, "must_have")]


def test_a_must_have_that_becomes_certain_is_told_even_if_it_shuts_nobody_out():
    moving = {**{k: v for k, v in LOCAL.items() if k != "hds"}, "hds": [("2020-01-01", 2)]}
    scenario = Scenario(DAY, weights=(("hds", 0.0),), require=("hds",), rule="tolerant")
    first, second = history(small_evidence({"a": moving, "b": GLOBAL}), scenario, END)
    assert [(c.offer, c.indicator, c.criterion) for c in second.changes] == [("a", "hds", None)]
    assert [s.place for s in first.offers] == [s.place for s in second.offers]


def test_a_matter_that_is_open_again_is_a_change():
    moving = {**LOCAL, "hds": [("2018-01-01", 2), ("2020-01-01", UNKNOWN)]}
    (_, step) = history(small_evidence({"a": moving, "b": GLOBAL}), Scenario(DAY, thin=True), END)
    (change,) = step.changes
    assert change.new is None and (change.before, change.after) == (100, None)


def test_an_offer_known_once_but_too_thinly_today_has_no_place_on_any_day():
    lost = {k: [*rows, ("2023-01-01", UNKNOWN)] for k, rows in LOCAL.items()}
    evidence = small_evidence({"lost": lost, "b": GLOBAL})
    found = catch_up(evidence, Scenario(DAY), END)
    assert {o for c in found.cells for o in c.leaders} == {"b"}
    check_column(evidence, Scenario(DAY), found.columns[0], EARLIEST)


def check_column(evidence, scenario, column, day) -> None:
    """Leaders and closeness beside the board a hair inside both ends of each cell."""
    matrix = decision_matrix(evidence, day, scenario.unknowns, scenario.known)
    for cell in column.cells:
        width = cell.balance_to - cell.balance_from
        for t in (
            cell.balance_from + min(1e-5, width / 3),
            cell.balance_from + width / 2,
            cell.balance_to - min(1e-5, width / 3),
        ):
            there = ranked(evidence, scenario, day, t, matrix=matrix)
            if there is None:
                continue
            assert set(cell.leaders) == leaders(there)
            rest = [r.score for r in there.rows if r.offer not in cell.leaders]
            lead = 0 if len(cell.leaders) > 1 else there.rows[0].score - max(rest, default=-1e9)
            if abs(lead - 0.5) > 1e-9:
                assert inside(t, cell.close) == (lead < 0.5)
    if not column.cells:
        there = ranked(evidence, scenario, day, 0.5)
        assert there is None or not there.rows


def only_poles() -> Scenario:
    return Scenario(DAY, pillars=(("certification", 0.0), ("cost_exit", 0.0)))

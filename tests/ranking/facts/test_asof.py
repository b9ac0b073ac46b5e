"""What is known on a day: the day before, the day itself, the day after; what was public; what is too thin to weigh."""

from datetime import date, timedelta

import numpy as np
import pytest

from ranking.facts.cells import absence, statuses
from ranking.facts.decision_matrix import (
    RANKABLE_COVERAGE,
    decision_matrix,
    facts_in_force,
    never_rankable,
    public_by,
)
from ranking.facts.musthaves import outcome, requirement
from ranking.model import Source
from ranking.weighing.rank import rank
from ranking.weighing.scenario import Scenario
from tests.drawn import change_days
from tests.examples import CRITERIA, DAY, LOCAL, SMALL, fact, small_evidence

CHANGED = date(2021, 1, 1)
ONE_DAY = timedelta(days=1)


def published(day: str | None) -> Source:
    return Source("A page", "https://example.org", day)


def held(offers: dict, day: date, known: str = "true") -> dict:
    """indicator -> value in force for the offer "a"."""
    found = facts_in_force(small_evidence(offers).facts, day, known)
    return {indicator: f.value for (offer, indicator), f in found.items() if offer == "a"}


def test_a_fact_holds_from_its_day_on_and_not_the_day_before():
    offers = {"a": {"jurisdiction": [("2021-01-01", 3)]}}
    assert held(offers, CHANGED - ONE_DAY) == {}
    assert held(offers, CHANGED) == {"jurisdiction": 3}
    assert held(offers, CHANGED + ONE_DAY) == {"jurisdiction": 3}


def test_a_later_fact_of_the_same_name_takes_over_on_its_day():
    offers = {"a": {"jurisdiction": [("2018-01-01", 1), ("2021-01-01", 4)], "hds": [("2018-01-01", 2)]}}
    assert [held(offers, CHANGED + k * ONE_DAY)["jurisdiction"] for k in (-1, 0, 1)] == [1, 4, 4]
    assert held(offers, CHANGED)["hds"] == 2


def test_the_score_changes_on_the_day_itself():
    evidence = small_evidence({"a": {"jurisdiction": [("2018-01-01", 1), ("2021-01-01", 4)]}})
    days = [CHANGED + k * ONE_DAY for k in (-1, 0, 1)]
    assert [decision_matrix(evidence, day).value.at["a", "jurisdiction"] for day in days] == [25, 100, 100]


def test_a_certificate_holds_to_its_last_day_and_is_unknown_the_day_after():
    offers = {"a": {"hds": [("2018-01-01", 2, {"valid_to": "2021-01-01"})]}}
    assert [held(offers, CHANGED + k * ONE_DAY) for k in (-1, 0, 1)] == [{"hds": 2}, {"hds": 2}, {}]
    evidence = small_evidence(offers)
    after = decision_matrix(evidence, CHANGED + ONE_DAY)
    assert np.isnan(after.value.at["a", "hds"]) and after.high.at["a", "hds"] == 100
    assert change_days(evidence) == [date(2018, 1, 1), CHANGED + ONE_DAY]
    passed = [
        outcome(requirement("hds", evidence), "a", decision_matrix(evidence, CHANGED + k * ONE_DAY), evidence).result
        for k in (0, 1)
    ]
    assert passed == ["met", "unknown"]


def test_a_later_fact_outlives_an_earlier_certificate_and_an_ended_one_hides_what_came_before():
    renewed = {"a": {"hds": [("2018-01-01", 2, {"valid_to": "2021-01-01"}), ("2020-06-01", 1)]}}
    assert held(renewed, CHANGED + ONE_DAY) == {"hds": 1}
    replaced = {"a": {"hds": [("2018-01-01", 1), ("2020-06-01", 2, {"valid_to": "2021-01-01"})]}}
    assert held(replaced, CHANGED + ONE_DAY) == {}


def test_the_cell_says_that_the_certificate_ended():
    evidence = small_evidence({"a": {"hds": [("2018-01-01", 2, {"valid_to": "2021-01-01"})]}})
    (found,) = evidence.offers["a"].facts
    assert statuses([found], CHANGED) == [(found, "in_force")]
    assert statuses([found], CHANGED + ONE_DAY) == [(found, "ended")]
    assert absence(evidence, "a", "hds", CHANGED) == ""
    assert absence(evidence, "a", "hds", CHANGED + ONE_DAY) == "ended"


def test_a_fact_re_read_on_its_own_day_carries_the_evidence_to_it():
    evidence = small_evidence(
        {"a": {"hds": [("2018-01-01", 2, {"checked": "2026-11-29"})], "jurisdiction": LOCAL["jurisdiction"]}}
    )
    first, second = evidence.offers["a"].facts
    assert evidence.checked == evidence.re_read(first) == date(2026, 11, 29)
    assert evidence.re_read(second) == evidence.offers["a"].checked < evidence.checked


def test_a_value_can_become_unknown_again():
    offers = {"a": {"hds": [("2018-01-01", 2), ("2021-01-01", "unknown"), ("2022-01-01", 1)]}}
    assert held(offers, CHANGED - ONE_DAY) == {"hds": 2}
    assert held(offers, CHANGED) == {}
    assert held(offers, date(2022, 1, 1)) == {"hds": 1}
    matrix = decision_matrix(small_evidence(offers), CHANGED)
    assert np.isnan(matrix.value.at["a", "hds"]) and matrix.high.at["a", "hds"] == 100


@pytest.mark.parametrize(
    "stamp, before, after",
    [
        ("2020-07-06", date(2020, 7, 5), date(2020, 7, 6)),
        ("2020-07", date(2020, 7, 31), date(2020, 8, 1)),
        ("2020-12", date(2020, 12, 31), date(2021, 1, 1)),
        ("2020", date(2020, 12, 31), date(2021, 1, 1)),
    ],
    ids=["a day", "a month", "a December", "a year"],
)
def test_a_source_is_public_from_its_day_or_from_the_end_of_its_month_or_year(stamp, before, after):
    found = fact("a", "hds", "2018-01-01", 2, {"source": published(stamp)})
    assert not public_by(found, before)
    assert public_by(found, after)
    evidence = small_evidence({"a": {"hds": [("2018-01-01", 2, {"source": published(stamp)})]}})
    assert after in change_days(evidence, "documented")
    assert after not in change_days(evidence)


def test_an_undated_source_never_shows_that_something_was_public():
    found = fact("a", "hds", "2018-01-01", 2, {"source": published(None)})
    assert not public_by(found, date(2099, 12, 31))


def test_documented_mode_keeps_what_was_public_until_the_newer_fact_is_published():
    offers = {"a": {"hds": [("2018-01-01", 1), ("2020-01-01", 2, {"source": published("2020-06")})]}}
    assert held(offers, date(2020, 6, 30)) == {"hds": 2}
    assert held(offers, date(2020, 6, 30), "documented") == {"hds": 1}
    assert held(offers, date(2020, 7, 1), "documented") == {"hds": 2}


def test_a_source_published_ahead_does_not_bring_its_fact_forward():
    offers = {"a": {"hds": [("2020-01-01", 2, {"source": published("2019-03-01")})]}}
    assert held(offers, date(2019, 12, 31), "documented") == {}
    assert held(offers, date(2020, 1, 1), "documented") == {"hds": 2}


def test_days_of_change_are_the_days_facts_come_into_force_each_once():
    evidence = small_evidence(
        {"a": {"hds": [("2018-01-01", 1), ("2020-01-01", 2)]}, "b": {"gpu": [("2020-01-01", "P100")]}}
    )
    assert change_days(evidence) == [date(2018, 1, 1), date(2020, 1, 1)]


def test_between_two_days_of_change_nothing_changes():
    evidence = small_evidence(
        {"a": {"hds": [("2018-01-01", 1), ("2020-01-01", 2)]}, "b": {"gpu": [("2019-05-01", "P100")]}}
    )
    days = change_days(evidence)
    for first, after in zip(days, days[1:], strict=False):
        early, late = (decision_matrix(evidence, day).value for day in (first, after - ONE_DAY))
        assert early.equals(late)


@pytest.mark.parametrize("unknowns", ["cautious", "ignore", "neutral"])
def test_an_unknown_is_never_zero_but_open_from_worst_to_best(unknowns):
    matrix = decision_matrix(small_evidence({"a": {"hds": [("2018-01-01", 0)]}}), DAY, unknowns)
    assert matrix.value.at["a", "hds"] == 0 and matrix.high.at["a", "hds"] == 0
    for name in ("jurisdiction", "certs", "data_services", "gpu", "vm_price"):
        assert np.isnan(matrix.value.at["a", name])
        assert (matrix.low.at["a", name], matrix.high.at["a", name], matrix.known.at["a", name]) == (0, 100, 0)


def test_a_known_nothing_counts_as_known():
    bare = small_evidence({"a": {"certs": [("2018-01-01", [])], "gpu": [("2018-01-01", "none")]}})
    matrix = decision_matrix(bare, DAY)
    assert matrix.known.loc["a", ["certs", "gpu"]].tolist() == [1, 1]
    assert matrix.high.loc["a", ["certs", "gpu"]].tolist() == [0, 0]


@pytest.mark.parametrize("unknowns, score", [("cautious", 50), ("ignore", 100), ("neutral", 75)])
def test_a_share_known_by_half_counts_its_gap_by_the_policy(unknowns, score):
    matrix = decision_matrix(small_evidence({"a": {"svc_db": [("2018-01-01", 1)]}}), DAY, unknowns)
    assert matrix.value.at["a", "data_services"] == score
    assert (matrix.low.at["a", "data_services"], matrix.high.at["a", "data_services"]) == (50, 100)
    assert matrix.known.at["a", "data_services"] == 0.5


def test_a_contested_fact_is_scored_at_its_value_and_ranges_over_its_ends():
    evidence = small_evidence(
        {
            "a": {
                "jurisdiction": [("2018-01-01", 3, {"low": 2, "high": 4})],
                "vm_price": [("2018-01-01", 80, {"low": 20, "high": 200})],
                "svc_db": [("2018-01-01", 1, {"low": 0, "high": 1})],
                "svc_spark": [("2018-01-01", 1)],
            }
        }
    )
    matrix = decision_matrix(evidence, DAY)
    cells = {
        c: tuple(frame.at["a", c] for frame in (matrix.low, matrix.value, matrix.high))
        for c in CRITERIA
        if CRITERIA[c].scored
    }
    assert cells["jurisdiction"] == (50, 75, 100)
    assert cells["vm_price"] == (0, pytest.approx(39.79400086720376), 100)
    assert cells["data_services"] == (50, 100, 100)


def without(facts: dict, *names: str) -> dict:
    return {k: v for k, v in facts.items() if k not in names}


def test_a_criterion_known_for_less_than_65_percent_of_the_rankable_offers_is_thin():
    three = {"a": LOCAL, "b": LOCAL, "c": without(LOCAL, "hds")}
    two = {**three, "b": without(LOCAL, "hds")}
    assert decision_matrix(small_evidence(three), DAY).thin == frozenset()
    assert decision_matrix(small_evidence(two), DAY).thin == {"hds"}


def test_offers_that_cannot_be_ranked_do_not_make_a_criterion_thin():
    closed = without({**LOCAL, "on_sale": [("2018-01-01", 0)]}, "hds")
    offers = {"a": LOCAL, "b": closed, "c": {"jurisdiction": [("2018-01-01", 3)]}}
    assert decision_matrix(small_evidence(offers), DAY).thin == frozenset()


def test_a_thin_criterion_carries_no_weight_unless_asked():
    evidence = small_evidence({"a": LOCAL, "b": without(LOCAL, "hds")})
    assert rank(evidence, Scenario(DAY)).weighting.overall["hds"] == 0
    assert rank(evidence, Scenario(DAY)).weighting.overall["certs"] == pytest.approx(0.125 / 0.875)
    assert rank(evidence, Scenario(DAY, thin=True)).weighting.overall["hds"] == pytest.approx(0.125)


def test_an_offer_is_on_sale_between_its_opening_and_its_end():
    sale = [("2018-01-01", 0), ("2020-01-01", 1), ("2022-01-01", 0)]
    evidence = small_evidence({"a": {**LOCAL, "on_sale": sale}, "b": SMALL})
    days = [date(2019, 12, 31), date(2020, 1, 1), date(2021, 12, 31), date(2022, 1, 1)]
    closed, opened = "not_on_sale", "ranked"
    assert [decision_matrix(evidence, d).status["a"] for d in days] == [closed, opened, opened, closed]
    assert {decision_matrix(evidence, d).status["b"] for d in days} == {"ranked"}


def test_an_offer_too_thinly_known_is_set_apart_and_named():
    enough = dict(list(LOCAL.items())[:4])
    little = dict(list(LOCAL.items())[:3])
    evidence = small_evidence({"a": LOCAL, "enough": enough, "little": little})
    matrix = decision_matrix(evidence, DAY)
    assert matrix.coverage["enough"] >= RANKABLE_COVERAGE > matrix.coverage["little"]
    assert matrix.status.to_dict() == {"a": "ranked", "enough": "ranked", "little": "not_enough_evidence"}
    assert never_rankable(evidence) == {"little"}
    out = rank(evidence, Scenario(DAY)).excluded
    assert [(x.offer, x.reason, x.row) for x in out] == [("little", "not_enough_evidence", None)]


def test_before_any_fact_nothing_is_ranked_and_nothing_is_zero():
    evidence = small_evidence({"a": {name: [("2020-01-01", rows[0][1])] for name, rows in LOCAL.items()}})
    matrix = decision_matrix(evidence, date(2019, 12, 31))
    assert matrix.value.isna().all(axis=None) and (matrix.high == 100).all(axis=None)
    assert matrix.status["a"] == "not_enough_evidence"
    assert matrix.thin == {c for c in CRITERIA if CRITERIA[c].scored}

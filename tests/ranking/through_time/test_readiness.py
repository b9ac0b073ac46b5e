"""Who was ready when: first complete day, what was missing, and the lag in months."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ranking.errors import ScenarioError
from ranking.facts.decision_matrix import decision_matrix
from ranking.facts.load import ROOT, load
from ranking.facts.musthaves import outcome, requirement
from ranking.model import UNKNOWN, Source
from ranking.through_time.readiness import DEFAULT_BUNDLE, months_between, readiness
from tests.drawn import change_days
from tests.examples import small_evidence
from tests.examples_tradeoff import SEEDS, board

ASKED = date(2020, 7, 6)
BUNDLE = ("hds", "svc_db>=1", "gpu>=1")
FIRST = {"hds": [("2019-01-15", 2)], "svc_db": [("2018-01-01", 1)], "gpu": [("2018-06-01", "P100")]}
LATER = {"hds": [("2018-01-01", 0), ("2021-03-31", 2)], "svc_db": [("2018-01-01", 1)], "gpu": [("2020-01-01", "A100")]}
NEVER = {"hds": [("2018-01-01", 1)], "svc_db": [("2019-01-01", 1)]}


def asked(facts=None, bundle=BUNDLE, **more):
    offers = {"azure": FIRST, "later": LATER, "never": NEVER, **({"it": facts} if facts else {})}
    evidence = replace(small_evidence(offers), subject="azure")
    return {r.offer: r for r in readiness(evidence, ASKED, bundle, **more)}


def test_first_day_on_which_all_are_met_and_the_lag():
    found = asked()
    assert found["azure"].complete_on == date(2019, 1, 15) and found["azure"].lag_months == 0
    assert found["later"].complete_on == date(2021, 3, 31) and found["later"].lag_months == 26.5
    assert found["never"].complete_on is None and found["never"].lag_months is None


def test_what_was_missing_and_what_unknown_on_the_day():
    found = asked()
    assert found["azure"].state.status == "complete"
    assert (found["later"].state.status, found["later"].state.missing) == ("incomplete", ("hds",))
    assert (found["never"].state.missing, found["never"].state.unknown) == (("hds",), ("gpu>=1",))
    assert found["later"].last.status == "complete" and found["never"].last.status == "incomplete"


def test_unknown_is_no_failure():
    found = asked({"svc_db": [("2018-01-01", 1)], "gpu": [("2018-01-01", "P100")]})["it"]
    assert found.complete_on is None and found.not_before is None
    assert (found.state.status, found.state.missing, found.state.unknown) == ("unknown", (), ("hds",))


def test_the_true_day_lies_between_the_last_proof_of_a_gap_and_the_proof_of_all():
    found = asked({**FIRST, "hds": [("2018-03-01", 0), ("2019-01-01", UNKNOWN), ("2021-01-01", 2)]})["it"]
    assert (found.not_before, found.complete_on) == (date(2019, 1, 1), date(2021, 1, 1))
    assert asked()["azure"].not_before is None
    assert asked()["never"].not_before == small_evidence().checked


def test_a_bundle_once_complete_can_lapse():
    found = asked({**FIRST, "svc_db": [("2018-01-01", 1), ("2020-01-01", 0)]})["it"]
    assert found.complete_on == date(2019, 1, 15) and found.state.missing == ("svc_db>=1",)
    assert found.not_before is None and found.last.status == "incomplete"


def test_a_contested_item_is_unknown():
    found = asked({**FIRST, "hds": [("2019-01-15", 2, {"low": 1, "high": 2})]})["it"]
    assert found.complete_on is None and found.state.unknown == ("hds",)


def test_an_offer_not_on_sale_has_nothing_ready():
    found = asked({**FIRST, "on_sale": [("2018-01-01", 0), ("2022-01-01", 1)]})["it"]
    assert found.state.missing == ("on_sale>=1",) and found.complete_on == date(2022, 1, 1)


def test_an_offer_that_the_ranking_shuts_out_as_not_on_sale_is_never_ready():
    # Contested: the fact says that it is not on sale, somebody says that it is.
    facts = {**FIRST, "on_sale": [("2018-01-01", 0, {"low": 0, "high": 1})]}
    for bundle in (BUNDLE, (*BUNDLE, "on_sale>=1")):
        found = asked(facts, bundle=bundle)["it"]
        assert found.state.missing == ("on_sale>=1",) and found.complete_on is None
    assert decision_matrix(small_evidence({"it": facts}), ASKED).statuses["it"] == "not_on_sale"


def test_hindsight_counts_from_the_day_a_source_shows_it():
    late = Source("Page", "https://example.org/p", "2021-02")
    facts = {**FIRST, "hds": [("2019-01-15", 2, {"source": late})]}
    assert asked(facts)["it"].complete_on == date(2019, 1, 15)
    found = asked(facts, known="documented")["it"]
    assert found.complete_on == date(2021, 3, 1) and found.state.unknown == ("hds",)


def test_until_is_the_last_day_looked_at():
    found = asked(until=date(2020, 12, 31))["later"]
    assert found.complete_on is None and found.not_before == date(2020, 12, 31)


@settings(max_examples=20)
@given(SEEDS, st.sampled_from(["true", "documented"]))
def test_the_day_found_is_the_first_on_which_the_boards_own_gates_are_met(data, known):
    evidence = board(data)
    for r in readiness(evidence, ASKED, BUNDLE, known, "a"):

        def met(day, offer=r.offer):
            matrix = decision_matrix(evidence, day, known=known)
            tokens = [*BUNDLE, *(["on_sale>=1"] if (offer, "on_sale") in matrix.facts else [])]
            return all(outcome(requirement(t, evidence), offer, matrix, evidence).result == "met" for t in tokens)

        assert r.complete_on == next((d for d in change_days(evidence, known) if met(d)), None)
        assert (r.state.status == "complete") == met(ASKED)


@pytest.mark.parametrize(
    "first, second, months",
    [
        ("2020-01-15", "2020-01-15", 0),
        ("2020-01-15", "2020-07-15", 6),
        ("2020-01-31", "2020-02-29", 1),
        ("2020-04-15", "2020-06-30", 2.5),
        ("2020-06-30", "2020-04-15", -2.5),
        ("2019-12-31", "2020-12-31", 12),
        ("2020-02-01", "2020-02-15", 0.5),
        ("2021-01-11", "2021-03-01", 1.6),
    ],
)
def test_months_are_those_of_the_calendar(first, second, months):
    assert months_between(date.fromisoformat(first), date.fromisoformat(second)) == months


@given(st.dates(date(2000, 1, 1), date(2040, 1, 1)), st.dates(date(2000, 1, 1), date(2040, 1, 1)))
def test_months_grow_with_the_days_between(first, second):
    assert months_between(first, second) == pytest.approx((second - first).days / 30.437, abs=0.2)
    assert months_between(first, second) == -months_between(second, first)


def test_without_a_subject_or_a_reference_nobody_lags():
    assert all(r.lag_months is None for r in readiness(small_evidence({"azure": FIRST}), ASKED, BUNDLE))


def test_wrong_questions_are_refused():
    with pytest.raises(ScenarioError, match="empty"):
        asked(bundle=())
    with pytest.raises(ScenarioError, match="no such must-have"):
        asked(bundle=("hds", "nonsense"))
    with pytest.raises(ScenarioError, match="unknown; one of azure"):
        asked(reference="elsewhere")


def test_the_default_bundle_can_be_asked_of_the_real_data():
    """Only that its names exist and the reference is there; the dates are the data's business."""
    evidence = load(ROOT)
    assert {r.offer for r in readiness(evidence, ASKED)} == set(evidence.offers)
    assert len(set(DEFAULT_BUNDLE)) == 8

"""Certificates about to end, sources to be re-read, days nothing speaks for: each a day before, on and after."""

from datetime import date, timedelta

import pytest

from ranking.facts.decision_matrix import decision_matrix
from ranking.facts.freshness import beyond, ending, stale, to_re_read
from ranking.facts.load import ROOT, load
from ranking.through_time.history import history
from ranking.weighing.rank import rank
from ranking.weighing.scenario import Scenario
from tests.examples import LOCAL, small_evidence
from words.facts.freshness import ending_sentence, nothing_later, re_read_sentence
from words.language import language
from words.ranking.conditions import outcome_text
from words.ranking.timeline import change_text

ENDS = date(2021, 3, 1)
DAY = timedelta(days=1)
OFFERS = {"a": {**LOCAL, "hds": [("2018-01-01", 2, {"valid_to": ENDS.isoformat()})]}}


@pytest.mark.parametrize(
    "day, told",
    [
        (date(2020, 2, 29), False),
        (date(2020, 2, 28), False),
        (date(2020, 3, 1), True),
        (ENDS, True),
        (ENDS + DAY, False),
    ],
    ids=["a year before, on the 29th", "more than a year", "a year before", "last day", "after"],
)
def test_a_certificate_is_told_of_from_a_year_before_its_end_to_its_last_day(day, told):
    # A year from 29 February 2020 reaches 28 February 2021, a day short of the end.
    evidence = small_evidence(OFFERS)
    found = ending(decision_matrix(evidence, day).facts.values(), day)
    assert [f.indicator for f in found] == (["hds"] if told else [])


def test_a_day_lies_beyond_the_facts_from_the_day_after_the_last_reading():
    evidence = small_evidence(OFFERS)
    assert beyond(evidence, evidence.checked) is None
    assert beyond(evidence, evidence.checked + DAY) == evidence.checked


def test_a_source_is_to_be_re_read_after_180_days():
    evidence = small_evidence({"a": {"hds": [("2018-01-01", 1), ("2020-01-01", 2, {"checked": "2026-12-01"})]}})
    old, new = evidence.offers["a"].facts
    read = date(2026, 12, 1)
    assert not to_re_read(evidence, new, read + 180 * DAY) and to_re_read(evidence, new, read + 181 * DAY)
    assert stale(evidence, read + 180 * DAY) == [] and stale(evidence, read + 181 * DAY) == [new]
    assert stale(evidence, date(2019, 1, 1)) == [] and old not in stale(evidence, read + 400 * DAY)


@pytest.mark.parametrize("code", ["fr", "en"])
def test_the_sentences(code):
    say, evidence = language(code), load(ROOT)
    today = rank(evidence, Scenario(evidence.checked))
    listed = ending_sentence(say, evidence, today)
    assert "Outscale, SecNumCloud" in listed and "OVHcloud Hosted Private Cloud, SecNumCloud" in listed
    assert say.day(date(2026, 11, 30)) in listed and say.day(date(2028, 12, 17)) not in listed
    assert ending_sentence(say, evidence, rank(evidence, Scenario(date(2020, 7, 6)))) == ""
    assert ending_sentence(say, evidence, rank(evidence, Scenario(evidence.checked, offers=("azure", "aws")))) == (
        ending_sentence(say, evidence, rank(evidence, Scenario(evidence.checked, offers=("azure",))))
    )
    assert nothing_later(say, evidence, evidence.checked) == ""
    assert say.day(evidence.checked) in nothing_later(say, evidence, evidence.checked + DAY)
    assert re_read_sentence(say, evidence, evidence.checked) == ""
    assert re_read_sentence(say, evidence, evidence.checked + 400 * DAY)


def test_a_must_have_says_that_the_certificate_ended():
    evidence = load(ROOT)
    ranking = rank(
        evidence, Scenario(date(2026, 12, 1), require=("secnumcloud_qualified",), offers=("outscale", "s3ns"))
    )
    (out,) = [x for x in ranking.excluded if x.offer == "outscale"]
    assert out.reason == "must_have"
    assert outcome_text(language("en"), evidence, out.outcomes[0]) == (
        "SecNumCloud-qualified: unknown, the certificate ended on 30 November 2026 and no renewal was read"
    )
    before = rank(evidence, Scenario(date(2026, 11, 30), require=("secnumcloud_qualified",)))
    assert before.row("outscale") is not None


def test_the_timeline_says_that_a_certificate_ended_the_day_after_it():
    evidence = load(ROOT)
    steps = history(evidence, Scenario(date(2026, 12, 15)), date(2026, 12, 15), date(2026, 11, 1))
    (step,) = [s for s in steps if s.day == date(2026, 12, 1)]
    assert [change_text(language("en"), evidence, c) for c in step.changes] == [
        "Outscale, SecNumCloud (ANSSI): shared cloud qualified, certificate ended on 30 November 2026 → unknown"
    ]

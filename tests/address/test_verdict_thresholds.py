"""The thresholds of the verdict travel in the address, with the grades that they go with."""

from address.readers import vary, vary_written
from ranking.robustness.first_places import ANY, Vary
from ranking.verdict.verdict import RULE, rule
from tests.examples import small_evidence

EVIDENCE = small_evidence()


def test_thresholds_that_are_not_the_usual_ones_are_written_after_the_grades_and_come_back():
    stricter = Vary("order", False, 40, 5, (90, 80, 70), 95, 60)
    assert vary_written(stricter) == "order-flat-40-5-90-80-70-95-60"
    assert vary(vary_written(stricter), EVIDENCE) == stricter
    assert vary_written(ANY) == "any-nested-30-10-97-85-60" and vary(vary_written(ANY), EVIDENCE) == ANY


def test_thresholds_that_cannot_be_leave_the_entry_unused():
    for ends in ("-90", "-50-90", "-101-50", "-90-50-1", "-90--1"):
        assert vary("any-nested-30-10-97-85-60" + ends, EVIDENCE) is None


def test_the_rule_of_the_verdict_is_that_of_the_address():
    assert rule(ANY) == RULE
    found = rule(Vary(grades=(99, 90, 80), firm=95, leads=60))
    assert (found.firm, found.leads, found.assumed.right["B"]) == (0.95, 0.6, 0.9)

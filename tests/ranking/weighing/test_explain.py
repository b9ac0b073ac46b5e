"""Why one offer stands above another: reasons that add up to the gap, whatever the facts and the weights."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ranking.errors import BoardError
from ranking.weighing.explain import explain
from ranking.weighing.rank import rank
from ranking.weighing.scenario import Scenario
from tests.drawn import facts, offers, questions, steps
from tests.examples import DAY, LOCAL, START, small_evidence

CLOSE = 1e-9


KNOWN_POLICIES = st.sampled_from(["cautious", "neutral"])


@given(offers(least=2), questions())
def test_reasons_add_up_exactly_to_the_gap(drawn, scenario):
    answer = rank(small_evidence(drawn), scenario)
    for a in answer.rows:
        for b in answer.rows:
            points = [d.points for d in explain(answer, a.offer, b.offer)]
            assert math.fsum(points) == pytest.approx(a.score - b.score, abs=1e-12)
            assert all(abs(x) <= 200 for x in points)
            assert [abs(x) for x in points] == sorted(map(abs, points), reverse=True)


@given(steps(known_only=True), steps(known_only=True), questions())
def test_reasons_speak_for_an_offer_only_where_it_is_better(first, second, scenario):
    answer = rank(small_evidence({"a": facts(first), "b": facts(second)}), scenario)
    value = answer.matrix.value
    for difference in explain(answer, "a", "b"):
        if abs(difference.points) > 1e-6 and scenario.compensation == 1:
            assert difference.points * (value.at["a", difference.criterion] - value.at["b", difference.criterion]) > 0


@given(offers(least=2), questions())
def test_the_reasons_read_backwards_are_the_same_with_the_other_sign(drawn, scenario):
    answer = rank(small_evidence(drawn), scenario)
    if len(answer.rows) < 2:
        return
    a, b = answer.rows[0].offer, answer.rows[1].offer
    there, back = ({d.criterion: d.points for d in explain(answer, *pair)} for pair in ((a, b), (b, a)))
    assert there == pytest.approx({c: -v for c, v in back.items()}, abs=1e-6)


def test_an_offer_that_was_not_scored_cannot_be_explained():
    evidence = small_evidence({"a": LOCAL, "gone": {**LOCAL, "on_sale": [(START, 0)]}})
    with pytest.raises(BoardError, match="gone: not scored on 2026-06-01"):
        explain(rank(evidence, Scenario(DAY)), "a", "gone")


def test_an_offer_shut_out_by_a_must_have_can_be_explained():
    answer = rank(small_evidence(), Scenario(DAY, require=("hds",)))
    points = [d.points for d in explain(answer, "local", "small")]
    assert math.fsum(points) == pytest.approx(answer.row("local").score - answer.row("small").score)

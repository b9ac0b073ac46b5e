"""Must-haves: met, failed or unknown, strict or tolerant; they move no score."""

import pytest

from ranking.weighing.rank import rank
from ranking.weighing.scenario import Scenario
from tests.examples import DAY, LOCAL, START, small_evidence

CLOSE = 1e-9


def places(answer) -> list[tuple[str, int]]:
    return [(row.offer, row.place) for row in answer.rows]


def hds(*rows) -> dict:
    return {**{k: v for k, v in LOCAL.items() if k != "hds"}, **({"hds": list(rows)} if rows else {})}


CERTIFIED = {
    "yes": hds((START, 2)),
    "no": hds((START, 1)),
    "contested": hds((START, 2, {"low": 0, "high": 2})),
    "contested_no": hds((START, 0, {"low": 0, "high": 1})),
    "nobody_knows": hds(),
}


def test_a_must_have_is_met_failed_or_unknown():
    answer = rank(small_evidence(CERTIFIED), Scenario(DAY, require=("hds",)))
    assert {offer: found[0].result for offer, found in answer.outcomes.items()} == {
        "yes": "met",
        "no": "failed",
        "contested": "unknown",
        "contested_no": "failed",
        "nobody_knows": "unknown",
    }


@pytest.mark.parametrize("rule, ranked", [("strict", {"yes"}), ("tolerant", {"yes", "contested", "nobody_knows"})])
def test_what_is_unproven_is_out_under_the_strict_rule_and_in_under_the_tolerant(rule, ranked):
    answer = rank(small_evidence(CERTIFIED), Scenario(DAY, require=("hds",), rule=rule))
    assert {r.offer for r in answer.rows} == ranked
    assert {x.offer: x.reason for x in answer.excluded} == dict.fromkeys(set(CERTIFIED) - ranked, "must_have")


def test_an_excluded_offer_keeps_its_score_and_says_which_must_have_it_failed():
    free, bound = (rank(small_evidence(), Scenario(DAY, require=gates)) for gates in ((), ("hds", "eu_law")))
    assert places(bound) == [("local", 1)]
    failed = {x.offer: [o.requirement.token for o in x.outcomes] for x in bound.excluded}
    assert failed == {"global": ["eu_law"], "small": ["hds"]}
    assert bound.row("global").score == free.row("global").score and bound.row("global").place is None


@pytest.mark.parametrize(
    "token, met",
    [
        ("certs>=2", {"global"}),
        ("gpu>=1", {"local", "global"}),
        ("regions>=1.5", {"global", "small"}),
        ("svc_spark>=1", {"global"}),
        ("jurisdiction>=0", {"local", "global", "small"}),
    ],
)
def test_any_level_or_quantity_can_be_a_must_have(token, met):
    assert {r.offer for r in rank(small_evidence(), Scenario(DAY, require=(token,))).rows} == met


def test_must_haves_move_no_score():
    free, bound = (rank(small_evidence(), Scenario(DAY, require=gates)) for gates in ((), ("hds",)))
    assert all(bound.row(r.offer).score == r.score for r in free.rows)

"""A dossier as evidence: the public board where nothing is private, its own criteria else; totals checked by hand."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ranking.model import UNKNOWN
from ranking.price import Terms
from ranking.tender.award import RULE, award, judged, outweighed, tips
from ranking.tender.dossier import NO_FORMULA, Announced, BidAnswer, Bidder, BidPrice, Dossier, TenderRequirement
from ranking.tender.evidence import PRICE, evidence_of, private, scenario_of
from ranking.tender.sealing import seal
from ranking.verdict.draws import DRAWS, totals_alone
from ranking.verdict.verdict import drawn_of, verdict
from ranking.weighing.rank import rank
from ranking.weighing.scenario import Scenario
from ranking.weighing.weighting import weighting
from tests.examples import DAY
from tests.places import EVIDENCE
from tests.ranking.tender.example import ANSWERS, AT, BIDDERS, PRICES, PUBLIC, REQUIREMENTS, draft, opened, sealed

SETTINGS = settings(max_examples=25, deadline=None, derandomize=True)


def scores(found) -> dict[str, float]:
    return {row.offer: row.score for row in found.ranking.rows}


def with_answer(dossier, one: BidAnswer):
    rest = tuple(a for a in dossier.answers if (a.bidder, a.requirement) != (one.bidder, one.requirement))
    return replace(dossier, answers=(*rest, one))


def test_a_dossier_without_private_answers_ranks_exactly_as_the_public_board():
    day = EVIDENCE.checked
    found = award(Dossier("Rien", day, Announced("Qui ?")), EVIDENCE)
    board = rank(EVIDENCE, Scenario(day))
    assert [(r.offer, r.place, r.score, r.contributions) for r in found.ranking.rows] == [
        (r.offer, r.place, r.score, r.contributions) for r in board.rows
    ]
    assert [(x.offer, x.reason) for x in found.ranking.excluded] == [(x.offer, x.reason) for x in board.excluded]
    assert verdict(found.evidence, found.ranking) == verdict(EVIDENCE, board)
    assert found.evidence.version.startswith(f"{EVIDENCE.version}+")


def test_an_answer_of_a_bidder_is_laid_over_the_public_fact_of_its_offer_alone():
    asked = TenderRequirement("Q", "GPU", "question", "board", board="gpu")
    bidders = (Bidder("a", "A", "local"), Bidder("b", "B", "global"))
    bare = Dossier("t", DAY, Announced("q", (asked,)), bidders)
    dossier = replace(seal(bare, AT, "x"), answers=(BidAnswer("a", "Q", "2", "verified"),))
    before, after = award(bare, PUBLIC).ranking, award(dossier, PUBLIC).ranking
    assert set(after.outcomes) == {"local", "global"}
    assert after.matrix.value.loc["local", "gpu"] == 100 and before.matrix.value.loc["local", "gpu"] == 50
    assert before.matrix.value.drop("local").equals(after.matrix.value.drop("local"))
    assert before.matrix.value.drop(columns="gpu").equals(after.matrix.value.drop(columns="gpu"))


def test_totals_are_those_a_buyer_reckons_by_hand():
    found = award(opened(), PUBLIC)
    # 60 % quality (30/50/20 of it), 40 % price by Pmin / P, with 80 the lowest.
    assert scores(found) == pytest.approx(
        {
            "loc": 0.18 * 100 + 0.30 * 90 + 0.12 * 200 / 3 + 0.40 * 100 * 80 / 110,
            "glo": 0.18 * 50 + 0.30 * 95 + 0.12 * 100 + 0.40 * 100 * 80 / 100,
            "neu": 0.18 * 0 + 0.30 * 0 + 0.12 * 100 / 3 + 0.40 * 100,
        }
    )
    assert found.winners == ("loc",)


def test_a_line_from_cheapest_to_dearest_cancels_the_other_criteria_at_the_weights_of_the_ruling():
    """CE 24 May 2017, 405787: price 60, the rest 40; a cheap bid without quality against a dear one with all of it."""
    own = (TenderRequirement("Q", "Qualité", "criterion", "number", worst=0, best=100, weight=1),)
    bidders = (Bidder("a", "A"), Bidder("b", "B"))
    totals = {}
    for formula in ("between", "best_ratio"):
        bare = Dossier("t", DAY, Announced("q", own, formula, Terms(weight=60.0)), bidders)
        dossier = replace(
            seal(bare, AT, "x"),
            answers=(BidAnswer("a", "Q", "0", "verified"), BidAnswer("b", "Q", "100", "verified")),
            prices=(BidPrice("a", 100.0), BidPrice("b", 110.0)),
        )
        totals[formula] = scores(award(dossier, PUBLIC))
    assert totals["between"] == pytest.approx({"a": 60, "b": 40})
    assert totals["best_ratio"] == pytest.approx({"a": 60, "b": 40 + 60 / 1.1})


# Abilian's cards of three clouds on the Commission's objectives, with its weights of 2026 and its printed totals.
CARDS = {
    "Microsoft Azure": ((33.4, 29.3, 60.0, 29.2, 21.6, 40.0, 57.1, 75.2), 40.5),
    "S3NS": ((73.0, 75.0, 75.0, 79.0, 43.2, 45.0, 78.5, 50.0), 66.8),
    "OVHcloud": ((86.5, 91.6, 85.0, 62.6, 67.8, 55.0, 82.0, 68.9), 75.1),
}
CARD_WEIGHTS = (20, 10, 10, 15, 10, 15, 15, 5)


def test_the_published_totals_of_three_evaluations_come_out():
    own = tuple(
        TenderRequirement(f"SOV-{n}", "Objectif", "criterion", "number", worst=0, best=100, weight=w)
        for n, w in enumerate(CARD_WEIGHTS, 1)
    )
    bare = Dossier("t", DAY, Announced("q", own), tuple(Bidder(name, name) for name in CARDS))
    marks = tuple(
        BidAnswer(name, f"SOV-{n}", repr(x), "verified")
        for name, (row, _) in CARDS.items()
        for n, x in enumerate(row, 1)
    )
    found = award(replace(seal(bare, AT, "x"), answers=marks), PUBLIC)
    assert scores(found) == pytest.approx({name: total for name, (_, total) in CARDS.items()}, abs=0.1)
    assert list(found.places) == ["OVHcloud", "S3NS", "Microsoft Azure"]


def test_the_dutch_award_on_value_takes_the_value_of_the_quality_off_the_price():
    own = (TenderRequirement("Q", "Qualité", "criterion", "number", worst=0, best=100, weight=1),)
    bare = Dossier("t", DAY, Announced("q", own, "deducted", Terms(euros=15.0)), (Bidder("a", "A"), Bidder("b", "B")))
    dossier = replace(
        seal(bare, AT, "x"),
        answers=(BidAnswer("a", "Q", "100"), BidAnswer("b", "Q", "0")),
        prices=(BidPrice("a", 80_000.0), BidPrice("b", 79_000.0)),
    )
    found = award(dossier, PUBLIC)
    assert found.figures == pytest.approx({"a": 78_500, "b": 79_000})
    assert found.winners == ("a",) and list(found.places) == ["a", "b"]
    assert PRICE not in found.evidence.criteria


def test_public_facts_stand_under_a_bidder_where_it_answered_nothing_and_are_told_apart():
    evidence = evidence_of(opened(), PUBLIC)
    facts = {(f.offer, f.indicator): f for f in evidence.facts}
    assert facts["loc", "key_control"].value == 2 and ("neu", "key_control") in private(opened())
    assert ("loc", "key_control") not in private(opened())
    assert facts["loc", "EX-1"].value == 1  # HDS level 2 asked, 2 public


def test_missing_is_unknown_and_follows_the_policy_of_the_seal():
    facts = {(f.offer, f.indicator): f for f in evidence_of(opened(), PUBLIC).facts}
    assert facts["neu", "C-2"].value == UNKNOWN
    neutral = scores(award(opened(unknowns="neutral"), PUBLIC))
    assert neutral["neu"] - scores(award(opened(), PUBLIC))["neu"] == pytest.approx(0.30 * 50)


def test_a_refuted_claim_counts_what_was_found_else_the_worst():
    for found, points in (("", 0), ("jours ouvrés", 9)):
        dossier = with_answer(opened(), BidAnswer("loc", "C-1", "24 h/24", "refuted", found=found))
        row = award(dossier, PUBLIC).ranking.row("loc")
        assert row.contributions["C-1"] == pytest.approx(points)


def test_a_bid_shut_out_by_a_must_have_has_no_place_and_its_price_is_not_in_the_pool():
    found = award(with_answer(opened(), BidAnswer("neu", "EX-2", "no", "verified")), PUBLIC)
    assert [x.offer for x in found.ranking.excluded] == ["neu"]
    assert found.ranking.row("glo").contributions[PRICE] == pytest.approx(40)  # now the cheapest


def test_a_bid_without_a_price_has_no_place_once_prices_count():
    found = award(replace(opened(), prices=PRICES[:2]), PUBLIC)
    assert [(x.offer, x.reason) for x in found.ranking.excluded] == [("neu", "must_have")]


def test_until_the_second_envelope_is_opened_quality_ranks_alone():
    dossier = replace(sealed(envelopes=2), answers=ANSWERS)
    found = award(dossier, PUBLIC)
    assert PRICE not in found.evidence.criteria
    assert scores(found)["loc"] == pytest.approx(30 + 45 + 20 * 2 / 3)
    after = award(replace(dossier, opened=DAY, prices=PRICES), PUBLIC)
    assert scores(after) == pytest.approx(scores(award(opened(), PUBLIC)))


def test_a_single_claim_that_decides_is_named_with_who_wins_without_it():
    found = award(opened(), PUBLIC)
    told = {(t.answer.bidder, t.answer.requirement): t.winners for t in tips(found, PUBLIC)}
    # Without the cheapest bid, whose must-have is only claimed, the price points of the others part and turn the two.
    assert told == {("loc", "C-1"): ("glo",), ("neu", "EX-2"): ("glo",)}
    for tip in tips(found, PUBLIC):
        other = replace(tip.answer, word="refuted")
        assert award(with_answer(opened(), other), PUBLIC).winners == tip.winners


def test_which_price_gap_outweighs_which_quality_gap_is_said_beforehand():
    said = {x.dearer: x.quality for x in outweighed(draft())}
    assert said[0.10] == pytest.approx(40 * (1 - 1 / 1.1) / 0.6)
    # The dearest of two has no point whatever the gap, and price at 60 % cancels the rest.
    assert {x.quality for x in outweighed(draft(formula="between", price=Terms(weight=60.0)))} == {None}
    assert outweighed(draft(formula=NO_FORMULA)) == ()


@SETTINGS
@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_is_irrelevant(random):
    def shuffled(rows):
        return tuple(random.sample(rows, len(rows)))

    base = award(opened(), PUBLIC)
    announced = replace(draft().announced, requirements=shuffled(REQUIREMENTS))
    mixed = replace(
        opened(),
        announced=announced,
        bidders=shuffled(BIDDERS),
        answers=shuffled(ANSWERS),
        prices=shuffled(PRICES),
    )
    found = award(mixed, PUBLIC)
    assert found.evidence.version == base.evidence.version
    assert found.places == base.places and scores(found) == pytest.approx(scores(base))


@SETTINGS
@given(
    st.sampled_from(("loc", "glo", "neu")),
    st.lists(st.floats(98.0, 101.0, allow_nan=False), min_size=2, max_size=2).map(sorted),
    st.sampled_from(("best_ratio", "linear", "between", NO_FORMULA)),
    st.sampled_from(("cautious", "ignore", "neutral")),
)
def test_a_better_verified_answer_never_lowers_a_total(bidder, values, formula, unknowns):
    totals = [
        award(
            with_answer(opened(formula=formula, unknowns=unknowns), BidAnswer(bidder, "C-2", str(x), "verified")),
            PUBLIC,
        )
        for x in values
    ]
    worse, better = (found.ranking.row(bidder).score for found in totals)
    assert better >= worse - 1e-9


def test_the_scenario_asks_for_the_must_haves_of_the_dossier_with_every_criterion_weighed():
    asked = scenario_of(sealed())
    assert asked.thin and set(asked.require) == {"EX-1", "EX-2", "*priced"}


@pytest.mark.parametrize("changes", [{}, {"unknowns": "neutral"}, {"unknowns": "ignore"}, {"formula": "between"}])
def test_a_verdict_drawn_once_is_the_one_drawn_with_its_cells_held(changes):
    found = award(opened(**changes), PUBLIC)
    held, once = judged(found, once=False), judged(found)
    assert (once.voice, once.leaders, once.first, once.lead) == (held.voice, held.leaders, held.first, held.lead)
    assert once.shares == pytest.approx(held.shares, abs=1 / DRAWS)
    weights = weighting(found.evidence, found.scenario, frozenset())
    alone = totals_alone(found.evidence, found.scenario.as_of, found.scenario.known, weights, RULE.assumed)
    assert alone == pytest.approx(drawn_of(found.evidence, found.ranking, RULE).totals, abs=1e-3)

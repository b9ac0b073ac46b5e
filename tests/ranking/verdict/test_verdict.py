"""Three voices, worked by hand: a lead is no firmer than the facts that carry it."""

from dataclasses import replace
from datetime import date

import pytest

from exports.data.snapshots import evidence_of
from ranking.facts.amend import key_of, without_fact
from ranking.facts.load import load
from ranking.robustness.uncertainty import Assumptions
from ranking.verdict.draws import DRAWS
from ranking.verdict.verdict import VoiceRule, verdict
from ranking.weighing.rank import rank
from ranking.weighing.scenario import Scenario
from tests.examples import DAY, OFFERS, START, constant, small_evidence

# Only the jurisdiction weighs: five levels, 25 points each.
ONLY = Scenario(
    DAY,
    pillars=(("sovereignty", 100.0), ("certification", 0.0), ("readiness", 0.0), ("cost_exit", 0.0)),
    weights=(("jurisdiction", 100.0), ("key_control", 0.0)),
)


def graded(**grades: tuple[int, str]):
    """Offers alike but for a level of jurisdiction and its grade."""
    return small_evidence(
        {
            name: OFFERS["local"] | {"jurisdiction": [(START, level, {"confidence": grade})]}
            for name, (level, grade) in grades.items()
        }
    )


def said(evidence, scenario=ONLY, rule=None):
    return verdict(evidence, rank(evidence, scenario), rule or VoiceRule())


@pytest.mark.parametrize(
    "a, b, share, voice",
    [
        # 4 is right with 0.97, else 3; 2 with 0.97, else 1 or 3: only 3 against 3 is level, and counts half.
        ((4, "A"), (2, "A"), 1 - 0.03 * 0.015 / 2, "firm"),
        # 4 (0.97) loses to no 3 and halves with 4 (0.015); 3 (0.03) wins over 2 (0.015), halves with 3, loses to 4.
        ((4, "A"), (3, "A"), 0.97 * (0.985 + 0.0075) + 0.03 * (0.015 + 0.485), "firm"),
        ((4, "B"), (3, "C"), 0.85 * (0.8 + 0.1) + 0.15 * (0.2 + 0.3), "leads"),
        ((4, "C"), (3, "C"), 0.6 * (0.8 + 0.1) + 0.4 * (0.2 + 0.3), "leads"),
        ((3, "C"), (3, "C"), 0.5, "undecided"),
    ],
)
def test_a_lead_is_as_firm_as_the_grades_allow(a, b, share, voice):
    found = said(graded(a=a, b=b))
    assert found.share == pytest.approx(share, abs=4 * found.error + 1 / DRAWS)
    assert found.voice == voice and found.first == (("a", "b") if a == b else ("a",))
    assert set(found.leaders) == ({"a"} if voice != "undecided" else {"a", "b"})
    assert sum(found.shares.values()) == pytest.approx(1)


def test_an_unknown_rival_counts_as_worst_on_the_board_and_as_anything_in_the_verdict():
    evidence = graded(a=(3, "A"), b=(0, "A"))
    gone = {k: v for k, v in OFFERS["local"].items() if k != "jurisdiction"}
    evidence = replace(evidence, offers={**evidence.offers, "c": small_evidence({"c": gone}).offers["c"]})
    found = said(evidence)
    # c is anything: 3 (0.97) beats three of its five levels and halves one; 2 and 4 (0.015 each) two and four.
    share = 0.97 * 0.7 + 0.015 * 0.5 + 0.015 * 0.9
    assert found.voice == "leads" and found.lead == 75
    assert found.share == pytest.approx(share, abs=4 * found.error)
    assert (found.shares["b"], found.shares["c"]) == (0, pytest.approx(1 - share, abs=4 * found.error))


def test_less_than_half_a_point_ahead_is_undecided_however_certain():
    near = {"a": constant(vm_price=80.0), "b": constant(vm_price=80.5)}
    evidence = small_evidence({o: OFFERS["local"] | v for o, v in near.items()})
    sure = VoiceRule(assumed=Assumptions(right=dict.fromkeys("ABC", 1.0), spread=dict.fromkeys("ABC", 0.0)))
    found = said(evidence, Scenario(DAY), sure)
    assert found.share == 1 and 0 < found.lead < 0.5
    assert found.voice == "undecided" and found.leaders == ("a", "b")
    assert said(evidence, Scenario(DAY), replace(sure, close=found.lead / 2)).voice == "firm"


def test_thresholds_and_grades_are_the_readers_to_set():
    evidence = graded(a=(4, "B"), b=(3, "C"))
    assert said(evidence, rule=VoiceRule(firm=0.8)).voice == "firm"
    assert said(evidence, rule=VoiceRule(leads=0.9)).voice == "undecided"
    doubtful = Assumptions(right={"A": 0.97, "B": 0.4, "C": 0.34})
    assert said(evidence, rule=VoiceRule(assumed=doubtful)).share < said(evidence).share


def test_a_thin_criterion_that_would_turn_the_lead_silences_it():
    # The certificates of a are unknown of most, weigh nothing on the board and all they are worth in the verdict.
    poor, rich = OFFERS["local"] | constant(hds=0, certs=[]), OFFERS["local"] | constant(jurisdiction=3, hds=2)
    unknown = {k: v for k, v in OFFERS["small"].items() if k not in ("hds", "certs")}
    offers = {"poor": poor, "rich": rich, "x": unknown, "y": unknown, "z": unknown}
    evidence = small_evidence({o: {k: v for k, v in f.items() if k != "certs"} for o, f in offers.items()})
    found = said(evidence, Scenario(DAY))
    assert found.first == ("poor",) and found.aside == ("hds", "certs")
    assert found.voice == "undecided" and found.aside_first == ("rich",)
    assert found.shares["rich"] > found.shares["poor"]


def test_the_verdict_names_who_alone_can_be_ranked_and_nobody_where_nobody_can():
    evidence = graded(a=(4, "A"), b=(3, "A"))
    alone = said(evidence, replace(ONLY, offers=("b",)))
    assert (alone.voice, alone.leaders, alone.share, alone.lead) == ("firm", ("b",), 1.0, None)
    nobody = said(evidence, replace(ONLY, require=("hds>=2", "jurisdiction>=4"), offers=("b",)))
    assert (nobody.voice, nobody.leaders, nobody.first) == ("", (), ())


def test_the_draws_depend_on_no_other_offer():
    two, three = graded(a=(4, "B"), b=(3, "C")), graded(a=(4, "B"), b=(3, "C"), c=(0, "A"))
    assert said(two).share == said(three, replace(ONLY, offers=("a", "b"))).share


def test_two_price_rows_more_or_less_crown_nobody_else_on_the_6th_of_july_2020():
    day, now = Scenario(date(2020, 7, 6)), load(".")
    rows = [f for f in now.facts if f.indicator == "egress_eur_per_gb" and f.offer in ("ovhcloud_public", "exoscale")]
    without = now
    for fact in rows:
        without = without_fact(without, key_of(fact))
    said_then = [said(evidence, day) for evidence in (evidence_of("625338a1"), now, without)]
    assert "firm" not in [found.voice for found in said_then]
    assert len({found.leaders for found in said_then if found.voice == "leads"}) <= 1
    # The two rows decided a whole quarter of the weight; now they move the cost pillar by no more than their own.
    shares = [rank(evidence, day).weighting.pillars["cost_exit"] for evidence in (now, without)]
    part = rank(now, day).weighting.overall["egress_eur_per_gb"]
    assert abs(shares[0] - shares[1]) <= part + 1e-12

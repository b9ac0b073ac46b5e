"""What formula and weights can do before anyone bids: worths that the formula itself confirms, orders that turn."""

from dataclasses import replace

import pytest

from ranking.price import DECIDERS, FORMULAS, Bid, Terms, reversals, scored
from ranking.tender.award import outweighed
from ranking.tender.own_weights import to_weigh, with_weights
from ranking.tender.reach import example, hangs_on_others, worths
from ranking.weighing.rank import rank
from tests.ranking.tender.example import PUBLIC, draft

TERMS = Terms(weight=60.0, times=2.5, floor=80.0, ceiling=200.0, band=8.0, euros=12.5)


@pytest.mark.parametrize("formula", ["best_ratio", "linear", "fixed"])
def test_a_criterion_is_worth_the_price_at_which_the_formula_has_the_two_bids_level(formula):
    base = 80.0 if formula == "fixed" else 100.0
    found = worths(draft(formula=formula, price=TERMS))
    # 40 points of quality, of which 30, 50 and 20 of 100.
    assert [w.points for w in found] == pytest.approx([12, 20, 8])
    for one in found:
        bids = [Bid("worst", base, 50.0), Bid("best", base * (1 + one.dearer), 50.0 + one.points / 0.4)]
        level = scored(FORMULAS[formula], bids, TERMS).figures
        assert level[0] == pytest.approx(level[1])


def test_what_no_price_makes_up_for_and_what_any_does():
    light = replace(TERMS, weight=10.0)
    assert {w.dearer for w in worths(draft(formula="best_ratio", price=light))} == {None}
    assert {w.dearer for w in worths(draft(formula="between", price=TERMS))} == {0.0}
    assert {x.quality for x in outweighed(draft(formula="between", price=TERMS))} == {None}
    assert [w.euros for w in worths(draft(formula="deducted", price=TERMS))] == pytest.approx([375, 625, 250])
    assert {w.dearer for w in worths(draft(formula="per_price", price=TERMS))} == {None}
    bare = tuple(replace(r, weight=0.0) for r in draft().announced.requirements)
    assert worths(draft(requirements=bare)) == ()


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize("decides", DECIDERS)
def test_an_example_of_an_order_that_turns_is_one_and_stands_only_where_the_pool_counts(formula, decides):
    dossier = draft(formula=formula, price=replace(TERMS, decides=decides))
    found = example(dossier)
    assert (found is not None) == hangs_on_others(dossier) == (formula not in ("fixed", "per_price", "deducted"))
    if found:
        turned = reversals(FORMULAS[formula], found.bids, dossier.announced.price)
        assert any(r.without == 2 for r in turned) and all(0 <= b.quality <= 100 < 1000 * b.price for b in found.bids)


def test_weights_drawn_by_questions_go_to_the_criteria_they_were_asked_about():
    dossier = draft()
    asked = to_weigh(dossier, PUBLIC)
    assert [p.label.fr for p in asked.evidence.pillars.values()] == ["Service", "Sécurité"]
    assert set(asked.of.values()) == {"C-1", "C-2", "C-3"}
    # As they are, the weights stay what they were, of 100 in all.
    same = with_weights(dossier, asked, asked.scenario)
    assert {r.id: r.weight for r in same.announced.criteria} == {"C-1": 30, "C-2": 50, "C-3": 20}
    drawn = replace(asked.scenario, pillars=(("g1", 25.0), ("g2", 75.0)), weights=(("c1", 100.0), ("c2", 50.0)))
    after = with_weights(dossier, asked, drawn)
    assert {r.id: r.weight for r in after.announced.criteria} == pytest.approx({"C-1": 16.67, "C-2": 8.33, "C-3": 75})
    assert after.announced.requirements[0] == dossier.announced.requirements[0]
    # A tender without weights yet can be asked about too.
    bare = draft(requirements=tuple(replace(r, weight=0.0) for r in dossier.announced.requirements))
    ready = to_weigh(bare, PUBLIC)
    assert sum(rank(ready.evidence, ready.scenario).weighting.overall.values()) == pytest.approx(1)

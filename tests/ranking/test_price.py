"""Price formulas: published numbers, what must hold for any offers, and the pool that cancels the weights."""

import math
from itertools import combinations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ranking.price import (
    CHEAPEST,
    DEAREST,
    FORMULAS,
    Bid,
    Reversal,
    Terms,
    best_ratio,
    cancels,
    deducted,
    faults,
    linear,
    price_spread,
    reversals,
    scored,
)

CASE = (Bid("A", 100, 0), Bid("B", 110, 100))
PRICES, POINTS = st.floats(1, 1e6), st.integers(0, 100)
TERMS = st.builds(
    Terms,
    weight=st.integers(0, 100),
    times=st.floats(1.1, 5),
    floor=st.just(10.0),
    ceiling=st.floats(20, 1e6),
    band=st.floats(0, 10),
    decides=st.sampled_from(["quality", "price"]),
    euros=st.floats(0, 1000),
)
BIDS = st.lists(st.tuples(PRICES, POINTS), min_size=2, max_size=6).map(
    lambda rows: [Bid(f"bid {n}", price, quality) for n, (price, quality) in enumerate(rows)]
)
POOL_FREE = ("fixed", "per_price", "deducted")


def figures(name: str, bids=CASE, terms: Terms | None = None) -> list[float]:
    return list(scored(FORMULAS[name], bids, terms or Terms()).figures)


def test_the_case_before_the_conseil_d_etat_comes_out_as_worked():
    assert figures("between") == pytest.approx([60, 40])
    assert figures("best_ratio") == pytest.approx([60, 94.55], abs=0.005)
    assert figures("between", (CASE[0], Bid("B", 101, 100))) == pytest.approx([60, 40])
    assert [scored(FORMULAS[f], CASE, Terms()).winners for f in ("between", "best_ratio")] == [(0,), (1,)]


@pytest.mark.parametrize("dearer", [1.01, 1.1, 1.5, 3.0])
def test_two_bids_at_40_points_have_all_and_none_of_them_and_zero_beyond_half_as_much_again_stands_on_its_own(dearer):
    """CAA Paris 8 February 2016, 15PA02953: 40/40 against 0/40. CAA Bordeaux 24 July 2018, 15BX04151: 0 from +50 %."""
    two, terms = (Bid("A", 100, 0), Bid("B", 100 * dearer, 0)), Terms(weight=40, times=1.5)
    assert figures("between", two, terms) == [40, 0]
    assert figures("linear", two, terms) == pytest.approx([40, 40 * max(0, (1.5 - dearer) / 0.5)])


def test_the_line_to_twice_the_cheapest_gives_the_published_marks():
    # 200 against 235 at 40 points: 33, as worked on a French procurement forum (agorapublix.com, topic 18926).
    assert [40 * share for share in linear((Bid("A", 200, 0), Bid("B", 235, 0)), Terms(times=2))] == [40, 33]


def test_zero_from_one_and_a_half_times_the_cheapest_as_accepted_in_bordeaux():
    bids = [Bid("A", 100, 0), Bid("B", 149.9, 0), Bid("C", 150, 0), Bid("D", 400, 0)]
    assert [round(s, 3) for s in linear(bids, Terms(times=1.5))] == [1, 0.002, 0, 0]


def test_award_on_value_gives_the_published_sum():
    # Negometrix: 80 000 less 60 % of a quality worth 2 500.
    assert deducted([Bid("A", 80_000, 60)], Terms(euros=25)) == [78_500]


def test_the_band_of_ufab_holds_whoever_is_within_it_and_the_named_criterion_decides():
    bids = [Bid("best ratio", 100, 80), Bid("in the band", 125, 92), Bid("at its edge", 100, 72), Bid("out", 100, 71.9)]
    assert scored(FORMULAS["per_price"], bids, Terms()).places == (1, 2, 3, 4)
    assert scored(FORMULAS["banded"], bids, Terms(band=10)).places == (2, 1, 3, None)
    assert scored(FORMULAS["banded"], bids, Terms(band=10, decides="price")).places == (1, 3, 1, None)
    assert scored(FORMULAS["banded"], bids, Terms(band=0)).places == (1, None, None, None)


@given(BIDS, TERMS)
def test_the_cheapest_has_all_price_points_and_a_dearer_bid_never_more(bids, terms):
    order = sorted(bids, key=lambda b: b.price)
    for name in ("best_ratio", "linear", "between", "fixed"):
        part = FORMULAS[name].price_part(order, terms)
        assert all(a >= b - 1e-12 for a, b in zip(part, part[1:], strict=False))
        assert all(-1e-12 <= p <= 1 + 1e-12 for p in part)
        assert name == "fixed" or part[0] == pytest.approx(1)


@given(BIDS, TERMS, st.sampled_from(sorted(FORMULAS)))
def test_a_bid_that_is_cheaper_and_better_is_never_placed_below(bids, terms, name):
    places = scored(FORMULAS[name], bids, terms).places
    for one, a in zip(bids, places, strict=True):
        for other, b in zip(bids, places, strict=True):
            if one.price <= other.price and one.quality >= other.quality and b is not None:
                assert a is not None
                assert a <= b or (name == "banded" and terms.decides == "quality" and one.quality == other.quality)


@given(BIDS, TERMS, st.sampled_from(["best_ratio", "linear", "between", "per_price", "banded"]), st.floats(0.01, 100))
def test_another_currency_changes_no_place(bids, terms, name, rate):
    other = [Bid(b.name, b.price * rate, b.quality) for b in bids]
    one, two = scored(FORMULAS[name], bids, terms), scored(FORMULAS[name], other, terms)
    factor = rate if FORMULAS[name].unit == "ratio" else 1
    assert [f * factor for f in two.figures] == pytest.approx(list(one.figures), abs=1e-6)
    assert two.places == one.places


@given(BIDS, TERMS, st.sampled_from(POOL_FREE))
def test_where_the_pool_does_not_enter_no_bid_turns_two_others_round(bids, terms, name):
    assert reversals(FORMULAS[name], bids, terms) == ()


@given(BIDS, TERMS, st.sampled_from(POOL_FREE))
@example([Bid("A", 100, 0), Bid("B", 101, 0), Bid("C", 1e12, 0)], Terms(), "deducted")
@example([Bid("A", 1e8, 90), Bid("B", 1e8, 80), Bid("for a symbolic euro", 1, 100)], Terms(), "per_price")
def test_where_the_pool_does_not_enter_two_bids_stand_as_they_would_alone(bids, terms, name):
    places = scored(FORMULAS[name], bids, terms).places
    for (one, a), (other, b) in combinations(zip(bids, places, strict=True), 2):
        first, second = scored(FORMULAS[name], (one, other), terms).places
        assert (a < b, a == b) == (first < second, first == second)


@pytest.mark.parametrize(
    ("name", "bids", "places"),
    [
        # Decimal sums that come to nothing on both sides: 0.3 - 0.1 * 3 and 0.2 - 0.1 * 2.
        ("deducted", (Bid("A", 0.3, 3), Bid("B", 0.2, 2)), (1, 1)),
        # By hand: 60 / P is 6 and 3 hundred-millionths of a point.
        ("best_ratio", (Bid("A", 1, 0), Bid("B", 1e9, 0), Bid("C", 2e9, 0)), (1, 2, 3)),
        ("between", (Bid("A", 1.8, 0), Bid("B", 2.2, 0), Bid("C", 2.9e9, 0)), (1, 2, 3)),
    ],
)
def test_only_what_rounding_parts_shares_a_place(name, bids, places):
    assert scored(FORMULAS[name], bids, Terms(euros=0.1)).places == places


@given(BIDS, TERMS, st.sampled_from(sorted(FORMULAS)))
def test_every_reversal_reported_is_one(bids, terms, name):
    now = scored(FORMULAS[name], bids, terms).places
    for found in reversals(FORMULAS[name], bids, terms):
        rest = [b for n, b in enumerate(bids) if n != found.without]
        then = dict(zip([b.name for b in rest], scored(FORMULAS[name], rest, terms).places, strict=True))
        first, second = (then[bids[n].name] for n in (found.first, found.second))
        assert now[found.first] is not None and (now[found.second] is None or now[found.first] < now[found.second])
        assert first is None or (second is not None and first >= second)


def test_a_cheapest_bid_that_nobody_would_take_decides_between_two_others():
    bids = (Bid("A", 100, 50), Bid("B", 130, 70), Bid("dumping", 50, 0))
    pairs = {name: reversals(FORMULAS[name], bids, Terms(weight=50)) for name in FORMULAS}
    assert Reversal(2, 1, 0) in pairs["best_ratio"]
    assert all(pairs[name] == () for name in POOL_FREE)


def test_the_pool_cancels_the_weights_only_on_its_own_scale_with_a_heavy_price():
    assert {name for name in FORMULAS if cancels(FORMULAS[name], CASE, Terms())} == {"between"}
    assert not cancels(FORMULAS["between"], CASE, Terms(weight=40))
    assert not cancels(FORMULAS["between"], (Bid("A", 100, 0), Bid("B", 100, 100)), Terms())


@given(st.floats(1.0001, 100), st.integers(51, 100), st.integers(0, 100))
def test_where_the_weights_are_cancelled_the_dearer_of_two_loses_whatever_its_quality(gap, weight, quality):
    bids = (Bid("A", 100, 0), Bid("B", 100 * gap, quality))
    assert cancels(FORMULAS["between"], bids, Terms(weight=weight))
    assert scored(FORMULAS["between"], bids, Terms(weight=weight)).winners == (0,)


def test_what_separates_the_bids_stands_beside_the_weights_announced():
    assert price_spread(FORMULAS["between"], CASE, Terms()) == pytest.approx((60, 40))
    assert price_spread(FORMULAS["best_ratio"], CASE, Terms()) == pytest.approx((5.4545, 40), abs=1e-4)
    assert price_spread(FORMULAS["deducted"], CASE, Terms()) is None


def test_equal_bids_share_their_place_by_every_formula():
    bids = (Bid("A", 100, 50), Bid("B", 100, 50), Bid("C", 120, 40))
    for formula in FORMULAS.values():
        assert scored(formula, bids, Terms()).places[:2] == (1, 1)


@pytest.mark.parametrize(
    ("bid", "what"),
    [
        (Bid("A", 0, 50), "price"),
        (Bid("A", -1, 50), "price"),
        (Bid("A", math.nan, 50), "price"),
        (Bid("A", math.inf, 50), "price"),
        (Bid("A", 5e-324, 50), "price"),
        (Bid("A", 2.3e-308, 50), "price"),
        (Bid("A", 1e13, 50), "price"),
        (Bid("A", 10, 101), "quality"),
        (Bid("A", 10, math.nan), "quality"),
        (Bid(" ", 10, 50), "name"),
        (Bid("x" * 61, 10, 50), "name"),
        (Bid("B ", 10, 50), "twice"),
    ],
)
def test_a_bid_that_cannot_be_scored_is_named_by_its_row(bid, what):
    assert [(f.row, f.what) for f in faults((Bid("B", 100, 50), bid), Terms())] == [(2, what)]


@pytest.mark.parametrize("formula", FORMULAS.values(), ids=lambda f: f.id)
def test_the_cheapest_and_the_dearest_price_allowed_give_finite_figures(formula):
    found = scored(formula, [Bid("A", CHEAPEST, 100), Bid("B", DEAREST, 0)], Terms())
    assert not faults([Bid("A", CHEAPEST, 100), Bid("B", DEAREST, 0)], Terms())
    assert all(math.isfinite(f) for f in found.figures) and found.places[0] == 1


@pytest.mark.parametrize(
    ("terms", "what"),
    [
        (Terms(weight=101), "weight"),
        (Terms(times=1), "times"),
        (Terms(floor=200), "scale"),
        (Terms(band=11), "band"),
        (Terms(decides="luck"), "decides"),
        (Terms(euros=-1), "euros"),
        (Terms(ceiling=math.nan), "scale"),
    ],
)
def test_terms_that_cannot_be_used_are_named(terms, what):
    assert [f.what for f in faults(CASE, terms)] == [what]


def test_one_bid_and_thirteen_are_refused():
    assert [f.what for f in faults(CASE[:1], Terms())] == ["few"]
    assert [f.what for f in faults([Bid(str(n), 1, 1) for n in range(13)], Terms())] == ["many"]


def test_the_classic_formula_never_reaches_zero():
    assert min(best_ratio([Bid("A", 1, 0), Bid("B", 1e9, 0)], Terms())) > 0

"""Rules that make weights of an order, and weights that stay whole when one of them moves."""

import json

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ranking.weights import balance, equal_shares, normalised, rank_order_centroid, roc, whole_percentages, with_balance
from tests.places import ORACLES
from tests.ranking.balance.weight_moves import moved

PUBLISHED = json.loads((ORACLES / "weights_roc_rs_rr.json").read_text("utf-8"))
AMOUNTS = st.floats(0, 1000, allow_subnormal=False)
SHARES = st.dictionaries(st.sampled_from("abcdefg"), AMOUNTS, min_size=1)
POLES = st.fixed_dictionaries({"urgent": AMOUNTS, "sovereign": AMOUNTS}, optional={"cost": AMOUNTS, "proof": AMOUNTS})


@pytest.mark.parametrize("n", range(2, 9))
def test_rank_order_centroid_weights_are_the_published_ones(n):
    assert roc(n) == pytest.approx(PUBLISHED["expected"][str(n)]["ROC"], abs=PUBLISHED["tolerance"])


def test_the_centroid_is_the_mean_of_all_weights_in_that_order():
    drawn = np.sort(np.random.default_rng(0).dirichlet(np.ones(4), 20_000), axis=1)[:, ::-1]
    assert drawn.mean(axis=0) == pytest.approx(roc(4), abs=0.003)


def test_tied_items_share_the_mean_of_their_places_and_the_unnamed_come_last():
    first, second, third, fourth = roc(4)
    shares = rank_order_centroid([["b"], ["a", "d"]], "abcd")
    assert shares == pytest.approx({"a": (second + third) / 2, "b": first, "c": fourth, "d": (second + third) / 2})
    assert list(shares) == list("abcd")


def test_an_order_that_names_nobody_gives_equal_shares():
    assert rank_order_centroid([], "abcd") == pytest.approx(equal_shares("abcd"))


@given(st.permutations("abcdef"), st.lists(st.integers(1, 3), max_size=6))
def test_an_order_gives_shares_that_sum_to_one_and_never_rise_down_the_order(items, sizes):
    groups, start = [], 0
    for size in sizes:
        groups.append(items[start : start + size])
        start += size
    groups = [g for g in groups if g]
    shares = rank_order_centroid(groups, "abcdef")
    assert sum(shares.values()) == pytest.approx(1)
    for better, worse in zip(groups, groups[1:], strict=False):
        assert min(shares[i] for i in better) > max(shares[i] for i in worse)


@given(SHARES)
def test_normalised_shares_sum_to_one_or_stay_zero(shares):
    found = normalised(shares)
    assert sum(found.values()) == pytest.approx(1 if any(shares.values()) else 0)
    assert list(found) == list(shares)


@given(SHARES)
def test_whole_percentages_always_add_up_to_100(shares):
    found = whole_percentages(shares)
    assert sum(found.values()) == (100 if any(shares.values()) else 0)
    assert all(isinstance(v, int) and v >= 0 for v in found.values())
    exact = {k: 100 * v for k, v in normalised(shares).items()}
    assert all(abs(found[k] - exact[k]) < 1 + 1e-6 for k in shares)


def test_whole_percentages_of_thirds_and_of_whole_numbers():
    assert list(whole_percentages(dict.fromkeys("abc", 1 / 3)).values()) == [34, 33, 33]
    assert whole_percentages({"a": 0.29, "b": 0.57, "c": 0.14}) == {"a": 29, "b": 57, "c": 14}


@given(SHARES)
def test_larger_shares_never_get_smaller_percentages(shares):
    found = whole_percentages(shares)
    for a in shares:
        for b in shares:
            if shares[a] > shares[b] * (1 + 1e-9):
                assert found[a] >= found[b]


@given(SHARES, st.floats(0, 1), st.data())
def test_moving_one_share_keeps_the_sum_and_the_proportions_of_the_others(shares, to, data):
    assume(sum(shares.values()) > 1e-6)
    shares, item = normalised(shares), data.draw(st.sampled_from(sorted(shares)))
    found = moved(shares, item, to)
    assert sum(found.values()) == pytest.approx(1)
    assert list(found) == list(shares)
    if len(shares) > 1:
        assert found[item] == to
        others = [k for k in shares if k != item]
        rest = sum(shares[k] for k in others)
        assert all(found[k] * rest == pytest.approx((1 - to) * shares[k], abs=1e-12) for k in others) or rest == 0


def test_a_lone_share_stays_whole_and_zeros_share_what_is_left():
    assert moved({"a": 1.0}, "a", 0.2) == {"a": 1.0}
    assert moved({"a": 1.0, "b": 0.0, "c": 0.0}, "a", 0.4) == pytest.approx({"a": 0.4, "b": 0.3, "c": 0.3})


@given(POLES, st.floats(0, 1))
def test_the_balance_moves_between_its_poles_only(shares, to):
    found = with_balance(shares, "urgent", "sovereign", to)
    together = shares["urgent"] + shares["sovereign"]
    assert found["urgent"] + found["sovereign"] == pytest.approx(together)
    assert {k: v for k, v in found.items() if k not in ("urgent", "sovereign")} == {
        k: v for k, v in shares.items() if k not in ("urgent", "sovereign")
    }
    assert list(found) == list(shares)
    if together > 0:
        assert balance(found, "urgent", "sovereign") == pytest.approx(to, abs=1e-9)
    else:
        assert balance(found, "urgent", "sovereign") is None


def test_a_balance_of_zero_is_all_sovereignty():
    assert with_balance({"urgent": 30, "sovereign": 20, "cost": 50}, "urgent", "sovereign", 0) == {
        "urgent": 0,
        "sovereign": 50,
        "cost": 50,
    }

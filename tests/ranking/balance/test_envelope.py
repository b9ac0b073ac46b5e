"""The exact upper envelope beside brute force, and its numerical twin beside the exact one."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ranking.balance.envelope import numeric_envelope, upper_envelope
from ranking.weighing.total import power_mean
from tests.examples_tradeoff import inside

INNER = (0.01, 0.2, 0.5, 0.77, 0.99)
few = st.lists(st.tuples(st.integers(-6, 6), st.integers(-6, 6)), min_size=1, max_size=12)
many = st.lists(st.tuples(st.floats(0, 100), st.floats(-100, 100)), min_size=1, max_size=40)
unders = st.sampled_from([(1.0, 0.0), (0.25, 0.75), (1.0, -0.5), (0.0, 1.0)])


def columns(lines):
    return tuple(np.array(x, float) for x in zip(*lines, strict=True))


@given(few)
def test_leaders_are_those_of_brute_force(lines):
    a, b = columns(lines)
    for piece in upper_envelope(a, b):
        for share in INNER:
            height = a + b * (piece.start + share * (piece.end - piece.start))
            assert piece.leaders == tuple(np.flatnonzero(height >= height.max() - 1e-9))


@given(few)
def test_switches_are_the_crossings_found_with_fractions(lines):
    def best(t):
        return max(x + y * t for x, y in lines)

    crossings = {Fraction(x1 - x2, y2 - y1) for x1, y1 in lines for x2, y2 in lines if y1 != y2}
    # A crossing is a switch where the best score bends.
    step = Fraction(1, 10_000)
    bends = sorted(t for t in crossings if 0 < t < 1 and best(t - step) + best(t + step) > 2 * best(t))
    found = [p.end for p in upper_envelope(*columns(lines))[:-1]]
    assert found == pytest.approx([float(t) for t in bends], abs=1e-12)


@given(many)
def test_pieces_tile_the_balance_and_hold_on_random_lines(lines):
    a, b = columns(lines)
    pieces = upper_envelope(a, b)
    assert pieces[0].start == 0 and pieces[-1].end == 1
    assert all(p.end == q.start and p.leaders != q.leaders for p, q in zip(pieces, pieces[1:], strict=False))
    for p in pieces:
        for t in np.linspace(p.start, p.end, 7):
            height = a + b * t
            assert (height[list(p.leaders)] >= height.max() - 2e-9).all()


@given(many, unders, st.floats(0.1, 20))
def test_close_is_where_the_lead_is_under_the_margin(lines, under, margin):
    a, b = columns(lines)
    for p in upper_envelope(a, b, margin, under):
        edges = np.array([p.start, p.end, *np.ravel(p.close)])
        assert list(edges[2:]) == sorted(set(edges[2:])) and len(p.close) <= 2
        for t in np.linspace(p.start, p.end, 23)[1:-1]:
            if np.abs(edges - t).min() < 1e-6:
                continue
            height = np.sort(a + b * t) / (under[0] + under[1] * t)
            if len(height) == 1 or abs(height[-1] - height[-2] - margin) > 1e-6:
                assert inside(t, p.close) == (len(height) > 1 and height[-1] - height[-2] < margin)


@given(few, st.floats(0.05, 0.4), st.floats(0.6, 0.95))
def test_part_of_the_balance_gives_the_same_leaders(lines, start, end):
    a, b = columns(lines)
    whole, part = upper_envelope(a, b), upper_envelope(a, b, start=start, end=end)
    cut = [(max(p.start, start), min(p.end, end), p.leaders) for p in whole if p.start < end and p.end > start]
    assert [p.leaders for p in part] == [c[2] for c in cut if c[1] - c[0] > 1e-9]
    assert part[0].start == start and part[-1].end == end


@given(few)
def test_numerical_search_finds_the_same_switches_on_lines(lines):
    a, b = columns(lines)
    exact, numeric = upper_envelope(a, b, 0.5), numeric_envelope(lambda t: a[:, None] + b[:, None] * t, 0.5)
    assert [p.leaders for p in exact] == [p.leaders for p in numeric]
    assert [p.end for p in exact] == pytest.approx([p.end for p in numeric], abs=1e-9)
    # Where the margin is only just reached a numerical search may miss or add a span without width.
    wide = [[s for s in p.close if s[1] - s[0] > 0.05] for p in exact]
    for spans, p in zip(wide, numeric, strict=True):
        assert all(inside((s[0] + s[1]) / 2, p.close) for s in spans)


@given(st.lists(st.tuples(*[st.floats(1, 100)] * 3), min_size=2, max_size=8), st.sampled_from([0.5, 0.0, -3.0]))
def test_numerical_search_holds_on_curves(offers, p):
    values = np.array(offers)

    def scores(t):
        shares = np.stack([0.6 * t, 0.6 * (1 - t), np.full_like(t, 0.4)], axis=-1)
        return power_mean(values[:, None, :], shares[None], p)

    for piece in numeric_envelope(scores, 0.5):
        for t in piece.start + (piece.end - piece.start) * np.array(INNER):
            height = scores(np.array([t]))[:, 0]
            assert (height[list(piece.leaders)] >= height.max() - 2e-9).all()


def test_no_line_has_no_leader():
    assert upper_envelope(np.zeros(0), np.zeros(0)) == ()
    assert numeric_envelope(lambda t: np.zeros((0, len(t)))) == ()


def test_a_single_line_leads_everywhere_and_is_never_close():
    (piece,) = upper_envelope(np.array([3.0]), np.array([1.0]), 0.5)
    assert (piece.start, piece.end, piece.leaders, piece.close) == (0, 1, (0,), ())


def test_identical_lines_share_the_lead_and_are_close_throughout():
    (piece,) = upper_envelope(np.array([3.0, 1.0, 3.0]), np.array([1.0, 1.0, 1.0]), 0.5)
    assert piece.leaders == (0, 2) and piece.close == ((0, 1),)


def test_lines_that_differ_by_rounding_are_one():
    a, b = np.array([50.0, 50.0 + 1e-13, 50.0 - 1e-13, 20.0]), np.array([1.0, 1.0 - 2e-13, 1.0 + 2e-13, 40.0])
    assert [p.leaders for p in upper_envelope(a, b)] == [(0, 1, 2), (3,)]


def test_three_lines_through_one_point_switch_once():
    pieces = upper_envelope(np.array([1.0, 0.5, 0.0]), np.array([0.0, 1.0, 2.0]))
    assert [(p.end, p.leaders) for p in pieces] == [(0.5, (0,)), (1.0, (2,))]


def test_by_hand():
    """60 - 20 t meets 40 + 30 t at t = 0.4; within 5 points from 0.3 to 0.5."""
    first, second = upper_envelope(np.array([60.0, 40.0]), np.array([-20.0, 30.0]), 5.0)
    assert (first.leaders, second.leaders) == ((0,), (1,))
    assert first.end == pytest.approx(0.4)
    assert (*first.close[0], *second.close[0]) == pytest.approx((0.3, 0.4, 0.4, 0.5))


def test_close_from_both_sides_is_one_span():
    """Within half a point of one line up to 0.6 and of another from 0.4."""
    (piece,) = upper_envelope(np.array([10.0, 9.8, 9.3]), np.array([0.0, -0.5, 0.5]), 0.5)
    assert piece.leaders == (0,) and piece.close == ((0, 1),)

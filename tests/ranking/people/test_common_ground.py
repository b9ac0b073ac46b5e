"""Common ground: the region of all orders, its leader and its limits, or the statements that collide."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ranking.people.agreement import Voice, agreement
from ranking.people.common_ground import BETWEEN, TELLING, CommonGround
from ranking.robustness.tipping import NotLinear
from ranking.robustness.weight_spaces import stream
from ranking.weighing.scenario import Scenario
from tests.examples import DAY, small_evidence

EVIDENCE = small_evidence()
PILLARS = tuple(EVIDENCE.pillars)
S, C, R, P = PILLARS
VOICES = st.lists(st.lists(st.sampled_from([10, 20, 30, 40]), min_size=4, max_size=4), min_size=1, max_size=4)


def ground(*rows: list[float], **more: object) -> CommonGround:
    """The common ground of voices given by their pillar shares."""
    voices = [
        Voice(str(k), Scenario(DAY, pillars=tuple(zip(PILLARS, row, strict=True)), **more))
        for k, row in enumerate(rows)
    ]
    return agreement(EVIDENCE, voices).ground


def circles(found: CommonGround) -> list[list[tuple[str, str, tuple[int, ...]]]]:
    return [[(s.more, s.less, s.voices) for s in c.statements] for c in found.collisions]


@given(VOICES)
def test_it_is_empty_exactly_where_the_linear_programme_leaves_no_room(rows):
    found = ground(*rows)
    assert found.empty == (found.room < 1e-9)


@given(VOICES)
def test_every_point_of_it_respects_every_order(rows):
    found = ground(*rows)
    weights = found.space.draw(stream(3, 0), 400).astype(float)
    pillars = found.problem.groups @ weights
    names = found.problem.pillars
    for row in rows:
        for i, j in ((i, j) for i in range(4) for j in range(4) if row[i] > row[j]):
            assert (pillars[names.index(PILLARS[i])] >= pillars[names.index(PILLARS[j])] - 1e-6).all()
    assert (found.limits @ weights >= -1e-6).all()
    assert (found.limits @ found.problem.weights >= -1e-12).all()
    if not found.empty and len(found.limits):
        assert (found.limits @ found.problem.weights).min() > 1e-6


@given(VOICES)
def test_a_collision_is_a_circle_of_things_said(rows):
    found = ground(*rows)
    for collision in found.collisions:
        chain = collision.statements
        assert [s.less for s in chain] == [s.more for s in (*chain[1:], chain[0])]
        for said in chain:
            i, j = PILLARS.index(said.more), PILLARS.index(said.less)
            assert said.voices == tuple(k for k, row in enumerate(rows) if row[i] > row[j])
    contradictions = {
        frozenset((PILLARS[i], PILLARS[j]))
        for a in rows
        for b in rows
        for i in range(4)
        for j in range(4)
        if a[i] > a[j] and b[i] < b[j]
    }
    assert {
        frozenset((s.more, s.less)) for c in found.collisions for s in c.statements if len(c.statements) == 2
    } == contradictions


def test_two_who_say_the_contrary_are_named_with_what_they_say():
    found = ground([40, 20, 20, 20], [20, 20, 40, 20], [40, 30, 20, 10])
    assert circles(found)[0] == [(S, R, (0, 2)), (R, S, (1,))]
    assert found.collisions[0].level == BETWEEN and found.collisions[0].voices == 1
    assert any({S, R} <= set(group) for group in found.tied)


def test_three_who_never_contradict_two_by_two_can_still_collide():
    # Each states one pair only, the other weights being too near to either to say anything.
    apart = 100 * TELLING * 0.9
    found = ground([25 + apart, 25, 25 - apart, 25], [25 - apart, 25 + apart, 25, 25], [25, 25 - apart, 25 + apart, 25])
    (circle,) = circles(found)
    assert set(circle) == {(S, R, (0,)), (R, C, (2,)), (C, S, (1,))}
    assert found.empty and found.tied == ((S, C, R),)
    assert not ground([25 + apart, 25, 25 - apart, 25], [25 - apart, 25 + apart, 25, 25]).empty


def test_equal_weights_state_nothing_and_so_take_nothing_from_the_others():
    alone, beside = ground([40, 30, 20, 10]), ground([40, 30, 20, 10], [25, 25, 25, 25])
    assert not beside.empty and beside.statements == alone.statements
    assert beside.problem.weights == pytest.approx(alone.problem.weights)


def test_a_point_of_difference_is_no_statement_and_two_are_one():
    assert ground([26, 25, 25, 24.9]).statements == ()
    # 0.265 - 0.25 is a rounding error above the limit, 0.25 - 0.235 is not: both say nothing.
    assert [(s.more, s.less) for s in ground([26.5, 25, 25, 23.5]).statements] == [(S, P)]
    assert [(s.more, s.less) for s in ground([27, 24.9, 24.9, 24.9]).statements] == [(S, C), (S, R), (S, P)]


def test_one_voice_alone_has_the_centroid_of_its_order():
    found = ground([40, 30, 20, 10])
    assert found.problem.shares == pytest.approx([25 / 48, 13 / 48, 7 / 48, 3 / 48])
    assert found.room > 0 and not found.tied


def test_voices_without_any_statement_leave_everything_open():
    found = ground([25, 25, 25, 25])
    assert not found.empty and found.room == 1 and len(found.limits) == 0
    assert found.problem.shares == pytest.approx([0.25] * 4)


def test_the_places_reached_hold_every_place_met_and_are_met():
    found = ground([40, 30, 20, 10], [40, 20, 30, 5])
    totals = found.problem.totals(found.space.draw(stream(4, 0), 20_000).astype(float))
    places = 1 + (totals[None] > totals[:, None] + 1e-6).sum(axis=1)
    for k, offer in enumerate(found.problem.offers):
        reached = found.reach(offer)
        assert reached.exact and (reached.best, reached.worst) == (places[k].min(), places[k].max())
        assert found.can_lead(offer) == (reached.best == 1)


def test_the_shares_of_the_region_are_those_of_weightings_kept_from_all():
    found = ground([40, 30, 20, 10], [40, 20, 30, 5])
    chance = np.random.default_rng(1)
    every = chance.dirichlet(np.ones(4), 200_000).T
    kept = every[:, np.all([every[0] >= every[1], every[0] >= every[2], every[1] >= every[3], every[2] >= every[3]], 0)]
    inside = [chance.dirichlet(np.ones(len(m)), kept.shape[1]).T for m in found.problem.members]
    weights = np.zeros((9, kept.shape[1]))
    for share, part, columns in zip(kept, inside, found.problem.members, strict=True):
        weights[columns] = share * part
    first = found.problem.totals(weights).argmax(axis=0)
    expected = np.bincount(first, minlength=3) / len(first)
    assert found.shares(50_000).first.to_numpy() == pytest.approx(expected, abs=0.02)


def test_bounds_are_refused_where_totals_are_not_linear():
    with pytest.raises(NotLinear):
        ground([40, 30, 20, 10], compensation=0.5).reach("local")

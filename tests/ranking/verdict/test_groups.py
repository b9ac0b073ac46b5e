"""Groups that the facts do not part, and intervals of places: on totals told by hand, and on the data."""

from datetime import date

import numpy as np
import pytest

from ranking.verdict.groups import ahead, groups, leads, place_intervals, rank_intervals
from ranking.verdict.verdict import verdict
from ranking.weighing.rank import rank
from ranking.weighing.scenario import Scenario
from tests.places import EVIDENCE

DAYS = (date(2019, 3, 1), date(2020, 7, 6), date(2023, 1, 1), date(2026, 11, 29))


def totals(*rows):
    return np.array(rows, np.float32)


def test_ahead_takes_nine_draws_of_ten_and_scores_that_are_not_close():
    low, high = np.zeros(10), np.r_[np.full(9, 5.0), -5.0]
    firmly = ahead(leads(totals(high, low)), np.array([60.0, 50.0]))
    assert firmly.tolist() == [[False, True], [False, False]]
    assert not ahead(leads(totals(high, low)), np.array([50.4, 50.0])).any()
    assert not ahead(leads(totals(np.r_[np.full(8, 5.0), -5.0, -5.0], low)), np.array([60.0, 50.0])).any()


def test_level_draws_count_half_for_each():
    mostly_level = totals(np.r_[np.full(18, 5.0), 0.0, -1.0], np.zeros(20))
    assert ahead(leads(mostly_level), np.array([60.0, 50.0]))[0, 1]
    assert not ahead(leads(totals(np.zeros(4), np.zeros(4))), np.array([60.0, 50.0])).any()


def test_the_first_group_is_whom_nobody_is_firmly_ahead_of_and_so_on_down():
    firmly = np.zeros((5, 5), bool)
    firmly[0, 2] = firmly[0, 3] = firmly[1, 3] = firmly[2, 4] = True
    assert groups(firmly).tolist() == [1, 1, 2, 2, 3]
    assert groups(firmly, named=[2]).tolist() == [1, 1, 1, 2, 2]


def test_a_circle_is_one_group():
    circle = np.array([[False, True, False], [False, False, True], [True, False, False]])
    assert groups(circle).tolist() == [1, 1, 1]


def test_places_leave_out_the_draws_at_both_ends():
    first = np.r_[np.full(19, 9.0), 1.0]
    best, worst = place_intervals(leads(totals(first, np.full(20, 5.0), np.full(20, 3.0))), inside=0.9)
    assert (best.tolist(), worst.tolist()) == ([1, 2, 3], [1, 2, 3])
    best, worst = place_intervals(leads(totals(first, np.full(20, 5.0), np.full(20, 3.0))), inside=1.0)
    assert (best.tolist(), worst.tolist()) == ([1, 1, 2], [3, 2, 3])


@pytest.mark.parametrize("day", DAYS)
def test_no_two_of_a_group_are_firmly_apart_and_the_verdict_names_the_first_group(day):
    ranking = rank(EVIDENCE, Scenario(day))
    found = verdict(EVIDENCE, ranking)
    said = rank_intervals(EVIDENCE, ranking, found)
    assert list(said) == [row.offer for row in ranking.rows]
    assert {said[o].group for o in found.leaders} == {1}
    assert found.voice != "firm" or [o for o, s in said.items() if s.group == 1] == list(found.leaders)
    assert sorted({s.group for s in said.values()}) == list(range(1, max(s.group for s in said.values()) + 1))
    assert all(1 <= s.best <= s.worst <= len(said) for s in said.values())
    assert sum(s.first for s in said.values()) == pytest.approx(1)
    assert {o: s.first for o, s in said.items()} == pytest.approx(dict(found.shares))


def test_nobody_ranked_has_no_standing():
    ranking = rank(EVIDENCE, Scenario(date(2018, 1, 1), require=("secnumcloud_qualified", "hds")))
    assert not ranking.rows and rank_intervals(EVIDENCE, ranking, verdict(EVIDENCE, ranking)) == {}

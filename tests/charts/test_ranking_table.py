"""The board as a table: what its columns of pillars show, with pillars that add up and with pillars that do not."""

import re
from datetime import date

import pytest

from charts.ranking.ranking_sheet import ranking_sheet
from charts.ranking.ranking_table import board_html, figures
from ranking.weighing.rank import pillar_table, rank
from ranking.weighing.scenario import Scenario
from tests.places import EVIDENCE
from words.language import language

DAY = date(2020, 7, 6)


def test_pillars_that_add_up_show_points_which_do():
    found = rank(EVIDENCE, Scenario(DAY))
    show = figures(found)
    for row in found.rows:
        assert sum(show(row).printed.values()) == pytest.approx(round(row.score, 1))


@pytest.mark.parametrize("mix", [0.5, 0.0, -3.0, float("-inf")])
def test_pillars_that_do_not_add_up_show_their_own_score_out_of_a_hundred_and_say_so(mix):
    found = rank(EVIDENCE, Scenario(DAY, compensation=mix))
    show, say = figures(found), language("en")
    for row in found.rows:
        assert all(0 <= x <= 100 for x in show(row).filled.values())
        assert set(show(row).printed) == set(EVIDENCE.pillars)
    full = rank(EVIDENCE, Scenario(DAY, unknowns="ignore", compensation=mix))
    row = full.rows[0]
    # The scores of pillars do not hang on how pillars compensate.
    table = pillar_table(full.matrix.arrays["value"], full.weighting)
    own = dict(zip(full.weighting.pillars, table[full.matrix.names[0].index(row.offer)].tolist(), strict=True))
    known = {p: x for p, x in own.items() if x == x}
    assert {p: figures(full)(row).exact[p] for p in known} == pytest.approx(known)
    page = board_html(say, EVIDENCE, found)
    assert "each column gives the pillar&#39;s own score" in page or "each column gives the pillar’s own score" in page
    bars = [float(x) for x in re.findall(r'class="bar" style="width:([\d.]+)%"', page)]
    assert bars and max(bars) <= 100
    heads = [c.title for c in ranking_sheet(say, EVIDENCE, found).columns]
    assert "Sovereignty, score out of 100" in heads

"""What is printed adds up: parts to their total, gaps to the two totals, in every ranking."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from charts.ranking.ranking_sheet import ranking_sheet
from charts.ranking.ranking_table import pillar_points, printed_points
from exports.documents.report_tables import ranked_rows
from ranking.rounding import printed_gap, printed_places, rounded_together
from ranking.weighing.explain import explain
from ranking.weighing.rank import rank
from ranking.weighing.scenario import Scenario
from tests.places import EVIDENCE
from words.language import language

PARTS = st.dictionaries(st.text(max_size=3), st.floats(-100, 100), min_size=1, max_size=8)


def test_the_three_parts_that_did_not_add_up():
    """59.5 was printed over 20.8, 33.3 and 5.3."""
    parts = {"a": 20.83, "b": 33.34, "c": 5.32}
    assert rounded_together(parts, 59.5) == {"a": 20.8, "b": 33.4, "c": 5.3}
    assert printed_gap(59.46, 40.04) == 19.5


def test_without_parts_nothing_is_printed():
    """A record whose pillar names no criterion of its own was a division by zero."""
    assert rounded_together({}, 40.0) == rounded_together({}, -0.1) == {}


@given(PARTS, st.integers(0, 3))
def test_parts_add_up_and_none_is_off_by_a_unit_or_more(parts, digits):
    total = sum(parts.values())
    shown = rounded_together(parts, total, digits)
    unit = 10**digits
    assert sum(round(x * unit) for x in shown.values()) == round(round(total, digits) * unit)
    assert all(abs(shown[k] - parts[k]) < 1 / unit + 1e-6 for k in parts)


@given(
    st.dates(date(2019, 1, 1), EVIDENCE.checked),
    st.sampled_from((1.0, 0.5, 0.0, -1.0, -3.0, float("-inf"))),
    st.sampled_from(("cautious", "ignore", "neutral")),
    st.lists(st.integers(0, 100), min_size=4, max_size=4).filter(any),
)
def test_every_row_and_every_gap_of_a_ranking_adds_up_in_print(day, compensation, unknowns, weights):
    pillars = tuple(zip(EVIDENCE.pillars, weights, strict=True))
    ranking = rank(EVIDENCE, Scenario(day, pillars=pillars, compensation=compensation, unknowns=unknowns))
    for row in ranking.rows:
        shown = printed_points(ranking, row)
        assert round(10 * sum(shown.values())) == round(10 * round(row.score, 1))
        exact = pillar_points(ranking, row)
        assert all(abs(shown[p] - exact[p]) < 0.1 + 1e-6 for p in exact)
    for first, second in zip(ranking.rows, ranking.rows[1:], strict=False):
        found = explain(ranking, first.offer, second.offer)
        gap = printed_gap(first.score, second.score)
        assert round(10 * sum(d.printed for d in found)) == round(10 * gap)
        assert {type(d.points) for d in found} <= {float}


def test_scores_printed_alike_share_a_place_on_the_page_in_pictures_tables_and_the_report():
    """41.1 and 41.1 stood 15th twice on the page, 15th and 16th in its picture, its CSV and the report."""
    say, ranking = language("en"), rank(EVIDENCE, Scenario(date(2026, 11, 29)))
    rows = [row[0] for row in ranking_sheet(say, EVIDENCE, ranking).rows if row[0] and row[0].value]
    drawn, kept = [cell.lines[0].text for cell in rows], [str(cell.printed) for cell in rows]
    told = [row[0] for row in ranked_rows(say, EVIDENCE, ranking)[1] if row[0] != "–"]
    alike = [str(n) for n in printed_places({r.offer: r.score for r in ranking.rows}).values()]
    assert len(set(alike)) < len(alike) and drawn == kept == told == alike

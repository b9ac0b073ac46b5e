"""What the browser is sent for a chart: what Plotly accepts, nothing added, the same bytes for the same data."""

import json
from datetime import date

import plotly.graph_objects as go
import pytest

from ranking.facts.door import parsed
from ranking.facts.load import load
from tests.pages.test_pages import opened, weigh
from tests.ranking.balance.weight_moves import balance_moved

EVIDENCE = load()


def specs(test) -> list[str]:
    return [chart.proto.spec for chart in test.get("plotly_chart")]


def opens(mark: float | str) -> bool:
    """Whether a press on a mark does something: a balance, a day, or a door."""
    return not isinstance(mark, str) or bool(parsed(mark, EVIDENCE)) or date.fromisoformat(mark) > date(2017, 1, 1)


@pytest.mark.parametrize("page", ["tradeoff", "timeline", "robustness"])
def test_every_figure_is_one_that_plotly_accepts_and_comes_again_to_the_byte(page):
    test = opened(page, date="2020-07-06", lang="fr")
    before = specs(test)
    assert before
    for spec in map(json.loads, before):
        assert all(opens(mark) for trace in spec["data"] for mark in trace.get("customdata", ()))
        go.Figure(spec)
        assert "template" not in spec["layout"]
    assert specs(test.run()) == before


def test_shares_over_all_weightings_do_not_change_with_the_weights_in_force():
    test = opened("robustness", date="2020-07-06", lang="en")
    shares, moving = specs(test)[0], specs(test)[1:]
    weigh(test, balance_moved, 56)
    assert specs(test)[0] == shares and specs(test)[1:] != moving

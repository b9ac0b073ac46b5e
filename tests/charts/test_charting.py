"""What the browser is sent for a chart: what Plotly accepts, nothing added, the same bytes for the same data."""

import json

import plotly.graph_objects as go
import pytest

from tests.pages.test_pages import opened


def specs(test) -> list[str]:
    return [chart.proto.spec for chart in test.get("plotly_chart")]


@pytest.mark.parametrize("page", ["tradeoff", "timeline", "robustness"])
def test_every_figure_is_one_that_plotly_accepts_and_comes_again_to_the_byte(page):
    test = opened(page, date="2020-07-06", lang="fr")
    before = specs(test)
    assert before
    for spec in map(json.loads, before):
        go.Figure(spec)
        assert "template" not in spec["layout"]
    assert specs(test.run()) == before


def test_shares_over_all_weightings_do_not_change_with_the_weights_in_force():
    test = opened("robustness", date="2020-07-06", lang="en")
    shares, moving = specs(test)[0], specs(test)[1:]
    test.slider(key="balance").set_value(56).run()
    assert specs(test)[0] == shares and specs(test)[1:] != moving

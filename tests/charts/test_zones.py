"""The catch-up map: every zone that the reader's line crosses has its name, in it or at the end of a line."""

from datetime import date

import pytest

from charts.balance.catchup import catchup_figure
from charts.balance.crossed_zones import SEEN, _runs
from charts.parts.look import Look
from ranking.weighing.rank import current_balance
from ranking.weighing.scenario import Scenario
from results import results
from tests.places import EVIDENCE
from words.language import language

QUESTIONS = (
    Scenario(date(2020, 7, 6)),
    Scenario(date(2026, 11, 29), pillars=(("readiness", 70.0), ("sovereignty", 30.0))),
    Scenario(date(2026, 11, 29), profile="cnil"),
)


@pytest.mark.parametrize("look", [Look(1080, 640), Look(1850, 800, 20), Look(720, 640)])
@pytest.mark.parametrize("scenario", QUESTIONS)
def test_every_zone_on_the_line_is_named(scenario, look):
    found = results.catch_up(EVIDENCE, scenario)
    at = current_balance(EVIDENCE, results.ranking(EVIDENCE, scenario).weighting)
    drawn = catchup_figure(language("en"), EVIDENCE, found, scenario.as_of, at, look)["layout"]
    names = [n for n in drawn["annotations"] if any(o.name in n["text"] for o in EVIDENCE.offers.values())]
    ends = [s["x0"] for s in drawn["shapes"] if s["x0"] == s["x1"] and at in (s["y0"], s["y1"])]
    pixel = (look.width - look.room(190, 82)) / (found.end - found.start).days
    for start, end, cell in _runs(found, at):
        if (end - start).days * pixel < SEEN:
            continue
        inside = [n for n in names if start <= date.fromisoformat(n["x"]) <= end]
        led = [x for x in ends if start <= date.fromisoformat(x) <= end]
        own = EVIDENCE.offers[cell.leaders[0]].name
        assert led or any(own in n["text"] for n in inside), (start, end, cell.leaders)

"""The catch-up map: every zone that the reader's line crosses has its name, in it or at the end of a line."""

import re
from datetime import date
from itertools import pairwise

import pytest

from charts.balance.catchup import catchup_figure
from charts.balance.crossed_zones import SEEN, _runs
from charts.parts.look import Look
from charts.parts.ruler import width
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


@pytest.mark.parametrize("at", [n / 50 for n in range(2, 49)])
def test_on_a_phone_the_readers_own_label_stands_on_no_name(at):
    found, look = results.catch_up(EVIDENCE, QUESTIONS[0]), Look(360, 560, 13)
    drawn = catchup_figure(language("fr"), EVIDENCE, found, date(2020, 7, 6), at, look)["layout"]
    pixel = (look.width - look.room(190, 82)) / (found.end - found.start).days
    high = (look.height - drawn["margin"]["t"] - drawn["margin"]["b"]) / drawn["yaxis"]["range"][1]

    def box(note) -> tuple[float, float, float, float]:
        size, upright = note["font"]["size"], note.get("textangle")
        half = width(re.sub("<.*?>", "", note["text"]), size, True) / 2, 0.55 * size
        across, up = half[::-1] if upright else half
        x = (date.fromisoformat(note["x"]) - found.start).days * pixel
        return x, note["y"] * high + note.get("yshift", 0), across, up

    own = [n for n in drawn["annotations"] if n["text"].startswith("vous")]
    names = [n for n in drawn["annotations"] if any(o.name in n["text"] for o in EVIDENCE.offers.values())]
    (x, y, across, up), (left, right) = box(own[0]), (0, look.width - look.room(190, 82))
    assert len(own) == 1 and left <= x - across and x + across <= right
    for name in names:
        ox, oy, wide, tall = box(name)
        assert abs(x - ox) > across + wide or abs(y - oy) > up + tall, (at, name["text"])


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("wide", [320, 358, 398, 560])
def test_on_a_phone_no_event_is_written_over_another(wide, lang):
    found, look = results.catch_up(EVIDENCE, QUESTIONS[0]), Look(wide, 560, 13)
    drawn = catchup_figure(language(lang), EVIDENCE, found, date(2020, 7, 6), None, look)["layout"]
    pixel = (look.width - look.room(190, 82)) / (found.end - found.start).days
    rows: dict[float, list[tuple[float, float]]] = {}
    for note in drawn["annotations"]:
        if isinstance(note["y"], float) and note["y"] > 1:
            x, long = (date.fromisoformat(note["x"]) - found.start).days * pixel, width(note["text"], look.text - 2)
            left = x - long if note["xanchor"] == "right" else x - long / 2
            rows.setdefault(note["y"], []).append((left, left + long))
    assert sum(map(len, rows.values())) > 4
    for spans in rows.values():
        assert all(a[1] < b[0] for a, b in pairwise(sorted(spans))), spans

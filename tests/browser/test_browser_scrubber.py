"""The date under the live board: exact on every day, moved by hand, keys and play, and kept in the address."""

import json
import random
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from charts.ranking.live_data import live_board
from charts.ranking.live_days import live_days
from ranking.errors import NothingToWeigh
from ranking.facts.load import load
from ranking.through_time.days import days_of_change
from ranking.weighing.rank import on_day, rank
from ranking.weighing.scenario import EARLIEST
from tests.browsing import (  # noqa: F401  (fixtures)
    FRAME,
    becomes,
    board,
    browser,
    faults,
    names,
    query,
    settle,
    visit,
    visitor,
)
from tests.live_cases import question, state
from tests.places import ROOT
from words.language import language

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser_live")]

END = date(2026, 12, 31)
PASSED = """async ([script, text]) => {
  const near = (name) => import(script.replace("board.js", name));
  const [{ evaluate }, { put, unfold, lastBefore }] = [await near("compute.js"), await near("through_time.js")];
  return JSON.stringify(JSON.parse(text).map(({ board, sent, state, days }) => {
    const every = unfold(sent, board.offers.length, board.criteria.length), id = (i) => board.offers[i].id;
    return days.map((at) => {
      put(board, every[lastBefore(every, at)]);
      const found = evaluate(board, state);
      return { order: found.ranked.map((i) => [id(i), found.rows[i].place]),
        scores: found.ranked.map((i) => ["total", "low", "high"].map((end) => found.rows[i][end])),
        out: Object.fromEntries(Object.entries(found.out).flatMap(([why, rows]) => rows.map((i) => [id(i), why]))),
        said: board.offers.map((offer) => [offer.reason, offer.unproven]) };
    });
  }));
}"""


def asked(evidence, rng: random.Random) -> dict:
    """A random question with the days that the browser is sent, and what Python says on some of them."""
    scenario = on_day(question(evidence, rng), date(2024, 6, 15))
    first, say = rank(evidence, scenario), language("fr")
    days = sorted(rng.randint(0, (END - EARLIEST).days) for _ in range(20))
    answers = []
    for day in days:
        try:
            ranking = rank(evidence, on_day(scenario, EARLIEST + timedelta(day)))
        except NothingToWeigh:
            answers.append({"order": [], "scores": []})
            continue
        sent = live_board(say, evidence, ranking)
        answers.append(
            {
                "order": [[r.offer, r.place] for r in ranking.rows],
                "scores": [[r.score, r.low, r.high] for r in ranking.rows],
                "out": {x.offer: x.reason for x in ranking.excluded},
                "said": [[o["reason"], o["unproven"]] for o in sent["offers"]],
            }
        )
    changes = list(days_of_change(evidence, scenario, END))
    sent = {"board": live_board(say, evidence, first), "sent": live_days(say, evidence, scenario, changes, END)}
    return sent | {"state": state(scenario), "days": days, "answers": answers}


def shown(page) -> str:
    return page.locator(".scrub-day").inner_text()


def test_a_hundred_days_are_those_of_python_and_the_day_kept_is_the_page_s(visit):  # noqa: F811
    page = visit("/?date=2026-11-23&lang=en")
    page.wait_for_selector(".live-scrub:not([inert])")
    evidence, rng = load(ROOT), random.Random(5)
    cases = [asked(evidence, rng) for _ in range(5)]
    loaded = page.evaluate("performance.getEntriesByType('resource').map(e => e.name)")
    script = next(name for name in loaded if name.endswith("/board.js"))
    found = json.loads(page.evaluate(PASSED, [script, json.dumps(cases)]))
    for case, days in zip(cases, found, strict=True):
        for at, answer, got in zip(case["days"], case["answers"], days, strict=True):
            scores = got.pop("scores"), answer.pop("scores")
            assert {k: got[k] for k in answer} == answer, at
            for ours, theirs in zip(*scores, strict=True):
                assert ours == pytest.approx(theirs, abs=1e-9), at

    # By key: the next event of the case; then the day is kept, and the page is that of the day.
    slider, before = page.get_by_label("Day of the ranking"), names(page)
    expect(page.locator(".scrub-day")).to_have_text("23 November 2026")
    slider.focus()
    page.keyboard.press("Home")
    expect(page.locator(".scrub-day")).to_have_text("1 January 2018")
    expect(slider).to_have_attribute("aria-valuetext", "1 January 2018")
    becomes(lambda: names(page) != before, True)
    held = names(page)
    becomes(lambda: query(page)["date"], "2018-01-01")
    expect(page.locator(".live:not(.is-moving)")).to_be_visible()
    settle(page)
    expect(slider).to_be_focused()
    becomes(lambda: names(page), held)
    # Play: days pass without the server; the pause keeps the day it stands on.
    page.get_by_role("button", name="Play the years").click()
    becomes(lambda: shown(page) != "1 January 2018", True)
    assert query(page)["date"] == "2018-01-01"
    page.get_by_role("button", name="Pause on this day").click()
    day = page.locator(".live-scrub input").input_value()
    becomes(lambda: query(page)["date"], (EARLIEST + timedelta(int(day))).isoformat())
    expect(page.locator(".live:not(.is-moving)")).to_be_visible()
    settle(page)
    page.go_back()
    becomes(lambda: query(page)["date"], "2018-01-01")
    expect(page.locator(".scrub-day")).to_have_text("1 January 2018")

"""A weight or the date moved under the live board: it computes what Python computes; all around tells the truth."""

import json
import random
from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from charts.ranking.live_data import live_board
from charts.ranking.live_days import live_days
from ranking.errors import NothingToWeigh
from ranking.through_time.days import days_of_change
from ranking.weighing.rank import on_day, rank
from ranking.weighing.scenario import EARLIEST
from tests.browser.live.cases import question, state, stated_weight
from tests.browsing import again, becomes, names, query, settle, slider, turn_to
from tests.places import EVIDENCE, ROOT
from words.language import language

pytestmark = pytest.mark.browser

NEUTRAL = stated_weight(EVIDENCE, "readiness", date(2020, 7, 6))
HOME = "/?date=2020-07-06&lang=en"
# Longer than ui.session.address.LAG: from then on only what the links are known to carry helps.
LATER = 2300
# Where a new tab opened on "Ranking" would lead.
HOME_LINK = "() => document.querySelector('.st-key-sections a').href"

ONE_STEP = (ROOT / "ui/session/senses/one_step.js").read_text("utf-8")


def move(page, label: str = "Readiness", key: str = "PageUp") -> dict[str, str]:
    """Move a weight by a key, wait for Python's answer; the address there is then."""
    page.wait_for_selector(".live-on .live-rows tbody.ranked")
    before = page.evaluate("location.href")
    page.locator(f'.live input[type=range][aria-label="{label}"]').press(key)
    page.wait_for_function("before => location.href !== before && location.search.includes('pillars')", arg=before)
    page.wait_for_selector(".live:not(.is-moving)")
    settle(page)
    return query(page)


def go(page, name: str) -> None:
    turn_to(page, name)
    page.wait_for_selector(".colophon", state="attached")


def test_a_move_sends_only_what_hangs_on_it(visit):
    page, frames = visit(HOME), []
    page.on("websocket", lambda line: line.on("framereceived", lambda frame: frames.append(frame)))
    again(page)
    page.wait_for_selector(".live-on .live-rows tbody.ranked")
    settle(page)
    whole = len(deltas(frames))
    frames.clear()
    move(page)
    paths = deltas(frames)
    assert paths, "nothing was sent"
    assert {path[0] for path in paths} == {0}, "the settings were sent again"
    assert len(paths) < whole / 2
    expect(page.locator(".st-key-visitor_senses [role=status]")).to_have_text(page.locator("h1.verdict").inner_text())


def deltas(frames: list) -> list[list[int]]:
    """Where on the page each element that came belongs."""
    found = [ForwardMsg.FromString(frame) for frame in frames if isinstance(frame, bytes)]
    return [list(m.metadata.delta_path) for m in found if m.WhichOneof("type") in ("delta", "ref_hash")]


def test_the_weights_go_along_to_other_pages_and_into_a_new_tab(visit):
    page = visit(HOME)
    move(page)
    pillars = move(page, "Certification")["pillars"]
    link = page.get_by_role("link", name="Does it hold?", exact=True)
    becomes(lambda: parse_qs(urlsplit(link.get_attribute("href")).query).get("pillars"), [pillars])
    page.wait_for_timeout(LATER)
    for name in ("Trade-off", "Ranking"):
        go(page, name)
        becomes(lambda: query(page).get("pillars"), pillars)
        becomes(lambda: urlsplit(page.evaluate(HOME_LINK)).path, "/")
        becomes(lambda: parse_qs(urlsplit(page.evaluate(HOME_LINK)).query).get("pillars"), [pillars])


def test_back_leads_to_the_weights_of_then(visit):
    page = visit("/tradeoff?date=2020-07-06&lang=en")
    go(page, "Ranking")
    start = page.evaluate("history.length")
    moved = move(page)
    assert page.evaluate("history.length") == start + 1
    page.evaluate("history.go(-2)")
    page.wait_for_function("() => document.title.startsWith('Trade-off')")
    settle(page)
    page.wait_for_function("() => !location.search.includes('pillars')")
    expect(slider(page, "Readiness")).to_have_value(NEUTRAL)
    page.evaluate("history.go(2)")
    page.wait_for_function("() => document.title.startsWith('Ranking')")
    settle(page)
    becomes(lambda: query(page).get("pillars"), moved["pillars"])
    page.wait_for_selector(".live-on .live-rows tbody.ranked")
    expect(page.locator('.live input[type=range][aria-label="Readiness"]')).not_to_have_value(NEUTRAL)


def test_what_a_link_had_wrong_is_said_until_a_weight_moves(visit):
    page = visit(HOME + "&unknowns=sometimes")
    expect(page.locator(".st-key-notices")).to_be_visible()
    move(page)
    expect(page.locator(".st-key-notices")).to_have_count(0)


def test_the_way_to_a_still_table_takes_the_weights_along(visit):
    page = visit(HOME)
    pillars = move(page)["pillars"]
    page.get_by_text("Still table").first.click()
    page.wait_for_function("() => location.search.includes('board=table')")
    expect(page.locator(".live-on .live-rows")).to_have_count(0)
    expect(page.locator("table.board:visible")).to_have_count(1)
    becomes(lambda: query(page).get("pillars"), pillars)
    there = dict(entry.split(":") for entry in pillars.split(","))
    expect(slider(page, "Readiness")).to_have_value(there["readiness"])


END = date(2026, 12, 31)
PASSED = """async ([script, text]) => {
  const near = (name) => import(script.replace("board.js", name));
  const [{ evaluate }, { put, unfold, lastBefore }] = [await near("compute.js"), await near("time/through_time.js")];
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


def test_a_hundred_days_are_those_of_python_and_the_day_kept_is_the_page_s(visit):
    page = visit("/?date=2026-11-23&lang=en")
    page.wait_for_selector(".live-scrub:not([inert])")
    evidence, rng = EVIDENCE, random.Random(5)
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


def test_one_gesture_is_one_step_back(browser, board):
    """The script alone, with keys at given times: the address of a gesture replaces itself, the next adds a step."""
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(f"{board}/robots.txt")
    page.set_content("<input type=range id=a><input type=range id=b><a href='#' id=c>c</a>")
    page.add_script_tag(content=ONE_STEP + "oneStepAGesture()", type="module")
    page.wait_for_function("() => window.oneStep")
    steps = page.evaluate(
        """gestures => gestures.map(([id, kind, at], n) => {
          const event = new Event(kind, { bubbles: true, composed: true })
          Object.defineProperty(event, "timeStamp", { value: at })
          document.getElementById(id).dispatchEvent(event)
          const before = history.length
          history.pushState(null, "", `?n=${n}`)
          return history.length - before
        })""",
        [
            ["a", "keydown", 0],
            ["a", "keydown", 900],
            ["a", "keydown", 2000],
            ["b", "keydown", 2100],
            ["b", "keydown", 9000],
            ["b", "pointerdown", 9100],
            ["c", "pointerdown", 9200],
            ["b", "keydown", 9300],
        ],
    )
    assert steps == [1, 0, 0, 1, 1, 1, 1, 1]
    assert page.evaluate("() => location.search") == "?n=7"
    context.close()


def test_a_move_lost_on_its_way_is_told_again(visit):
    page = visit("/?date=2020-07-06&lang=en")
    page.evaluate(
        """() => { const send = WebSocket.prototype.send;
        WebSocket.prototype.send = function () { WebSocket.prototype.send = send; window.lost = true; }; }"""
    )
    slider(page, "Certification").press("End")
    becomes(lambda: page.evaluate("() => window.lost"), True)
    becomes(lambda: query(page).get("pillars", ""), lambda said: said.startswith("certification:100"))


def test_words_in_use_are_kept_however_many_others_come(visit):
    page = visit("/method?lang=en")
    kept = page.evaluate(
        """async () => {
        const { learn, told } = await import("/_stcore/bidi-components/board.ranking_live_board/learned.js?alone");
        const names = Array.from({ length: 30 }, (_, n) => `many${n}`);
        for (const of of ["used", ...names]) { learn(JSON.stringify({ of, days: 1 })); told("used"); }
        return [told("used")?.days, told("many0"), told("many29")?.of]; }"""
    )
    assert kept == [1, None, "many29"]

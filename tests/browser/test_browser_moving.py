"""A weight moved on the live board: only what hangs on it is drawn again, and all around it still tells the truth."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from ranking.facts.load import load
from tests.browsing import becomes, query, settle, slider, turn_to
from tests.live_cases import standing
from tests.places import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser_moving")]

NEUTRAL = standing(load(ROOT), "readiness", date(2020, 7, 6))
HOME = "/?date=2020-07-06&lang=en"
# Longer than ui.session.address.LAG: from then on only what the links are known to carry helps.
LATER = 2300
# Where a new tab opened on "Ranking" would lead.
HOME_LINK = "() => document.querySelector('.st-key-sections a').href"


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
    page.reload()
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


def test_the_way_back_to_table_and_sliders_takes_the_weights_along(visit):
    page = visit(HOME)
    pillars = move(page)["pillars"]
    page.get_by_text("Ordinary table and sliders").first.click()
    page.wait_for_function("() => location.search.includes('board=table')")
    expect(page.locator(".live-on")).to_have_count(0)
    expect(page.locator("table.board:visible")).to_have_count(1)
    becomes(lambda: query(page).get("pillars"), pillars)
    there = dict(entry.split(":") for entry in pillars.split(","))
    expect(slider(page, "Readiness")).to_have_value(there["readiness"])

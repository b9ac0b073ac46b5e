"""Points of view in a real browser: choose them, paste a colleague's link, take the screen away as a link."""

import re

import pytest
from playwright.sync_api import expect

from tests.browsing import (
    becomes,
    faults,
    query,
    scroll_width,
    settle,
)

pytestmark = pytest.mark.browser
HEADING = "h1.verdict"


def test_points_of_view_are_chosen_joined_by_a_pasted_link_and_kept_by_the_address(visit, board):
    page = visit("/stakeholders?date=2026-11-23&voices=cnil,hub_2020&lang=en")
    heading, links = page.locator(HEADING), page.get_by_role("textbox", name="Links to this board, one per line")
    expect(heading).to_have_text(re.compile("^Of 2 points of view"), use_inner_text=True)
    page.locator("summary").filter(has_text="Whose points of view").click()
    page.get_by_role("button", name="InterHop", exact=True).click()
    becomes(lambda: query(page).get("voices", ""), lambda said: "interhop" in said)
    expect(heading).to_contain_text("3 points of view")
    settle(page)
    links.fill(f"Anne: {board}/?date=2020-07-06&pillars=readiness:100,sovereignty:0,certification:0,cost_exit:0\nhello")
    page.get_by_role("button", name="Set these beside the others").click()
    page.get_by_text("Line 1: “hello” is not a link of this board").wait_for()
    expect(heading).to_contain_text("4 points of view")
    expect(links).to_have_value("hello")
    expect(page.locator(".st-key-wide_voices_chart .annotation").filter(has_text="Anne")).to_have_count(1)
    becomes(lambda: len(query(page)["voices"].split(",")), 4)
    settle(page)
    said = heading.inner_text()
    other = visit(page.url.removeprefix(board), width=390, height=844)
    expect(other.locator(HEADING)).to_have_text(said, use_inner_text=True)
    becomes(lambda: scroll_width(other), lambda wide: wide <= 392)
    expect(faults(other)).to_have_count(0)

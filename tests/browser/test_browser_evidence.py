"""The matrix in a real browser: a click opens a fact without loading the page again, and the back button closes it."""

import pytest
from playwright.sync_api import expect

from tests.browsing import becomes, query, settle

pytestmark = pytest.mark.browser
# The script that opens doors in place has arrived.
OPENS = "() => document.documentElement.dataset.doors === 'ready'"


def test_a_click_or_a_key_on_a_cell_opens_its_fact_in_the_same_page_and_back_closes_it(visit):
    page = visit("/evidence?date=2020-07-06&lang=en")
    page.wait_for_function(OPENS)
    page.evaluate("window.sameDocument = true")
    kicker = page.locator(".st-key-ev_fact .kicker")
    page.click('a[data-cell="scaleway.hds"]')
    expect(page.locator('.dr[data-shown="scaleway.certification.hds"]')).to_be_visible()
    page.wait_for_url("**cell=scaleway.hds**")
    expect(kicker).to_contain_text("Scaleway")
    # What the drawer shows waits folded below the matrix.
    expect(kicker).to_be_hidden()
    page.go_back()
    expect(kicker).not_to_contain_text("Scaleway")
    settle(page)
    tile = page.locator("table.ev a.ev-tile").nth(4)
    named = tile.get_attribute("data-cell")
    tile.focus()
    page.keyboard.press("Enter")
    becomes(lambda: query(page).get("cell"), named)
    expect(page.locator(".dr .ev-fact h2")).to_be_visible()
    assert page.evaluate("window.sameDocument") is True


def test_a_score_opens_beside_the_ranking_by_keyboard_and_escape_gives_the_focus_back(visit):
    page = visit("/?date=2026-11-23&lang=en")
    score = page.locator('.live-on td.total a[data-door="azure"]')
    page.wait_for_selector("html[data-doors=ready] .live-on td.total")
    score.focus()
    page.keyboard.press("Enter")
    expect(page.locator('.dr[data-shown="azure"] h2')).to_be_focused()
    expect(page.locator(".dr a[target=_blank]").first).to_be_visible()
    becomes(lambda: query(page).get("open"), "azure")
    page.keyboard.press("Escape")
    expect(page.locator(".dr")).to_have_count(0)
    expect(score).to_be_focused()
    # The rows are one stop of the Tab key: arrows move inside them.
    inside = "() => !!document.activeElement.closest('table.board tbody a.door')"
    for key, door in (("ArrowRight", "azure.sovereignty"), ("Home", "azure")):
        page.keyboard.press(key)
        expect(page.locator(f'.live-on a[data-door="{door}"]').first).to_be_focused()
    page.keyboard.press("ArrowDown")
    assert page.evaluate(inside) and page.evaluate("() => document.activeElement.dataset.door") != "azure"
    page.keyboard.press("Tab")
    assert not page.evaluate(inside)


def test_the_link_of_a_cell_works_in_a_page_of_its_own(visit):
    page = visit("/evidence?date=2020-07-06&profile=cnil&lang=fr")
    link = page.locator('a[data-cell="outscale.secnumcloud"]').get_attribute("href")
    other = visit("/evidence" + link)
    expect(other.locator('.dr[data-shown="outscale.certification.secnumcloud"]')).to_be_visible()
    expect(other.locator(".st-key-ev_fact .kicker")).to_contain_text("Outscale")
    becomes(lambda: query(other), lambda q: (q.get("profile"), q.get("lang")) == ("cnil", "fr"))

"""Your weights on a phone: a guided path walked with the thumb, reloaded, gone back, put in force."""

import pytest
from playwright.sync_api import expect

from tests.browsing import (  # noqa: F401  (fixtures)
    becomes,
    board,
    browser,
    press,
    query,
    scroll_width,
    settle,
    visit,
)

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser_weights")]


def tap(page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def asked(page, words: str) -> None:
    """Wait until the heading holds these words and the page is at rest."""
    expect(page.locator("h1.verdict")).to_contain_text(words, use_inner_text=True)
    settle(page)


def test_swings_on_a_phone_survive_a_reload_and_the_back_button_and_reach_the_ranking(visit, board):  # noqa: F811
    page = visit("/weights?date=2020-07-05&lang=en", width=390, height=844)
    tap(page, "Begin: Worst to best (swing)")
    asked(page, "which first?")
    becomes(lambda: scroll_width(page), lambda wide: wide <= 390)
    targets = page.locator("[class*='st-key-el_first_'] button")
    expect(targets).to_have_count(3)
    assert min(b.bounding_box()["height"] for b in targets.all()) >= 44
    tap(page, "Raise “Readiness” first")
    asked(page, "how much is raising “Sovereignty” worth?")
    # Who uses no mouse is not lost: the head of the new question has the focus.
    page.wait_for_function("() => document.activeElement?.matches('h1.verdict')")
    press(page, "Worth of raising “Sovereignty”", "Home")
    page.get_by_role("button", name="Next", exact=True).dblclick()
    asked(page, "how much is raising “Certification” worth?")
    page.reload()
    asked(page, "how much is raising “Certification” worth?")
    tap(page, "Next")
    asked(page, "look inside a pillar")
    page.go_back()
    asked(page, "how much is raising “Certification” worth?")
    page.go_forward()
    asked(page, "look inside a pillar")
    tap(page, "No, show the result")
    asked(page, "On 5 July 2020")
    tap(page, "Use these weights")
    page.get_by_text("In force on every screen.").wait_for()
    becomes(lambda: query(page).get("pillars"), "certification:33.33,readiness:66.67,sovereignty:0")
    settle(page)
    first = page.locator("h1.verdict").inner_text()
    page.get_by_role("link", name="Ranking").first.click()
    page.wait_for_selector("table.board", state="attached")
    expect(page.locator("h1.verdict")).to_have_text(first, use_inner_text=True)

"""Your weights on a phone: a guided path walked with the thumb, reloaded, gone back, put in force."""

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser import board, browser, settle, visit  # noqa: F401  (fixtures)

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def press(page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()
    page.wait_for_timeout(200)
    settle(page)


def asked(page, words: str) -> None:
    """Wait until the heading holds these words."""
    page.wait_for_function("words => document.querySelector('h1.verdict')?.innerText.includes(words)", arg=words)
    settle(page)


def test_swings_on_a_phone_survive_a_reload_and_the_back_button_and_reach_the_ranking(visit, board):  # noqa: F811
    page = visit("/weights?date=2020-07-06&lang=en", width=390, height=844)
    press(page, "Begin: Worst to best (swing)")
    asked(page, "which first?")
    wide = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
    assert wide <= 390
    targets = page.locator("[class*='st-key-el_first_'] button")
    assert targets.count() == 3 and min(b.bounding_box()["height"] for b in targets.all()) >= 44
    press(page, "Raise “Readiness” first")
    asked(page, "how much is raising “Sovereignty” worth?")
    # Who uses no mouse is not lost: the head of the new question has the focus.
    page.wait_for_function("() => document.activeElement.matches('h1.verdict')")
    handle = page.locator("input[type=range][aria-label='Worth of raising “Sovereignty”']")
    handle.focus()
    page.keyboard.press("Home")
    page.wait_for_timeout(300)
    settle(page)
    page.get_by_role("button", name="Next", exact=True).dblclick()
    asked(page, "how much is raising “Certification” worth?")
    page.wait_for_timeout(500)
    settle(page)
    page.reload()
    asked(page, "how much is raising “Certification” worth?")
    press(page, "Next")
    asked(page, "look inside a pillar")
    page.go_back()
    asked(page, "how much is raising “Certification” worth?")
    page.go_forward()
    asked(page, "look inside a pillar")
    press(page, "No, show the result")
    asked(page, "points out of 100")
    press(page, "Use these weights")
    page.get_by_text("In force on every screen.").wait_for()
    settle(page)
    query = {k: v[0] for k, v in parse_qs(urlsplit(page.url).query).items()}
    assert query["pillars"] == "certification:33.33,readiness:66.67,sovereignty:0"
    first = page.locator("h1.verdict").inner_text()
    page.get_by_role("link", name="Ranking").first.click()
    page.wait_for_selector("table.board", state="attached")
    settle(page)
    assert page.locator("h1.verdict").inner_text() == first

"""Your weights on a phone: a guided path walked with the thumb, reloaded, gone back, put in force."""

import pytest
from playwright.sync_api import expect

from tests.browsing import (
    again,
    arrive,
    becomes,
    press,
    query,
    scroll_width,
    settle,
    turn_to,
    visitor,
)

pytestmark = pytest.mark.browser


def tap(page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def asked(page, words: str) -> None:
    """Wait until the heading holds these words and the page is at rest."""
    expect(page.locator("h1.verdict")).to_contain_text(words, use_inner_text=True)
    settle(page)


def test_swings_on_a_phone_survive_a_reload_and_the_back_button_and_reach_the_ranking(visit, board):
    page = visit("/weights?date=2020-07-05&lang=en", width=390, height=844)
    tap(page, "Choose what to raise first")
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
    again(page)
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
    turn_to(page, "Ranking")
    page.wait_for_selector("table.board", state="attached")
    expect(page.locator("h1.verdict")).to_have_text(first, use_inner_text=True)


RANGES = "() => [...document.querySelectorAll('[data-testid=stMain] input[type=range]')].map(e => e.value)"
PLACE = """e => { const whole = e.closest("[data-testid=stSlider]"); (whole ?? e).scrollIntoView({ block: "center" })
  const box = (whole?.querySelector("[role=group] > [data-orientation]") ?? e).getBoundingClientRect()
  return [box.x, box.y + box.height / 2, box.width] }"""


# A page goes on after a quick finger, and a tap then only stops it.
AT_REST = """e => new Promise(rest => { let last, same = 0; const look = () => { const now = e.getBoundingClientRect().y
  same = now === last ? same + 1 : 0; last = now; same < 20 ? requestAnimationFrame(look) : rest() }; look() })"""


# Chromium’s own gesture (synthesizeScrollGesture) scrolls nothing here: whatever a page does, it moves no slider.
def swipe(finger, x: float, y: float, along: float, moves: int) -> None:
    """Put a finger down, draw it along in so many moves, lift it."""
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for n in range(1, moves + 1):
        point = {"x": x + 3, "y": y + along * n / moves}
        finger.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


@pytest.mark.parametrize("path", ["/weights?date=2020-07-06&way=direct&lang=en", "/?date=2020-07-06&lang=en"])
def test_a_finger_that_scrolls_moves_no_slider_and_one_that_taps_does(browser, board, path):
    context = visitor(browser, viewport={"width": 393, "height": 851}, has_touch=True, is_mobile=True)
    page = arrive(context.new_page(), board + path)
    if path.startswith("/?"):
        page.wait_for_selector(".live-on .live-rows tbody.ranked")
        page.get_by_role("button", name="Set the weights").tap()
    slider = page.locator("[data-testid=stMain] input[type=range]").first
    slider.wait_for()
    settle(page)
    before = page.evaluate(RANGES)
    finger, address = context.new_cdp_session(page), page.url
    for moves in (12, 3):
        for share in (0.2, 0.8):
            x, y, width = slider.evaluate(PLACE)
            swipe(finger, x + share * width, y, -150, moves)
            becomes(lambda: slider.bounding_box()["y"], lambda now, y=y: now < y - 40)
            slider.evaluate(AT_REST)
    settle(page)
    assert page.evaluate(RANGES) == before and page.url == address
    x, y, width = slider.evaluate(PLACE)
    page.touchscreen.tap(x + 0.9 * width, y)
    becomes(lambda: int(page.evaluate(RANGES)[0]), lambda now: now >= 85)
    context.close()

"""The look in a real browser: letters, paper, projector, a journey by keyboard alone, what is read aloud."""

import pytest
from playwright.sync_api import expect

from tests.browsing import becomes, names, query, settle, slider

LETTERS = """() => { const found = [];
  const walk = document.createTreeWalker(document.querySelector('[data-testid=stMain]'), 4);
  while (walk.nextNode()) { const e = walk.currentNode.parentElement; const b = e.getBoundingClientRect();
    if (walk.currentNode.data.trim() && !['STYLE', 'SCRIPT'].includes(e.tagName) && b.width > 2 && b.height > 2
        && !e.closest('.sr-only, .st-key-voice') && e.checkVisibility({visibilityProperty: true, opacityProperty: true})
        && parseFloat(getComputedStyle(e).fontSize) < 23.9)
      found.push(walk.currentNode.data.trim().slice(0, 30) + ' ' + getComputedStyle(e).fontSize); }
  return found; }"""

pytestmark = pytest.mark.browser


def test_the_letters_come_from_the_board_and_on_paper_nothing_is_cut(visit):
    page = visit("/?date=2020-07-06&lang=fr")
    page.wait_for_function("""() => document.fonts.check('700 20px "Urgence Serif"')""")
    loaded = "() => [...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)"
    becomes(
        lambda: page.evaluate(loaded), lambda faces: {"Urgence Sans", "Urgence Serif"} <= {f.strip('"') for f in faces}
    )
    family = page.locator("h1.verdict").evaluate("e => getComputedStyle(e).fontFamily")
    assert family.startswith('"Urgence Serif"')
    page.emulate_media(media="print")
    for selector in ('[data-testid="stSidebar"]', ".st-key-sections", ".st-key-tools"):
        expect(page.locator(selector).first).to_be_hidden()
    becomes(
        lambda: page.evaluate("""() => [...document.querySelectorAll('h1.verdict, table.board, .colophon')]
      .filter(e => !e.closest('.st-key-live_static')).map(e => e.getBoundingClientRect())
      .map(b => b.width > 0 && b.left >= 0 && b.right <= innerWidth)"""),
        [True] * 3,
    )
    expect(page.locator('[data-testid="stMain"]')).to_have_css("overflow", "visible")
    conditions = page.locator("[data-testid=stExpander] .conditions").first
    for event, seen in (("beforeprint", True), ("afterprint", False)):
        page.evaluate("name => dispatchEvent(new Event(name))", event)
        becomes(conditions.is_visible, seen)


@pytest.mark.parametrize("name", ["ranking", "tradeoff", "timeline", "replay"])
def test_a_projector_shows_one_picture_in_large_letters_on_one_screen(visit, name):
    page = visit(f"/{name}?date=2020-07-06&lang=fr&view=projector", width=1920, height=1080)
    becomes(lambda: page.evaluate(LETTERS), [])
    expect(page.locator('[data-testid="stSidebar"]')).to_be_hidden()
    becomes(
        lambda: page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollHeight"),
        lambda high: high <= 1085,
    )
    page.locator(".st-key-from_projector button").click()
    becomes(lambda: query(page), lambda q: "view" not in q)
    # The documented decisions have no settings of their own.
    expect(page.locator('[data-testid="stSidebar"]')).to_be_visible(visible=name != "replay")


def test_one_journey_by_keyboard_alone(visit):
    page = visit("/?date=2020-07-06&lang=en")
    before = names(page)

    def tab_to(selector: str, key: str = "Tab", most: int = 80) -> None:
        """Press Tab, or Shift+Tab to go back, until the focus is inside an element."""
        for _ in range(most):
            page.keyboard.press(key)
            if page.evaluate("s => !!document.activeElement.closest(s)", selector):
                return
        pytest.fail(f"{selector} is not reached by Tab")

    page.keyboard.press("Tab")
    # The first of the shortcuts: to the weights once they stand, to the content before.
    shortcuts = {"Go to the weights", "Go to the content"}
    becomes(lambda: page.evaluate("() => document.activeElement.innerText"), lambda text: text in shortcuts)
    for k, place in enumerate(("input[type=range]", "table.board")):
        page.locator("nav.skips a").nth(k).focus()
        page.keyboard.press("Enter")
        assert page.evaluate("s => document.activeElement.matches(s)", place)
    page.locator("nav.skips a").first.focus()
    tab_to(".st-key-day_today")
    becomes(
        lambda: page.evaluate("() => getComputedStyle(document.activeElement).outline"),
        lambda outline: outline.endswith("solid 3px"),
    )
    page.keyboard.press("Enter")
    page.wait_for_function("() => !location.search.includes('2020-07-06')")
    settle(page)
    tab_to('input[type=range][aria-label="Certification"]')
    for _ in range(3):
        page.keyboard.press("PageDown")
    page.wait_for_function("() => location.search.includes('pillars')")
    settle(page)
    becomes(lambda: names(page), lambda found: found != before)
    tab_to(".st-key-share", "Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(".st-key-share_body")
    expect(page.locator(".st-key-share_body code").first).to_contain_text("pillars")
    settle(page)
    page.keyboard.press("Escape")
    page.wait_for_selector(".st-key-share_body", state="detached")
    tab_to('.st-key-sections a[href*="robustness"]')
    page.keyboard.press("Enter")
    page.wait_for_function("() => location.pathname.endsWith('/robustness')")
    becomes(lambda: query(page), lambda q: "pillars" in q)


def test_a_new_verdict_is_read_aloud_by_a_region_that_stays(visit):
    page = visit("/?date=2020-07-06&lang=en")
    voice = page.locator("[role=status]")
    page.wait_for_function("() => document.querySelector('[role=status]')?.innerText")
    voice.evaluate("e => { window.voice = e; }")
    before = voice.inner_text()
    handle = slider(page, "Sovereignty ⟷ urgency")
    handle.focus()
    page.keyboard.press("End")
    becomes(voice.inner_text, lambda said: said != before)
    settle(page)
    assert page.evaluate("() => window.voice.isConnected && window.voice.getAttribute('aria-live') === 'polite'")
    becomes(lambda: voice.inner_text() == page.locator("h1.verdict").inner_text(), True)

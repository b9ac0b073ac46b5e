"""Points of view in a real browser: choose them, paste a colleague's link, take the screen away as a link."""

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser import board, browser, settle, visit  # noqa: F401  (fixtures)

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
HEADING = "h1.verdict"


def test_points_of_view_are_chosen_joined_by_a_pasted_link_and_kept_by_the_address(visit, board):  # noqa: F811
    page = visit("/stakeholders?date=2026-11-23&voices=cnil,hub_2020&lang=en")
    assert page.locator(HEADING).inner_text().startswith("Of 2 points of view")
    page.locator("summary").filter(has_text="Whose points of view").click()
    page.get_by_role("button", name="InterHop", exact=True).click()
    page.wait_for_function("() => location.search.includes('interhop')")
    settle(page)
    assert "3 points of view" in page.locator(HEADING).inner_text()
    lines = f"Anne: {board}/?date=2020-07-06&pillars=readiness:100,sovereignty:0,certification:0,cost_exit:0\nhello"
    page.get_by_role("textbox", name="Links of this board, one a line").fill(lines)
    page.get_by_role("button", name="Set these beside the others").click()
    page.get_by_text("Line 1: “hello” is not a link of this board").wait_for()
    settle(page)
    said = page.locator(HEADING).inner_text()
    assert "4 points of view" in said
    assert page.get_by_role("textbox", name="Links of this board, one a line").input_value() == "hello"
    assert page.locator(".st-key-wide_voices_chart .annotation").filter(has_text="Anne").count() == 1
    assert len(parse_qs(urlsplit(page.url).query)["voices"][0].split(",")) == 4
    other = visit(page.url.removeprefix(board), width=390, height=844)
    assert other.locator(HEADING).inner_text() == said
    wide = other.evaluate("() => document.querySelector('[data-testid=stMain]').scrollWidth")
    assert wide <= 392
    assert other.locator('[data-testid="stException"]').count() == 0

"""Pages in a real browser: the first visitor after boot, links that carry the scenario, clicks on the pictures."""

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser import board, browser, free_port, names, settle, slider, start_server, visit  # noqa: F401  (fixtures)

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def query(page) -> dict[str, str]:
    return {k: v[0] for k, v in parse_qs(urlsplit(page.url).query).items()}


def test_the_first_visitor_after_boot_may_open_a_deep_link(browser, tmp_path, visit):  # noqa: F811
    port = free_port()
    server = start_server(port, tmp_path / "log.txt")
    try:
        page = visit("/evidence?date=2020-07-06&profile=cnil&lang=en", host=f"http://127.0.0.1:{port}")
        assert page.locator("h1.verdict").count() == 1
        assert page.locator('[data-testid="stException"]').count() == 0
        assert query(page)["profile"] == "cnil"
        page.get_by_role("link", name="Ranking", exact=True).click()
        page.wait_for_selector("table.board:visible")
        assert query(page)["profile"] == "cnil"
    finally:
        server.terminate()
        server.wait(20)


def test_every_page_is_reached_by_its_link_with_the_same_scenario(visit):  # noqa: F811
    page = visit("/?date=2020-07-06&profile=cnil&unknowns=neutral&lang=en")
    for name in ("Trade-off", "Timeline", "Evidence", "Method", "Ranking"):
        page.get_by_role("link", name=name, exact=True).click()
        page.wait_for_function("name => document.title.startsWith(name)", arg=name)
        settle(page)
        assert page.locator('[data-testid="stException"]').count() == 0
        assert query(page) | {"date": "2020-07-06", "profile": "cnil", "unknowns": "neutral"} == query(page)


def test_a_click_on_the_map_moves_the_date_everywhere(visit):  # noqa: F811
    page = visit("/timeline?date=2020-07-06&lang=en")
    page.wait_for_selector(".st-key-wide_map_chart .main-svg")
    page.wait_for_timeout(1500)
    box = page.locator(".st-key-wide_map_chart .nsewdrag").first.bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.9, box["y"] + box["height"] * 0.7)
    page.wait_for_timeout(300)
    page.mouse.click(box["x"] + box["width"] * 0.9, box["y"] + box["height"] * 0.7)
    page.wait_for_function("() => !location.search.includes('2020-07-06')")
    settle(page)
    assert query(page)["date"].startswith(("2025", "2026"))


def test_a_click_on_the_band_moves_the_balance(visit):  # noqa: F811
    page = visit("/tradeoff?date=2020-07-06&lang=en")
    page.wait_for_selector(".st-key-wide_balance_chart .main-svg")
    page.wait_for_timeout(1500)
    box = page.locator(".st-key-wide_balance_chart .nsewdrag").first.bounding_box()
    spot = box["x"] + box["width"] * 0.9, box["y"] + box["height"] * 0.055
    page.mouse.move(*spot)
    page.wait_for_timeout(300)
    page.mouse.click(*spot)
    page.wait_for_function("() => location.search.includes('pillars')")
    settle(page)
    page.wait_for_timeout(500)
    assert abs(int(slider(page, "Sovereignty ⟷ urgency").input_value()) - 90) <= 2


def test_a_phone_gets_the_order_without_sideways_scrolling(visit):  # noqa: F811
    page = visit("/?date=2020-07-06&lang=en", width=390, height=844)
    assert names(page)
    wide = page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollWidth")
    assert wide <= 392

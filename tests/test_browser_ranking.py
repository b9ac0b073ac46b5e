"""The ranking screen as a visitor lives it: weights move the order and the address; the address gives it all back."""

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser import board, browser, names, press, settle, slider, visit  # noqa: F401  (fixtures)

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def query(page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_a_weight_moves_the_order_and_the_address_and_the_address_gives_it_back(visit, board):  # noqa: F811
    page = visit("/?date=2020-07-06&lang=en&board=table")
    before = names(page)
    press(page, "Sovereignty ⟷ urgency", "End")
    after, address = names(page), page.url
    assert after != before
    assert "pillars" in query(page)
    fresh = visit(address.removeprefix(board))
    assert names(fresh) == after
    assert slider(fresh, "Sovereignty ⟷ urgency").input_value() == "100"
    page.go_back()
    page.wait_for_function("() => !location.search.includes('pillars')")
    settle(page)
    page.wait_for_timeout(500)
    assert names(page) == before


def test_arrow_keys_faster_than_the_page_lose_no_press_and_keep_the_focus(visit):  # noqa: F811
    page = visit("/?date=2026-11-23&lang=en&board=table")
    handle = slider(page, "Certification")
    start = int(handle.input_value())
    handle.focus()
    for pause in (400, 60, 60, 400):
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(pause)
    settle(page)
    assert int(handle.input_value()) == start + 4
    assert handle.evaluate("e => e === document.activeElement")


def test_shares_add_up_to_a_hundred_whatever_is_moved(visit):  # noqa: F811
    page = visit("/?date=2026-11-23&lang=en&board=table")
    press(page, "Certification", "PageUp", 2)
    shares = [int(slider(page, n).input_value())
              for n in ("Sovereignty", "Certification", "Readiness", "Cost and exit")]
    assert sum(shares) == 100


def test_language_follows_the_browser_and_the_switch(visit):  # noqa: F811
    page = visit("/", locale="fr-FR")
    assert "arrive en tête" in page.locator("h1.verdict").inner_text()
    page.get_by_role("radio", name="EN").or_(page.get_by_text("EN", exact=True)).first.click()
    page.wait_for_function("() => document.querySelector('h1.verdict').innerText.includes('comes first')")
    settle(page)
    assert query(page)["lang"] == ["en"]


def test_choices_stand_when_a_control_is_moved_after_a_change_of_language(visit):  # noqa: F811
    page = visit("/?date=2020-07-06&lang=en&board=table&require=hds&unknowns=neutral&mix=0.0")
    page.get_by_text("FR", exact=True).first.click()
    page.wait_for_function("() => document.title.startsWith('Classement')")
    settle(page)
    before = query(page)
    press(page, "Certification", "Home")
    page.wait_for_function("() => location.search.includes('pillars')")
    settle(page)
    assert {k: v for k, v in query(page).items() if k != "pillars"} == before
    assert page.locator('[data-testid="stException"]').count() == 0 and names(page)


def test_a_hostile_link_is_answered_in_a_sentence_and_the_board_stands(visit):  # noqa: F811
    page = visit("/?date=1789-07-14&profile=<script>alert(1)</script>&pillars=readiness:1e999&nonsense=1&lang=en")
    text = page.locator(".st-key-notices").inner_text()
    assert "4 entries" in text and "1789-07-14" in text
    assert names(page)
    assert "nonsense" not in page.url


def test_no_request_leaves_the_host(browser, board):  # noqa: F811
    context = browser.new_context(locale="fr-FR")
    page = context.new_page()
    hosts = set()
    page.on("request", lambda r: hosts.add(urlsplit(r.url).hostname) if r.url.startswith(("http", "ws")) else None)
    page.goto(board + "/?lang=fr")
    page.wait_for_selector(".colophon", state="attached")
    settle(page)
    context.close()
    assert hosts == {"127.0.0.1"}

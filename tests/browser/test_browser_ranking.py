"""The ranking screen as a visitor lives it: weights move the order and the address; the address gives it all back."""

import re

import pytest
from playwright.sync_api import expect

from tests.browsing import (
    REST,
    becomes,
    faults,
    names,
    press,
    query,
    settle,
    slider,
)

pytestmark = pytest.mark.browser


def test_a_weight_moves_the_order_and_the_address_and_the_address_gives_it_back(visit, board):
    page = visit("/?date=2020-07-06&lang=en&board=table")
    before = names(page)
    press(page, "Sovereignty ⟷ urgency", "End")
    becomes(lambda: query(page), lambda q: "pillars" in q)
    becomes(lambda: names(page), lambda found: found != before)
    settle(page)
    after, address = names(page), page.url
    fresh = visit(address.removeprefix(board))
    becomes(lambda: names(fresh), after)
    expect(slider(fresh, "Sovereignty ⟷ urgency")).to_have_value("100")
    page.go_back()
    becomes(lambda: query(page), lambda q: "pillars" not in q)
    becomes(lambda: names(page), before)


def test_arrow_keys_faster_than_the_page_lose_no_press_and_keep_the_focus(visit):
    page = visit("/?date=2026-11-23&lang=en&board=table")
    handle = slider(page, "Certification")
    start = int(handle.input_value())
    handle.focus()
    for pause in (400, 60, 60):  # while the page is at rest, asks and is answered
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(pause)
    page.keyboard.press("ArrowRight")
    page.evaluate(REST)
    settle(page)
    becomes(lambda: query(page).get("pillars", ""), lambda said: f"certification:{start + 4}" in said)
    settle(page)
    expect(handle).to_have_value(str(start + 4))
    expect(handle).to_be_focused()


def test_shares_add_up_to_a_hundred_whatever_is_moved(visit):
    page = visit("/?date=2026-11-23&lang=en&board=table")
    press(page, "Certification", "PageUp", 2)
    becomes(lambda: query(page), lambda q: "pillars" in q)
    shares = [slider(page, n) for n in ("Sovereignty", "Certification", "Readiness", "Cost and exit")]
    becomes(lambda: sum(int(share.input_value()) for share in shares), 100)


def test_language_follows_the_browser_and_the_switch(visit):
    page = visit("/", locale="fr-FR")
    verdict = page.locator("h1.verdict")
    expect(verdict).to_contain_text("Et aujourd’hui ?")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    page.get_by_role("radio", name="EN").or_(page.get_by_text("EN", exact=True)).first.click()
    expect(verdict).to_contain_text("And today?")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    becomes(lambda: query(page).get("lang"), "en")


def test_choices_stand_when_a_control_is_moved_after_a_change_of_language(visit):
    page = visit("/?date=2020-07-06&lang=en&board=table&require=hds&unknowns=neutral&mix=0.0")
    page.get_by_text("FR", exact=True).first.click()
    page.wait_for_function("() => document.title.startsWith('Classement')")
    becomes(lambda: query(page).get("lang"), "fr")
    settle(page)
    before = query(page)
    press(page, "Certification", "Home")
    becomes(lambda: query(page), lambda q: "pillars" in q)
    settle(page)
    becomes(lambda: {k: v for k, v in query(page).items() if k != "pillars"}, before)
    assert names(page)
    expect(faults(page)).to_have_count(0)


def test_a_hostile_link_is_answered_in_a_sentence_and_the_board_stands(visit):
    page = visit("/?date=1789-07-14&profile=<script>alert(1)</script>&pillars=readiness:1e999&nonsense=1&lang=en")
    notices = page.locator(".st-key-notices")
    expect(notices).to_contain_text("4 entries")
    expect(notices).to_contain_text("1789-07-14")
    assert names(page)
    becomes(lambda: query(page), lambda q: "nonsense" not in q)


def test_from_the_question_over_the_law_and_a_weight_to_the_whole_board_and_back(visit):
    page = visit("/?lang=en")
    page.wait_for_selector(".live-on .q-days")
    expect(page.locator("h1.question")).to_be_visible()
    ranked = page.locator(".live-on .q-day").last.locator("li")
    required = ranked.count()
    page.locator(".st-key-q_law label").first.click()
    becomes(lambda: query(page), lambda q: "require" not in q and "against" in q)
    becomes(lambda: ranked.count(), lambda n: n >= required)
    page.locator('.live input[type=range][aria-label="Certification"]').press("PageUp")
    becomes(lambda: query(page), lambda q: "pillars" in q)
    page.wait_for_selector(".live:not(.is-moving)")
    settle(page)
    asked = query(page)
    page.locator(".st-key-q_open button").last.click()
    becomes(lambda: query(page), lambda q: "against" not in q and q["pillars"] == asked["pillars"])
    page.wait_for_selector(".live-on .live-rows tbody.ranked")
    settle(page)
    page.go_back()
    page.wait_for_selector(".live-on .q-days")
    becomes(lambda: query(page), asked)
    settle(page)
    # The board's name leads to the question from anywhere, and Back from there to what stood before, at once.
    page.go_forward()
    page.wait_for_selector(".live-on .live-rows tbody.ranked")
    settle(page)
    page.locator(".st-key-brand a").click()
    page.wait_for_selector(".live-on .q-days")
    becomes(lambda: query(page).get("against"), asked["against"])
    settle(page)
    page.go_back()
    page.wait_for_selector(".live-on .live-rows tbody.ranked")
    becomes(lambda: "against" in query(page), False)


def test_offers_shut_out_are_counted_and_seen_at_a_press_and_stand_open_where_none_has_a_place(visit):
    page = visit("/?date=2026-11-23&lang=en&require=hds,secnumcloud_qualified")
    fold = page.get_by_role("button", name=re.compile(r"^Shut out by a must-have \(\d+\)$"))
    rows = page.locator(".live-rows tbody.out tr:not(.title) >> visible=true")
    expect(fold).to_have_attribute("aria-expanded", "false")
    expect(rows).to_have_count(0)
    fold.click()
    expect(rows).to_have_count(int(re.search(r"\d+", fold.inner_text())[0]))
    none = visit("/?date=2018-01-01&lang=en&require=secnumcloud_qualified")
    expect(none.get_by_role("button", name=re.compile("^Shut out"))).to_have_attribute("aria-expanded", "true")


def test_who_wants_calm_is_shown_one_event_after_another_and_no_days_between(visit):
    page = visit("/?date=2020-07-06&lang=en")
    page.emulate_media(reduced_motion="reduce")
    play = page.locator(".live-scrub:not([inert]) .scrub-play")
    play.click()
    passed = """() => new Promise((done) => { const days = new Set(), from = performance.now(), look = () => {
        days.add(document.querySelector('.scrub-day').textContent);
        performance.now() - from < 800 ? requestAnimationFrame(look) : done(days.size); }; look(); })"""
    assert page.evaluate(passed) == 1
    expect(page.locator(".scrub-caption")).to_have_class("scrub-caption is-today")

"""Pages in a real browser: links that carry the scenario, clicks on the pictures, the visitor's own day."""

import pytest
from playwright.sync_api import expect

from tests.browsing import arrive, becomes, faults, query, slider, turn_to, visitor

pytestmark = pytest.mark.browser

REFUSED = "() => performance.getEntriesByType('resource').filter(e => e.responseStatus >= 400).map(e => e.name)"


def click_in(page, chart: str, across: float, down: float) -> None:
    """Click in a chart, at shares of its area, once it answers the pointer there."""
    area = page.locator(f".st-key-{chart} .nsewdrag").first
    under = f"() => !!document.querySelector('.st-key-{chart} .js-plotly-plot')?._hoverdata?.length"

    def pointed() -> dict | None:
        size = area.bounding_box()
        place = {"x": size["width"] * across, "y": size["height"] * down}
        page.mouse.move(0, 0)
        area.hover(position=place)
        page.wait_for_timeout(100)  # the chart looks at the pointer at most so often
        return place if page.evaluate(under) and area.bounding_box() == size else None

    becomes(pointed, bool)
    area.click(position=pointed())


@pytest.mark.parametrize("mark", ["&amp;", "&#38;"])
def test_a_link_that_a_mail_program_escaped_opens_with_its_weights(visit, mark):
    page = visit(mark.join(("/?date=2020-07-06", "pillars=readiness:10,sovereignty:90", "lang=en")))
    becomes(lambda: (query(page).get("pillars"), query(page).get("lang")), ("readiness:10,sovereignty:90", "en"))
    expect(page.locator(".st-key-notices")).to_have_count(0)
    expect(faults(page)).to_have_count(0)


CUT = """(() => {
  const send = WebSocket.prototype.send
  window.lines = new Set()
  WebSocket.prototype.send = function (data) { window.lines.add(this); return send.call(this, data) }
})()"""


@pytest.mark.parametrize(
    "status",
    [
        pytest.param(0, id="nobody answers"),
        pytest.param(403, id="refused"),
        pytest.param(502, id="a proxy whose board is down"),
    ],
)
def test_a_lost_connection_is_said_in_the_boards_words_alone(browser, board, status):
    context = visitor(browser, locale="fr-FR")
    context.add_init_script(CUT)
    page = arrive(context.new_page(), board.replace("127.0.0.1", "localhost") + "/method?lang=fr")
    becomes(lambda: page.evaluate("() => !!window.theirWords"), True)
    answer = "<html><body>Bad Gateway</body></html>"
    page.route("**/_stcore/**", lambda r: r.fulfill(status=status, body=answer) if status else r.abort())
    page.evaluate("() => lines.forEach(line => line.close())")
    gone = "Le tableau ne répond pas pour le moment\u202f; cette page reviendra d’elle-même dès qu’il répondra."
    becomes(lambda: page.get_by_role("dialog").inner_text().split("\n"), ["Connexion perdue", gone])
    context.close()


def test_every_page_is_reached_by_its_link_with_the_same_scenario(visit):
    page = visit("/?date=2020-07-06&profile=cnil&unknowns=neutral&lang=en")
    scenario = {"date": "2020-07-06", "profile": "cnil", "unknowns": "neutral"}
    for name in ("Trade-off", "Timeline", "Evidence", "Method", "Ranking"):
        turn_to(page, name)
        becomes(lambda: query(page), lambda found: found | scenario == found)
        expect(faults(page)).to_have_count(0)


def test_a_click_on_the_map_moves_the_date_everywhere(visit):
    page = visit("/timeline?date=2020-07-06&lang=en")
    click_in(page, "wide_map_chart", 0.9, 0.7)
    becomes(lambda: query(page)["date"], lambda day: day.startswith(("2025", "2026")))


def test_a_press_on_a_line_opens_its_offer_and_one_on_the_band_moves_the_balance(visit):
    page = visit("/tradeoff?date=2020-07-06&lang=en")
    click_in(page, "wide_balance_chart", 0.5, 0.52)
    becomes(lambda: query(page).get("open"), "azure")
    expect(page.locator(".dr h2")).to_contain_text("Microsoft Azure")
    page.keyboard.press("Escape")
    expect(page.locator(".dr")).to_have_count(0)
    click_in(page, "wide_balance_chart", 0.9, 0.055)
    becomes(lambda: query(page), lambda q: "pillars" in q)
    becomes(lambda: int(slider(page, "Sovereignty ⟷ urgency").input_value()), lambda n: abs(n - 90) <= 2)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_today_is_the_day_where_the_visitor_is(browser, board, zone):
    """A whole day lies between the two, so that the server's own day is wrong for one of them at least."""
    context = visitor(browser, timezone_id=zone, locale="fr-FR")
    page = arrive(context.new_page(), f"{board}/?lang=fr&date=2020-07-06")
    page.get_by_role("button", name="Aujourd’hui").click()
    here = page.evaluate("() => new Intl.DateTimeFormat('sv').format(new Date())")
    becomes(lambda: query(page).get("date"), here)
    context.close()


def test_an_address_opens_its_fold_and_no_other(visit):
    page = visit("/method?date=2020-07-06&lang=fr#limits")
    expect(page.locator(".st-key-section_limits .me-answer").first).to_be_visible()
    expect(page.locator(".st-key-section_facts .me-answer").first).to_be_hidden()
    assert page.evaluate(REFUSED) == []


def test_a_page_without_its_connection_says_what_the_proxy_lacks_and_keeps_what_can_be_read(browser, board):
    context = visitor(browser)
    page = context.new_page()
    page.clock.install()
    page.route_web_socket("**/_stcore/stream", lambda line: line.close())
    page.goto(f"{board}/?date=2020-07-06&lang=en")
    page.locator("h1").first.wait_for()
    page.clock.fast_forward(20_000)
    expect(page.get_by_role("alert")).to_contain_text("no live connection")
    expect(page.locator("h1").first).to_be_visible()
    context.close()

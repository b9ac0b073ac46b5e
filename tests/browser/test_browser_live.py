"""The live board in a real browser: it computes what Python computes, follows the hand, and never overrules it."""

import json
import random
from datetime import date
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from charts.ranking.live_data import live_board
from charts.ranking.weights_panel import weights_panel
from ranking.robustness.first_places import ANY
from ranking.weighing.rank import rank
from ranking.weighing.scenario import Scenario, from_query
from results import results
from tests.browser.live.cases import cases, stated_weight
from tests.browsing import (
    FRAME,
    arrive,
    becomes,
    faults,
    names,
    query,
    scroll_width,
    settle,
    visitor,
)
from tests.places import EVIDENCE, ROOT
from words.language import language
from words.ranking.verdict import verdict

pytestmark = pytest.mark.browser

SCRIPT = (ROOT / "tests/browser/live/browser.js").read_text("utf-8")
COMPUTE = (ROOT / "ui/ranking/live/compute.js").read_text("utf-8")
HOME = "/?date=2020-07-06&lang=en"
DAY, ALONE = date(2020, 7, 6), date(2026, 11, 23)
ROWS = ".live-on .live-rows tbody.ranked"


def weight(page, label: str):
    """The live board's slider with this label."""
    return page.locator(f'.live input[type=range][aria-label="{label}"]')


def field(page, label: str):
    return page.locator(f'.live input[aria-label="{label}, in per cent"]')


def shares(page) -> list[int]:
    return [int(weight(page, n).input_value()) for n in ("Sovereignty", "Certification", "Readiness", "Cost and exit")]


def lived(page):
    """The page, once the live board has replaced the still one."""
    page.wait_for_selector(ROWS)
    return page


def leads(page, first: str, yes: bool = True) -> None:
    """Wait until this offer is, or is not, in the first row of the live board."""
    becomes(lambda: names(page)[0] == first, yes)


def said_of(entries: dict[str, str]) -> str:
    """The verdict, in English, of the scenario that an address holds, as the model gives it."""
    evidence = EVIDENCE
    ranking = rank(evidence, from_query(entries, evidence, DAY)[0])
    return verdict(language("en"), evidence, ranking, results.verdict(evidence, ranking, ANY))


def answered(page) -> None:
    """Wait until Python has answered the last move; the board says from its next frame on that it moves."""
    page.evaluate(FRAME)
    page.wait_for_selector(".live:not(.is-moving)")
    settle(page)


def still(handle) -> dict:
    """The box of an element that stands still."""
    handle.scroll_into_view_if_needed()
    boxes = [handle.bounding_box()]

    def stands() -> bool:
        handle.page.evaluate(FRAME)
        boxes.append(handle.bounding_box())
        return boxes[-1] == boxes[-2]

    becomes(stands, True)
    return boxes[-1]


def spot(box: dict, percent: float) -> tuple[float, float]:
    """Where the thumb of a slider is at a percentage; thumbs are 16 pixels wide."""
    return box["x"] + 8 + (box["width"] - 16) * percent / 100, box["y"] + box["height"] / 2


def drag(page, label: str, to: int) -> None:
    """Press on the thumb and take it to a percentage, step by step; the button stays down."""
    handle = weight(page, label)
    box, start = still(handle), int(handle.input_value())
    page.mouse.move(*spot(box, start))
    page.mouse.down()
    for k in range(1, 9):
        page.mouse.move(*spot(box, start + (to - start) * k / 8))
        page.evaluate(FRAME)
    expect(handle).to_have_value(str(to))


def close(found, expected, where: str) -> None:
    """Equal; numbers to a billionth."""
    if isinstance(expected, dict):
        assert found.keys() == expected.keys(), where
        for key in expected:
            close(found[key], expected[key], f"{where} {key}")
    elif isinstance(expected, list):
        assert len(found) == len(expected), where
        for n, (a, b) in enumerate(zip(found, expected, strict=True)):
            close(a, b, f"{where} {n}")
    elif isinstance(expected, float):
        assert found == pytest.approx(expected, abs=1e-9), where
    else:
        assert found == expected, where


def test_order_scores_ranges_gaps_and_moves_are_those_of_python_in_three_hundred_cases(browser):
    asked = cases(EVIDENCE, 300)
    page = browser.new_page()
    page.add_script_tag(content=SCRIPT)
    found = json.loads(page.evaluate("([code, text]) => compared(code, text)", [COMPUTE, json.dumps(asked)]))
    page.close()
    for n, (case, got) in enumerate(zip(asked, found, strict=True)):
        for part in ("expected", "after", "moved"):
            close(got[part], case[part], f"case {n} ({case['move']}, mix {case['board']['compensation']}): {part}")


def test_numbers_are_rounded_as_python_rounds_them(browser):
    rng = random.Random(1)
    numbers = [(rng.randrange(0, 3200) / 32, digits) for digits in (0, 1, 4) for _ in range(200)]
    numbers += [(rng.random() * 100, digits) for digits in (0, 1, 4) for _ in range(200)]
    page = browser.new_page()
    page.add_script_tag(content=SCRIPT)
    found = page.evaluate("([code, numbers]) => rounding(code, numbers)", [COMPUTE, numbers])
    page.close()
    assert found == [round(x, digits) for x, digits in numbers]


def test_the_order_follows_while_the_button_is_down_and_the_page_when_it_is_let_go(visit, board):
    page = lived(visit(HOME))
    before, heading = names(page), page.locator("h1.verdict")
    first = heading.inner_text()
    drag(page, "Certification", 0)
    leads(page, before[0], False)
    held = names(page)
    assert held != before
    becomes(lambda: sum(shares(page)), 100)
    # While the weight moves the verdict is hidden: what stands in its place holds at every moment.
    expect(heading).to_have_css("visibility", "hidden")
    assert "pillars" not in query(page) and heading.inner_text() == ""
    instead = page.evaluate("() => getComputedStyle(document.querySelector('h1.verdict'), '::before').content")
    assert instead == f'"While the weights move, the best score is that of {held[0]}."'
    page.mouse.up()
    answered(page)
    becomes(lambda: query(page), lambda q: "pillars" in q)
    becomes(lambda: names(page), held)
    settle(page)
    right = said_of(query(page))
    assert right != first
    expect(heading).to_have_css("visibility", "visible")
    expect(heading).to_have_text(right, use_inner_text=True)
    ordinary = visit(page.url.removeprefix(board) + "&board=table")
    becomes(lambda: names(ordinary), held)
    expect(ordinary.locator("h1.verdict")).to_have_text(right, use_inner_text=True)
    page.go_back()
    becomes(lambda: query(page), lambda q: "pillars" not in q)
    leads(page, before[0])
    becomes(lambda: names(page), before)
    expect(heading).to_have_text(first, use_inner_text=True)


def test_keys_move_a_weight_and_none_is_lost_to_a_slower_server(visit):
    page = lived(visit("/?date=2026-11-23&lang=en"))
    handle = weight(page, "Certification")
    start = int(handle.input_value())
    handle.focus()
    for pause in (400, 60, 330, 60, 310, 60):  # while the hand rests, nearly rests, is answered
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(pause)
    page.keyboard.press("ArrowRight")
    answered(page)
    becomes(lambda: query(page).get("pillars", ""), lambda said: f"certification:{start + 7}" in said)
    settle(page)
    expect(handle).to_have_value(str(start + 7))
    expect(handle).to_be_focused()
    expect(handle).to_have_attribute("aria-valuetext", f"{start + 7}% of the whole")
    page.keyboard.press("PageUp")
    becomes(lambda: int(handle.input_value()), lambda higher: higher > start + 7)
    page.keyboard.press("End")
    expect(handle).to_have_value("100")
    page.keyboard.press("Home")
    answered(page)
    becomes(lambda: query(page).get("pillars", "").split(","), lambda said: "certification:0" in said)
    expect(handle).to_have_value("0")


def test_a_typed_number_counts_and_a_wrong_one_gets_a_sentence(visit):
    page = lived(visit(HOME))
    field(page, "Readiness").fill(" 45 %")
    page.keyboard.press("Enter")
    answered(page)
    expect(weight(page, "Readiness")).to_have_value("45")
    becomes(lambda: sum(shares(page)), 100)
    before, spoken = shares(page), page.locator(".live-on > [aria-live]")
    expect(spoken).to_contain_text("New order")  # comes a moment later and would be said over the next sentence
    for text in ("5²", "4 5", "145"):
        field(page, "Readiness").fill(text)
        for said in (page.locator(".live-weight[data-id=readiness] .live-note"), spoken):
            expect(said).to_have_text("A whole percentage, from 0 to 100.")
        expect(field(page, "Readiness")).to_have_value(text)
    weight(page, "Readiness").focus()
    expect(field(page, "Readiness")).to_have_value("45")
    becomes(lambda: shares(page), before)


def test_a_criterion_moves_inside_its_pillar_with_both_ends_in_words(visit):
    page = lived(visit("/?date=2026-11-23&lang=en"))
    page.get_by_role("button", name="Criteria of “Sovereignty”").click()
    scale = page.locator(".live-weight[data-id=key_control] .live-scale")
    expect(scale).to_have_text("from “keys held by the provider” to “keys kept outside the provider”")
    before = shares(page)
    drag(page, "Control of encryption keys", 80)
    page.mouse.up()
    answered(page)
    becomes(lambda: query(page).get("weights", ""), lambda said: "key_control:80" in said)
    becomes(lambda: shares(page), before)


def test_a_locked_weight_stays_while_others_move_and_the_link_keeps_the_lock(visit, board):
    page = lived(visit(HOME))
    start = shares(page)
    page.get_by_role("button", name="Keep this weight as it is: Sovereignty").click()
    answered(page)
    becomes(lambda: query(page).get("lock"), "sovereignty")
    for label in ("Sovereignty", "Sovereignty ⟷ urgency"):
        expect(weight(page, label)).to_be_disabled()
    weight(page, "Certification").focus()
    page.keyboard.press("End")
    page.locator(".live-weight[data-id=certification] .live-note").get_by_text(f"At most {100 - start[0]}%").wait_for()
    answered(page)
    becomes(lambda: shares(page), [start[0], 100 - start[0], 0, 0])
    becomes(lambda: query(page), lambda q: q.keys() >= {"lock", "pillars"})
    fresh = lived(visit(page.url.removeprefix(board)))
    becomes(lambda: shares(fresh), [start[0], 100 - start[0], 0, 0])
    expect(weight(fresh, "Sovereignty")).to_be_disabled()


def test_undo_redo_and_reset_of_one_weight_and_of_all(visit):
    page = lived(visit("/?date=2020-07-06&profile=cnil&lang=en"))
    start = shares(page)
    seen = []
    for label, key in (("Certification", "Home"), ("Readiness", "End")):
        weight(page, label).focus()
        page.keyboard.press(key)
        answered(page)
        seen.append(shares(page))
    page.get_by_role("button", name="Undo").click()
    answered(page)
    becomes(lambda: shares(page), seen[0])
    page.get_by_role("button", name="Redo").click()
    answered(page)
    becomes(lambda: shares(page), seen[1])
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    answered(page)
    becomes(lambda: (shares(page), "pillars" in query(page)), (start, False))
    weight(page, "Certification").focus()
    page.keyboard.press("Home")
    page.get_by_role("button", name="Back to its weight in the profile: Certification").click()
    answered(page)
    becomes(lambda: (shares(page)[1], "pillars" in query(page)), (start[1], True))
    page.get_by_role("button", name="Back to the profile’s weights").click()
    answered(page)
    becomes(lambda: (shares(page), "pillars" in query(page)), (start, False))


def test_weights_outlive_a_change_of_page_and_of_language(visit):
    page = lived(visit(HOME))
    weight(page, "Certification").focus()
    page.keyboard.press("Home")
    page.get_by_role("link", name="Does it hold?", exact=True).click(delay=70)
    page.wait_for_selector(".st-key-wide_places_chart .main-svg")
    becomes(lambda: query(page).get("pillars", ""), lambda said: "certification:0" in said)
    settle(page)
    page.get_by_role("link", name="Ranking", exact=True).click()
    lived(page)
    becomes(lambda: shares(page)[1], 0)
    settle(page)
    page.get_by_text("FR", exact=True).first.click()
    page.wait_for_selector('.live input[aria-label="Souveraineté"]')
    expect(weight(page, "Certification")).to_have_value("0")
    expect(page.locator(".live .gap").nth(1)).to_contain_text("de retard")
    settle(page)
    page.get_by_role("button", name="Annuler").click()
    answered(page)
    becomes(lambda: query(page), lambda q: "pillars" not in q)
    expect(weight(page, "Certification")).to_have_value(stated_weight(EVIDENCE, "certification", DAY))


@pytest.mark.parametrize(("at", "there", "title"), [("/", "Method", "Method"), ("/timeline", "The facts", "Evidence")])
def test_a_link_pressed_before_the_page_could_tell_of_a_weight_leads_there_with_the_weight(visit, at, there, title):
    page = visit(at + HOME.removeprefix("/"))
    page.wait_for_selector(".live-on [data-id=certification] input[type=range]")
    page.evaluate(
        """there => {
          const slider = document.querySelector(".live-on [data-id=certification] input[type=range]");
          const link = [...document.querySelectorAll(".st-key-sections a")].find((a) => a.textContent === there);
          slider.value = 0;
          slider.dispatchEvent(new Event("input", { bubbles: true }));
          link.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
          link.click();
        }""",
        there,
    )
    page.wait_for_function("title => document.title.startsWith(title)", arg=title)
    becomes(lambda: query(page).get("pillars", ""), lambda said: "certification:0" in said)
    settle(page)
    expect(page.locator(".st-key-sections strong")).to_have_text(there)
    expect(page.locator("h1")).to_be_visible()


@pytest.fixture(scope="module")
def bare(browser, board):
    """A page of the board's server without the board, and where the component's script is."""
    context = visitor(browser, bypass_csp=True)  # the test adds a script of its own
    page = lived(arrive(context.new_page(), board + HOME))
    loaded = page.evaluate("performance.getEntriesByType('resource').map(e => e.name)")
    yield page, next(name for name in loaded if name.endswith("/board.js"))
    context.close()


@pytest.fixture
def alone(bare):
    """The component on a bare page of the same server, fresh for each test, with data as Python makes them."""
    page, script = bare
    evidence = EVIDENCE
    ranking = rank(evidence, Scenario(ALONE))
    words = {"of": "these", "board": live_board(language("en"), evidence, ranking)}
    data = {
        "of": "these",
        "seq": 0,
        "session": "one",
        "scope": "a",
        "state": {"pillars": {}, "weights": {}, "locked": []},
    }
    page.goto(urlsplit(page.url)._replace(path="/_stcore/health", query="").geturl())
    page.emulate_media(reduced_motion="no-preference")
    page.add_script_tag(content=SCRIPT)
    page.evaluate("([script, words, data]) => alone(script, words, data)", [script, words, data])
    return page, data


def test_an_answer_older_than_the_hand_is_not_followed_a_newer_one_is(alone):
    page, data = alone
    for value in (60, 70):
        weight(page, "Readiness").fill(str(value))
        page.wait_for_function("n => sent.length === n", arg=1 if value == 60 else 2)
    first, second = page.evaluate("sent")
    assert (first["seq"], second["seq"], second["pillars"]["readiness"]) == (1, 2, 70)
    older = {k: first[k] for k in ("pillars", "weights", "locked")}
    page.evaluate("data => answer(data)", {**data, "seq": 1, "state": older})
    expect(weight(page, "Readiness")).to_have_value("70")
    expect(page.locator(".live.is-moving")).to_have_count(1)
    page.evaluate(
        "data => answer(data)",
        {**data, "seq": 2, "state": {"pillars": {"readiness": 10, "sovereignty": 90}, "weights": {}, "locked": []}},
    )
    expect(page.locator(".live.is-moving")).to_have_count(0)
    expect(weight(page, "Readiness")).not_to_have_value("70")
    page.evaluate("data => answer(data)", {**data, "session": "two"})
    expect(weight(page, "Readiness")).to_have_value(stated_weight(EVIDENCE, "readiness", ALONE))


def test_a_drawing_that_newer_data_overtook_leaves_one_board_and_its_gesture(alone):
    page, data = alone
    sent = page.evaluate(
        """data => { const slider = document.querySelector('[data-id=readiness] input[type=range]');
        slider.value = 60; slider.dispatchEvent(new Event('input')); answer(data)(); answer(data); return sent.length;
        }""",
        data,
    )
    assert sent == 0
    expect(page.locator(".live")).to_have_count(1)
    expect(weight(page, "Readiness")).to_have_value("60")
    page.wait_for_function("() => sent.length === 1")


def test_an_answer_that_comes_before_its_words_waits_for_them(alone):
    page, data = alone
    later = {**data, "of": "those", "state": {"pillars": {"readiness": 80}, "weights": {}, "locked": []}}
    page.evaluate("data => answer(data)", later)
    page.evaluate(FRAME)
    expect(weight(page, "Readiness")).to_have_value(stated_weight(EVIDENCE, "readiness", ALONE))
    page.evaluate("words => learn({ ...words, of: 'those' })", page.evaluate("words"))
    expect(weight(page, "Readiness")).not_to_have_value(stated_weight(EVIDENCE, "readiness", ALONE))


def test_weights_alone_are_drawn_though_the_days_of_a_board_left_before_are_known(alone):
    page, data = alone
    panel = weights_panel(language("fr"), EVIDENCE, Scenario(ALONE), rank(EVIDENCE, Scenario(ALONE)).matrix.thin)
    page.evaluate(
        """([panel, data]) => {
          for (const sent of [{ of: "days", days: {} }, { of: "alone", board: panel }]) learn(sent);
          window.parent_element = document.body.appendChild(document.createElement("div"));
          answer({ ...data, of: "alone", days: "days" });
        }""",
        [panel, data],
    )
    expect(weight(page, "Certification")).to_have_count(2)
    expect(weight(page, "Souveraineté")).to_have_value(stated_weight(EVIDENCE, "sovereignty", ALONE))
    page.evaluate("() => { window.parent_element.remove(); delete window.parent_element; }")


def test_rows_glide_unless_the_visitor_wants_calm(alone):
    page, _ = alone
    page.evaluate("""() => { const animate = HTMLTableRowElement.prototype.animate; window.glided = 0;
        HTMLTableRowElement.prototype.animate = function (...how) { glided++; return animate.apply(this, how); }; }""")
    before = names(page)
    weight(page, "Readiness").fill("100")
    becomes(lambda: names(page), lambda found: found != before)
    assert page.evaluate("glided") > 0
    page.emulate_media(reduced_motion="reduce")
    page.evaluate("() => { glided = 0; }")
    before = names(page)
    weight(page, "Readiness").fill("0")
    becomes(lambda: names(page), lambda found: found != before)
    assert page.evaluate("glided") == 0


def test_a_new_order_is_told_to_a_screen_reader_once_the_hand_pauses(visit):
    page = lived(visit(HOME))
    before = names(page)
    weight(page, "Certification").focus()
    page.keyboard.press("Home")
    becomes(lambda: names(page), lambda found: found != before)
    expect(page.locator(".live-on > [aria-live]")).to_contain_text(f"New order: 1 {names(page)[0]}")


def test_where_the_script_is_blocked_the_table_stands_and_leads_to_weights_in_questions(browser, board):
    context = visitor(browser)
    page = context.new_page()
    page.route("**/bidi-components/**", lambda route: route.abort())
    arrive(page, board + HOME)
    page.locator(".st-key-live_board [role=alert]").first.wait_for(state="attached")  # Streamlit has noticed
    expect(page.locator("[role=alert]:visible, [data-testid=stException]:visible")).to_have_count(0)
    assert len(names(page)) > 5
    page.get_by_role("link", name="The weights are coming.").click()
    page.wait_for_url("**/weights?**")
    expect(page.get_by_role("button", name="Put them in order")).to_be_visible()
    context.close()


def test_a_hostile_script_in_its_place_changes_nothing_and_is_answered_in_a_sentence(browser, board):
    context = visitor(browser)
    page = context.new_page()
    page.route(
        "**/board.ranking_live*/board.js",
        lambda route: route.fulfill(
            content_type="text/javascript",
            body="""
        export default ({ data, setStateValue }) => { if (data.answer && !window.done) { window.done = true;
            setStateValue("moved", { seq: 1, pillars: { readiness: 1e300, "<b>": 3 }, weights: { hds: "x" },
                locked: [7] }); } }""",
        ),
    )
    page.goto(board + HOME)
    page.get_by_text("could not be used; those before stand.").wait_for()
    settle(page)
    assert "pillars" not in query(page)
    expect(page.locator("h1.verdict")).to_contain_text("Microsoft Azure")
    expect(faults(page)).to_have_count(0)
    context.close()


def test_a_phone_folds_the_weights_above_the_rows_with_targets_for_a_finger(browser, board):
    size = {"width": 390, "height": 844}
    context = visitor(browser, viewport=size, has_touch=True, is_mobile=True)
    page = lived(arrive(context.new_page(), board + HOME))
    expect(weight(page, "Certification")).to_be_hidden()
    page.get_by_role("button", name="Set the weights").tap()
    handle = weight(page, "Certification")
    before = names(page)
    page.touchscreen.tap(*spot(still(handle), 95))
    becomes(lambda: query(page), lambda q: "pillars" in q)
    answered(page)
    becomes(lambda: int(handle.input_value()), lambda n: n > 85)
    becomes(lambda: names(page), lambda found: found != before)
    becomes(
        lambda: page.evaluate("""() => [...document.querySelectorAll('.live button, .live input')]
        .filter(e => e.checkVisibility({ visibilityProperty: true })).map(e => e.getBoundingClientRect())
        .filter(box => box.height < 43.5).length"""),
        0,
    )
    becomes(lambda: scroll_width(page), lambda wide: wide <= 392)
    context.close()

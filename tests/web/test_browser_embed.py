"""Frames in somebody else's article and the file on a disk: exact, quiet, as high as they need, never stale."""

import random
import re
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import expect

from exports.embed import board as content
from exports.embed import page as frames
from exports.embed.code import snippet
from ranking.errors import NothingToWeigh
from ranking.weighing.scenario import Scenario
from results import results
from tests.browser.live.cases import DAYS, answer, question
from tests.browser.test_browser_live import SCRIPT, close
from tests.browser.test_browser_pages import AXE, RUN
from tests.browsing import FRAME, becomes, names
from tests.web.asking import evidence
from words.language import language

pytestmark = pytest.mark.browser

ON = "date=2020-07-06&lang=en"
MANY = 220


@pytest.fixture
def opened(browser):
    """opened(address, **as Playwright has it) -> a page that keeps what its console said and what it asked for."""
    contexts = []

    def go(address: str, **more):
        contexts.append(browser.new_context(**{"viewport": {"width": 1440, "height": 900}, "locale": "en-GB"} | more))
        page = contexts[-1].new_page()
        page.said, page.asked = [], []
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(address)
        return page

    yield go
    for context in contexts:
        context.close()


@pytest.fixture
def article(tmp_path):
    """article(html) -> its address on a server of another origin."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=tmp_path))
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def write(html: str) -> str:
        (tmp_path / "index.html").write_text(html, "utf-8")
        return f"http://127.0.0.1:{server.server_port}/"

    yield write
    server.shutdown()
    server.server_close()


@pytest.fixture
def kept(tmp_path):
    """kept(**replaced) -> address of the file on a disk, each text replaced by another."""

    def write(replaced: dict[str, str] | None = None) -> str:
        text = frames.file(evidence(), Scenario(DAYS[1]), "en", "https://board.example").decode()
        for before, after in (replaced or {}).items():
            assert before in text
            text = text.replace(before, after, 1)
        path = tmp_path / "board.html"
        path.write_text(text, "utf-8")
        return path.as_uri()

    return write


def weight(place, label: str):
    return place.locator(f'.live input[type=range][aria-label="{label}"]')


def test_a_frame_gives_pythons_order_and_scores_in_two_hundred_questions(opened, kept):
    rng, texts, expected = random.Random(15), [], []
    while len(texts) < MANY:
        asked, say = question(evidence(), rng), language(rng.choice(("fr", "en")))
        try:
            ranking = results.ranking(evidence(), asked)
        except NothingToWeigh:
            continue
        texts.append(content.data_text(say, evidence(), ranking, "", {}, {}, {}))
        expected.append(answer(evidence(), ranking))
    page = opened(kept(), bypass_csp=True)
    page.add_script_tag(content=SCRIPT)
    for n, (got, wanted) in enumerate(zip(page.evaluate("texts => framed(texts)", texts), expected, strict=True)):
        close(got, wanted, f"question {n}")


def test_three_frames_in_an_article_on_a_phone_are_quiet_as_high_as_they_need_and_move_alone(board, opened, article):
    codes = [
        snippet(board, f"{board}/embed/{what}?{ON}&{more}", "Board", what).split("\n")
        for what, more in (("board", "theme=light"), ("board", "theme=dark&profile=cnil"), ("tradeoff", ""))
    ]
    body = "<p>Text.</p>".join(frame for frame, _ in codes) + codes[0][1]
    html = f'<!DOCTYPE html><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">{body}'
    page = opened("about:blank", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page.goto(article(html))
    inside = [page.frame_locator("iframe >> nth=" + str(n)) for n in range(3)]
    for n, place in enumerate(inside):
        page.locator("iframe").nth(n).scroll_into_view_if_needed()
        place.locator("h1").wait_for()
    sizes = "() => [...document.querySelectorAll('iframe')].map(f => f.clientHeight)"
    becomes(lambda: [h not in (860, 760) for h in page.evaluate(sizes)], [True, True, True])
    for frame in page.frames[1:]:
        becomes(
            lambda frame=frame: frame.evaluate("() => document.documentElement.scrollHeight - innerHeight"),
            lambda left: left <= 1,
        )
    first, second, _ = inside
    heading = first.locator("h1")
    before, other = heading.inner_text(), second.locator("h1").inner_text()
    first.get_by_role("button", name="Set the weights").tap()
    weight(first, "Certification").fill("0")
    expect(heading).to_contain_text("With your weights, on 6 July 2020")
    expect(first.get_by_text("Your weights:")).to_contain_text("certification 0%")
    expect(first.locator(".em-published >> visible=true")).to_have_count(0)
    href = first.locator("a.em-whole").get_attribute("href")
    assert "certification:0" in href and before != heading.inner_text() and second.locator("h1").inner_text() == other
    first.get_by_role("button", name="Undo").tap()
    expect(heading).to_have_text(before, use_inner_text=True)
    assert page.context.cookies() == [] and page.said == []
    assert all(url.startswith((page.url, f"{board}/embed/", f"{board}/app/static/")) for url in page.asked[1:])


def test_a_finger_that_swipes_over_a_weight_moves_nothing_and_one_that_taps_does(board, opened):
    page = opened(f"{board}/embed/board?{ON}", viewport={"width": 390, "height": 700}, has_touch=True, is_mobile=True)
    page.get_by_role("button", name="Set the weights").tap()
    handle = weight(page, "Certification")
    value, box = handle.input_value(), handle.bounding_box()
    finger, y = page.context.new_cdp_session(page), box["y"] + box["height"] / 2
    for share in (0.1, 0.8):
        gesture = {"x": box["x"] + share * box["width"], "y": y, "yDistance": -150, "gestureSourceType": "touch"}
        finger.send("Input.synthesizeScrollGesture", gesture)
    assert handle.input_value() == value
    box = handle.bounding_box()
    page.touchscreen.tap(box["x"] + 0.9 * box["width"], box["y"] + box["height"] / 2)
    becomes(lambda: int(handle.input_value()), lambda now: now >= 85)


@pytest.mark.parametrize("code, scheme", [("fr", "light"), ("en", "dark"), ("fr", "dark"), ("en", "light")])
def test_frames_are_axe_clean_and_fit_every_width_in_both_languages_and_themes(board, opened, code, scheme):
    page = opened(f"{board}/embed/board?date=2020-07-06&lang={code}&theme={scheme}", bypass_csp=True)
    page.wait_for_selector(".live-on")
    page.locator(".live-open").first.click()
    page.evaluate(AXE)
    assert page.evaluate(RUN, {}) == []
    for width in (320, 390, 700, 1024, 1920):
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate(FRAME)
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    page.goto(f"{board}/embed/stability?date=2020-07-06&lang={code}&theme={scheme}")
    page.evaluate(AXE)
    assert page.evaluate(RUN, {}) == []


def test_the_board_in_a_frame_is_worked_by_keys_shows_all_offers_and_opens_a_number_on_the_whole_board(board, opened):
    page = opened(f"{board}/embed/board?{ON}")
    before = names(page)
    page.get_by_role("button", name="All offers").press("Enter")
    expect(page.get_by_role("button", name="The first places only")).to_have_attribute("aria-expanded", "true")
    page.locator(".live-fold").first.press("Enter")
    assert len(names(page)) > len(before) and len(page.locator("tbody.out tr >> visible=true").all()) > 3
    weight(page, "Certification").focus()
    page.keyboard.press("Home")
    becomes(lambda: names(page), lambda found: found != before)
    expect(page.locator("h1")).to_contain_text("With your weights")
    door = page.locator(".live-rows a.door").first
    door.focus()
    href = door.get_attribute("href")
    assert door.get_attribute("target") == "_blank" and "open=" in href and "certification:0" in href


def test_the_file_works_from_a_disk_without_a_network_and_finds_itself_whole(opened, kept):
    page = opened(kept(), offline=True)
    proof = page.locator("#em-said")
    expect(proof).to_contain_text("Verified: the data inside have this digest")
    heading = page.locator("h1")
    before = heading.inner_text()
    weight(page, "Certification").fill("0")
    expect(heading).to_contain_text("With your weights")
    assert heading.inner_text() != before and page.said == [] and len(page.asked) == 1
    assert page.locator("a.em-whole").get_attribute("href").startswith("https://board.example/?date=2020-07-06")
    assert page.evaluate("() => [...document.fonts].filter(f => f.status === 'loaded').length") >= 2


SHOWN = "what is shown is not what the data inside give"
TAMPERED = {
    "data": ('"base":25', '"base":24', "the data inside were changed"),
    "score": ('<span class="n">54.3</span>', '<span class="n">64.3</span>', SHOWN),
    "finding": ('em-published">On 6 July', 'em-published">Surely on 6 July', SHOWN),
    "script": ("const ALIKE = 1e-9", "const ALIKE = 1e-1", "no script has checked this file"),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_a_file_that_was_tampered_with_says_that_it_is_not_verified(opened, kept, what):
    before, after, said = TAMPERED[what]
    page = opened(kept({before: after}))
    expect(page.locator("#em-said")).to_contain_text(said)
    expect(page.locator("#em-said")).to_contain_text("Not verified")
    expect(page.locator("#em-proof")).not_to_have_class(re.compile("is-good"))


def test_without_webcrypto_a_file_verifies_itself_all_the_same(browser, kept):
    context = browser.new_context()
    context.add_init_script("Object.defineProperty(crypto, 'subtle', { value: undefined })")
    page = context.new_page()
    page.goto(kept())
    expect(page.locator("#em-said")).to_contain_text("Verified: the data inside have this digest")
    context.close()

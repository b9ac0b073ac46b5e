"""Every page in a real browser, one visit each: the content policy, no barrier (axe-core), a phone, charts at rest."""

from pathlib import Path
from urllib.parse import urlsplit

import axe_playwright_python
import pytest
from playwright.sync_api import expect

from tests.browsing import arrive, becomes, onto_a_phone, press, scroll_width, settle, visitor
from tests.places import ROOT

pytestmark = pytest.mark.browser
PAGES = sorted(p.stem for p in (ROOT / "pages").glob("*.py"))
WITH_CHARTS = {"tradeoff", "timeline", "robustness", "stakeholders"}
WATCH = """() => {
  window.forbidden = [];
  window.moved = 0;
  new PerformanceObserver(list => list.getEntries().forEach(e => { window.moved += e.hadRecentInput ? 0 : e.value; }))
    .observe({type: 'layout-shift', buffered: true});
  document.addEventListener('securitypolicyviolation',
    e => window.forbidden.push(e.violatedDirective + ' ' + e.blockedURI));
}"""
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
# What Streamlit itself draws wrongly: rule -> selector of the elements, with the reason. Nothing at 1.67.
STREAMLITS_OWN: dict[str, tuple[str, ...]] = {}
RUN = """own => axe.run(document, {resultTypes: ['violations'], preload: false}).then(found =>
  found.violations.filter(v => ['serious', 'critical'].includes(v.impact)).flatMap(v => v.nodes
    .filter(n => !(own[v.id] ?? []).some(s => document.querySelector(n.target.at(-1))?.closest(s)))
    .map(n => `${v.id}: ${n.target} ${n.html.slice(0, 120)}`)))"""
TOUCHED = ".st-key-sections a, .st-key-pages a, .st-key-tools button, .stMain .stButton button"
SMALL = f"""() => [...document.querySelectorAll("{TOUCHED}")].filter(e => e.offsetParent)
  .map(e => [e.innerText, e.getBoundingClientRect()]).filter(([, b]) => b.height < 43.5).map(([t]) => t)"""
# Lines under the headline, 0 where there are none.
UNDER = """() => {
  const said = document.querySelector('.finding .conditions');
  return said ? said.getBoundingClientRect().height / parseFloat(getComputedStyle(said).lineHeight) : 0;
}"""
OUTSIDE = """() => [...document.querySelectorAll('.stPlotlyChart .main-svg, table.board, h1')]
  .map(e => e.getBoundingClientRect()).filter(b => b.right > innerWidth + 1).length"""
LONG, THREE_SCREENS = {"timeline", "replay", "robustness", "stakeholders", "method"}, 3 * 900
THREE_OF_A_PHONE = 3 * 844
HEIGHT = "() => document.querySelector('[data-testid=stMain]').scrollHeight"
LANGUAGES = ("fr", "en")
# What Streamlit calls its own buttons, in English, and what would be read aloud in a French page.
THEIRS = """() => [...document.querySelectorAll('[aria-label], [title], [placeholder]')]
  .flatMap(e => ['aria-label', 'title', 'placeholder'].map(name => e.getAttribute(name)))
  .filter(said => /^(Open|Close|Download as .*|Fullscreen|Search|Select.*|Choose .*|Clear .*)$/.test(said)
    || /^(Add row|Link to heading|file upload)$/.test(said))"""


@pytest.fixture
def seen(browser, board):
    """seen(path) -> (page, what was asked for and said meanwhile) of a fresh visitor."""
    contexts = []

    def go(path: str, locale: str = "en-GB"):
        contexts.append(visitor(browser, locale=locale))
        page, found = contexts[-1].new_page(), {"urls": [], "bad": []}
        page.add_init_script(f"({WATCH})()")
        page.on("request", lambda r: found["urls"].append(r.url))
        page.on("websocket", lambda w: found["urls"].append(w.url))
        # Streamlit looks for its server below the page's own path first: those answers are not the board's.
        page.on(
            "console",
            lambda m: (
                found["bad"].append(m.text) if m.type == "error" and "/_stcore/" not in m.location["url"] else None
            ),
        )
        page.on("pageerror", lambda e: found["bad"].append(str(e)))
        return arrive(page, board + path), found

    yield go
    for context in contexts:
        context.close()


def violations(page) -> list[str]:
    """Serious and critical findings of axe-core, Streamlit's own aside."""
    if not page.evaluate("() => !!window.axe"):
        page.evaluate(AXE)
    return page.evaluate(RUN, STREAMLITS_OWN)


def under(page, scheme: str) -> None:
    """Take the other theme, as a browser does when its owner turns the lights off or on."""
    ground = "getComputedStyle(document.querySelector('.stApp')).backgroundColor"
    before = page.evaluate(ground)
    page.emulate_media(color_scheme=scheme)
    page.wait_for_function(f"before => {ground} !== before", arg=before)
    settle(page)


def into(page, lang: str) -> None:
    """Take the other language by its switch."""
    page.locator(".st-key-lang_choice").get_by_text(lang.upper(), exact=True).click()
    page.wait_for_function(
        "to => location.search.includes(`lang=${to}`) && document.documentElement.lang === to", arg=lang
    )
    settle(page)


def open_and_shut(page, popover: str) -> None:
    """Open a popover until its buttons stand, and shut it as one does by keyboard."""
    opened = page.locator("[data-testid=stPopoverBody]")
    page.locator(f"{popover} button").first.click()
    opened.get_by_role("button").first.wait_for()
    settle(page)
    page.keyboard.press("Escape")
    opened.wait_for(state="hidden")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_keeps_the_policy_has_no_barrier_and_fits_a_phone(seen, board, name):
    """One language in the light and the other in the dark, the other way round on the next page."""
    first, second = LANGUAGES[:: 1 if PAGES.index(name) % 2 else -1]
    page, found = seen(f"/{name}?date=2020-07-06&lang={first}")
    if name in WITH_CHARTS:
        page.wait_for_selector(".main-svg")
        settle(page)
    if name != "robustness":  # its sentence grows once the draws are made
        assert page.evaluate("() => window.moved") <= (0.05 if name in WITH_CHARTS else 0.02)
    becomes(lambda: violations(page), [])
    if first == "fr":
        becomes(lambda: page.evaluate(THEIRS), [])
    open_and_shut(page, ".st-key-share")
    under(page, "dark")
    into(page, second)
    becomes(lambda: violations(page), [])
    if second == "fr":
        becomes(lambda: page.evaluate(THEIRS), [])
    if name in LONG:
        becomes(lambda: page.evaluate(HEIGHT), lambda high: 600 < high <= THREE_SCREENS)
    onto_a_phone(page)
    becomes(lambda: scroll_width(page), lambda wide: wide <= 390)
    becomes(lambda: page.evaluate(HEIGHT), lambda high: high <= THREE_OF_A_PHONE)
    becomes(lambda: page.evaluate(UNDER), lambda lines: lines < 2.1)
    becomes(lambda: page.evaluate(OUTSIDE), 0)
    becomes(lambda: page.evaluate(SMALL), [])
    hosts = {urlsplit(u).netloc for u in found["urls"] if not u.startswith(("data:", "blob:"))}
    assert hosts == {urlsplit(board).netloc}
    assert page.evaluate("() => window.forbidden") == []
    assert found["bad"] == []
    drawn = [u for u in found["urls"] if "PlotlyChart" in u]
    assert bool(drawn) == (name in WITH_CHARTS)


def test_a_chart_whose_data_did_not_change_is_not_drawn_again(seen):
    page, _ = seen("/robustness?date=2020-07-06&lang=en")
    page.wait_for_selector(".st-key-places_chart .main-svg, .st-key-wide_places_chart .main-svg")
    page.evaluate("""() => {
      window.drawn = {};
      for (const name of ['places_chart', 'stability_pillar']) {
        window.drawn[name] = 1;
        const chart = document.querySelector(`.st-key-wide_${name} .js-plotly-plot`);
        new MutationObserver(() => window.drawn[name]++).observe(
          chart, {childList: true, subtree: true, attributes: true});
      }
    }""")
    # A chart that draws itself tells nobody when it is done.
    while any(page.evaluate("() => Object.values(window.drawn)")):
        page.evaluate("() => { for (const name in window.drawn) window.drawn[name] = 0; }")
        page.wait_for_timeout(1500)
    press(page, "Sovereignty ⟷ urgency", "ArrowRight", 3)
    page.wait_for_function("() => window.drawn.stability_pillar > 0")
    page.wait_for_timeout(1500)
    assert page.evaluate("() => window.drawn.places_chart") == 0


def test_without_javascript_pages_are_read_and_their_links_lead_on(browser, board):
    context = visitor(browser, java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{board}/?date=2020-07-06&lang=en")
    assert page.get_by_role("heading", level=1).inner_text().startswith("On 6 July 2020")
    assert page.get_by_role("table").get_by_role("row").count() > 20
    assert page.locator("noscript .first-notice").bounding_box()["height"] > 20
    for entry, sign in (("Through time", "table"), ("The facts", "table"), ("Method", "main dl")):
        page.get_by_role("link", name=entry, exact=True).click()
        page.wait_for_load_state()
        assert page.locator("h1").is_visible() and page.locator(sign).first.is_visible()
        assert "date=2020-07-06" in page.url
    context.close()


def test_the_first_paint_stands_where_the_page_will_and_only_one_is_read(browser, board):
    context = visitor(browser)
    page = context.new_page()
    held, come = [], []
    page.route("**/static/js/**", lambda route: route.continue_() if come else held.append(route))
    page.goto(f"{board}/?date=2020-07-06&lang=en", wait_until="commit")
    page.locator("#first h1").wait_for()
    before = page.evaluate("() => document.querySelector('#first h1').getBoundingClientRect().top")
    table = page.evaluate("() => document.querySelector('#first table').getBoundingClientRect().top")
    assert page.get_by_role("heading", level=1).count() == 1
    come.append(True)
    for route in held:
        route.continue_()
    settle(page)
    assert page.locator("#first").count() == 0 and page.get_by_role("heading", level=1).count() == 1
    assert abs(page.locator("h1").bounding_box()["y"] - before) < 2
    assert abs(page.locator("table.board:visible").bounding_box()["y"] - table) < 12
    context.close()


def test_streamlits_own_english_is_not_seen_on_arrival(browser, board):
    context = visitor(browser, locale="fr-FR")
    page, held = context.new_page(), []
    page.route("**/their_words.js", lambda route: held.append(route))
    page.goto(f"{board}/tender?lang=fr", wait_until="commit")
    # Drawn to its last line, without the words that stand for Streamlit's: the first paint still lies over it.
    page.wait_for_function("""() => { const drawn = document.querySelector('#root');
      return drawn?.querySelector('.colophon') && !drawn.querySelector('[data-testid=stSkeleton]')
        && document.querySelector('#first'); }""")
    becomes(lambda: page.evaluate("1") * len(held), 1)  # asked, so that it is heard of what was held
    held[0].continue_()
    settle(page)
    assert page.locator("#first").count() == 0
    expect(page.get_by_text("20 Mo au plus")).to_be_visible()
    page.unroute("**/their_words.js")
    arrive(page, f"{board}/?date=2020-07-06&lang=fr")
    page.get_by_role("button", name="Choisir un jour").first.click()
    expect(page.get_by_label("Choisir un jour, juillet 2020").first).to_be_visible()
    expect(page.get_by_text("Les flèches vont d’un jour à l’autre")).to_have_count(1)
    context.close()


def test_what_stands_before_streamlit_and_beside_it_has_no_barrier(browser, board):
    context = visitor(browser)
    page = context.new_page()
    # Streamlit never comes: the first paint stays.
    page.route("**/static/js/**", lambda route: route.abort())
    own = ("/?lang=fr", "/?date=2020-07-06&lang=en", "/timeline?lang=fr", "/evidence?lang=en", "/meeting?lang=fr")
    beside = ("/accessibility?lang=fr", "/legal?lang=en", "/privacy?lang=fr", "/api/v1/")
    found = {}
    for path in (*own, *beside):
        page.goto(board + path)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found[path, scheme] = violations(page)
    assert {where: said for where, said in found.items() if said} == {}
    context.close()

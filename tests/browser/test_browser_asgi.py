"""The served board in a real browser: nothing forbidden, nothing from elsewhere, its language, charts at rest."""

from urllib.parse import urlsplit

import pytest

from tests.browsing import arrive, press, settle, visitor
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


@pytest.mark.parametrize("name", PAGES)
def test_every_page_runs_under_the_policy_and_asks_nobody_else(seen, board, name):
    page, found = seen(f"/{name}?date=2020-07-06&lang=en")
    if name in WITH_CHARTS:
        page.wait_for_selector(".main-svg")
        settle(page)
    if name != "robustness":  # its sentence grows once the draws are made
        assert page.evaluate("() => window.moved") < 0.25
    opened = page.locator("[data-testid=stPopoverBody]")
    for label in ("Export",):
        if (button := page.get_by_role("button", name=label, exact=True)).count():
            button.first.click()
            opened.get_by_role("button").first.wait_for()
            settle(page)
            page.keyboard.press("Escape")
            opened.wait_for(state="hidden")
    settle(page)
    hosts = {urlsplit(u).netloc for u in found["urls"] if not u.startswith(("data:", "blob:"))}
    assert hosts == {urlsplit(board).netloc}
    assert page.evaluate("() => window.forbidden") == []
    assert found["bad"] == []
    drawn = [u for u in found["urls"] if "PlotlyChart" in u]
    assert bool(drawn) == (name in WITH_CHARTS)


def test_the_language_of_the_page_follows_the_switch(seen):
    page, _ = seen("/", locale="fr-FR")
    page.wait_for_function("() => document.documentElement.lang === 'fr'")
    page.get_by_role("radio", name="EN").or_(page.get_by_text("EN", exact=True)).first.click()
    page.wait_for_function("() => document.documentElement.lang === 'en'")


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

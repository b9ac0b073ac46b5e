"""The board's pages beside the plain page in a real browser: `bench_page.py [--moves 20] [--visits 3]`.

release   a weight is set with the mouse; from the release of the button to the last change of the page that is seen
first     a new visitor, nothing cached: when finding and ranking can be read, when the plain page's charts stand
bytes     what the first visit transfers, websocket included, as the browser counts it (CDP encodedDataLength)
drawn     changes inside a chart whose data did not change, while weights are moved: must be 0
The plain page is benchmarks/plain/app.py under Streamlit's defaults. Needs the Chromium of the tests.
"""

import argparse
import sys
import time
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.ratios import note
from benchmarks.servers import PLAIN, server, started

BOARD = "/?date=2020-07-06&lang=en"
READY = "() => document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'"
CHARTS = "() => document.querySelectorAll('.main-svg').length >= 6"
RANKED = """() => [...document.querySelectorAll('[data-testid=stDataFrame], table.board, .live-rows')]
  .some(e => e.getBoundingClientRect().height > 0)"""
QUIET = 900
# The last change of what is seen: elements, texts and drawings in the main part, once painted. What only tells a
# script's state (data-stale, class names) or speaks to screen readers is left out on both pages alike.
WATCH = """() => {
  const main = document.querySelector('[data-testid=stMain]');
  window.last = window.released = 0;
  const shown = n => !(n.nodeType === 1 ? n : n.parentElement)?.closest('.sr-only, [aria-live], [role=status]');
  const seen = r => shown(r.target) && (r.type !== 'attributes' || r.target.closest?.('.js-plotly-plot') ||
                    ['style', 'd', 'width', 'height', 'x', 'y'].includes(r.attributeName));
  new MutationObserver(all => {
    // A task queued from the frame's callback runs once that frame is painted.
    if (all.some(seen)) requestAnimationFrame(() => setTimeout(() => { window.last = performance.now(); }));
  }).observe(main, {childList: true, subtree: true, characterData: true, attributes: true});
  addEventListener('pointerup', () => { window.released = performance.now(); window.last = 0; }, true);
}"""

# Where to take hold of a slider: Streamlit's is a thumb around a hidden input, the live board's a native one.
THUMB = """e => {
  const thumb = e.closest('[style*="translate(-50%"]'), box = (thumb ?? e).getBoundingClientRect();
  const along = thumb ? 0.5 : (e.value - e.min) / (e.max - e.min), edge = thumb ? 0 : 8;
  return [box.x + edge + (box.width - 2 * edge) * along, box.y + box.height / 2];
}"""


def slider_of(page: Page):
    """The slider to drag: the live board's first weight, else the balance."""
    live = page.locator(".live input[type=range]:not([disabled])")
    return live.first if live.count() else page.locator("input[type=range]:not([disabled])").first


def settled(page: Page, charts: bool) -> None:
    page.wait_for_selector("h1", state="attached")
    page.wait_for_function(READY)
    if charts:
        page.wait_for_function(CHARTS)
    page.wait_for_timeout(QUIET)


def releases(page: Page, moves: int) -> list[float]:
    """Milliseconds from release to the last change, for each of `moves` moves."""
    page.evaluate(WATCH)
    handle, found = slider_of(page), []
    handle.scroll_into_view_if_needed()
    for k in range(moves + 2):
        x, y = handle.evaluate(THUMB)
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + (40 + k % 7) * (-1) ** k, y, steps=6)
        page.mouse.up()
        page.wait_for_function(f"() => window.released && window.last && performance.now() - window.last > {QUIET}")
        page.wait_for_function(READY)
        found.append(page.evaluate("() => window.last - window.released"))
    return found[2:]


def visited(browser: Browser, address: str, charts: bool) -> dict[str, float]:
    """A first visit: ms to the finding, to the ranking, to the charts; kB transferred; whether charts' code came."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
    page, got = context.new_page(), {"bytes": 0.0, "chart code": 0.0}
    line, urls = context.new_cdp_session(page), {}

    def add(size: float, url: str = "") -> None:
        got["bytes"] += size
        got["chart code"] += "PlotlyChart" in url

    line.send("Network.enable")
    line.on("Network.responseReceived", lambda e: urls.update({e["requestId"]: e["response"]["url"]}))
    line.on("Network.loadingFinished", lambda e: add(e["encodedDataLength"], urls.get(e["requestId"], "")))
    # A binary frame is told in base64: three bytes in four letters.
    line.on("Network.webSocketFrameReceived", lambda e: add(0.75 * len(e["response"]["payloadData"])))
    start = time.perf_counter()

    def since() -> float:
        return 1000 * (time.perf_counter() - start)

    page.goto(address, wait_until="commit")
    page.wait_for_selector("h1", state="visible", timeout=60_000)
    got["text"] = since()
    page.wait_for_function(RANKED, timeout=60_000)
    got["ranking"] = since()
    if charts:
        page.wait_for_function(CHARTS, timeout=60_000)
    got["complete"] = since()
    settled(page, charts)
    context.close()
    return got


def unchanged(browser: Browser, address: str) -> int:
    """Changes in the chart of shares, which no weight enters, while the balance is moved three times."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(address + "/robustness?date=2020-07-06&lang=en")
    page.wait_for_selector(".st-key-wide_places_chart .main-svg")
    settled(page, False)
    page.evaluate("""() => {
      window.drawn = 1;
      new MutationObserver(all => { window.drawn += all.length; }).observe(
        document.querySelector('.st-key-wide_places_chart .js-plotly-plot'),
        {childList: true, subtree: true, attributes: true});
    }""")
    while page.evaluate("() => window.drawn"):  # The last of its own drawing.
        page.evaluate("() => { window.drawn = 0; }")
        page.wait_for_timeout(2 * QUIET)
    handle = page.locator("input[type=range]").first
    for _ in range(3):
        handle.press("ArrowRight")
        page.wait_for_timeout(QUIET)
    page.wait_for_function(READY)
    drawn = page.evaluate("() => window.drawn")
    page.close()
    return drawn


def shown(name: str, numbers: list[float]) -> float:
    ordered = sorted(numbers)
    print(f"{name:<44} p50 {median(ordered):7.0f}  p95 {ordered[int(0.95 * (len(ordered) - 1))]:7.0f} ms", flush=True)
    return median(ordered)


def move_times(browser: Browser, address: str, charts: bool, moves: int) -> list[float]:
    page = browser.new_page(viewport={"width": 1600, "height": 1000}, locale="en-GB")
    page.goto(address)
    settled(page, charts)
    found = releases(page, moves)
    page.close()
    return found


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--moves", type=int, default=20)
    given.add_argument("--visits", type=int, default=3)
    asked = given.parse_args()
    with (
        sync_playwright() as driver,
        server(PLAIN, plain=True) as plain,
        server("app.py") as board,
    ):
        browser = started(driver)
        visits = {
            name: [visited(browser, address, name == "plain page") for _ in range(asked.visits)]
            for name, address in (
                ("plain page", plain.address),
                ("board", board.address + BOARD),
            )
        }
        first = {name: {k: median(v[k] for v in runs) for k in runs[0]} for name, runs in visits.items()}
        for name, one in first.items():
            print(
                f"{name:<16} text {one['text']:6.0f}, ranking {one['ranking']:6.0f}, all {one['complete']:6.0f} ms, "
                f"{one['bytes'] / 1000:7.0f} kB, chart library {'loaded' if one['chart code'] else 'not loaded'}"
            )
        base, ours = first["plain page"], first["board"]
        note("first visit: bytes, board / plain page", ours["bytes"] / base["bytes"], higher=False, asked=0.6)
        note("first visit: plain page's charts / board's ranking", base["complete"] / ours["ranking"], asked=1)
        peer = shown("plain page, release to last paint", move_times(browser, plain.address, True, asked.moves))
        table = shown(
            "board with sliders, release to last paint",
            move_times(browser, board.address + BOARD + "&board=table", False, asked.moves),
        )
        note("release to last paint: plain page / board with sliders", peer / table, asked=3)
        live = shown(
            "board as it opens, release to last paint", move_times(browser, board.address + BOARD, False, asked.moves)
        )
        note("release to last paint: plain page / board as it opens", peer / live, asked=3)
        drawn = unchanged(browser, board.address)
        print(f"changes in a chart whose data did not change: {drawn} (asked for: 0)")
        browser.close()
    if drawn:
        raise SystemExit("an unchanged chart was drawn again")


if __name__ == "__main__":
    main()

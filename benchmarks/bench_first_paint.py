"""The first visit, nothing cached: when the ranking can be read, how much has come by then, whether it jumps after.

`bench_first_paint.py [--visits 5]`. Three pages in a real browser: the plain Streamlit page of the same table
(benchmarks/plain/app.py), the board without its first paint (BOARD_FIRST_PAINT=0: as it was before there was one), and
the board. Each at three paces: as it is, over a 4G line (9 Mbit/s, 170 ms there and back), with a processor four times
slower. Servers have answered the same question before, as they have for all but its first visitor.

readable  from the navigation's start to the frame in which the table is seen
needed    bytes of the page, its style and its letters that had come by then, compressed as they travelled (over 4G)
CLS       layout shift from the first frame to the end of the visit, as Chromium counts it
A browser slows requests, not websockets: the pages that wait for Streamlit's would be later still.
"""

import argparse
import sys
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from playwright.sync_api import Browser, sync_playwright

from benchmarks.ratios import note
from benchmarks.servers import PLAIN, server, started

ASKED = "/?date=2020-07-06&lang=en"
LINE_4G = {"offline": False, "latency": 170, "downloadThroughput": 9e6 / 8, "uploadThroughput": 9e6 / 8}
PACES = {"as it is": (None, 1), "4G": (LINE_4G, 1), "processor 4 times slower": (None, 4)}
READY = "() => document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'"
WATCH = """(() => {
  window.shift = 0;
  new PerformanceObserver(list => list.getEntries().forEach(e => { window.shift += e.hadRecentInput ? 0 : e.value; }))
    .observe({type: 'layout-shift', buffered: true});
  const look = () => {
    const seen = [...document.querySelectorAll('[data-testid=stDataFrame], table.board')]
      .some(e => e.getBoundingClientRect().height > 0 && e.checkVisibility({visibilityProperty: true}));
    // A task queued from the frame's callback runs once that frame is painted.
    if (seen) setTimeout(() => { window.readable = performance.now(); });
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()"""
NEEDED = """() => {
  const kinds = /\\.(css|woff2)(\\?|$)/, page = performance.getEntriesByType('navigation')[0];
  return performance.getEntriesByType('resource')
    .filter(e => kinds.test(e.name) && e.responseEnd <= window.readable)
    .reduce((sum, e) => sum + e.transferSize, page.transferSize);
}"""


def visited(browser: Browser, address: str, pace: str) -> dict[str, float]:
    """One first visit: ms until the ranking is readable, bytes needed by then, layout shift of the whole visit."""
    line, slower = PACES[pace]
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
    page = context.new_page()
    page.add_init_script(WATCH)
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    if line:
        tools.send("Network.emulateNetworkConditions", line)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.goto(address, wait_until="commit")
    page.wait_for_function("() => window.readable", timeout=120_000)
    found = {"readable": page.evaluate("() => window.readable"), "needed": page.evaluate(NEEDED)}
    page.wait_for_function(READY, timeout=120_000)
    page.wait_for_function("() => document.documentElement.dataset.first === undefined", timeout=120_000)
    page.wait_for_timeout(1500)
    found["shift"] = page.evaluate("() => window.shift")
    context.close()
    return found


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--visits", type=int, default=5)
    visits = given.parse_args().visits
    with (
        sync_playwright() as driver,
        server(PLAIN, plain=True) as plain,
        server("app.py", BOARD_FIRST_PAINT="0") as before,
        server("app.py") as board,
    ):
        browser = started(driver)
        places = {
            "plain page": plain.address,
            "board without": before.address + ASKED,
            "board": board.address + ASKED,
        }
        for address in places.values():
            visited(browser, address, "as it is")
        shift = needed = 0.0
        for pace in PACES:
            runs = {name: [] for name in places}
            # Turn by turn: what else the machine does falls on all three.
            for _ in range(visits):
                for name, address in places.items():
                    runs[name].append(visited(browser, address, pace))
            found = {name: {k: median(v[k] for v in all_) for k in all_[0]} for name, all_ in runs.items()}
            for name, one in found.items():
                print(
                    f"{pace:<25} {name:<14} readable {one['readable']:6.0f} ms, needed {one['needed'] / 1000:6.1f} kB, "
                    f"CLS {one['shift']:.4f}",
                    flush=True,
                )
            ours = found["board"]["readable"]
            note(f"first paint, {pace}: plain page / board", found["plain page"]["readable"] / ours, asked=8)
            note(f"first paint, {pace}: board without / board", found["board without"]["readable"] / ours, asked=4)
            shift = max(shift, *(v["shift"] for v in runs["board"]))
            # On a line without delay, what reading does not need comes meanwhile too.
            needed = found["board"]["needed"] if PACES[pace][0] else needed
        note("first paint: layout shift (CLS)", shift, higher=False, asked=0.02)
        note("first paint: kB before the ranking is read", needed / 1000, higher=False, asked=70)
        browser.close()


if __name__ == "__main__":
    main()

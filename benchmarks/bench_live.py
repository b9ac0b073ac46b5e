"""The live board under a hand: `python benchmarks/bench_live.py [--drags N]`.

frame    time from one frame to the next while a weight is dragged for two seconds, beside the same page at rest
work     script, style and layout of one frame, from the browser's own counters
release  from letting the weight go to the last change seen on the page, beside the ordinary slider of the same page
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from playwright.sync_api import sync_playwright  # noqa: E402

from benchmarks.ratios import note  # noqa: E402
from benchmarks.servers import started  # noqa: E402
from tests.browsing import SETTLED, settle  # noqa: E402
from tests.servers import free_port, start_server  # noqa: E402

SECONDS = 2.0
SLIDER = 'input[aria-label="Certification"][type=range]'
HOME = "/?date=2020-07-06&lang=en"
WATCH = """() => {
  window.frames_seen = []; window.changed = 0;
  const frame = (t) => { frames_seen.push(t); requestAnimationFrame(frame); };
  requestAnimationFrame(frame);
  const drawn = ({ target }) => !(target.closest ? target : target.parentElement)?.closest('[role=status], .sr-only');
  new MutationObserver((all) => { if (all.some(drawn)) window.changed = performance.now(); }).observe(
    document.querySelector('[data-testid=stMain]'), { subtree: true, childList: true, characterData: true });
  document.addEventListener('pointerup', () => { window.let_go = performance.now(); }, true);
}"""


def main() -> None:
    """Print the figures of both boards."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--drags", type=int, default=5)
    drags, port = given.parse_args().drags, free_port()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        server = start_server(port, Path(folder) / "log.txt")
        browser = started(driver)
        try:
            live = opened(browser, port, HOME, ".live-on")
            rest = quiet(live)
            found = [dragged(live, f".live {SLIDER}", 10 + 7 * n) for n in range(drags)]
            table = opened(browser, port, HOME + "&board=table", "table.board")
            # Other values than before, so that nothing comes from a cache on one side only.
            plain = [dragged(table, SLIDER, 13 + 7 * n) for n in range(drags)]
        finally:
            browser.close()
            server.terminate()
            server.wait(20)
    report(rest, found, plain)


def report(rest: list[float], found: list[dict], plain: list[dict]) -> None:
    frames = sorted(x for drag in found for x in drag["frames"])
    print(
        f"frame while dragging, live board: p50 {at(frames, 0.5):.1f} ms, p95 {at(frames, 0.95):.1f} ms "
        f"(asked for: at most 33 ms); the page at rest: p95 {at(sorted(rest), 0.95):.1f} ms"
    )
    print(f"work of a frame: {median(d['work'] for d in found):.1f} ms of script, style and layout")
    releases = [median(d["release"] for d in drags) for drags in (found, plain)]
    print(f"release to last change: live board {releases[0]:.0f} ms, ordinary slider {releases[1]:.0f} ms")
    note("live board: release to last change, ordinary slider / live board", releases[1] / releases[0])


def at(ordered: list[float], share: float) -> float:
    """The value below which `share` of the ordered values lie."""
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def opened(browser, port: int, path: str, wanted: str):
    page = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB").new_page()
    page.set_default_timeout(120_000)
    page.goto(f"http://127.0.0.1:{port}{path}")
    page.wait_for_selector(SETTLED, state="attached")
    page.wait_for_selector(wanted, state="attached")
    settle(page)
    page.evaluate(WATCH)
    return page


def quiet(page) -> list[float]:
    """Frame times of the page left alone."""
    page.evaluate("() => { frames_seen.length = 0; }")
    page.wait_for_timeout(1000 * SECONDS)
    return steps(page.evaluate("frames_seen"))


def steps(stamps: list[float]) -> list[float]:
    return [b - a for a, b in zip(stamps, stamps[1:], strict=False)]


def dragged(page, selector: str, to: int) -> dict:
    """One drag to and fro for two seconds, let go at a percentage."""
    box = page.locator(selector).bounding_box()
    value = int(page.locator(selector).input_value())
    counters = page.context.new_cdp_session(page)
    counters.send("Performance.enable")

    def x(percent: float) -> float:
        return box["x"] + 8 + (box["width"] - 16) * percent / 100

    y = box["y"] + box["height"] / 2
    page.mouse.move(x(value), y)
    page.mouse.down()
    before = cost(counters)
    page.evaluate("() => { frames_seen.length = 0; }")
    start = time.perf_counter()
    while (passed := time.perf_counter() - start) < SECONDS:
        page.mouse.move(x(50 + 45 * (1 - 4 * abs((passed / SECONDS * 2) % 1 - 0.5))), y)
    frames = page.evaluate("frames_seen")
    work = 1000 * (cost(counters) - before) / max(1, len(frames))
    page.mouse.move(x(to), y)
    page.mouse.up()
    page.wait_for_timeout(1500)
    settle(page)
    counters.detach()
    return {"frames": steps(frames), "work": work, "release": page.evaluate("changed - let_go")}


def cost(counters) -> float:
    """Seconds of script, style and layout so far."""
    metrics = {m["name"]: m["value"] for m in counters.send("Performance.getMetrics")["metrics"]}
    return metrics["ScriptDuration"] + metrics["LayoutDuration"] + metrics["RecalcStyleDuration"]


if __name__ == "__main__":
    main()

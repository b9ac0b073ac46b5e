"""Frames in articles: loads a second from one process, and the frame while a reader's hand drags a weight.

loads   frames a second, by the clock and by the server's processor time, from memory (the page; then page, script and
        style, as a first reader's browser asks), beside the same server's plain static file, asked in the same way in
        the same run; the generator shares the machine
drag    time from one picture to the next while a weight is dragged for two seconds, and script, style and layout of a
        frame; plain and with the processor slowed six times by the browser
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from playwright.sync_api import sync_playwright  # noqa: E402

from benchmarks.bench_live import SECONDS, WATCH, at, cost, steps  # noqa: E402
from benchmarks.ratios import note  # noqa: E402
from benchmarks.servers import ROOT, Served, server, started  # noqa: E402
from exports.embed import scripts  # noqa: E402

FRAME = "/embed/board?date=2020-07-06&lang=en"
SLIDER = '.live input[aria-label="Certification"][type=range]'
LEAST_LOADS, MOST_FRAME, MOST_SLOWED = 1000, 16.8, 33.0
AT_ONCE = 16


class Asking(asyncio.Protocol):
    """One kept connection: sends the next request once the last answer has come whole."""

    def __init__(self, requests: Iterator[bytes], done: asyncio.Future) -> None:
        self.requests, self.done, self.buffer, self.left = requests, done, b"", None
        self.answers = self.bytes = 0

    def connection_made(self, transport: asyncio.Transport) -> None:
        self.transport = transport
        self._next()

    def data_received(self, data: bytes) -> None:
        self.bytes += len(data)
        if self.left is None:
            self.buffer += data
            head, mark, rest = self.buffer.partition(b"\r\n\r\n")
            if not mark:
                return
            if not head.startswith(b"HTTP/1.1 200"):
                self.done.set_exception(RuntimeError(head.decode("latin-1")[:200]))
                self.transport.abort()
                return
            length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
            self.left, self.buffer, data = length, b"", rest
        self.left -= len(data)
        if self.left == 0:
            self.answers += 1
            self._next()

    def _next(self) -> None:
        self.left = None
        if (asked := next(self.requests, None)) is None:
            self.transport.close()
            if not self.done.done():
                self.done.set_result(None)
        else:
            self.transport.write(asked)


async def rate(served: Served, paths: list[str], loads: int) -> tuple[float, float]:
    """Return loads a second, each of all these paths, and kilobytes of one."""
    asked = [
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\nAccept-Encoding: gzip\r\n\r\n".encode()
        for path in paths
    ]
    requests, loop = (asked[n % len(asked)] for n in range(loads * len(asked))), asyncio.get_running_loop()
    lines = []
    start = loop.time()
    for _ in range(AT_ONCE):
        line = Asking(requests, loop.create_future())
        lines.append(line)
        await loop.create_connection(lambda line=line: line, "127.0.0.1", served.port)
    await asyncio.gather(*(line.done for line in lines))
    return loads / (loop.time() - start), sum(line.bytes for line in lines) / loads / 1000


async def loads(served: Served, number: int) -> None:
    """Measure and print loads a second."""
    file = min((ROOT / "static").glob("*.woff2"), key=lambda p: p.stat().st_size).name
    static = [
        f"/embed/static/{scripts.name_of(text)}/board.{end}"
        for text, end in ((scripts.script(), "js"), (scripts.served_style(), "css"))
    ]
    found = {}
    for name, paths in {
        "plain file": [f"/app/static/{file}"],
        "frame": [FRAME],
        "frame, script and style": [FRAME, *static],
    }.items():
        await rate(served, paths, 50)
        before = served.cpu()
        a_second, size = await rate(served, paths, number)
        found[name] = number / (served.cpu() - before)
        print(
            f"{name:<24}{a_second:>8.0f} a second, {found[name]:>6.0f} a second of the server's processor time, "
            f"{size:.1f} kB"
        )
    print(f"(asked for: at least {LEAST_LOADS} frames a second)")
    # By processor time: the generator and whatever else runs take their share of the same cores.
    note("embed: frames a second of processor time / plain file", found["frame"] / found["plain file"])


def drags(served: Served, number: int) -> None:
    """Measure and print frame times of drags, plain and slowed."""
    with sync_playwright() as driver:
        browser = started(driver)
        try:
            for slowed, most in ((1, MOST_FRAME), (6, MOST_SLOWED)):
                page = browser.new_context(viewport={"width": 1024, "height": 900}, locale="en-GB").new_page()
                page.goto(f"{served.address}{FRAME}")
                page.wait_for_selector(".live-on")
                page.evaluate(WATCH.replace("[data-testid=stMain]", "main"))
                counters = page.context.new_cdp_session(page)
                counters.send("Performance.enable")
                counters.send("Emulation.setCPUThrottlingRate", {"rate": slowed})
                page.wait_for_timeout(1000)
                page.evaluate("() => { frames_seen.length = 0; }")
                page.wait_for_timeout(1000 * SECONDS)
                rest = sorted(steps(page.evaluate("() => frames_seen")))
                before = cost(counters)
                frames = sorted(x for _ in range(number) for x in dragged(page))
                work = 1000 * (cost(counters) - before) / len(frames)
                print(
                    f"frame while dragging, processor slowed {slowed} times: p50 {at(frames, 0.5):.1f} ms, "
                    f"p95 {at(frames, 0.95):.1f} ms (asked for: at most {most}); at rest: p95 {at(rest, 0.95):.1f} ms"
                )
                print(f"work of a frame: {work:.1f} ms of script, style and layout")
                note(
                    f"embed: p95 frame while dragging / at rest, processor / {slowed}",
                    at(frames, 0.95) / at(rest, 0.95),
                    higher=False,
                )
                page.context.close()
        finally:
            browser.close()


def dragged(page) -> list[float]:
    """Return the frame times of one drag to and fro."""
    box = page.locator(SLIDER).bounding_box()
    value, y = int(page.locator(SLIDER).input_value()), box["y"] + box["height"] / 2

    def x(percent: float) -> float:
        return box["x"] + 8 + (box["width"] - 16) * percent / 100

    page.mouse.move(x(value), y)
    page.mouse.down()
    page.evaluate("() => { frames_seen.length = 0; }")
    start = time.perf_counter()
    while (passed := time.perf_counter() - start) < SECONDS:
        page.mouse.move(x(50 + 45 * (1 - 4 * abs((passed / SECONDS * 2) % 1 - 0.5))), y)
    frames = page.evaluate("() => frames_seen")
    page.mouse.up()
    page.wait_for_timeout(300)
    return steps(frames)


def main() -> None:
    """Measure both."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--loads", type=int, default=4000)
    given.add_argument("--drags", type=int, default=3)
    asked = given.parse_args()
    with tempfile.TemporaryDirectory() as folder, server("asgi.py", Path(folder) / "log.txt") as served:
        asyncio.run(loads(served, asked.loads))
        drags(served, asked.drags)


if __name__ == "__main__":
    main()

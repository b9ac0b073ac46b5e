"""The check of sources against a server that redirects, loops, hangs, lies, sends too much and breaks encodings."""

import asyncio
import gzip
import json
from contextlib import asynccontextmanager
from datetime import date

import pytest
from click.testing import CliRunner

from headless.upkeep import sources as command
from ranking.errors import BoardError
from ranking.facts.load import load
from sources import register
from sources.cited import cited
from sources.page_text import digest, kind_of, visible
from sources.politeness import Rules, Turns
from sources.visit import MOST_BYTES, Visit, VisitLimits, visits
from tests.coroutines import apart, run_async
from tests.examples import small_evidence
from tests.ranking.facts.board_files import write_board

HASTE = VisitLimits(pause=0.0, patience=1.0, whole=2.5, at_once=20)
DAY, NEXT = date(2026, 11, 29), date(2026, 12, 6)
PAGE = b"<html><head><title>t</title><style>x</style></head><body>Caf\xc3\xa9 <script>n=1</script>  au lait</body>"
ROBOTS = b"User-agent: *\nDisallow: /private\n"
BOMB = gzip.compress(b"<p>" + b"a" * 60_000_000)


def answer(status: str, body: bytes = b"", kind: str = "text/html; charset=utf-8", **more: str) -> bytes:
    heads = {"Content-Type": kind, "Content-Length": str(len(body)), "Connection": "close", **more}
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in heads.items())
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode("latin-1") + body


ANSWERS = {
    "/robots.txt": answer("200 OK", ROBOTS, "text/plain"),
    "/ok": answer("200 OK", PAGE),
    "/moved": answer("301 Moved", Location="/ok"),
    "/temporary": answer("302 Found", Location="/ok"),
    "/loop": answer("302 Found", Location="/pool"),
    "/pool": answer("302 Found", Location="/loop"),
    "/elsewhere": answer("301 Moved", Location="javascript:alert(1)"),
    "/lost": answer("301 Moved", Location="/gone"),
    "/gone": answer("410 Gone"),
    "/missing": answer("404 Not Found"),
    "/closed": answer("403 Forbidden"),
    "/ill": answer("503 Unavailable"),
    "/private": answer("200 OK", PAGE),
    "/big": answer("200 OK", b"<p>" + b"word " * 600_000),
    "/bomb": answer("200 OK", BOMB, Content_Encoding="gzip"),
    "/pdf": answer("200 OK", b"%PDF-1.7 \xff\x00", "text/html"),
    "/picture": answer("200 OK", PAGE, "image/png"),
    "/broken": answer("200 OK", b"<p>\xff\xfe\xfa caf\xe9 <b>unclosed", "text/html; charset=utf-99"),
    "/empty": answer("200 OK", b""),
    "/half": b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<p>half",
    "/noise": b"\x00\x01 this is no HTTP\r\n\r\n",
}


@asynccontextmanager
async def server(asked: list[str], answers: dict[str, bytes]):
    """A server on this machine; "/slow" never answers, "/drip" never ends."""

    serving: set[asyncio.Task] = set()

    async def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        serving.add(asyncio.ensure_future(serve(reader, writer)))

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        path = (await reader.readline()).decode().split(" ")[1]
        agent = next(h for h in (await reader.readuntil(b"\r\n\r\n")).split(b"\r\n") if h.startswith(b"User-Agent"))
        asked.append(f"{path} {b'urgence' in agent}")
        if path == "/slow":
            await asyncio.sleep(30)
        writer.write(answers.get(path, b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>"))
        while path == "/drip":
            writer.write(b".")
            await writer.drain()
            await asyncio.sleep(0.05)
        await writer.drain()
        writer.close()

    running = await asyncio.start_server(accept, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{running.sockets[0].getsockname()[1]}"
    finally:
        running.close()
        for task in serving:
            task.cancel()
        await asyncio.gather(*serving, return_exceptions=True)


def check(*paths: str, answers: dict[str, bytes] = ANSWERS, turns: Turns | None = None):
    """(visits by path, what the server was asked)."""

    async def run():
        asked: list[str] = []
        async with server(asked, answers) as base:
            found = {v.url.removeprefix(base): v async for v in visits([base + p for p in paths], HASTE, turns)}
            return {k: (v, v.final.removeprefix(base)) for k, v in found.items()}, asked

    return run_async(run())


EXPECTED = {
    "/ok": ("alive", 200, "/ok", ""),
    "/moved": ("moved", 200, "/ok", "for good"),
    "/temporary": ("alive", 200, "/ok", "for now"),
    "/loop": ("unreachable", None, "", "loop"),
    "/elsewhere": ("unreachable", None, "", "no web address"),
    "/lost": ("gone", 410, "/gone", "status 410"),
    "/missing": ("gone", 404, "/missing", "status 404"),
    "/closed": ("refused", 403, "/closed", "status 403"),
    "/ill": ("unreachable", 503, "/ill", "status 503"),
    "/private": ("refused", None, "/private", "robots.txt"),
    "/slow": ("unreachable", None, "", "ReadTimeout"),
    "/drip": ("unreachable", None, "", "no whole answer"),
    "/big": ("alive", 200, "/big", ""),
    "/bomb": ("alive", 200, "/bomb", ""),
    "/pdf": ("alive", 200, "/pdf", "says text/html, is pdf"),
    "/picture": ("alive", 200, "/picture", "says image/png, is html"),
    "/broken": ("alive", 200, "/broken", ""),
    "/empty": ("alive", 200, "/empty", ""),
    "/half": ("unreachable", None, "", "RemoteProtocolError"),
    "/noise": ("unreachable", None, "", "RemoteProtocolError"),
}


def test_every_manner_of_server_gets_its_answer_and_none_stops_the_check():
    found, asked = check(*EXPECTED)
    for path, (state, status, final, why) in EXPECTED.items():
        visit, end = found[path]
        assert (visit.state, visit.status, end) == (state, status, final) and why in visit.why, (path, visit)
    assert asked.count("/robots.txt True") == 1 and all(line.endswith("True") for line in asked)
    assert "/private True" not in asked
    assert found["/moved"][0].digest == found["/ok"][0].digest != found["/big"][0].digest
    assert found["/big"][0].cut and not found["/ok"][0].cut and len(BOMB) < MOST_BYTES < 60_000_000


def test_a_host_is_asked_once_a_second_and_rests_as_long_as_it_wants():
    async def run() -> list[float]:
        waited: list[float] = []

        async def sleep(seconds: float) -> None:
            waited.append(round(seconds, 1))

        turns = Turns(1.0, sleep)
        for host, delay in (("a", 0), ("a", 5), ("b", 0), ("a", 99), ("a", 0)):
            await turns.wait(host, delay)
        return waited

    assert run_async(run()) == [1.0, 6.0, 16.0]
    assert Rules("User-agent: *\nCrawl-delay: 5").delay == 5 and Rules(None).allows("http://x.org/a")
    assert not Rules(None, unreadable=True).allows("http://x.org/a")
    failing = check("/ok", answers=ANSWERS | {"/robots.txt": answer("500 No")})[0]["/ok"][0]
    assert (failing.state, failing.why) == ("refused", "robots.txt does not allow it")


def test_only_what_a_reader_sees_counts_as_a_change():
    assert visible(PAGE, "utf-8") == "Café au lait"
    again = PAGE.replace(b"n=1", b"n=2").replace(b"  au", b"\n au").replace(b"<style>x", b"<style>y")
    assert digest(again, "utf-8") == digest(PAGE, "utf-8") != digest(PAGE.replace(b"lait", b"rhum"), "utf-8")
    kinds = {b" ": "empty", b"%PDF-": "pdf", b"a\0b": "binary", b"<p>": "html", b"plain": "text"}
    assert {content: kind_of(content) for content in kinds} == kinds
    assert "caf" in visible(b"<p>\xff\xfe\xfa caf\xe9 <b>unclosed", "utf-99") and visible(b"a \xff b", None)


def test_the_register_keeps_the_day_and_says_what_changed_since(tmp_path):
    path, url = tmp_path / "providers" / "seen.csv", "https://example.org/a"
    first = register.noted(None, Visit(url, "alive", 200, url, "aaaa"), DAY)
    same = register.noted(first, Visit(url, "moved", 200, url + "b", "aaaa", why="redirects for good"), NEXT)
    other = register.noted(same, Visit(url, "alive", 200, url, "bbbb", cut=True), NEXT)
    lost = register.noted(other, Visit(url, "gone", 404, url, why="status 404"), NEXT)
    assert (first.state, first.since, first.final) == ("alive", "2026-11-29", "")
    assert (same.state, same.since, same.final) == ("moved", "2026-11-29", url + "b")
    assert (other.state, other.since, other.why) == ("changed", "2026-12-06", "text changed; only its beginning")
    assert (lost.state, lost.digest, lost.since) == ("gone", "bbbb", "2026-12-06")
    assert register.archive(lost, None) == f"https://web.archive.org/web/20261206/{url}"
    register.written(path, {url: lost, "https://example.org/no": first}, [url])
    assert register.read(path) == {url: lost} and register.read(tmp_path / "none.csv") == {}
    path.write_text("other,columns\n", "utf-8")
    with pytest.raises(BoardError, match="other columns"):
        register.read(path)


def test_the_command_asks_what_is_due_keeps_it_and_goes_on_where_it_stopped(tmp_path, monkeypatch):
    asked: list[str] = []

    def run(*words: str) -> list[dict]:
        found = CliRunner().invoke(command.sources, ["check", "--format", "json", *words], standalone_mode=False)
        assert found.exception is None, found.exception
        return json.loads(found.output)

    async def serving() -> None:
        async with server(asked, ANSWERS) as base:
            evidence = small_evidence()
            pages = dict(zip(sorted(cited(evidence)), ("/ok", "/moved", "/gone"), strict=False))
            root = write_board(tmp_path)
            for path in (*root.glob("*.toml"), *root.rglob("*/*.toml")):
                text = path.read_text("utf-8")
                for url, page in pages.items():
                    text = text.replace(f'"{url}"', f'"{base}{page}"')
                path.write_text(text, "utf-8")
            monkeypatch.setenv("BOARD_DATA", str(root))
            monkeypatch.setattr(command, "VisitLimits", lambda: HASTE)
            assert len(cited(load(root))) == 3
            first = await asyncio.to_thread(run, "--most", "2")
            every = await asyncio.to_thread(run, "--report", str(tmp_path / "report.csv"))
            before = len(asked)
            again = await asyncio.to_thread(run)
            assert len(first) == 2 and len(every) == 3 and again == every and len(asked) == before
            assert {r["state"] for r in every} == {"alive", "moved", "gone"}
            assert all(r["archive"] == "" or r["archive"].endswith(r["url"]) for r in every)
            assert (tmp_path / "report.csv").read_text("utf-8").count("\n") == 4
            assert await asyncio.to_thread(run, "--days", "0", "--of", "local") and len(asked) > before

    run_async(serving())
    held = (tmp_path / register.NAME).read_bytes()
    assert len(register.read(tmp_path / register.NAME)) == 3
    with pytest.raises(BoardError, match="is this machine connected"):
        apart(
            lambda: CliRunner().invoke(
                command.sources, ["check", "--days", "0"], standalone_mode=False, catch_exceptions=False
            )
        )
    assert (tmp_path / register.NAME).read_bytes() == held

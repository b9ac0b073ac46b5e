"""The served board: headers, language of the page, compressed files, kept files; asked as a browser asks."""

import gzip
import re
from http.client import HTTPConnection
from pathlib import Path

import pytest
from streamlit.file_util import get_static_dir
from streamlit.web.server.app_discovery import discover_asgi_app

from results import results
from tests.coroutines import run_async
from tests.places import ROOT
from tests.servers import free_port, silent_proxy, start_server, stop_server
from ui.frame.frame import STYLE
from ui.server.middleware import HEADERS, Compressed, PageDocument, policy

PAGE = {"accept": "text/html,application/xhtml+xml", "accept-encoding": "gzip"}
STATIC = Path(get_static_dir())


class Answer:
    """Status, headers by lower-case name, and the body unpacked."""

    def __init__(self, answer):
        self.status, self.headers = answer.status, {k.lower(): v for k, v in answer.getheaders()}
        raw = answer.read()
        assert int(self.headers.get("content-length", len(raw))) == len(raw) or not raw
        self.body = gzip.decompress(raw) if self.headers.get("content-encoding") == "gzip" else raw
        self.sent = len(raw)


@pytest.fixture(scope="module")
def ask(tmp_path_factory):
    """ask(path, **headers) -> the Answer of a real server that runs asgi.py."""
    port = free_port()
    with silent_proxy() as (ways, seen):
        server = start_server(port, tmp_path_factory.mktemp("asgi") / "log.txt", "asgi.py", **ways)

        def asked(path: str, how: str = "GET", **headers: str | None) -> Answer:
            line = HTTPConnection("127.0.0.1", port, timeout=60)
            line.request(how, path, headers={k.replace("_", "-"): v for k, v in headers.items() if v is not None})
            return Answer(line.getresponse())

        asked.outside = seen
        yield asked
        stop_server(server)


@pytest.mark.parametrize(
    "path, wished, said",
    [
        ("/?lang=fr", "en-GB,en;q=0.9", "fr"),
        ("/?lang=en", "fr", "en"),
        ("/evidence?lang=en&date=2020-07-06", "fr", "en"),
        ("/", "fr-CA,fr;q=0.9", "fr"),
        ("/timeline", "en-US", "en"),
        ("/", "de,fr;q=0.5", "en"),
        ("/?lang=de", "fr", "fr"),
        ("/?lang=%3Cscript%3E", "en", "en"),
        ("/", "", "fr"),
        ("/method", None, "fr"),
    ],
)
def test_the_page_says_its_language_address_first_then_browser_then_french(ask, path, wished, said):
    answer = ask(path, **PAGE, accept_language=wished)
    text = answer.body.decode()
    assert re.search(r"<html[^>]*\blang=\"(\w+)\"", text)[1] == said
    title = {"fr": "Urgence ou souveraineté", "en": "Urgency or sovereignty"}[said]
    assert re.search(rf"<title>[^<]* · {title}</title>", text)
    assert "accept-language" in answer.headers["vary"].lower()


def test_the_page_arrives_styled_on_both_papers_and_asks_early_for_scripts_that_exist(ask):
    text = ask("/?lang=fr", **PAGE).body.decode()
    head, body = text.split("</head>")
    assert '<meta name="color-scheme" content="light dark">' in head and STYLE.removeprefix("<style>") in head
    early = re.findall(r'<link rel="preload" as="script"[^>]* href="\./([^"]+)"', head)
    assert len(early) == len(set(early)) and all((STATIC / name).is_file() for name in early)
    assert {"Html", "PageLink", "BidiComponent"} <= {Path(name).name.split(".")[0] for name in early}
    letters = re.findall(r'href="\./app/(static/[^"]+)" as="font"', head)
    assert letters and all((ROOT / name).is_file() for name in letters)
    assert "Sans JavaScript, cette page se lit" in re.search("<noscript>(.*?)</noscript>", body, re.DOTALL)[1]


def painted(ask, path: str, **headers: str) -> Answer:
    """The answer once its first paint is made: a server at work sends the page without rather than late."""
    for _ in range(30):
        if b"<h1" in (answer := ask(path, **headers)).body:
            break
    return answer


CRAWLERS = ("Googlebot/2.1", "bingbot/2.0", "Twitterbot/1.0", "facebookexternalhit/1.1", "Mastodon/4.3 (http.rb)")


@pytest.mark.parametrize("agent", CRAWLERS)
def test_a_crawler_reads_the_finding_and_the_table_in_few_bytes_and_head_answers_as_get(ask, agent):
    for path, sign in (
        ("/?lang=en", "Today, "),
        ("/?lang=en&date=2020-07-06", 'class="board"'),
        ("/timeline?lang=en&date=2020-07-06", 'class="tl-ready"'),
        ("/replay?lang=en", 'class="rp-all"'),
    ):
        headers = {"user_agent": agent, "accept": "*/*", "accept_encoding": "gzip"}
        answer = painted(ask, path, **headers)
        text = answer.body.decode()
        assert answer.status == 200 and len(re.findall("<h1", text)) == 1 and sign in text.partition("<main>")[2]
        assert answer.sent < 70_000 and 'property="og:image"' in text
        head = ask(path, "HEAD", **headers)
        same = ("content-length", "content-encoding", "content-type", "vary", "content-security-policy")
        assert head.status == 200 and {k: head.headers[k] for k in same} == {k: answer.headers[k] for k in same}
        assert head.sent == 0
    assert "noindex" in ask("/meeting?lang=en", user_agent=agent).body.decode()


def test_the_first_page_answers_to_its_name_too(ask):
    answer = ask("/ranking?date=2020-07-06&lang=en", **PAGE)
    assert (answer.status, answer.headers["location"]) == (307, "./?date=2020-07-06&lang=en")


@pytest.mark.parametrize("accept", ["*/*", "text/plain", None])
def test_the_page_is_ours_whoever_asks(ask, accept):
    for path in ("/?lang=en", "/tradeoff?lang=en&date=2020-07-06"):
        answer = ask(path, accept=accept)
        assert answer.status == 200 and "· Urgency or sovereignty</title>" in answer.body.decode()


@pytest.mark.parametrize(
    "path, there",
    [
        ("/tradeoff/?date=2020-07-06", "../tradeoff?date=2020-07-06"),
        ("/tradeoff//", "../../tradeoff"),
        ("/ranking/?lang=en", "../?lang=en"),
        ("/%3Fdate%3D2020-07-06%26lang%3Den", "./?date=2020-07-06&lang=en"),
        ("/tradeoff%3Fdate%3D2020-07-06?lang=en", "./tradeoff?date=2020-07-06&lang=en"),
        ("/%3F%0d%0aset-cookie:x", "./?%0D%0Aset-cookie:x"),
    ],
)
def test_another_spelling_of_a_page_leads_there_also_behind_a_proxy_that_takes_off_a_prefix(ask, path, there):
    answer = ask(path, **PAGE)
    assert (answer.status, answer.headers["location"]) == (307, there)
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "path, home",
    [
        ("/tradeof?lang=en&date=2020-07-06", "./"),
        ("/tradeoff/x?lang=en&date=2020-07-06", "../"),
        ("/a/b/c/?lang=en&date=2020-07-06", "../../../"),
        ("/wp-login.php?lang=en&date=2020-07-06", "./"),
    ],
)
def test_a_path_that_is_no_page_says_so_in_the_language_of_the_link_and_keeps_its_settings(ask, path, home):
    answer = ask(path, **PAGE)
    text = answer.body.decode()
    assert answer.status == 404 and '<html lang="en">' in text and "<h1>This page does not exist.</h1>" in text
    assert f'href="{home}tradeoff?lang=en&amp;date=2020-07-06"' in text and "<script" not in text
    assert '<html lang="fr">' in ask(path.replace("lang=en", "x=%3Cscript"), **PAGE, accept_language="fr").body.decode()


def test_programs_get_answers_of_their_kind(ask):
    robots = ask("/robots.txt", accept="*/*")
    assert robots.headers["content-type"].startswith("text/plain") and robots.body.startswith(b"User-agent: *")
    sitemap = re.search(rb"Sitemap: http://[^/]+(/sitemap.xml)", robots.body)[1].decode()
    assert ask(sitemap, accept="*/*").headers["content-type"] == "application/xml"
    assert ask("/favicon.png", accept="image/*").headers["content-type"] == "image/png"
    assert ask("/_stcore/health", accept="*/*").body == b"ok"
    assert ask("/tradeoff/_stcore/health", accept="*/*").status == 404


@pytest.mark.parametrize(
    "path", ["/", "/evidence", "/_stcore/health", "/nothing/here.js", "/static/none.css", "/embedded"]
)
def test_every_answer_carries_the_security_headers(ask, path):
    assert {k: ask(path, **PAGE).headers.get(k) for k in HEADERS} == HEADERS


@pytest.mark.parametrize("path", ["/embed/board?date=2020-07-06", "/embed/nothing"])
def test_a_frame_for_articles_alone_may_be_framed_and_keeps_all_other_headers(ask, path):
    answer = ask(path, **PAGE)
    assert "x-frame-options" not in answer.headers and "frame-ancestors *" in answer.headers["content-security-policy"]
    own = {"content-security-policy", "x-frame-options", "cross-origin-resource-policy"}
    assert {k: answer.headers.get(k) for k in HEADERS if k not in own} == {
        k: HEADERS[k] for k in HEADERS if k not in own
    }
    assert "set-cookie" not in answer.headers


def test_the_policy_names_each_inline_script_and_allows_neither_eval_nor_strangers():
    page = (STATIC / "index.html").read_bytes()
    found = policy(page)
    scripts = next(part for part in found.split("; ") if part.startswith("script-src"))
    assert len(re.findall(rb"<script>", page)) == scripts.count("'sha256-")
    assert "'unsafe-eval'" not in found and "unsafe-inline" not in scripts
    assert not re.search(r"https?:|\*", found)
    assert policy(page.replace(b"prerenderReady = false", b"prerenderReady = true")) != found


def test_hashed_files_travel_compressed_stay_a_year_and_arrive_as_they_are(ask):
    path = max((STATIC / "static" / "js").glob("protobuf.*.js"))
    for _ in range(2):
        answer = ask(f"/static/js/{path.name}", accept="*/*", accept_encoding="gzip, br")
        assert answer.headers["content-encoding"] == "gzip"
        assert "immutable" in answer.headers["cache-control"]
        assert answer.sent < 0.4 * path.stat().st_size
        assert answer.body == path.read_bytes()


def test_who_cannot_unpack_gets_the_plain_file_and_half_a_file_stays_half(ask):
    path = max((STATIC / "static" / "js").glob("protobuf.*.js"))
    plain = ask(f"/static/js/{path.name}", accept_encoding="identity")
    assert "content-encoding" not in plain.headers and plain.body == path.read_bytes()
    part = ask(f"/static/js/{path.name}", accept_encoding="gzip", range="bytes=0-99")
    assert part.status == 206 and part.body == path.read_bytes()[:100]


def test_what_is_compressed_already_is_left_alone(ask):
    path = max((STATIC / "static" / "media").glob("*.woff2"))
    answer = ask(f"/static/media/{path.name}", accept_encoding="gzip")
    assert "content-encoding" not in answer.headers and answer.body == path.read_bytes()


def test_only_files_named_by_their_content_are_kept():
    layer, found = Compressed(None), []
    for body, keep in (
        (b"x" * 1000, b"no-cache"),
        (b"y" * 1000, b"public, immutable, max-age=31536000"),
        (b"z" * 1000, b"no-cache"),
    ):
        layer.app = answers(body, script(keep))
        found.append(gzip.decompress(called(layer, "/static/a.js")))
    assert found == [b"x" * 1000, b"y" * 1000, b"y" * 1000]


def test_one_file_is_kept_once_however_its_address_is_spelled():
    layer = Compressed(answers(b"x" * 1000, script(b"public, immutable, max-age=31536000")))
    for path in ("/static/a.js", "/static/./a.js", "/static//a.js", "/static/b/../a.js", "/static/a.js/"):
        assert gzip.decompress(called(layer, path)) == b"x" * 1000
    assert list(layer.kept) == ["/static/a.js"]


@pytest.mark.parametrize("kept", [True, False])
def test_a_page_of_html_to_keep_is_a_file_and_any_other_is_no_page_of_the_board(kept):
    disposition = [(b"content-disposition", b"attachment")] if kept else []
    headers = [(b"content-type", b"text/html; charset=utf-8"), *disposition]
    assert (called(PageDocument(answers(b"the report", headers)), "/media/0a1b.html") == b"the report") is kept


@pytest.mark.parametrize("messages", [[], ["start"], ["start", "half"]])
def test_an_app_that_ends_without_an_answer_is_said_to_be_unavailable_and_nothing_of_it_is_kept(messages):
    headers = script(b"public, immutable, max-age=31536000")
    every = {
        "start": {"type": "http.response.start", "status": 200, "headers": headers},
        "half": {"type": "http.response.body", "body": b"half", "more_body": True},
    }

    async def ends(scope, receive, send):
        for name in messages:
            await send(every[name])

    layer = Compressed(ends)
    for app, path in ((layer, "/static/a.js"), (PageDocument(ends), "/timeline")):
        sent = messages_of(app, path)
        assert [m["status"] for m in sent if m["type"] == "http.response.start"] == [503]
        assert b"".join(m.get("body", b"") for m in sent) == b""
    assert layer.kept == {}


def answers(body: bytes, headers: list[tuple[bytes, bytes]]):
    """An app that answers everything with one body."""

    async def app(scope, receive, send):
        await send(
            {
                "type": "http.response.start",
                "status": 200,
                "headers": headers,
            }
        )
        await send({"type": "http.response.body", "body": body})

    return app


def script(keep: bytes) -> list[tuple[bytes, bytes]]:
    """The headers of a script that may be kept so long."""
    return [(b"content-type", b"text/javascript"), (b"cache-control", keep)]


def called(app, path: str) -> bytes:
    """The body of an ASGI app's answer."""
    return b"".join(m.get("body", b"") for m in messages_of(app, path))


def messages_of(app, path: str) -> list[dict]:
    """What an ASGI app sends."""
    sent = []

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": path, "headers": [(b"accept-encoding", b"gzip")]}
    run_async(app(scope, None, send))
    return sent


def test_the_warm_up_reads_data_and_bad_data_do_not_stop_the_server(tmp_path, monkeypatch):
    from ui.server import warm_up

    warm_up.up()
    assert results.ranking.cache_info().currsize
    (tmp_path / "criteria.csv").write_text("nothing")
    monkeypatch.setenv("BOARD_DATA", str(tmp_path))
    warm_up.up()


def test_a_stranger_is_refused_and_nothing_is_asked_of_anybody(ask):
    """Runs last: the server started, all pages above were asked for. test_guard.py does the same to app.py."""
    asking = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec_WebSocket_Version": "13"}
    key = {"Sec_WebSocket_Key": "AAAAAAAAAAAAAAAAAAAAAA=="}
    assert ask("/_stcore/stream", Origin="http://evil.example", **asking, **key).status == 403
    assert ask.outside == []


@pytest.mark.parametrize("file", ["app.py", "asgi.py"])
def test_streamlit_serves_either_file_as_the_same_app(file):
    found = discover_asgi_app(ROOT / file)
    assert found.import_string == f"{file.removesuffix('.py')}:app"
    assert "**served.layers()" in (ROOT / file).read_text()

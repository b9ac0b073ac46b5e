"""Two boards on one store behind the balancer whose configuration is shipped, by https and below a path.

Each may be stopped or killed, and nothing is lost; facilitators sign in with a provider that is started here.
"""

import asyncio
import re
import signal
import time
from datetime import UTC, datetime
from importlib.util import find_spec
from io import BytesIO

import psycopg
import pytest
import websockets
import zxingcpp
from PIL import Image
from playwright.sync_api import expect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from store import seats
from tests.browsing import SETTLED, again, arrive, becomes, faults, settle, turn_to, visitor
from tests.coroutines import run_async
from tests.databases import binaries, postgresql  # noqa: F401  (fixture)
from tests.house.balanced import COOKIE, WHO, balanced
from tests.meetings import answered, room, weighed
from tests.meetings import opened as meeting
from tests.programs import needed
from tests.servers import BOOT, silent_proxy
from ui.server import drain
from ui.session.routes import PAGES
from words.language import language

QUERY = "date=2020-07-06&lang=en"


@pytest.fixture(scope="module")
def signing():
    """A provider, and the settings that name it; without Authlib (make install) none, and no setting."""
    if not find_spec("authlib"):
        yield None, {}
        return
    from tests.house.provider import CLIENT, SECRET, provider

    with provider() as found:
        yield (
            found,
            {
                "BOARD_OIDC_METADATA": f"{found.address}/.well-known/openid-configuration",
                "BOARD_OIDC_CLIENT": CLIENT,
                "BOARD_OIDC_SECRET": SECRET,
                "BOARD_OIDC_ADDRESS": "{address}",
                "STREAMLIT_SERVER_COOKIE_SECRET": "both boards sign with this sentence",
                "BOARD_FACILITATORS": "@hospital.example",
                "BOARD_EDITORS": "Louis@hospital.example",
            },
        )


@pytest.fixture(scope="module")
def outside():
    """A proxy, the only way out of this machine, that answers nobody: settings, and the connections it saw."""
    with silent_proxy() as (ways, seen):
        yield ways | {"NO_PROXY": "127.0.0.1"}, seen


@pytest.fixture(scope="module")
def servers(tmp_path_factory, request, signing, outside):
    """Two boards on one store, of PostgreSQL where there is one, and their balancer."""
    needed("haproxy")
    folder = tmp_path_factory.mktemp("several")
    store = f"sqlite:///{folder / 'board.sqlite'}"
    if binaries():
        there = request.getfixturevalue("postgresql")
        with psycopg.connect(there, autocommit=True) as connection:
            connection.execute("CREATE DATABASE several")
        store = there.removesuffix("/board") + "/several"
    asked = {"DATABASE_URL": store, **signing[1], **outside[0]}
    with balanced(folder, "/tools/board", secure=True, **asked) as found:
        found.store = store
        if signing[0]:
            signing[0].back = f"{found.address}/oauth2callback"
        yield found


async def page(servers, cookie: str, part: str = ""):
    """A page's connection through the balancer, drawn to its end; part: what alone it asks for, as a slider does."""
    line = await websockets.connect(
        f"{servers.address.replace('http', 'ws', 1)}/_stcore/stream",
        subprotocols=["streamlit"],
        origin=servers.origin,
        ssl=servers.trust,
        max_size=None,
        additional_headers={"Cookie": f"{COOKIE}={cookie}"},
    )
    await drawn(line, part)
    return line


async def drawn(line, part: str = "") -> None:
    asking = BackMsg()
    asking.rerun_script.query_string, asking.rerun_script.fragment_id = QUERY, part
    await line.send(asking.SerializeToString())
    while True:
        message = ForwardMsg.FromString(await asyncio.wait_for(line.recv(), BOOT))
        if message.WhichOneof("type") == "script_finished":
            return


def test_a_visitor_stays_with_one_server_and_strangers_come_to_both(servers):
    first = servers.ask("/?lang=en", accept="text/html")
    assert first[0] == 200 and f"{COOKIE}=" in first[1]["set-cookie"]
    names = {cookie: servers.who(cookie) for cookie in servers.boards}
    assert len(set(names.values())) == 2
    for cookie, name in names.items():
        assert {servers.who(cookie) for _ in range(4)} == {name}


def test_what_is_the_keepers_is_not_the_visitors_and_a_forged_address_counts_for_nothing(servers):
    for path in ("/metrics", "/readyz", "/healthz", "/_stcore/metrics", "/readyz?exclude=store"):
        assert servers.ask(path)[0] == 403
    left = []
    for forged in ("203.0.113.1", "203.0.113.2", "203.0.113.3"):
        status, headers, _ = servers.ask(
            "/api/v1/verdict?date=2020-07-06", "one", X_Forwarded_For=forged, Forwarded=f"for={forged}"
        )
        assert status == 200
        left.append(int(headers["ratelimit"].split("r=")[1].split(";")[0]))
    assert left == [left[0], left[0] - 1, left[0] - 2]
    assert servers.ask("/", "one", Content_Length="9999999")[0] == 413
    # A dossier of 60 bidders is larger than anything else that visitors send.
    files = "/_stcore/upload_file/nobody/a"
    assert [servers.ask(files, "one", Content_Length=n)[0] == 413 for n in ("9999999", "29999999")] == [False, True]


def test_links_carry_the_public_address_and_cookies_travel_by_https_only(servers):
    _, _, text = servers.ask("/sitemap.xml")
    assert f"<loc>{servers.address}" in text and "http://127" not in text
    assert f"Sitemap: {servers.address}/sitemap.xml" in servers.ask("/robots.txt")[2]
    assert f'content="{servers.address}' in servers.ask("/?lang=en", accept="text/html")[2]
    for path in ("/?lang=en", "/_stcore/health", "/_stcore/host-config"):
        given = servers.ask(path, accept="text/html")[1].get("set-cookie", "").splitlines()
        assert given and all("; secure" in cookie.lower() for cookie in given)


@pytest.fixture
def come(servers, browser):
    """come("two", "/meeting") -> a page of a fresh visitor whom the balancer sends to that board; script: run in it."""
    contexts = []

    def visit(cookie: str, path: str, script: str = ""):
        contexts.append(visitor(browser, ignore_https_errors=True))
        contexts[-1].add_init_script(script)
        contexts[-1].add_cookies([{"name": COOKIE, "value": cookie, "url": servers.origin}])
        return arrive(contexts[-1].new_page(), servers.address + path)

    yield visit
    for context in contexts:
        context.close()


# Whoever asks after the server's health hears of another one, once the test says so.
ANOTHER = """(() => {
  const real = window.fetch, told = new Promise((go) => { window.another = go; });
  window.fetch = (there, how) => how?.cache === "no-store" && String(there).includes("/_stcore/health")
    ? told.then(() => new Response("ok", { headers: { "x-board-server": "another" } })) : real(there, how);
})()"""


def test_a_balancer_that_keeps_nobody_is_said_and_no_button_moves_from_under_the_hand(come):
    screen = come("one", f"/meeting?{QUERY}", ANOTHER)
    button = screen.get_by_role("button", name="Join", exact=True)
    at = button.bounding_box()
    button.hover()
    screen.mouse.down()
    screen.evaluate("() => another()")
    expect(screen.get_by_text("Several servers answer this page in turn")).to_be_visible()
    settle(screen)
    assert button.bounding_box() == at
    screen.mouse.up()
    screen.get_by_text("There is no such meeting").wait_for()


def sign_in(page, who: str) -> None:
    """Press "Sign in", be that person at the provider, and come back to the page that was left."""
    left = page.url
    page.get_by_role("button", name="Sign in").click()
    page.locator("input[name=email]").fill(who)
    page.get_by_role("button", name="Continue").click()
    page.get_by_text(f"Signed in as {who}").wait_for()
    settle(page)
    assert page.url == left


def codes(picture) -> list[str]:
    """What a camera reads on a picture: nothing while the page still moves to its headline, or grows wide under it."""
    return [code.text for code in zxingcpp.read_barcodes(Image.open(BytesIO(picture.screenshot())))]


def test_a_facilitator_signs_in_and_opens_a_meeting_that_others_follow_from_the_other_server(
    servers, signing, outside, come
):
    if not signing[0]:
        pytest.skip("Authlib is not installed: make install")
    screen = come("two", f"/meeting?{QUERY}")
    expect(screen.get_by_label("Title")).to_have_count(0)
    sign_in(screen, "ada@elsewhere.example")
    screen.get_by_text("Signed in as ada@elsewhere.example, who is not among the facilitators").wait_for()
    expect(screen.get_by_label("Title")).to_have_count(0)
    turn_to(screen, PAGES["evidence"](language("en")))
    screen.locator(".st-key-fold_replies summary").click(delay=80)
    screen.get_by_text("Signed in as ada@elsewhere.example, who is not among the editors of this server").wait_for()
    left = screen.url
    screen.get_by_role("button", name="Sign out").click()
    screen.wait_for_selector(SETTLED, state="attached")
    settle(screen)
    assert screen.url == left and "_streamlit_user" not in {c["name"] for c in screen.context.cookies()}
    turn_to(screen, PAGES["meeting"](language("en")))
    sign_in(screen, "Ada@Hospital.example")
    held = {c["name"]: c for c in screen.context.cookies()}
    assert held["_streamlit_user"]["secure"] and held["_streamlit_user"]["path"] == "/tools/board"
    assert all(c["secure"] for c in held.values() if c["name"] != COOKIE)
    screen.get_by_label("Title").fill("Hosting")
    screen.get_by_role("button", name="Open the meeting").click()
    code = re.sub(r"\s", "", screen.locator(".mt-code").inner_text())
    join = f"/meeting?meeting={code}&lang=en"
    becomes(lambda: codes(screen.locator("img.mt-qr")), [servers.address + join])

    phone = come("one", join)  # who takes part signs in nowhere
    expect(phone.get_by_role("button", name="Sign in")).to_have_count(0)
    late = []
    for button, done, seen in (
        ("Take part", "input[type=range]", r"^0\sof 1"),
        ("Confirm my weights", "text=Confirmed at", "^The one participant has answered"),
    ):
        phone.get_by_role("button", name=button, exact=True).click()
        phone.locator(done).first.wait_for()
        began = time.monotonic()
        expect(screen.locator("h1.verdict")).to_have_text(re.compile(seen), use_inner_text=True)
        late.append(time.monotonic() - began)
        settle(phone)
    assert min(late) < 2
    assert faults(screen).count() == faults(phone).count() == 0

    phone.get_by_role("button", name="Leave, or hand").click()
    phone.get_by_role("button", name="Leave the meeting").click()
    signing[0].open = False
    try:
        phone.get_by_role("button", name="Sign in").click()
        phone.get_by_role("heading", name="Signing in did not succeed.").wait_for()
    finally:
        signing[0].open = True
    expect(screen.get_by_role("button", name="Reveal…")).to_have_count(1)
    screen.context.clear_cookies(name="_streamlit_user")
    again(screen)
    expect(screen.get_by_role("button", name="Reveal…")).to_have_count(0)  # the browser's key alone opens nothing
    assert outside[1] == []


def test_told_to_stop_a_server_gets_nobody_new_ends_what_it_has_and_its_visitors_move(servers):
    async def tried() -> None:
        line = await page(servers, "one")
        gone, other = servers.who("one"), servers.who("two")
        board = servers.boards["one"]
        board.process.send_signal(signal.SIGTERM)
        await drawn(line)  # who is there goes on
        answers = []
        while board.process.poll() is None:
            answers.append(await asyncio.to_thread(servers.who))
            await asyncio.sleep(0.05)
        assert "" not in answers, "nobody was refused"
        assert answers[-1] == other and set(answers) <= {gone, other}
        with pytest.raises(websockets.ConnectionClosed):
            while True:
                await asyncio.wait_for(line.recv(), BOOT)
        moved = await page(servers, "one")
        assert servers.who("one") == other
        await moved.close()

    run_async(tried())
    servers.boards["one"].settings = {**servers.boards["one"].settings, drain.SETTING: "0"}
    servers.boards["one"].start()
    servers.both()


def test_a_file_that_is_being_made_arrives_whole_from_a_server_told_to_stop_and_its_page_moves(servers, come):
    """The board that the test before started: it waits for nothing but what it has begun."""
    board, screen = servers.boards["one"], come("one", f"/?{QUERY}")
    screen.get_by_role("button", name="Export", exact=True).click()
    with screen.expect_download() as taken:
        screen.get_by_role("button", name="Report (PDF, A4)").click()
        becomes(lambda: servers.metrics("one"), lambda said: "board_exports_begun 1.0" in said)
        board.process.send_signal(signal.SIGTERM)
    made = taken.value.path().read_bytes()
    assert made.startswith(b"%PDF") and made.rstrip().endswith(b"%%EOF")
    screen.get_by_text("The server that had this page is gone, and another has taken it over.").wait_for()
    board.process.wait(BOOT)
    board.start()
    servers.both()


def test_a_server_is_killed_under_its_visitors_and_they_are_drawn_by_the_other_with_all_that_was_confirmed(servers):
    engine = room(servers.store)
    now = datetime.now(UTC)
    code, _ = meeting(engine, now)
    tokens = [answered(engine, code, f"P{n}", n, now) for n in range(3)]

    async def tried() -> None:
        lines = [await page(servers, "two") for _ in range(5)]
        other = servers.who("one")
        servers.boards["two"].process.kill()
        began = time.monotonic()
        for line in lines:
            with pytest.raises(websockets.ConnectionClosed):
                while True:
                    await asyncio.wait_for(line.recv(), BOOT)
        again = [await page(servers, "two", "a part that the killed one had drawn") for _ in lines]
        assert time.monotonic() - began < BOOT and servers.who("two") == other
        for line in again:
            await line.close()

    run_async(tried())
    assert [seats.own(engine, code, seat, now)[1][-1].scenario for seat in tokens] == [weighed(n) for n in range(3)]
    engine.dispose()


def test_the_balancers_log_holds_no_query(servers):
    """Runs last."""
    said = (servers.boards["one"].log.parent / "haproxy.txt").read_text()
    assert "/_stcore/stream 101" in said or "/_stcore/stream" in said
    assert "date=" not in said and "exclude=" not in said and WHO not in said

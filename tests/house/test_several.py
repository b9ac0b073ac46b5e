"""Two boards behind the balancer whose configuration is shipped: each may be stopped or killed, and nothing is lost."""

import asyncio
import signal
import time
from datetime import UTC, datetime

import pytest
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from store import seats
from tests.coroutines import run_async
from tests.house.balanced import COOKIE, WHO, balanced
from tests.meetings import answered, room, weighed
from tests.meetings import opened as meeting
from tests.programs import needed
from tests.servers import BOOT

QUERY = "date=2020-07-06&lang=en"


@pytest.fixture(scope="module")
def servers(tmp_path_factory):
    """Two boards on one store and their balancer."""
    needed("haproxy")
    folder = tmp_path_factory.mktemp("several")
    with balanced(folder, BOARD_STORE=str(folder / "board.sqlite"), DATABASE_URL="") as found:
        found.store = f"sqlite:///{folder / 'board.sqlite'}"
        yield found


async def page(servers, cookie: str):
    """A page's connection through the balancer, drawn to its end."""
    line = await websockets.connect(
        f"ws://127.0.0.1:{servers.port}/_stcore/stream",
        subprotocols=["streamlit"],
        origin=servers.address,
        max_size=None,
        additional_headers={"Cookie": f"{COOKIE}={cookie}"},
    )
    await drawn(line)
    return line


async def drawn(line) -> None:
    asking = BackMsg()
    asking.rerun_script.query_string = QUERY
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


def test_links_carry_the_public_address(servers):
    _, _, text = servers.ask("/sitemap.xml")
    assert f"<loc>{servers.address}" in text


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
    servers.boards["one"].start()
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
        again = [await page(servers, "two") for _ in lines]
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

"""What one visitor may not do to the others: call outside, empty caches, fill the memory, borrow an address."""

import asyncio
import resource
import socket
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from types import SimpleNamespace

import pytest
import websockets
from streamlit import cache_resource, config, net_util
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime import app_session
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from uvicorn.config import Config
from uvicorn.server import ServerState
from websockets.frames import CloseCode

from ranking.tender.dossier_file import MOST_BYTES
from tests.coroutines import run_async
from tests.servers import free_port, silent_proxy, start_server, stop_server
from ui.server import capacity, guard, reconnection
from ui.session import uploads

PATIENCE = 60


@pytest.fixture(scope="module")
def outside():
    """(environment of a server whose only way out is a proxy that answers nobody, the connections it saw)."""
    with silent_proxy() as (ways, seen):
        yield ways, seen


@pytest.fixture(scope="module")
def served(tmp_path_factory, outside):
    """(host:port, its log) of a real board, started by `streamlit run app.py`; test_asgi.py starts asgi.py."""
    log, port = tmp_path_factory.mktemp("guard") / "log.txt", free_port()
    listed = "https://board.example, hospital.example:8443"
    server = start_server(port, log, "app.py", **outside[0], BOARD_ORIGINS=listed)
    yield f"127.0.0.1:{port}", log
    stop_server(server)


async def _handshake(host: str, origin: str | None) -> bool:
    try:
        line = await websockets.connect(f"ws://{host}/_stcore/stream", subprotocols=["streamlit"], origin=origin)
    except websockets.InvalidStatus as refused:
        assert refused.response.status_code == 403
        return False
    await line.close()
    return True


@pytest.mark.parametrize(
    "origin, welcome",
    [
        ("http://{host}", True),
        ("https://board.example", True),
        ("https://hospital.example:8443", True),
        ("https://hospital.example", False),
        ("http://evil.example", False),
        ("http://localhost", False),
        ("null", False),
        ("http://[", False),
        (None, True),
    ],
)
def test_an_origin_is_the_boards_own_or_listed(served, origin, welcome):
    assert run_async(_handshake(served[0], origin and origin.format(host=served[0]))) is welcome


async def _session(host: str, page: str, then) -> None:
    """Open a page as a browser does and call then(session id, line) while it stands."""
    url = f"ws://{host}/_stcore/stream"
    async with websockets.connect(url, subprotocols=["streamlit"], origin=f"http://{host}", max_size=None) as line:
        asking, session = BackMsg(), ""
        asking.rerun_script.query_string = "date=2020-07-06&lang=en"
        asking.rerun_script.page_name = page
        await line.send(asking.SerializeToString())
        while True:
            message = ForwardMsg.FromString(await asyncio.wait_for(line.recv(), PATIENCE))
            if message.WhichOneof("type") == "new_session":
                session = message.new_session.initialize.session_id or session
            if message.WhichOneof("type") == "script_finished":
                break
        await then(session, line)


def _put(host: str, session: str, size: int) -> tuple[int, bool]:
    """Put a file as the browser's field does: status, and whether it was refused for want of such a field."""
    line = HTTPConnection(host, timeout=PATIENCE)
    line.request("GET", "/_stcore/health")
    answer = line.getresponse()
    answer.read()
    token = SimpleCookie(answer.headers["set-cookie"])["_streamlit_xsrf"].value
    body = (
        b'--x\r\nContent-Disposition: form-data; name="f"; filename="a.json"\r\n\r\n' + b"0" * size + b"\r\n--x--\r\n"
    )
    kind = {
        "content-type": "multipart/form-data; boundary=x",
        "cookie": f"_streamlit_xsrf={token}",
        "x-xsrftoken": token,
    }
    line.request("PUT", f"/_stcore/upload_file/{session}/one", body, kind)
    answer = line.getresponse()
    return answer.status, b"No file is asked for" in answer.read()


def test_a_file_is_taken_only_where_a_page_asks_for_one(served):
    host, _ = served

    async def on_the_ranking(session: str, _line) -> None:
        assert session
        assert await asyncio.to_thread(_put, host, session, 10) == (403, True)

    async def on_the_records(session: str, _line) -> None:
        assert await asyncio.to_thread(_put, host, session, 10) == (204, False)
        assert await asyncio.to_thread(_put, host, session, 1_100_000) == (413, False)

    async def on_the_tender(session: str, _line) -> None:
        # A dossier of 60 bidders and 400 requirements has some 3 MB.
        assert await asyncio.to_thread(_put, host, session, 3_000_000) == (204, False)

    run_async(_session(host, "", on_the_ranking))
    run_async(_session(host, "tender", on_the_tender))
    run_async(_session(host, "records", on_the_records))
    assert _put(host, "nobody", 10) == (403, True)


def test_no_request_leaves_the_host(served, outside):
    """Runs last in this file: the server started, foreign Origins knocked, two pages were opened."""
    assert outside[1] == []


def test_a_file_replaces_the_one_before(monkeypatch):
    kept = {"here": ["old"]}
    stats = {"memory": [SimpleNamespace(byte_length=70)]}
    manager = SimpleNamespace(
        remove_session_files=lambda session: kept.pop(session, None), get_stats=lambda: stats if kept else {}
    )
    monkeypatch.setattr(uploads.runtime, "exists", lambda: True)
    monkeypatch.setattr(uploads.runtime, "get_instance", lambda: SimpleNamespace(uploaded_file_mgr=manager))
    monkeypatch.setattr(uploads, "_asking", {"here": 10})

    async def taken(_scope, _receive, send) -> None:
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body"})

    def put(session: str, length: bytes = b"10") -> int:
        sent, head = [], [(b"content-length", length)]

        async def send(message) -> None:
            sent.append(message)

        scope = {"type": "http", "method": "PUT", "path": f"/_stcore/upload_file/{session}/a", "headers": head}
        run_async(guard.Uploads(taken)(scope, None, send))
        return sent[0]["status"]

    assert put("there") == 403
    assert put("here", b"11") == put("here", b"") == 413
    monkeypatch.setattr(uploads, "MOST_HELD", 79)
    assert put("here") == 503
    assert kept == {"here": ["old"]}
    monkeypatch.setattr(uploads, "MOST_HELD", 80)
    assert put("here") == 204
    assert kept == {}


def test_files_on_their_way_count_as_those_held(monkeypatch):
    monkeypatch.setattr(uploads, "_asking", {"here": 10})
    monkeypatch.setattr(uploads, "MOST_HELD", 19)
    answers = []

    async def tried() -> None:
        done = asyncio.Event()

        async def slow(_scope, _receive, _send) -> None:
            await done.wait()

        async def send(message) -> None:
            answers.append(message.get("status") or message["body"].decode())

        layer = guard.Uploads(slow)
        scope = {"type": "http", "method": "PUT", "path": "/_stcore/upload_file/here/a"}
        scope["headers"] = [(b"content-length", b"10")]
        first = asyncio.create_task(layer(scope, None, send))
        await asyncio.sleep(0)
        await layer(scope, None, send)
        done.set()
        await first
        assert layer.coming == 0

    run_async(tried())
    assert answers == [503, guard.FULL]


def test_messages_to_the_server_do_nothing(monkeypatch):
    for name in guard.SERVER_MESSAGES:
        assert callable(getattr(AppSession, name))
        monkeypatch.setattr(AppSession, name, getattr(AppSession, name))
    monkeypatch.setattr(net_util, "get_external_ip", net_util.get_external_ip)
    monkeypatch.setattr(guard.uvicorn.config, "ProxyHeadersMiddleware", guard.uvicorn.config.ProxyHeadersMiddleware)
    guard.close_doors()
    kept = cache_resource(lambda: object())
    first = kept()
    AppSession._handle_clear_cache_request(SimpleNamespace(_session_state={}))
    assert kept() is first
    assert net_util.get_external_ip() is None


@pytest.mark.parametrize("named, believed", [(None, "10.0.0.9"), ("10.0.0.9", "203.0.113.7"), ("10.0.0.8", "10.0.0.9")])
def test_a_forwarded_address_is_believed_from_named_proxies_only(monkeypatch, named, believed):
    monkeypatch.delenv(guard.PROXIES, raising=False)
    if named:
        monkeypatch.setenv(guard.PROXIES, named)
    heard = []

    async def inner(scope, _receive, _send) -> None:
        heard.append(scope["client"][0])

    scope = {"type": "http", "client": ("10.0.0.9", 1), "headers": [(b"x-forwarded-for", b"203.0.113.7")]}
    run_async(guard.NamedProxies(inner, trusted_hosts="127.0.0.1")(scope, None, None))
    assert heard == [believed]


@pytest.mark.parametrize(
    "before, sent", [(b"", b""), (b"", b"GET / HTT"), (b"GET / HTTP/1.1\r\nhost: x\r\n\r\n", b"G")]
)
def test_who_asks_nothing_or_says_too_much_is_cut_off_and_a_page_that_is_open_is_not(before, sent, monkeypatch):
    monkeypatch.setattr(guard, "UNFINISHED", 0.2)
    guard.close_doors()

    async def tried() -> None:
        async def app(scope, receive, send) -> None:
            if scope["type"] == "websocket":
                await receive()
                await send({"type": "websocket.accept"})
                await receive()
            else:
                await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]})
                await send({"type": "http.response.body"})

        settings = Config(app, lifespan="off", ws="websockets-sansio", timeout_keep_alive=PATIENCE)
        settings.load()
        state = ServerState()
        loop = asyncio.get_running_loop()
        listening = await loop.create_server(
            lambda: settings.http_protocol_class(config=settings, server_state=state, app_state={}), "127.0.0.1", 0
        )
        port = listening.sockets[0].getsockname()[1]
        async with websockets.connect(f"ws://127.0.0.1:{port}/") as page:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            if before:
                writer.write(before)
                await reader.readuntil(b"\r\n\r\n")
            writer.write(sent)
            await asyncio.wait_for(reader.read(), PATIENCE)  # to the end of the stream: closed by the server
            writer.close()
            await page.ping()
            with pytest.raises(websockets.ConnectionClosed) as ended:
                await page.send(b"x" * (guard.MESSAGE + 1))
                await asyncio.wait_for(page.recv(), PATIENCE)
            assert ended.value.rcvd.code == CloseCode.MESSAGE_TOO_BIG
        listening.close()

    run_async(tried())


def test_a_crowd_whose_lines_were_cut_is_found_again_and_files_are_enough_for_it(monkeypatch):
    before = MemorySessionStorage.__init__.__defaults__
    monkeypatch.setattr(MemorySessionStorage.__init__, "__defaults__", before)
    monkeypatch.setattr(app_session, "_populate_theme_msg", app_session._populate_theme_msg)
    capacity.prepare()
    kept = MemorySessionStorage(ttl_seconds=5)._cache.maxsize
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    assert 128 <= kept <= capacity.MOST
    assert kept in (capacity.LEAST, capacity.MOST) or kept == soft // (2 * capacity.GONE)
    assert config.get_option("server.disconnectedSessionTTL") >= 120


def test_no_part_of_an_answer_waits_in_a_socket_until_the_browser_has_said_that_the_one_before_came():
    with socket.socket(socket.AF_INET) as listening, socket.socket(socket.AF_INET) as asking:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        assert capacity.send_at_once() >= 1
        asking.connect(listening.getsockname())
        accepted, _ = listening.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        assert not asking.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY), "only what listens is set"
        assert capacity.send_at_once() >= 1, "every socket is left open"


def test_a_theme_worked_out_once_is_the_one_that_streamlit_reckons():
    whole = app_session._populate_theme_msg  # a private name: should it go, this fails
    once = capacity.reckoned_once(whole)
    for section in ("theme", "theme.light", "theme.dark", "theme.sidebar", "theme.light.sidebar"):
        for _ in range(2):
            expected, found = CustomThemeConfig(), CustomThemeConfig()
            whole(expected, section)
            once(found, section)
            assert found == expected, section
    assert expected.ByteSize() == 0, "what is not set stays so"


def test_the_server_takes_as_large_a_file_as_the_page_that_needs_most():
    assert max(uploads.FILE_PAGES.values()) == config.get_option("server.maxUploadSize")
    assert uploads.FILE_PAGES["tender"] == MOST_BYTES // 1_000_000


def test_a_session_that_has_drawn_nothing_yet_draws_the_page_whatever_part_it_is_asked_for():
    heard = []
    asked = reconnection.whole_at_first(lambda _session, state: heard.append(state and state.fragment_id))
    states = (ClientState(fragment_id="part"), ClientState(fragment_id="part", is_auto_rerun=True), None)
    drawn = ClientState()
    drawn.widget_states.widgets.add(id="language")

    def tried(kept: ClientState, runner: object, known: bool) -> list[str | None]:
        heard.clear()
        session = SimpleNamespace(_client_state=kept, _scriptrunner=runner, has_fragment=lambda _part: known)
        for state in states:
            asked(session, state and ClientState.FromString(state.SerializeToString()))
        return heard[:]

    assert tried(ClientState(), None, known=False) == ["", "", None]
    assert tried(ClientState(), object(), known=False) == ["", "part", None], "its own clock interrupts no run"
    assert tried(ClientState(), object(), known=True) == tried(drawn, None, known=False) == ["part", "part", None]
    assert callable(AppSession.has_fragment) and "_scriptrunner" in AppSession.__init__.__code__.co_names


def test_what_is_told_of_a_page_that_is_being_left_counts_on_the_page_asked_for():
    heard = []
    asked = reconnection.on_the_page_asked(lambda _session, state: heard.append(state))
    session = SimpleNamespace(_client_state=ClientState(page_script_hash="ranking"))

    def told(page: str, **more: object) -> tuple[str, str, str] | None:
        state = ClientState(page_script_hash=page, query_string=f"of={page}", **more)
        heard.clear()
        asked(session, state)
        return (heard[0].page_script_hash, heard[0].query_string, heard[0].fragment_id) if heard else None

    control = {"widget_states": WidgetStates(widgets=[WidgetState(id="weight")])}
    assert told("ranking", **control) == ("ranking", "of=ranking", ""), "a control of the page that is open"
    assert told("method") == ("method", "of=method", ""), "a link"
    assert told("ranking", fragment_id="part", **control) == ("method", "of=method", ""), "a part of the page left"
    assert told("ranking", **control) == ("method", "of=method", ""), "a control of the page left"
    assert told("ranking", fragment_id="part", is_auto_rerun=True) is None, "the clock of the page left"
    assert told("method", **control) == ("method", "of=method", "")
    assert told("ranking") == ("ranking", "of=ranking", ""), "a link back"
    assert told("ranking", fragment_id="part", **control) == ("ranking", "of=ranking", "part")
    assert told("method", **control) == ("method", "of=method", ""), (
        "once heard of, the new page is left by the server only"
    )
    assert told("", **control) == ("", "of=", ""), "a page just opened has no name yet"
    heard.clear()
    asked(session, None)
    assert heard == [None]

"""A server as its keeper's programs see it: alive, ready, measured, logged; told to stop it says so, and ends whole."""

import json
import os
import signal
import stat
import time
from http.client import HTTPConnection

import pytest
from sqlalchemy import create_engine, text

from store.engine import connected
from tests.meetings import answered, room
from tests.meetings import opened as meeting
from tests.servers import free_port, start_server
from ui.session import js_components

PATIENCE = 60


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """(process, port, folder) of a board whose store holds a meeting that has expired."""
    folder, port = tmp_path_factory.mktemp("watch"), free_port()
    engine = room(f"sqlite:///{folder / 'board.sqlite'}")
    code, _ = meeting(engine)
    answered(engine, code, "Ada Lovelace", 40)
    with engine.begin() as line:
        line.execute(text("UPDATE meetings SET expires = '2020-01-01T00:00:00.000000+00:00'"))
    engine.dispose()
    os.chmod(folder / "board.sqlite", 0o644)
    own = {"BOARD_STORE": str(folder / "board.sqlite"), "DATABASE_URL": "", "BOARD_LOG": "json", "BOARD_DRAIN": "1"}
    process = start_server(port, folder / "log.txt", "asgi.py", **own)
    yield process, port, folder
    process.kill()


def ask(port: int, path: str, **headers: str) -> tuple[int, str]:
    line = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    line.request("GET", path, headers={k.replace("_", "-"): v for k, v in headers.items()})
    answer = line.getresponse()
    return answer.status, answer.read().decode()


def test_it_is_alive_and_ready_and_says_what_makes_it_so(server):
    _, port, _ = server
    assert ask(port, "/healthz") == (200, "ok")
    status, said = ask(port, "/readyz")
    assert status == 200 and json.loads(said) == {
        "ready": True,
        "draining": False,
        "warm": True,
        "data": json.loads(said)["data"],
        "store": "ok",
    }
    assert "store" not in json.loads(ask(port, "/readyz?exclude=store")[1])


def test_it_measures_itself_for_this_machine_only(server):
    _, port, _ = server
    assert ask(port, "/?lang=en", accept="text/html")[0] == 200
    status, said = ask(port, "/metrics")
    assert status == 200
    for name in ("board_sessions 0", "board_store_errors_total{code=", "board_exports_running", "process_open_fds"):
        assert name in said
    assert f'data="{json.loads(ask(port, "/readyz")[1])["data"]}"' in said and "Ada" not in said
    for path in ("/metrics", "/_stcore/metrics"):
        assert ask(port, path, X_Forwarded_For="203.0.113.7")[0] == 403
        assert ask(port, path, Via="1.1 proxy")[0] == 403
    assert ask(port, "/_stcore/metrics")[0] == 200


def test_components_are_there_before_any_page_was_drawn(server):
    _, port, _ = server
    for folder, script in js_components.ENTRIES:
        name = f"board.{folder.replace('/', '_')}_{script.removesuffix('.js')}"
        assert ask(port, f"/_stcore/bidi-components/{name}/{script}")[0] == 200, name


def test_what_has_expired_is_gone_without_anybody_asking_and_names_are_the_owners_alone(server):
    _, port, folder = server
    engine = connected(f"sqlite:///{folder / 'board.sqlite'}")
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with engine.connect() as line:
            left = line.scalar(text("SELECT count(*) FROM seats"))
        if not left:
            break
        time.sleep(0.1)
    engine.dispose()  # a file that another program holds open keeps its write-ahead log
    assert left == 0
    assert stat.S_IMODE((folder / "board.sqlite").stat().st_mode) == 0o600


def test_told_to_stop_it_turns_visitors_away_first_and_leaves_one_whole_file(server):
    """Runs last: the server is gone afterwards."""
    process, port, folder = server
    engine = connected(f"sqlite:///{folder / 'board.sqlite'}")
    code, _ = meeting(engine)
    engine.dispose()
    process.send_signal(signal.SIGTERM)
    end, said = time.monotonic() + PATIENCE, ""
    while time.monotonic() < end and '"draining":true' not in said:
        status, said = ask(port, "/readyz")
    assert status == 503 and ask(port, "/healthz") == (200, "ok")
    assert process.wait(PATIENCE) in (0, -signal.SIGTERM)
    assert not list(folder.glob("board.sqlite-*"))
    with create_engine(f"sqlite:///{folder / 'board.sqlite'}").connect() as line:
        assert line.scalar(text("SELECT count(*) FROM meetings")) == 1


def test_every_line_of_the_log_is_json_and_tells_no_name(server):
    """Runs after the server has stopped."""
    _, _, folder = server
    lines = [json.loads(line) for line in (folder / "log.txt").read_text().splitlines() if line.startswith("{")]
    assert {"purged", "stopping"} <= {line.get("code") for line in lines}
    assert "Ada" not in (folder / "log.txt").read_text()

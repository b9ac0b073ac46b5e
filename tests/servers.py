"""Servers of the board, each in a process of its own on a free port: browser tests and benchmarks start them here."""

import os
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.places import ROOT

BOOT = 150  # seconds that a loaded machine has for a server to start, or for the first page of one
# The editors' key of every board that tests start.
EDITOR_KEY = "the editors' own key"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start_server(port: int, log: Path, script: str = "asgi.py", *options: str, **environment: str) -> subprocess.Popen:
    """`streamlit run` of a script on a port; returns once it answers. RuntimeError with the log if it never does."""
    at = ("--server.port", str(port), "--server.address", "127.0.0.1")
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", script, *at, *options],
        cwd=ROOT,
        stdout=log.open("w"),
        stderr=subprocess.STDOUT,
        env={**os.environ, **environment},
    )
    end = time.monotonic() + BOOT
    while server.poll() is None and time.monotonic() < end:
        if _answers(port, environment.get("STREAMLIT_SERVER_BASE_URL_PATH", "")):
            return server
        time.sleep(0.1)
    server.kill()
    raise RuntimeError(f"{script} did not start on port {port}:\n" + log.read_text())


def _answers(port: int, base: str) -> bool:
    try:
        place = f"http://127.0.0.1:{port}{'/' if base else ''}{base}/_stcore/health"
        with urllib.request.urlopen(place, timeout=1) as answer:
            return answer.status == 200
    except OSError:
        return False


def stop_server(server: subprocess.Popen) -> None:
    server.terminate()
    server.wait(20)


@contextmanager
def served(folder: Path, **environment: str) -> Iterator[str]:
    """Address of a board with a store of its own in this folder (board.sqlite), up until the block ends."""
    own = {"BOARD_STORE": str(folder / "board.sqlite"), "DATABASE_URL": "", "BOARD_RECORDS": ""}
    port = free_port()
    server = start_server(port, folder / "log.txt", **own, **environment)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        stop_server(server)


@contextmanager
def silent_proxy() -> Iterator[tuple[dict[str, str], list]]:
    """A proxy that answers nobody: the environment that leads a server's questions to it, the connections it saw."""
    listener, seen = socket.create_server(("127.0.0.1", 0)), []

    def watch() -> None:
        while True:
            try:
                seen.append(listener.accept())
            except OSError:
                return

    threading.Thread(target=watch, daemon=True).start()
    proxy = f"http://127.0.0.1:{listener.getsockname()[1]}"
    yield dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), proxy), seen
    listener.close()

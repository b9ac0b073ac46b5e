"""Two boards on one store behind HAProxy with the configuration that is shipped, for tests and benchmarks."""

import os
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path

from tests.places import ROOT
from tests.servers import BOOT, free_port, start_server

WHO, HEALTH, COOKIE = "x-board-server", "/_stcore/health", "board"


@dataclass
class Board:
    """A board behind the balancer: where it listens, the process that does; start() begins another one there."""

    port: int
    log: Path
    settings: Mapping[str, str]
    process: subprocess.Popen | None = None

    def start(self) -> None:
        self.process = start_server(self.port, self.log, "asgi.py", **self.settings)


@dataclass
class Balanced:
    """What visitors see of them: the balancer's port; boards by the value of its cookie."""

    port: int
    boards: dict[str, Board] = field(default_factory=dict)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(self, path: str, cookie: str = "", **headers: str) -> tuple[int, dict[str, str], str]:
        """Status, headers by lower-case name and text of an answer; cookie: one of `boards`."""
        line = HTTPConnection("127.0.0.1", self.port, timeout=BOOT)
        sent = {k.replace("_", "-"): v for k, v in headers.items()}
        line.request("GET", path, headers=sent | ({"Cookie": f"{COOKIE}={cookie}"} if cookie else {}))
        answer = line.getresponse()
        return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read().decode("utf-8", "replace")

    def who(self, cookie: str = "") -> str:
        """The name of the server that answers; "" where none does."""
        try:
            status, headers, _ = self.ask(HEALTH, cookie)
        except OSError:
            return ""
        return headers.get(WHO, "") if status == 200 else ""

    def both(self) -> None:
        """Wait until the balancer sends visitors to every board."""
        end = time.monotonic() + BOOT
        while len({self.who() for _ in range(8)} - {""}) < len(self.boards):
            if time.monotonic() > end:
                raise RuntimeError("not every board came back")
            time.sleep(0.2)


@contextmanager
def balanced(folder: Path, **settings: str) -> Iterator[Balanced]:
    """Two boards and their balancer, up until the block ends; settings: of both boards."""
    found = Balanced(free_port())
    own = {"FORWARDED_ALLOW_IPS": "127.0.0.1", "BOARD_DRAIN": "2", "BOARD_RECORDS": "", **settings}
    for name in ("one", "two"):
        found.boards[name] = Board(free_port(), folder / f"{name}.txt", own)
    places = {f"BOARD_{n}": f"127.0.0.1:{board.port}" for n, board in enumerate(found.boards.values(), 1)}
    front = {"BOARD_BIND": f"127.0.0.1:{found.port}", "BOARD_PREFIX": "", **places}
    balancer = None
    try:
        for board in found.boards.values():
            board.start()
        command = ["haproxy", "-db", "-f", str(ROOT / "deploy" / "haproxy.cfg")]
        with (folder / "haproxy.txt").open("w") as log:
            balancer = subprocess.Popen(command, env=os.environ | front, stdout=log, stderr=log)
        found.both()
        yield found
    finally:
        for process in (balancer, *(board.process for board in found.boards.values())):
            if process and process.poll() is None:
                process.kill()
                process.wait()

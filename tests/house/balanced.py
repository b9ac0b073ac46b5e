"""Two boards on one store behind HAProxy with the configuration that is shipped, for tests and benchmarks.

By http at the root, or by https below a path, with a certificate made for the occasion.
"""

import os
import ssl
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path
from urllib.request import urlopen

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
    """What visitors see of them: the balancer's port, the path; boards by the value of its cookie.

    trust  what believes the certificate, None by http
    """

    port: int
    prefix: str = ""
    trust: ssl.SSLContext | None = None
    boards: dict[str, Board] = field(default_factory=dict)

    @property
    def origin(self) -> str:
        return f"http{'s' if self.trust else ''}://127.0.0.1:{self.port}"

    @property
    def address(self) -> str:
        return self.origin + self.prefix

    def ask(self, path: str, cookie: str = "", **headers: str) -> tuple[int, dict[str, str], str]:
        """Status, headers by lower-case name and text of an answer; cookie: one of `boards`.

        Several headers of one name are joined by lines.
        """
        if self.trust:
            line = HTTPSConnection("127.0.0.1", self.port, timeout=BOOT, context=self.trust)
        else:
            line = HTTPConnection("127.0.0.1", self.port, timeout=BOOT)
        sent = {k.replace("_", "-"): v for k, v in headers.items()}
        line.request("GET", self.prefix + path, headers=sent | ({"Cookie": f"{COOKIE}={cookie}"} if cookie else {}))
        answer = line.getresponse()
        said = {k.lower(): "\n".join(answer.headers.get_all(k)) for k, _ in answer.getheaders()}
        return answer.status, said, answer.read().decode("utf-8", "replace")

    def who(self, cookie: str = "") -> str:
        """The name of the server that answers; "" where none does."""
        try:
            status, headers, _ = self.ask(HEALTH, cookie)
        except OSError:
            return ""
        return headers.get(WHO, "") if status == 200 else ""

    def metrics(self, cookie: str) -> str:
        """What a board says of itself, asked past the balancer."""
        with urlopen(f"http://127.0.0.1:{self.boards[cookie].port}/metrics", timeout=BOOT) as answer:
            return answer.read().decode()

    def both(self) -> None:
        """Wait until the balancer sends visitors to every board."""
        end = time.monotonic() + BOOT
        while len({self.who() for _ in range(8)} - {""}) < len(self.boards):
            if time.monotonic() > end:
                raise RuntimeError("not every board came back")
            time.sleep(0.2)


def certificate(folder: Path) -> Path:
    """A file with a key and a certificate for 127.0.0.1 that nobody else has signed."""
    pem = folder / "board.pem"
    asked = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-subj", "/CN=board", "-days", "2", "-nodes"]
    asked += ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", folder / "key.pem", "-out", folder / "cert.pem"]
    subprocess.run(["openssl", "req", "-x509", *asked], check=True, capture_output=True)
    pem.write_bytes((folder / "cert.pem").read_bytes() + (folder / "key.pem").read_bytes())
    return pem


@contextmanager
def balanced(
    folder: Path, prefix: str = "", secure: bool = False, boards: int = 2, **settings: str
) -> Iterator[Balanced]:
    """Two boards and their balancer, up until the block ends.

    prefix    the path below which the board is, with a slash before it; secure: by https
    boards    how many of the two are started
    settings  of both boards; {address} in them is the board's own
    """
    pem = certificate(folder) if secure else None
    found = Balanced(free_port(), prefix, ssl.create_default_context(cafile=pem) if pem else None)
    own = {"FORWARDED_ALLOW_IPS": "127.0.0.1", "BOARD_DRAIN": "2", "BOARD_RECORDS": "", **settings}
    own = {name: text.replace("{address}", found.address) for name, text in own.items()}
    own["STREAMLIT_SERVER_BASE_URL_PATH"] = prefix.strip("/")
    ports = {name: free_port() for name in ("one", "two")}
    found.boards |= {name: Board(port, folder / f"{name}.txt", own) for name, port in list(ports.items())[:boards]}
    places = {f"BOARD_{n}": f"127.0.0.1:{port}" for n, port in enumerate(ports.values(), 1)}
    bind = f"127.0.0.1:{found.port}" + (f" ssl crt {pem}" if pem else "")
    front = {"BOARD_BIND": bind, "BOARD_PREFIX": prefix, **places}
    balancer = None
    try:
        for board in found.boards.values():
            board.start()
        command = ["haproxy", "-db", "-f", str(ROOT / "deploy" / "haproxy.cfg")]
        with (folder / "haproxy.txt").open("w") as log:
            subprocess.run([*command, "-c"], env=os.environ | front, stdout=log, stderr=log, check=True)
            balancer = subprocess.Popen(command, env=os.environ | front, stdout=log, stderr=log)
        found.both()
        yield found
    finally:
        for process in (balancer, *(board.process for board in found.boards.values())):
            if process and process.poll() is None:
                process.kill()
                process.wait()

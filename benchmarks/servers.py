"""Servers to measure, and what they cost as the system counts it."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Playwright

from tests import chromium
from tests.browsing import FLAGS
from tests.servers import free_port, start_server, stop_server

ROOT = Path(__file__).resolve().parent.parent
PLAIN = "benchmarks/plain/app.py"
DEFAULTS = ("--server.headless", "true", "--browser.gatherUsageStats", "false")


@dataclass(frozen=True)
class Served:
    """A running server: its port and its process."""

    port: int
    process: subprocess.Popen

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def cpu(self) -> float:
        """Seconds of processor time so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> float:
        """Resident megabytes now."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def started(driver: Playwright) -> Browser:
    """Return a Chromium started: the one with windows where there is one, as the records were made with."""
    return driver.chromium.launch(executable_path=chromium.find() or chromium.shell(), args=FLAGS)


@contextmanager
def server(script: str, log: Path | None = None, plain: bool = False, **more: str) -> Iterator[Served]:
    """`streamlit run script`, up until the block ends.

    plain  with Streamlit's defaults, not the board's settings; more: variables of its environment
    """
    port = free_port()
    environment = more | ({"STREAMLIT_RUNNER_POST_SCRIPT_GC": "true"} if plain else {})
    with TemporaryDirectory() as folder:
        log = log or Path(folder) / "log.txt"
        process = start_server(port, log, script, *DEFAULTS, **environment)
        try:
            yield Served(port, process)
        finally:
            stop_server(process)

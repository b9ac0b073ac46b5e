"""What a server counts of itself, as Prometheus reads it; numbers of things and of seconds, nothing of a person.

Rooms below keep plain numbers of their own (store.failures, exports.export_queue); they are read when asked for.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, Counter, GCCollector, Histogram, PlatformCollector, ProcessCollector
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.registry import Collector
from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from exports.export_queue import export_queue
from ranking.errors import BoardError
from ranking.versions.program import program
from store import engine, failures
from ui.server import drain
from ui.session import data, uncaught

REGISTRY = CollectorRegistry()
for _collector in (ProcessCollector, PlatformCollector, GCCollector):
    _collector(registry=REGISTRY)
VISITS = Counter("board_visits", "Sessions opened, by the page they opened with", ["page"], registry=REGISTRY)
RUNS = Histogram(
    "board_run_seconds",
    "Time of a whole run of a page, on the server",
    ["page"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
    registry=REGISTRY,
)
_SEEN = "visit_counted"


@contextmanager
def run(page: str, state: dict) -> Iterator[None]:
    """Measure one run of a page, and count the visit where it is the session's first."""
    if get_script_run_ctx() is not None and not state.get(_SEEN):
        state[_SEEN] = True
        VISITS.labels(page).inc()
    began = time.perf_counter()
    try:
        yield
    finally:
        RUNS.labels(page).observe(time.perf_counter() - began)


class BoardCollector(Collector):
    """What the rooms below have counted."""

    def collect(self) -> Iterator[Metric]:
        """Yield each as a family of metrics."""
        yield GaugeMetricFamily("board_sessions", "Pages that are connected just now", value=_sessions())
        made = CounterMetricFamily("board_exports", "Files asked for, by kind and outcome", labels=["kind", "outcome"])
        for labels, n in sorted(export_queue.ended.items()):
            made.add_metric(labels, n)
        yield made
        yield GaugeMetricFamily("board_exports_begun", "Files that pages wait for", value=export_queue.begun_now())
        yield GaugeMetricFamily("board_exports_running", "Files being made", value=export_queue.running())
        yield GaugeMetricFamily("board_exports_waiting", "Files that wait for their turn", value=export_queue.waiting())
        failed = CounterMetricFamily("board_store_errors", "Failures of the store, by code", labels=["code"])
        for code in failures.CODES:
            failed.add_metric([code], failures.counted[code])
        yield failed
        yield GaugeMetricFamily("board_store_writers", "Transactions that write just now", value=engine.writers())
        yield CounterMetricFamily("board_uncaught_errors", "Runs that failed unforeseen", value=uncaught.counted())
        yield GaugeMetricFamily("board_draining", "1 once the server was told to stop", value=drain.draining())
        yield InfoMetricFamily("board", "Version of data and program", value={"data": _data(), "program": program()})


REGISTRY.register(BoardCollector())


def _sessions() -> int:
    return runtime.get_instance()._session_mgr.num_active_sessions() if runtime.exists() else 0


def _data() -> str:
    try:
        return data.evidence().version
    except BoardError:
        return "unreadable"

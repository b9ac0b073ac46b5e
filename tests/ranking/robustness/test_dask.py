"""A Dask cluster of two worker processes counts what one thread counts, even where a worker is killed in mid-run."""

import os
import signal

import numpy as np
import pytest

from ranking.robustness.problem import plain
from ranking.robustness.smaa import acceptability, refine
from ranking.robustness.tally import SLOW_CHUNK as CHUNK
from ranking.robustness.uncertainty import Between, Doubt
from ranking.robustness.weight_spaces import Uniform, stream

distributed = pytest.importorskip("distributed", reason="Dask is optional: pip install -r requirements-dask.txt")

N, M, CHUNKS = 8, 6, 20
BASE = plain([f"o{i}" for i in range(N)], [f"c{j}" for j in range(M)], 100 * stream(0, 9).random((N, M)))
DOUBT = Doubt(tuple(Between(max(0.0, s - 20), min(100.0, s + 20)) for s in BASE.scores.ravel()), N)


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dask")
    with (
        distributed.LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            processes=True,
            dashboard_address=None,
            local_directory=str(folder),
            silence_logs=50,
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        yield client


@pytest.fixture(scope="module")
def alone():
    return acceptability(BASE, Uniform(M), CHUNKS * CHUNK, 3, doubt=DOUBT)


def assert_same(a, b):
    assert a.samples == b.samples
    for name in ("places", "pairwise", "central"):
        assert np.array_equal(getattr(a, name), getattr(b, name), equal_nan=True)


def test_two_worker_processes_give_the_same_counts(client, alone):
    assert len(set(client.run(os.getpid).values()) - {os.getpid()}) == 2
    assert_same(alone, acceptability(BASE, Uniform(M), CHUNKS * CHUNK, 3, client.get_executor(), DOUBT, ahead=CHUNKS))


def test_a_worker_killed_in_mid_run_changes_no_count(client, alone):
    parts = refine(BASE, Uniform(M), CHUNKS * CHUNK, 3, client.get_executor(pure=False), DOUBT, ahead=CHUNKS)
    first = next(parts)
    victim = next(iter(client.run(os.getpid).values()))
    os.kill(victim, signal.SIGKILL)
    *_, last = parts
    assert first.samples == CHUNK
    assert_same(alone, last)
    assert victim not in client.run(os.getpid).values()

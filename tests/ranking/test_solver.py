"""What the solver prints by itself reaches nobody; what others print after it does."""

import os
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import numpy as np

from ranking import solver


def test_nothing_that_is_written_while_a_programme_is_solved_reaches_standard_output(capfd):
    both, wrapped = Barrier(2), solver._quiet(lambda text: os.write(1, text))

    def solved(text: bytes) -> None:
        with solver.silenced():
            both.wait()
            wrapped(text)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(solved, (b"stray", b"line")))
    os.write(1, b"an answer")
    assert capfd.readouterr().out == "an answer"


def test_a_programme_is_solved_where_there_is_no_standard_output(monkeypatch):
    def closed(_descriptor: int) -> int:
        raise OSError("closed")

    monkeypatch.setattr(os, "dup", closed)
    assert solver.linprog(np.ones(2), A_eq=np.ones((1, 2)), b_eq=[1]).fun == 1

"""The comparison of benchmark ratios: only what got worse by more than a fifth is held against a run."""

import json

import pytest

from benchmarks.ratios import RECORD, Ratio, better, compare, note, read, record
from benchmarks.several.bench_servers import most

UP, DOWN = Ratio(10.0, True), Ratio(0.5, False)


@pytest.mark.parametrize(
    "before, now, worse",
    [
        (UP, 10.0, False),
        (UP, 30.0, False),
        (UP, 8.4, False),
        (UP, 8.3, True),
        (UP, 0.0, True),
        (DOWN, 0.5, False),
        (DOWN, 0.1, False),
        (DOWN, 0.59, False),
        (DOWN, 0.61, True),
        (Ratio(0.0, False), 0.1, True),
        (Ratio(0.0, False), 0.0, False),
        (Ratio(0.0, True), 3.0, False),
    ],
)
def test_a_ratio_fails_when_it_is_more_than_a_fifth_worse_and_never_for_being_better(before, now, worse):
    found = compare({"x": Ratio(now, before.higher)}, {"x": before})
    assert bool(found) == worse
    if worse:
        assert found[0].startswith("x: ")


def test_what_was_never_recorded_and_what_did_not_run_say_nothing():
    assert compare({"new": UP}, {"old": DOWN}) == []


def test_of_two_runs_the_better_counts():
    first, second = {"a": UP, "b": DOWN}, {"a": Ratio(8.0, True), "b": Ratio(0.4, False), "c": UP}
    assert better(first, second) == {"a": UP, "b": Ratio(0.4, False), "c": UP}


def test_a_record_keeps_the_ratios_of_benchmarks_that_did_not_run(tmp_path):
    path = tmp_path / "ratios.json"
    record({"a": UP, "b": DOWN}, path)
    record({"b": Ratio(0.4, False, 0.6)}, path)
    assert read(path) == {"a": UP, "b": Ratio(0.4, False, 0.6)}


def test_a_noted_ratio_is_printed_and_handed_on(tmp_path, monkeypatch, capsys):
    into = tmp_path / "run"
    monkeypatch.setenv("BENCH_RATIOS_INTO", str(into))
    note("bytes", 0.21, higher=False, asked=0.6)
    note("speed", 4)
    rows = [json.loads(line) for line in into.read_text().splitlines()]
    assert [[row[0], *row[2:]] for row in rows] == [["bytes", 0.21, False, 0.6], ["speed", 4.0, True, None]]
    assert "bytes: 0.21 (asked for: at most 0.6)" in capsys.readouterr().out


def test_the_record_holds_ratios_of_known_direction():
    found = read(RECORD)
    assert found and all(ratio.value > 0 for ratio in found.values())


@pytest.mark.parametrize("bound", [0, 19, 20, 130, 400, 419, 1_000])
def test_the_number_of_sessions_that_is_carried_is_found_in_few_tries_from_any_guess(bound):
    for guess in (20, 400, 800):
        tried: list[int] = []

        def carries(sessions: int, tried=tried) -> bool:
            tried.append(sessions)
            return sessions <= bound

        assert most(carries, guess, 20) == bound // 20 * 20
        assert len(tried) <= 4 + abs(guess - bound) // 80 and len(tried) == len(set(tried))

"""`python -m ranking agree`: several links side by side, and one line with exit code 2 for a bad one."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from exports.data import snapshots
from headless import main
from ranking.facts.load import load
from ranking.people.agreement import Voice, agreement
from ranking.weighing.scenario import from_json
from tests.places import ROOT
from tests.ranking.facts.board_files import write_board

FIRST = "https://board.example/stakeholders?date=2026-06-01&profile=sovereign&voices=me&lang=en"
SECOND = "?date=2026-06-01&pillars=readiness:80,sovereignty:10,certification:5,cost_exit:5"


@pytest.fixture(scope="module")
def board(tmp_path_factory) -> Path:
    return write_board(tmp_path_factory.mktemp("board"))


@pytest.fixture
def ask(board, monkeypatch, capsys):
    """The program in this process: (exit code, standard output, standard error)."""

    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.setenv("BOARD_DATA", str(board))
        monkeypatch.setattr(sys, "argv", ["ranking", "agree", *words])
        with pytest.raises(SystemExit) as end:
            main()
        return end.value.code, *capsys.readouterr()

    return run


def test_the_json_is_the_agreement_of_the_links(ask, board):
    code, out, err = ask(FIRST, SECOND, "--format", "json")
    assert (code, err) == (0, "")
    found, evidence = json.loads(out), load(board)
    voices = [Voice(v["name"], from_json(v["scenario"], evidence)) for v in found["voices"]]
    expected = agreement(evidence, voices)
    assert found["offers"] == list(expected.offers)
    assert found["tau"] == expected.tau.tolist()
    assert [v["first"] for v in found["voices"]] == [list(x) for x in expected.leaders]
    assert found["least_greatest_regret"] == list(expected.safest)
    assert [d["item"] for d in found["divides"]] == [d.item for d in expected.divides]
    collision = found["common_ground"]["collisions"][0]
    assert {(s["more"], s["less"], *s["voices"]) for s in collision} == {
        ("sovereignty", "readiness", "link 1"),
        ("readiness", "sovereignty", "link 2"),
    }
    assert sum(s["first"] for s in found["common_ground"]["standings"]) == pytest.approx(1)
    assert all(1 <= s["best"] <= s["worst"] <= 3 for s in found["common_ground"]["standings"])


def test_the_table_has_a_row_an_offer_and_the_day_of_the_first_link_holds(ask):
    code, out, err = ask(FIRST, "?date=2020-07-06&require=hds")
    assert code == 0
    assert err == "link 2: its as_of, require left out; those of link 1 hold for all\n"
    assert len(out.splitlines()) == 1 + 3 + 1
    assert "common ground: there is some" in out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["hello"], "link 1: 'hello': not a link of the board"),
        ([FIRST, "http://[bad/?date=2020-07-06"], "link 2: "),
        ([FIRST, "?date=2020-07-06&profile=nobody"], "link 2: profile=nobody: cannot be used; one of equal, sovereign"),
        ([FIRST, "?date=yesterday"], "link 2: date=yesterday: cannot be used; a day from 2018-01-01 on"),
        ([FIRST, "?profile=equal"], "link 2: without date="),
        (
            [FIRST, "?date=2020-07-06&Pilars=readiness:90"],
            "link 2: Pilars=readiness:90: no such entry; the nearest is pi",
        ),
        ([FIRST, "?date=2020-07-06&speed=9"], "link 2: speed=9: no such entry; one of date, profile, pillars, "),
        ([FIRST, "?date=2020-07-06&s=1damaged"], "link 2: the code s=1damaged… is damaged or cut"),
        ([FIRST, "?date=2020-07-06&voices=" + "x" * 30_000], "link 2: longer than 20000 characters"),
        ([FIRST, "--then"], "--then: needs a --link with data="),
        ([FIRST + "&data=00000000", SECOND + "&data=11111111", "--then"], "--then: links of data 00000000, 11111111"),
        ([], "Missing argument"),
    ],
)
def test_a_bad_link_gives_one_line_and_exit_code_two(ask, words, said):
    code, out, err = ask(*words)
    assert (code, out) == (2, "")
    assert err.startswith("error: " + said) and err.count("\n") == 1


def test_then_takes_the_facts_of_the_links_version(ask, board):
    path, _ = snapshots.write(board)
    code, out, err = ask(f"{FIRST}&data={path.stem}", f"{SECOND}&data={path.stem}", "--then", "--format", "json")
    assert (code, err) == (0, "")
    assert json.loads(out)["data_version"] == path.stem


def test_nothing_but_the_answer_comes_out_of_the_whole_program():
    words = [f"?date=2026-11-23&profile={p}" for p in ("cnil", "hub_2020", "interhop")]
    done = subprocess.run(
        [sys.executable, "-m", "ranking", "agree", *words, "--format", "json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert len(json.loads(done.stdout)["voices"]) == 3

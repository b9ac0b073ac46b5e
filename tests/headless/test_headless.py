"""`python -m ranking`: every command in every format, and one line with exit code 2 on bad input."""

import csv
import io
import json
import os
import subprocess
import sys
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote

import pytest

from headless import main
from ranking.facts.load import load
from ranking.weighing.rank import rank
from ranking.weighing.scenario import Scenario, from_json
from tests.examples import DAY
from tests.places import ROOT
from tests.ranking.facts.board_files import write_board

NOON = ("--as-of", "2026-06-01")


@pytest.fixture(scope="module")
def board(tmp_path_factory) -> Path:
    return write_board(tmp_path_factory.mktemp("board"))


@pytest.fixture
def shell(board):
    """`python -m ranking` in a process of its own, on the small board."""

    def run(*words: str, data: Path = board) -> subprocess.CompletedProcess:
        return subprocess.run(
            [sys.executable, "-m", "ranking", *words],
            cwd=ROOT,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**os.environ, "BOARD_DATA": str(data), "PYTHONUTF8": "1"},
        )

    return run


@pytest.fixture
def ask(board, monkeypatch, capsys):
    """The same program in this process: (exit code, standard output, standard error)."""

    def run(*words: str, data: Path = board) -> tuple[int, str, str]:
        monkeypatch.setenv("BOARD_DATA", str(data))
        monkeypatch.setattr(sys, "argv", ["ranking", *words])
        with pytest.raises(SystemExit) as end:
            main()
        return end.value.code, *capsys.readouterr()

    return run


def said(done) -> str:
    """Standard output of either, after a run without complaint."""
    code, out, err = (done.returncode, done.stdout, done.stderr) if hasattr(done, "stdout") else done
    assert (code, err) == (0, "")
    return out


def parsed(done) -> dict | list:
    return json.loads(said(done))


def table(done) -> list[dict]:
    return list(csv.DictReader(io.StringIO(said(done))))


def test_rank_as_json_has_stable_keys_and_the_models_own_numbers(shell, board):
    answer = parsed(shell("rank", *NOON, "--require", "hds", "--format", "json"))
    assert list(answer) == [
        "as_of",
        "data_version",
        "scenario",
        "verdict",
        "weights",
        "thin_criteria",
        "ranking",
        "excluded",
        "open_replies",
    ]
    assert (answer["as_of"], answer["data_version"]) == ("2026-06-01", load(board).version)
    scenario = from_json(answer["scenario"], load(board))
    assert scenario == Scenario(DAY, require=("hds",))
    expected = rank(load(board), scenario)
    assert [list(row) for row in answer["ranking"]] == [
        ["place", "offer", "score", "low", "high", "contributions", "coverage", "known_weight"]
    ] * 2
    assert [(r["place"], r["offer"], r["score"]) for r in answer["ranking"]] == [
        (r.place, r.offer, r.score) for r in expected.rows
    ]
    assert answer["ranking"][0]["contributions"] == dict(expected.rows[0].contributions)
    assert answer["weights"] == expected.weighting.overall
    assert answer["excluded"] == [{"offer": "small", "reason": "must-have hds not met (hds 0, at least 2 wanted)"}]


def test_rank_as_csv(ask, board):
    rows = table(ask("rank", *NOON, "--format", "csv"))
    assert list(rows[0]) == ["place", "offer", "score", "low", "high", "coverage", "gap"]
    assert [(r["place"], r["offer"]) for r in rows] == [("1", "global"), ("2", "local"), ("3", "small")]
    assert float(rows[0]["score"]) == rank(load(board), Scenario(DAY)).rows[0].score
    assert rows[-1]["gap"] == ""


def test_rank_as_table_names_the_excluded_the_day_and_the_data(shell, board):
    done = shell("rank", *NOON, "--require", "hds,eu_law")
    lines = done.stdout.splitlines()
    assert lines[0].split() == ["place", "offer", "score", "low", "high", "coverage", "gap"]
    assert lines[1].split()[:3] == ["1", "local", "66.92"]
    assert lines[2:] == [
        "not ranked: global: must-have eu_law not met (jurisdiction 0, at least 3 wanted)",
        "not ranked: small: must-have hds not met (hds 0, at least 2 wanted)",
        f"as of 2026-06-01, data {load(board).version}",
    ]


def test_explain_in_every_format_adds_up_to_the_gap(shell, ask):
    answer = parsed(ask("explain", "global", "local", *NOON, "--format", "json"))
    assert list(answer) == ["as_of", "data_version", "scenario", "first", "second", "gap", "differences"]
    assert (answer["first"], answer["second"]) == ("global", "local")
    assert all(list(d) == ["criterion", "points"] for d in answer["differences"])
    assert sum(d["points"] for d in answer["differences"]) == pytest.approx(answer["gap"])
    rows = table(shell("explain", "global", "local", *NOON, "--format", "csv"))
    assert [r["criterion"] for r in rows] == [d["criterion"] for d in answer["differences"]]
    assert [float(r["points"]) for r in rows] == [d["points"] for d in answer["differences"]]
    code, out, err = ask("explain", "global", "local", *NOON)
    assert (code, err, out.splitlines()[-1]) == (0, "", "gap: 0.85 points")


def test_a_printed_gap_is_the_sum_of_its_parts_and_what_separates_the_printed_scores(ask):
    for share in range(4, 100, 8):
        asked = (*NOON, "--weights", f"readiness={share},sovereignty={100 - share}")
        rows = [line.split() for line in ask("rank", *asked)[1].splitlines() if line.split()[0].isdecimal()]
        scores = {row[1]: Decimal(row[2]) for row in rows}
        for above, below in pairwise(rows):
            assert Decimal(above[-1]) == scores[above[1]] - scores[below[1]]
        lines = ask("explain", "global", "local", *asked)[1].splitlines()
        parts = [Decimal(line.split()[-1]) for line in lines[1:-1]]
        gap = Decimal(lines[-1].removeprefix("gap: ").removesuffix(" points"))
        assert sum(parts) == gap == scores["global"] - scores["local"], asked


FACT_KEYS = [
    "indicator",
    "valid_from",
    "value",
    "low",
    "high",
    "confidence",
    "source_title",
    "source_url",
    "source_date",
    "note_fr",
    "note_en",
    "valid_to",
]


def test_stale_facts_are_those_nobody_re_read_in_180_days(ask):
    """The facts of the board were last read on 23 November 2026: 22 May 2027 is the 180th day after."""
    code, out, _ = ask("facts", "--stale", "--as-of", "2027-05-22")
    assert (code, out.splitlines()[-1]) == (0, "0 facts to be re-read by 2027-05-22")
    answer = parsed(ask("facts", "local", "certs", "--stale", "--as-of", "2027-05-23", "--format", "json"))
    assert [(f["offer"], f["indicator"], f["re_read"]) for f in answer] == [("local", "certs", "2026-11-23")]
    code, _, err = ask("facts")
    assert code == 2 and err == (
        "error: facts: no offer; an offer's id, or --stale for the facts of all that are to be re-read\n"
    )


def test_a_day_after_the_last_reading_is_answered_with_one_sentence(ask):
    late = "Facts were last re-read on 23 November 2026; nothing later is known."
    for command in (("rank",), ("explain", "local", "global"), ("tradeoff",)):
        answer = parsed(ask(*command, "--as-of", "2026-11-24", "--format", "json"))
        assert (answer["last_re_read"], answer["notice"]) == ("2026-11-23", late)
        assert late in ask(*command, "--as-of", "2026-11-24")[1].splitlines()
        assert "notice" not in parsed(ask(*command, "--as-of", "2026-11-23", "--format", "json"))
        assert late not in ask(*command, "--as-of", "2026-11-23")[1]


def test_facts_in_every_format(shell, ask):
    answer = parsed(ask("facts", "local", "--format", "json"))
    assert len(answer) == 10 and all(list(row) == FACT_KEYS for row in answer)
    rows = table(shell("facts", "local", "certs", "--format", "csv"))
    assert [(list(r), r["value"], r["source_url"]) for r in rows] == [
        (FACT_KEYS, "ISO27001", "https://example.org/fact")
    ]
    code, out, _ = ask("facts", "local", "data_services", *NOON)
    assert code == 0
    assert [line.split()[:3] for line in out.splitlines()[1:]] == [
        ["svc_db", "2018-01-01", "1"],
        ["svc_spark", "2018-01-01", "0"],
    ]


def test_where_nothing_is_known_there_is_nothing_to_show(ask):
    code, out, err = ask("facts", "local", "staff")
    assert (code, out, err) == (0, "nothing to show\n", "")
    assert parsed(ask("facts", "local", "staff", "--format", "json")) == []


def test_validate_accepts_a_good_folder_or_one_file_of_it(ask, board):
    answer = f"3 offers, 30 facts, 9 criteria, 3 profiles, 2 events: no problem; data {load(board).version}\n"
    for path in ((), (str(board),), (str(board / "providers/local.toml"),)):
        assert ask("validate", *path) == (0, answer, "")


def test_validate_lists_every_problem_of_a_spoiled_folder_and_the_board_does_not_start_on_it(shell, ask, tmp_path):
    spoiled = write_board(tmp_path)
    for name in ("local", "small"):
        path = spoiled / f"providers/{name}.toml"
        path.write_text(path.read_text("utf-8").replace('country = "FR"', 'country = "France"'), "utf-8")
    lines = [
        f"providers/{name}.toml:1: country = 'France'; country is a two-letter code such as FR"
        for name in ("local", "small")
    ]
    both = f"error: {lines[0]}\n{lines[1]}\n"
    done = shell("validate", str(spoiled))
    assert (done.returncode, done.stdout, done.stderr) == (2, "", both)
    assert ask("rank", data=spoiled) == (2, "", both)
    assert ask("validate", str(spoiled / "providers/small.toml")) == (2, "", f"error: {lines[1]}\n")
    assert ask("validate", str(spoiled / "providers/global.toml")) == (
        0,
        "global.toml: no problem in this file (2 elsewhere)\n",
        "",
    )


def test_options_make_the_scenario(ask, board):
    answer = parsed(
        ask(
            "rank",
            *NOON,
            "--profile",
            "sovereign",
            "--weights",
            "readiness=60,hds=3",
            "--offers",
            "local, small",
            "--require",
            "hds",
            "--require",
            "jurisdiction>=2,gpu>=1",
            "--unknowns",
            "ignore",
            "--tolerant",
            "--format",
            "json",
        )
    )
    assert from_json(answer["scenario"], load(board)) == Scenario(
        DAY,
        "sovereign",
        (("readiness", 60.0),),
        (("hds", 3.0),),
        ("hds", "jurisdiction>=2", "gpu>=1"),
        "tolerant",
        "ignore",
        offers=("local", "small"),
    )


def test_a_link_of_the_board_gives_its_scenario_and_options_override_it(ask, board):
    asked = Scenario(DAY, "sovereign", weights=(("hds", 3.0),), compensation=0.0, offers=("local", "global"))
    link = (
        "https://board.example/tradeoff?lang=fr&date=2026-06-01&profile=sovereign&weights=hds%3A3&mix=0.0"
        "&offers=local%2Cglobal"
    )
    assert from_json(parsed(ask("rank", "--link", link, "--format", "json"))["scenario"], load(board)) == asked
    answer = parsed(ask("rank", "--link", link, "--as-of", "2020-07-06", "--profile", "equal", "--format", "json"))
    assert (answer["as_of"], answer["scenario"]["profile"], answer["scenario"]["compensation"]) == (
        "2020-07-06",
        "equal",
        0.0,
    )


def test_an_entry_of_a_link_that_cannot_be_used_is_named_beside_the_answer(ask):
    code, out, err = ask(
        "rank", "--link", "https://b.example/?date=2026-06-01&profile=nobody&speed=9", "--format", "json"
    )
    assert code == 0 and json.loads(out)["scenario"]["profile"] == "equal"
    assert [line.split(":")[0:2] for line in err.splitlines()] == [["link", " profile=nobody"], ["link", " speed=9"]]


def test_a_link_that_travelled_by_mail_gives_the_same_scenario(ask):
    plain = "https://b.example/tradeoff?date=2026-06-01&profile=sovereign&weights=hds:3&lang=fr"
    safe = f"https://eur01.safelinks.protection.outlook.com/?url={quote(plain, safe='')}&data=05%7C02&reserved=0"
    wanted = parsed(ask("rank", "--link", plain, "--format", "json"))
    assert wanted["scenario"]["weights"] == {"hds": 3.0}
    for link in (plain.replace("&", "&amp;"), plain.replace("profile", "PROFILE"), f"<{plain}>.", safe):
        assert parsed(ask("rank", "--link", link, "--format", "json")) == wanted


BAD = [
    ["rank", "--link", "?date=2026-06-01&wieghts=hds:3"],
    ["rank", "--link", "hello"],
    [],
    ["nothing"],
    ["rank", "--format", "xml"],
    ["rank", "--speed", "9"],
    ["rank", "extra"],
    ["rank", "--as-of", "2020-13-01"],
    ["rank", "--as-of", "1999-01-01"],
    ["rank", "--as-of", ""],
    ["rank", "--profile", "nobody"],
    ["rank", "--profile", "official"],
    ["rank", "--profile", "two\nlines"],
    ["rank", "--weights", "speed=9"],
    ["rank", "--weights", "hds"],
    ["rank", "--weights", "hds=1,hds=2"],
    ["rank", "--weights", "hds=much"],
    ["rank", "--weights", "hds=-1"],
    ["rank", "--weights", "hds=nan"],
    ["rank", "--weights", "hds=1e400"],
    ["rank", "--weights", "sovereignty=0,certification=0,readiness=0,cost_exit=0"],
    ["rank", "--offers", "nobody"],
    ["rank", "--require", "fast"],
    ["rank", "--require", "hds>=9"],
    ["rank", "--unknowns", "zero"],
    ["rank", "--link", "http://["],
    ["explain", "local"],
    ["explain", "local", "nobody"],
    ["explain", "nobody", "local"],
    ["facts"],
    ["facts", "nobody"],
    ["facts", "local", "speed"],
    ["facts", "local", "--as-of", "soon"],
    ["rank", "--as-of", "20200706"],
    ["tradeoff", "--as-of", "2020-W28-1"],
    ["validate", "/nowhere/at/all"],
]


@pytest.mark.parametrize("words", BAD, ids=lambda words: " ".join(words).replace("\n", " ") or "no command")
def test_bad_input_ends_with_one_line_and_exit_code_2(ask, words):
    code, out, err = ask(*words)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1 and err.startswith("error: ") and len(err) > len("error: \n")


def test_bad_input_in_a_process_of_its_own(shell):
    done = shell("rank", "--profile", "nobody")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "error: profile=nobody: dropped; one of equal, sovereign\n"


def test_a_data_folder_that_is_not_there_is_one_line_too(ask, tmp_path):
    assert ask("rank", data=tmp_path / "nowhere") == (
        2,
        "",
        "error: criteria.csv:1: cannot be read; a readable text file in UTF-8\n",
    )


@pytest.mark.parametrize("words", [["--help"], ["rank", "-h"], ["facts", "--help"]], ids=" ".join)
def test_help_is_help(ask, words):
    code, out, err = ask(*words)
    assert code == 0 and out.startswith("Usage: python -m ranking") and err == ""


@pytest.mark.parametrize("words", [["rank"], ["explain", "local", "global"], ["tradeoff"], ["history"], ["robustness"]])
def test_thin_criteria_are_weighed_where_asked_as_by_the_link(ask, words):
    asked = [*words, *NOON, "--format", "json", *(["--samples", "100"] if words == ["robustness"] else [])]
    link = "https://board.example/?date=2026-06-01&thin=1"
    one, other = parsed(ask(*asked, "--thin")), parsed(ask(*asked, "--link", link))
    assert one["scenario"]["thin"] is True and one == other

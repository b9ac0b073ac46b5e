"""`csf`: the framework's reading in every form, with answers of one's own, and refused in one line."""

import json
import sys

import pytest

from headless import main
from tests.exports.test_exports_calculator import OWN, made, typed
from tests.places import ROOT


@pytest.fixture
def ask(monkeypatch, capsys):
    """Return the program as a function of its words, on the project's own data: (exit code, output, errors)."""

    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.setenv("BOARD_DATA", str(ROOT))
        monkeypatch.setattr(sys, "argv", ["ranking", *words])
        with pytest.raises(SystemExit) as end:
            main()
        return end.value.code, *capsys.readouterr()

    return run


def put(path, answers) -> str:
    path.write_text(json.dumps({"format": "csf answers 1", "answers": answers}), "utf-8")
    return str(path)


def test_ranges_of_score_and_level_with_their_facts(ask):
    code, out, err = ask("csf", "--as-of", "2026-04-17", "--minimum", "2", "--format", "json")
    document = json.loads(out)
    assert (code, err) == (0, "")
    assert (document["weights"], document["as_of"], document["minimum"]) == ("2026", "2026-04-17", 2)
    azure = next(x for x in document["offers"] if x["offer"] == "azure")
    assert azure["seal"] == [0, 1] and azure["passes"] == "no" and "2.2" in azure["caps"]
    answer = azure["answers"]["2.2"]
    assert answer["left"] == [1, 2, 3] and not answer["open"]
    assert answer["facts"][0]["indicator"] == "jurisdiction" and answer["facts"][0]["source_url"]
    assert azure["answers"]["7.5"] == {
        "left": [1, 2, 3, 4, 5],
        "open": True,
        "given": False,
        "against_facts": False,
        "facts": [],
    }
    assert {(p["higher"], p["lower"]) for p in document["parts"]} >= {("s3ns", "scaleway")}


def test_a_table_says_what_the_ranges_are(ask):
    code, out, _ = ask("csf", "--as-of", "2020-07-06", "--offers", "azure,scaleway", "--weights", "1.2.1")
    assert code == 0 and "seal_high" in out and "weights 1.2.1" in out and "open: questions without a fact" in out


def test_the_award_on_its_day(ask):
    code, out, _ = ask("csf", "--award", "--format", "json")
    document = json.loads(out)
    assert code == 0 and document["minimum"] == 2
    assert {x["offer"]: (x["published"], x["agrees"]) for x in document["offers"]}["s3ns"] == (2, True)


def test_answers_of_ones_own_lie_over_the_facts(ask, tmp_path):
    sheet = put(tmp_path / "answers.json", {"azure": {"2.2": 5, "1.6": 5}})
    code, out, _ = ask("csf", "--offers", "azure", "--answers", sheet, "--format", "json")
    answers = json.loads(out)["offers"][0]["answers"]
    assert code == 0 and answers["2.2"]["left"] == [5] and answers["2.2"]["against_facts"]
    assert answers["1.6"]["given"] and not answers["1.6"]["against_facts"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--weights", "2030"), "--weights '2030': unknown; one of 2026, 1.2.1"),
        (("--minimum", "7"), "is not in the range 0<=x<=4"),
        (("--answers", "missing.json"), "No such file"),
        (("--offers", "nobody"), "nobody"),
    ],
)
def test_what_cannot_be_used_is_one_line(ask, words, said):
    code, out, err = ask("csf", *words)
    assert (code, out) == (2, "") and said in err and err.count("\n") == 1


@pytest.mark.parametrize(
    ("offer", "said"),
    [
        ("n" * 5000 + "\x1b[31m", "no such offer on this board; one of aruba"),
        ("s3ns", "s3ns: not among the offers read on 2020-07-06: not on sale, or not asked for"),
    ],
)
def test_an_answer_for_an_offer_that_is_not_there_is_refused(ask, tmp_path, offer, said):
    code, out, err = ask("csf", "--as-of", "2020-07-06", "--answers", put(tmp_path / "a.json", {offer: {"1.1": 4}}))
    assert (code, out) == (2, "") and said in err and "\x1b" not in err and len(err) < 600


def test_answers_come_back_in_the_calculators_workbook_too(ask, tmp_path, evidence):
    path = tmp_path / "azure.xlsx"
    path.write_bytes(typed(made(evidence, "fr", "azure"), OWN))
    code, out, _ = ask("csf", "--as-of", "2026-04-17", "--answers", str(path), "--format", "json")
    azure = next(x for x in json.loads(out)["offers"] if x["offer"] == "azure")
    assert code == 0 and {k: a["left"][0] for k, a in azure["answers"].items() if a["given"]} == OWN

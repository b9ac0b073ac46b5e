"""`tender`: a whole tender without a screen, from a French spreadsheet to a ranking; refusals that write nothing."""

import json
import os
import re
import signal
import subprocess
import sys

import openpyxl
import pytest

from ranking.tender.dossier_file import read, written
from tests.places import ROOT
from tests.ranking.tender.example import opened, sealed

COLUMNS = (
    ("Identifiant", "Exigence", "Nature", "Échelle", "Niveaux, du pire au meilleur", "Pire valeur")
    + ("Meilleure valeur", "Critère du tableau", "Minimum exigé", "Poids")
)  # fmt: skip
REQUIREMENTS = f"""{";".join(COLUMNS)}
EX-1;Hébergement de santé;obligatoire;critère du tableau;;;;hds;2;
C-1;Astreinte;critère;niveaux;"aucune; jours ouvrés; 24 h/24";;;;;30
C-2;Disponibilité (%);critère;nombre;;99,0;100;;;50
C-3;Clés;critère;critère du tableau;;;;key_control;;20
"""
BIDDERS = "Soumissionnaire;Nom;Offre du tableau\nloc;Local SA;local\nglo;Global Inc;global\n"
ANSWERS = (("loc", "24 h/24", "99,9"), ("glo", "jours ouvrés", "99,95"))
PRICES = "Soumissionnaire;Prix hors taxe\nloc;105,00\nglo;100\n"


@pytest.fixture
def sheets(tmp_path):
    """Return a function: name, text -> path of a file as French Excel saves it."""

    def put(name: str, text: str):
        path = tmp_path / name
        path.write_bytes(text.replace("\n", "\r\n").encode("cp1252"))
        return path

    return put


@pytest.fixture
def seal(ask, sheets, tmp_path):
    """Return the path of a dossier sealed from the sheets."""
    path = tmp_path / "marche.dossier.json"
    own = sheets("exigences.csv", REQUIREMENTS), sheets("soumissionnaires.csv", BIDDERS)
    more = ("--title", "Marché", "--question", "Qui ?", "--formula", "best_ratio", "--price", "weight=40")
    code, out, err = ask("tender", "seal", *own, *more, "--as-of", "2026-06-01", "--out", path)
    assert (code, err) == (0, "") and json.loads(out)["seals"] == 1
    return path


def answer_rows(path) -> str:
    digest = read(path.read_bytes()).seals[-1].digest[:12]
    lines = ["Soumissionnaire;Sceau;Identifiant;Exigence;Réponse;Page de l’offre"]
    for bidder, shift, uptime in ANSWERS:
        lines += [
            f"{bidder};{digest};EX-1;Hébergement de santé;;",
            f"{bidder};{digest};C-1;Astreinte;{shift};p. 4",
            f"{bidder};{digest};C-2;Disponibilité (%);{uptime};",
            f"{bidder};{digest};C-3;Clés;;",
        ]
    return "\n".join(lines) + "\n"


def test_from_a_french_spreadsheet_to_a_ranking(ask, sheets, seal, tmp_path):
    code, out, _ = ask("tender", "check", seal)
    assert code == 0 and json.loads(out)["price_outweighs"][1]["quality_points"] == pytest.approx(40 / 11 / 0.6)
    code, out, _ = ask("tender", "questions", seal, "--format", "json")
    assert (
        code == 0
        and {"bidder": "loc", "requirement": "C-3", "kind": "criterion", "public": "2"}.items()
        <= next(row for row in json.loads(out)["rows"] if (row["bidder"], row["requirement"]) == ("loc", "C-3")).items()
    )
    more = sheets("reponses.csv", answer_rows(seal)), sheets("prix.csv", PRICES)
    full = tmp_path / "full.dossier.json"
    code, out, err = ask("tender", "rank", seal, *more, "--format", "json", "--out", full)
    said = json.loads(out)
    assert (code, err) == (0, "") and [r["bidder"] for r in said["ranking"]] == ["loc", "glo"]
    assert said["ranking"][0]["score"] == pytest.approx(18 + 27 + 8 + 40 * 100 / 105)
    assert {a["rests_on"] for a in said["answers"] if a["requirement"] in ("EX-1", "C-3")} == {"public"}
    code, again, _ = ask("tender", "rank", full, "--format", "json")
    assert json.loads(again) == said


def test_sealing_again_changes_nothing_and_a_change_needs_a_reason(ask, seal, tmp_path):
    other = tmp_path / "autre.dossier.json"
    assert ask("tender", "seal", seal, "--out", other)[0] == 0 and other.read_bytes() == seal.read_bytes()
    code, out, err = ask("tender", "seal", seal, "--unknowns", "neutral", "--out", tmp_path / "non.dossier.json")
    assert (code, out) == (2, "") and "no reason" in err and not (tmp_path / "non.dossier.json").exists()
    assert ask("tender", "seal", seal, "--unknowns", "neutral", "--reason", "Coquille", "--out", other)[0] == 0
    said = json.loads(ask("tender", "check", other)[1])
    assert [(s["reason"], s["changes"]) for s in said["seals"]] == [
        (None, []),
        ("Coquille", [{"kind": "changed", "item": "unknowns"}]),
    ]


def test_answer_sheets_are_written_for_each_bidder(ask, seal, tmp_path):
    code, out, _ = ask("tender", "questions", seal, "--out", tmp_path / "feuilles")
    assert code == 0 and len(out.splitlines()) == 3
    assert sorted(p.name for p in (tmp_path / "feuilles").iterdir()) == [
        "answers-01.xlsx",
        "answers-02.xlsx",
        "prices.xlsx",
    ]
    assert ask("tender", "rank", seal, tmp_path / "feuilles" / "answers-01.xlsx")[0] == 0


def test_every_fault_of_a_sheet_is_a_line_with_its_cell(ask, sheets, tmp_path):
    bad = sheets("faux.csv", REQUIREMENTS.replace("obligatoire", "souhaité").replace("99,0", "beaucoup"))
    code, out, err = ask("tender", "seal", bad, "--question", "q", "--out", tmp_path / "x.dossier.json")
    assert (code, out) == (2, "") and not (tmp_path / "x.dossier.json").exists()
    assert [line.split(": ")[1] for line in err.splitlines()] == [str(bad), "faux!F4"] or "faux!C2" in err
    assert "faux!F4: “beaucoup”; a number such as 99.5" in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("rank", "nowhere.dossier.json"), "No such file"),
        (("rank", "README.md"), "no table known here"),
        (("template",), "--out"),
        (("seal", "{sealed}", "{sealed}", "--out", "x"), "a second dossier"),
        (("seal", "{sealed}", "--price", "weight=much", "--out", "x"), "--price 'weight=much'"),
        (("rank", "{opened}", "--opened", "demain"), "not a day"),
    ],
)
def test_bad_input_is_one_line_and_exit_two(ask, tmp_path, words, said):
    held = {"{sealed}": tmp_path / "s.dossier.json", "{opened}": tmp_path / "o.dossier.json"}
    held["{sealed}"].write_bytes(written(sealed()))
    held["{opened}"].write_bytes(written(opened()))
    code, out, err = ask("tender", *(held.get(w, w) for w in words))
    assert (code, out) == (2, "") and said in err and len(err.splitlines()) == 1


def test_a_dossier_with_faults_is_checked_with_exit_one(ask, tmp_path):
    path = tmp_path / "o.dossier.json"
    path.write_bytes(written(opened(envelopes=2)))
    code, out, _ = ask("tender", "check", path)
    assert code == 1 and json.loads(out)["faults"][0]["where"] == "prices.prices"
    assert ask("tender", "rank", path)[0] == 2
    assert ask("tender", "rank", path, "--opened", "2026-06-02")[0] == 0


def test_report_and_letters_are_written_for_bidders_that_are_not_first(ask, tmp_path):
    path = tmp_path / "o.dossier.json"
    path.write_bytes(written(opened()))
    code, out, _ = ask("tender", "report", path, "--out", tmp_path / "r.docx", "--letters", tmp_path / "lettres")
    assert code == 0 and (tmp_path / "r.docx").read_bytes().startswith(b"PK")
    assert sorted(p.name for p in (tmp_path / "lettres").iterdir()) == ["letter-02.docx", "letter-03.docx"]
    assert ask("tender", "report", path, "--out", tmp_path / "r.xlsx", "--lang", "en")[0] == 0
    sheet = openpyxl.load_workbook(tmp_path / "r.xlsx")["Ranking"]
    assert [cell.value for cell in sheet["B"]] == ["Bidder", "Local SA", "Global Inc", "Neuve & Fils"]
    assert ask("tender", "report", path, "--out", tmp_path / "r.txt")[0] == 2


# A file that is opened to be written gets a few letters, and kill -9 comes. What all commands import is imported once.
KILLED = """
import json, os, signal, sys
from pathlib import Path
from headless.main import main
from headless.tender import commands

def half(path, mode="r", *more, **named):
    file = plain(path, mode, *more, **named)
    if set(mode) & set("wxa"):
        os.write(file.fileno(), b"half")
        os.kill(os.getpid(), signal.SIGKILL)
    return file

plain, Path.open = Path.open, half
for words in json.loads(sys.argv[1]):
    if not (child := os.fork()):
        sys.argv = ["ranking", *words]
        sys.exit(main())
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


def test_a_command_that_is_killed_while_it_writes_leaves_the_file_before(sheets, tmp_path, small_board):
    bare = "\n".join(line for line in REQUIREMENTS.splitlines() if "critère du" not in line or "Exigence;" in line)
    own = (sheets("exigences.csv", bare), sheets("soumissionnaires.csv", "Soumissionnaire;Nom\nloc;Local SA\n"))
    (tmp_path / "o.json").write_bytes(written(opened()))
    asked = {
        "template.xlsx": ("template",),
        "seal.dossier.json": ("seal", *own, "--question", "Qui ?"),
        "report.docx": ("report", tmp_path / "o.json"),
    }
    for name in asked:
        (tmp_path / name).write_bytes(b"before")
    words = [["tender", *map(str, asked[name]), "--out", str(tmp_path / name)] for name in asked]
    command, data = [sys.executable, "-c", KILLED, json.dumps(words)], {"BOARD_DATA": str(small_board)}
    done = subprocess.run(command, cwd=ROOT, env=os.environ | data, capture_output=True, text=True, timeout=180)
    assert done.stdout.split() == [str(-signal.SIGKILL)] * len(asked), done.stderr
    assert {(tmp_path / name).read_bytes() for name in asked} == {b"before"}
    # Every other command writes by the same way.
    for path in (ROOT / "headless").rglob("*.py"):
        assert not re.search(r"write_text|write_bytes|open\([^)]*[\"']w", path.read_text("utf-8")), path
    # What a killed one left beside it is in nobody's way.
    assert len(list(tmp_path.glob(".*.part"))) == len(asked)

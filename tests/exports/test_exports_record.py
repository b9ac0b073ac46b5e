"""A record's files and its command: whole, whatever people typed, and the same answer as the page gives."""

import io
import json
import re
import sys
from html.parser import HTMLParser

import openpyxl
import pandas as pd
import pypdf
import pytest

from charts.parts.sheet import Column, Sheet
from exports.data import snapshots
from exports.data.csv_files import csv_bytes
from exports.documents.record_files import page, pdf
from headless import main
from ranking.decisions.record import seal
from ranking.decisions.record_file import json_bytes, read, to_json
from ranking.facts.load import load
from ranking.versions.program import program
from ranking.weighing.scenario import Scenario
from store import records
from store.engine import connected, upgrade
from tests.examples import DAY, LOCAL, OFFERS, small_evidence
from tests.examples_records import HOSTILE, NOON, held
from tests.ranking.facts.board_files import write_board

RECORD = seal(
    held(
        Scenario(DAY, "sovereign", require=("hds", "certs>=2")),
        HOSTILE[0],
        agreed=HOSTILE[1:],
        dissented=HOSTILE[:1],
        why={"hds": HOSTILE[2], "sovereignty": HOSTILE[5]},
    ),
    NOON,
)
LINK = "https://board.example/records?record=abc&lang=fr"


def flat(text: str) -> str:
    return re.sub(r"[\s\u00a0\u202f\u200b-]+", "", text)


class Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.texts, self.attributes = set(), [], set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data):
        self.texts.append(data)


@pytest.mark.parametrize("lang, aid", [("fr", "Une aide à l’analyse"), ("en", "A policy analysis aid")])
def test_the_page_holds_everything_as_text_and_fetches_nothing(lang, aid):
    made = page(RECORD, lang, LINK).decode()
    reader = Reader()
    reader.feed(made)
    text = "".join(reader.texts)
    assert all(name in text for name in HOSTILE) and aid in text and LINK in text and RECORD.digest in text
    assert not reader.tags & {"script", "img", "iframe", "object", "b"}
    assert not any(name.startswith("on") for name in reader.attributes)
    assert "default-src 'none'" in made and f'lang="{lang}"' in made and "url(http" not in made


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_pdf_is_tagged_and_holds_everything_as_text(lang):
    made = pdf(RECORD, lang, LINK)
    assert made == pdf(RECORD, lang, LINK)
    reader = pypdf.PdfReader(io.BytesIO(made))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"].startswith(lang)
    text = flat("".join(p.extract_text() for p in reader.pages))
    assert all(flat(name) in text for name in (*HOSTILE, RECORD.digest, RECORD.content_digest, LINK))


def test_a_link_over_several_lines_opens_from_each_and_is_copied_without_hidden_letters():
    long = f"{LINK}&weights=" + ",".join(f"criterion{k}:{k}" for k in range(30)) + "&more=" + "x" * 150
    reader = pypdf.PdfReader(io.BytesIO(pdf(RECORD, "en", long)))
    text = "".join(p.extract_text() for p in reader.pages)
    assert long in text.replace("\n", "") and "\u200b" not in text
    links = [a.get_object() for p in reader.pages for a in p.get("/Annots", ())]
    assert {a["/A"]["/URI"] for a in links} == {long}
    assert sum(len(a.get("/QuadPoints", range(8))) // 8 for a in links) > 3


def test_a_record_can_be_longer_than_a_page():
    long = seal(held(question="x" * 300, agreed=[f"{'n' * 70} {n}" for n in range(200)]), NOON)
    assert len(pypdf.PdfReader(io.BytesIO(pdf(long, "fr"))).pages) > 2


def test_names_in_the_table_are_no_formulas_for_a_spreadsheet(tmp_path):
    content = csv_bytes(Sheet("x", "x", (Column("agreed", "Who agrees"),), tuple((name,) for name in HOSTILE)))
    pd.read_csv(io.BytesIO(content)).to_excel(tmp_path / "a.xlsx", index=False)
    cells = [row[0] for row in openpyxl.load_workbook(tmp_path / "a.xlsx").active.iter_rows(min_row=2)]
    assert len(cells) == len(HOSTILE) and all(cell.data_type == "s" for cell in cells)


@pytest.fixture
def ask(tmp_path, monkeypatch, capsys):
    """The program in this process, on the small board: (exit code, standard output, standard error)."""
    root = write_board(tmp_path / "board")
    monkeypatch.setenv("BOARD_DATA", str(root))
    monkeypatch.setenv("BOARD_STORE", str(tmp_path / "records.sqlite"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["ranking", "record", *words])
        with pytest.raises(SystemExit) as end:
            main()
        return end.value.code, *capsys.readouterr()

    return run


def test_the_command_says_yes_no_and_why(ask, tmp_path):
    root = tmp_path / "board"
    one = seal(held(evidence=load(root)), NOON)
    (tmp_path / "a.json").write_bytes(json_bytes(one))
    code, out, err = ask("verify", "a.json")
    said = json.loads(out)
    assert (code, err, said["reproduces"], said["intact"]) == (0, "", True, True)
    assert said["program_today"] == program() and said["on_todays_facts"]["differences"] == []
    altered = to_json(one) | {"previous": "f" * 64}
    (tmp_path / "b.json").write_text(json.dumps(altered))
    code, out, err = ask("verify", "b.json")
    assert (code, json.loads(out)["intact"], json.loads(out)["reproduces"]) == (1, False, False)
    snapshots.write(root)
    write_board(root, small_evidence({**OFFERS, "local": LOCAL | {"svc_spark": [("2018-01-01", 1)]}}))
    code, out, err = ask("verify", "a.json")
    said = json.loads(out)
    assert (code, said["reproduces"], said["on_todays_facts"]["reproduces"]) == (0, True, False)
    assert ("score", "local") in {(d["kind"], d["item"]) for d in said["on_todays_facts"]["differences"]}
    for path in (root / "snapshots").iterdir():
        path.unlink()
    code, out, err = ask("verify", "a.json")
    assert (code, json.loads(out)["reproduces"], json.loads(out)["on_its_own_facts"]) == (1, None, None)


@pytest.mark.parametrize(
    "words",
    [
        ("verify", "nothing.json"),
        ("verify", "."),
        ("verify", "x.json"),
        ("verify",),
        ("erase", "nothing"),
        ("nonsense",),
    ],
)
def test_bad_input_is_one_line_and_exit_code_2(ask, tmp_path, words):
    (tmp_path / "x.json").write_text("{}")
    code, out, err = ask(*words)
    assert (code, out) == (2, "") and err.startswith("error: ") and err.count("\n") == 1


def test_the_chain_is_verified_and_a_record_erased_from_the_command_line(ask, tmp_path):
    engine = connected(f"sqlite:///{tmp_path / 'records.sqlite'}")
    upgrade(engine)
    kept = [records.append(engine, held(), NOON) for _ in range(3)]
    assert ask("erase", kept[1].id)[0] == 0
    code, out, _ = ask("chain")
    assert code == 0 and json.loads(out) == {
        "holds": True,
        "records": 3,
        "last": kept[2].record.digest,
        "without_content": 1,
        "faults": [],
    }
    with engine.connect() as connection, connection.begin():
        connection.exec_driver_sql("DELETE FROM records WHERE number = 1")
    code, out, _ = ask("chain")
    assert code == 1 and json.loads(out)["faults"][0]["what"] == "link"
    assert read(json_bytes(kept[0].record)) == kept[0].record
    engine.dispose()

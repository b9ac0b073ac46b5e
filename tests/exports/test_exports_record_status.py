"""Report, slides and workbook say what every screen says: exploration, or locked by which record of which day."""

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pypdf
import pytest
from pptx import Presentation

from address.page_entries import PageEntries
from exports.data.workbook import workbook
from exports.documents.report import html, report
from exports.documents.slides import slides
from ranking.decisions.lock import Locked, locked_by
from ranking.decisions.record import seal
from ranking.facts.load import load
from ranking.weighing.scenario import Scenario
from store import records
from store.engine import begun, store
from tests.examples import DAY, small_evidence
from tests.examples_records import NOON, held
from tests.headless.test_headless_export import ask, board  # noqa: F401  (fixtures)

EVIDENCE = small_evidence()
LOCK = Locked("ab12cd34", date(2026, 11, 1))
SAID = {
    ("fr", None): "Exploration",
    ("en", None): "Exploration",
    ("fr", LOCK): "Figé · procès-verbal ab12cd34, 1er novembre 2026",
    ("en", LOCK): "Locked · record ab12cd34, 1 November 2026",
}


def read_me(content: bytes) -> list[str]:
    return [str(cell) for row in openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].values for cell in row]


def pages_of(content: bytes) -> list[str]:
    return [" ".join(p.extract_text().split()) for p in pypdf.PdfReader(io.BytesIO(content)).pages]


def slides_of(content: bytes) -> list[str]:
    return [
        "\n".join(s.text_frame.text for s in slide.shapes if s.has_text_frame)
        for slide in Presentation(io.BytesIO(content)).slides
    ]


@pytest.mark.parametrize(("lang", "lock"), SAID)
def test_report_slides_and_workbook_say_the_standing_on_every_page(lang, lock):
    asked, said = (EVIDENCE, Scenario(DAY), lang, "https://board.example", PageEntries(locked=lock)), SAID[lang, lock]
    assert all(said in page for page in pages_of(report(*asked)))
    assert f" · {said}</p>" in html(*asked).decode()
    assert all(said in slide for slide in slides_of(slides(*asked)))
    assert said in read_me(workbook(*asked))


def test_only_a_record_of_this_very_scenario_and_these_facts_locks_it():
    scenario = Scenario(DAY, "sovereign", require=("hds",), rule="tolerant")
    record = seal(held(scenario), NOON)
    assert locked_by(record, EVIDENCE, scenario) == Locked(record.name, NOON.date())
    assert locked_by(record, EVIDENCE, replace(scenario, rule="strict")) is None
    assert locked_by(record, replace(EVIDENCE, version="11111111"), scenario) is None
    assert locked_by(replace(record, content=None), EVIDENCE, scenario) is None


@pytest.fixture
def kept(tmp_path, monkeypatch) -> Path:
    """A store of this test's own, still to be made."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("BOARD_STORE", str(tmp_path / "records.sqlite"))
    return tmp_path / "records.sqlite"


def test_without_a_screen_a_link_with_a_kept_record_says_it_and_any_other_is_named(ask, board, kept):  # noqa: F811
    link = f"https://board.example/?date={DAY}&lang=en&record="

    def made(link: str, *more: str) -> tuple[list[str], str]:
        code, _, err = ask("export", "--what", "workbook", "--link", link, "--out", "w.xlsx", *more)
        assert code == 0
        return read_me(Path("w.xlsx").read_bytes()), err

    cells, err = made(link + "nobodys")
    assert "Exploration" in cells and "record 'nobodys' is not kept here" in err and len(err.splitlines()) == 1
    assert not begun() and not kept.exists()
    one = records.append(store(), held(Scenario(DAY), evidence=load(board)), NOON)
    cells, err = made(link + one.id)
    assert err == "" and f"Locked · record {one.record.name}, 26 November 2026" in cells
    assert one.id not in "".join(cells)
    cells, err = made(link + one.id, "--profile", "sovereign")
    assert "Exploration" in cells and "is no longer what" in err
    kept.write_bytes(b"no database")
    assert ask("export", "--what", "ranking", "--link", link + one.id, "--out", "p.svg")[::2] == (0, "")

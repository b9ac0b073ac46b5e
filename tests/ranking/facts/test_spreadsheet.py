"""criteria.csv as spreadsheets save it: the same board, or one sentence that names the cause."""

import csv
import io
import shutil

import pytest

from ranking.errors import DataError
from ranking.facts.criteria import COLUMNS, NUMBERS
from ranking.facts.load import load
from ranking.facts.spreadsheet import UnreadableTable, decoded, read_table
from tests.places import ROOT

TEXT = (ROOT / "criteria.csv").read_text("utf-8-sig")
ROWS = list(csv.reader(io.StringIO(TEXT)))


def saved(separator: str = ";", commas: bool = True, quoting: int = csv.QUOTE_MINIMAL, end: str = "\r\n") -> str:
    """The table as a program with this separator saves it; `commas`: decimal commas in its numbers."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator=end, quoting=quoting)
    points = {n for n, name in enumerate(COLUMNS) if name in NUMBERS} if commas else ()
    writer.writerows([[c.replace(".", ",") if n in points else c for n, c in enumerate(row)] for row in ROWS])
    return out.getvalue()


def one_cell_a_line(separator: str, commas: bool) -> str:
    out = io.StringIO()
    lines = saved(separator, commas, end="\n").splitlines()
    csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL).writerows([line] for line in lines)
    return out.getvalue()


@pytest.mark.parametrize(
    "raw",
    [
        saved().encode("utf-8-sig"),
        saved().encode("cp1252", "replace"),
        saved("\t").encode("utf-16"),
        saved("\t").encode("utf-16-le"),
        saved(quoting=csv.QUOTE_ALL).encode(),
        saved(",", commas=False, end="\r").encode(),
        (saved() + ";" * 14 + "\r\n" + "\r\n\r\n").encode(),
        one_cell_a_line(",", False).encode(),
        one_cell_a_line(";", True).encode(),
        ("\ufeff" + saved().replace("id;pillar", " ID;Pillar\u00a0", 1)).encode(),
        ("sep=;\n\n" + saved().replace("\r\n", ";;\r\n")).encode("utf-8-sig"),
    ],
    ids=["semicolons", "ansi", "utf-16", "utf-16 without mark", "all quoted", "old Mac", "empty rows", "one column",
         "one column with semicolons", "headings", "separator named, empty columns"],
)  # fmt: skip
def test_what_a_spreadsheet_saves_is_read_as_it_was(raw, tmp_path):
    for part in ("providers", "profiles"):
        shutil.copytree(ROOT / part, tmp_path / part)
    for part in ("timeline.toml", "musthaves.toml", "decisions.toml"):
        shutil.copy(ROOT / part, tmp_path / part)
    (tmp_path / "criteria.csv").write_bytes(raw)
    ours, theirs = load(ROOT), load(tmp_path)
    assert [(c.id, c.worst, c.best, c.indicators) for c in theirs.criteria.values()] == [
        (c.id, c.worst, c.best, c.indicators) for c in ours.criteria.values()
    ]
    if b"?" not in raw:
        assert theirs.criteria == ours.criteria


@pytest.mark.parametrize(
    "text, wrong",
    [
        ("", "an empty file"),
        (",".join(COLUMNS), "no row below the header"),
        (";".join(COLUMNS) + "\n;;;\n", "no row below the header"),
        (",".join(reversed(COLUMNS)) + "\nx", "the columns stand in another order"),
        ("id,label\n1,2", "other columns: missing pillar, kind"),
    ],
)
def test_what_cannot_be_read_is_named_by_its_cause(text, wrong):
    with pytest.raises(UnreadableTable, match=wrong):
        read_table(text, COLUMNS)


def test_a_header_alone_is_a_fault_of_the_data(tmp_path):
    (tmp_path / "criteria.csv").write_text(",".join(COLUMNS) + "\n")
    with pytest.raises(DataError, match="no row below the header"):
        load(tmp_path)


def test_bytes_that_are_no_text_are_said_to_be_none():
    for raw in (b"PK\x03\x04\x14\x00", b"%PDF-1.7", b"\xd0\xcf\x11\xe0"):
        with pytest.raises(UnreadableTable, match=r"^not CSV \(this is an? "):
            decoded(raw)
    for raw in (b"\xff\xfe\x00", "critères".encode("cp850"), "clés".encode("mac_roman")):
        with pytest.raises(UnreadableTable, match="encoding"):
            decoded(raw)


def test_a_comma_inside_a_comma_table_stays():
    rows = read_table('a,b\n"1,5",2', ("a", "b"), ("a",))
    assert rows == [(["1,5", "2"], 2)]
    assert read_table("a;b\n1,5;2,5", ("a", "b"), ("a",)) == [(["1.5", "2,5"], 2)]

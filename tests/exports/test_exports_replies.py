"""Open replies are in every file with both readings, their texts escaped, answered ones not; blocks can be pasted."""

import io
import json
import zipfile
from dataclasses import replace
from datetime import date

import openpyxl
import pypdf
import pytest

from address.page_entries import PageEntries
from exports.data.package import package
from exports.data.replies import listed
from exports.data.reply_block import block
from exports.data.tables import json_bytes
from exports.data.workbook import workbook
from exports.documents.report import html, report
from exports.pictures.picture_file import drawing, picture_of, replies_sentence
from ranking.facts.load import load
from ranking.model import UNKNOWN
from ranking.weighing.rank import rank
from ranking.weighing.scenario import Scenario
from tests.examples import DAY, small_evidence
from tests.examples_replies import CLEAN, PAGE, PLAIN, TODAY, reply
from tests.ranking.facts.board_files import write_board
from words.language import language

BOARD, EVERY = small_evidence(), Scenario(DAY)
OPEN = (reply(CLEAN, 3), reply(replace(PLAIN, indicator="hq_country", value="FR", offer="global"), 4))
ANSWERED = reply(PLAIN, 5, state="refused", answered=TODAY)
SEEN, BARE = PageEntries(replies=(*OPEN, ANSWERED)), PageEntries()


def test_a_picture_marks_the_cell_and_says_both_readings_where_they_enter_it():
    shown, _ = drawing(BOARD, EVERY, "evidence", "slide", "en", False, False, "", SEEN, True)
    assert "100≠ A" in shown and "≠ Contested, not yet answered: Global, hq_country (en)" in shown
    assert "level 2 (en)" in shown and "level 0 (en)" in shown and "<script>" not in shown
    weighed, bare = (
        drawing(BOARD, EVERY, "ranking", "slide", "en", False, False, "", v, True)[0] for v in (SEEN, BARE)
    )
    assert "according to reply 3" in weighed and "reply 4" not in weighed and "Contested, not" not in bare
    say, before = language("fr"), replace(EVERY, as_of=date(2025, 1, 1))
    found = picture_of(say, BOARD, before, "ranking", SEEN)
    assert replies_sentence(say, BOARD, before, found, SEEN) == ""


def test_the_report_lists_them_with_who_says_so_and_the_sentence_as_typed():
    page = html(BOARD, EVERY, "en", "https://board.example", SEEN).decode()
    part = page.partition('id="replies"')[2].partition("</section>")[0]
    assert part.count("<p>") == 2 and "&lt;script&gt;" in part and "<script>" not in part
    assert f'href="{PAGE.replace("&", "&amp;")}" rel="noopener noreferrer nofollow"' in part
    text = "".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(report(BOARD, EVERY, "fr", "", SEEN))).pages)
    flat = " ".join(text.split())
    assert "Réponses aux faits, pas encore traitées" in flat and "@SUM(A1)" in flat and "{{ 7*7 }}" in flat
    assert 'id="replies"' not in html(BOARD, EVERY, "en", "", BARE).decode()


def test_workbook_package_and_json_carry_them_and_no_formula_runs():
    book = openpyxl.load_workbook(io.BytesIO(workbook(BOARD, EVERY, "en", "", SEEN)))
    rows = list(book["Replies"].iter_rows(values_only=True))
    assert [r[0] for r in rows[1:]] == [4, 3] and all(c.data_type != "f" for row in book["Replies"] for c in row)
    assert "Replies" not in openpyxl.load_workbook(io.BytesIO(workbook(BOARD, EVERY, "en", "", BARE))).sheetnames
    with zipfile.ZipFile(io.BytesIO(package(BOARD, SEEN.replies))) as held:
        table = held.read("data/replies.csv").decode()
        described = json.loads(held.read("datapackage.json"))
    assert table.count("\n") == 3 and "'=1+1 **b**" in table
    assert "replies" in {r["name"] for r in described["resources"]}
    ranking = rank(BOARD, EVERY)
    found = json.loads(json_bytes(BOARD, ranking, listed(BOARD, ranking, SEEN.replies)))["open_replies"]
    assert [(r["number"], r["indicator"], r["value"]) for r in found] == [(4, "hq_country", "FR"), (3, "hds", 0)]
    assert json.loads(json_bytes(BOARD, ranking))["open_replies"] == [] and "contact" not in json.dumps(found)


@pytest.mark.parametrize(
    "found, grade",
    [
        (CLEAN, "B"),
        (replace(CLEAN, page=""), "C"),
        (replace(PLAIN, indicator="certs", value=('SO"C2', "ISO27001")), "B"),
        (replace(PLAIN, indicator="vm_price", value=0.0123), "B"),
        (replace(PLAIN, indicator="hds", value=UNKNOWN, page=""), "C"),
        (replace(PLAIN, indicator="staff", value=12), "B"),
    ],
)
def test_a_block_pasted_into_the_data_is_read_as_what_was_proposed(tmp_path, found, grade):
    said = replace(found, valid_from=date(2026, 6, 2))
    text = block(BOARD, replace(reply(said, 7), received=date(2026, 11, 20)))
    root = write_board(tmp_path, BOARD)
    path = root / "providers" / "local.toml"
    held = path.read_text("utf-8")
    assert ("Take" in text) == ("staff" in text)
    path.write_text(held.replace('"staff", ', "").replace(', "staff"', "") if "staff" in text else held, "utf-8")
    with path.open("a", encoding="utf-8") as file:
        file.write("\n" + text)
    new = next(f for f in load(root).facts if f.valid_from == said.valid_from)
    assert (new.offer, new.indicator, new.value, new.confidence) == ("local", said.indicator, said.value, grade)
    assert new.source.url == (said.page or None) and said.sentence in new.note.en
    assert ("no page" in new.note.en) == (not said.page)

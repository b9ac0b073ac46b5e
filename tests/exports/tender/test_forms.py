"""Sheets out and back: as written, re-sorted, through LibreOffice, and refused where what is fixed was changed."""

import io
from dataclasses import replace

import openpyxl
import pytest

from exports.tender import forms
from exports.tender.reading.sheet_file import tables_of
from ranking.errors import DataError
from ranking.tender.answer_table import answered
from ranking.tender.dossier import BidAnswer, TenderRequirement
from ranking.tender.requirement_table import bidders_of, evaluated, prices_of, requirements_of
from ranking.tender.sealing import seal
from ranking.tender.tables import SheetTable, recognised
from tests import programs
from tests.examples import DAY
from tests.ranking.tender.example import AT, PRICES, PUBLIC, REQUIREMENTS, opened, sealed
from words.language import language

LOC = sealed().bidder("loc")
TYPED = {"EX-2": "oui", "C-1": "24 h/24", "C-2": "99,95", "Q-1": "É. Nuñez"}
GIVEN = (
    BidAnswer("loc", "EX-2", "yes"),
    BidAnswer("loc", "C-1", "24 h/24"),
    BidAnswer("loc", "C-2", "99.95"),
    BidAnswer("loc", "Q-1", "É. Nuñez"),
)


def filled(content: bytes, typed=TYPED, change=lambda sheet: None) -> bytes:
    """The answer sheet as a bidder fills it in with a spreadsheet."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    for row in sheet.iter_rows(min_row=2):
        if row[2].value in typed:
            row[7].value = typed[row[2].value]
    change(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def answers(content: bytes, name: str = ""):
    return answered(sealed(), recognised(tables_of(content, name)), PUBLIC).answers


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_requirements_written_into_the_template_read_back(lang):
    content = forms.template(language(lang), PUBLIC, DAY, REQUIREMENTS)
    assert requirements_of(recognised(tables_of(content)), PUBLIC) == REQUIREMENTS
    assert content == forms.template(language(lang), PUBLIC, DAY, REQUIREMENTS)


def test_an_empty_template_is_a_table_without_rows():
    found = recognised(tables_of(forms.template(language("fr"), PUBLIC, DAY)))
    assert [(r.kind, r.rows, r.faults) for r in found] == [("requirements", (), ()), ("bidders", (), ())]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_what_is_public_is_filled_in_and_said_with_grade_and_source(lang):
    content = forms.answer_sheet(language(lang), sealed(), LOC, PUBLIC)
    rows = list(openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True))
    by = {row[2]: row for row in rows}
    level = PUBLIC.indicators["hds"].levels[2].in_(lang)
    assert by["EX-1"][7] == level and by["EX-1"][6].startswith(level) and "A" in by["EX-1"][6]
    assert by["C-1"][7] is None and by["C-1"][6] in (None, "")


def test_an_untouched_sheet_confirms_public_facts_and_leaves_the_rest_missing():
    found = answers(forms.answer_sheet(language("fr"), sealed(), LOC, PUBLIC))
    assert {(a.requirement, a.word) for a in found} == {(r, "missing") for r in ("EX-2", "C-1", "C-2", "Q-1")}


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_answers_read_back_in_either_language_whatever_the_order_of_rows(lang):
    def shuffle(sheet):
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        for n, row in enumerate(reversed(rows), 2):
            for k, value in enumerate(row, 1):
                sheet.cell(n, k).value = value

    sheet = forms.answer_sheet(language(lang), sealed(), LOC, PUBLIC)
    typed = TYPED | {"EX-2": "yes" if lang == "en" else "oui"}
    assert answers(filled(sheet, typed)) == GIVEN
    assert set(answers(filled(sheet, typed, shuffle))) == set(GIVEN)


def test_reading_a_sheet_again_replaces_what_its_bidder_said_and_nothing_else():
    sheet = filled(forms.answer_sheet(language("fr"), opened(), opened().bidder("loc"), PUBLIC))
    after = answered(opened(), recognised(tables_of(sheet)), PUBLIC)
    others = {a for a in opened().answers if a.bidder != "loc"}
    assert set(after.answers) == others | set(GIVEN)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda s: s.__setitem__("D3", "Réversibilité orale"), r"Réponses!D3: a fixed column was changed; “Réversib"),
        (lambda s: s.__setitem__("C3", "EX-9"), "Réponses!C3: a fixed column was changed; a requirement"),
        (lambda s: s.__setitem__("A3", "glo"), "rows were taken out"),
        (lambda s: s.__setitem__("A3", "moi"), "Réponses!A3: a fixed column was changed; one of loc, glo, neu"),
        (lambda s: s.__setitem__("B4", "0" * 12), "Réponses!B4: a fixed column was changed"),
        (lambda s: s.delete_rows(4), r"rows were taken out: C-1; every row that was sent"),
        (lambda s: s.append([s.cell(2, k).value for k in range(1, 10)]), "EX-1 stands twice"),
        (lambda s: s.__setitem__("H4", "toujours"), "Réponses!H4: “toujours”; one of aucune; jours ouvrés; 24 h/24"),
        (lambda s: s.__setitem__("H5", "=99+1"), "Réponses!H5: a formula"),
    ],
)
def test_a_sheet_with_a_fixed_column_changed_is_refused_and_says_where(change, said):
    sheet = forms.answer_sheet(language("fr"), sealed(), LOC, PUBLIC)
    with pytest.raises(DataError, match=said):
        answers(filled(sheet, change=change))


def test_prices_and_evaluations_read_back():
    sheet = forms.price_sheet(language("fr"), opened())
    assert prices_of(recognised(tables_of(sheet)), opened()) == PRICES
    for code in ("fr", "en"):
        sheet = forms.evaluation_sheet(language(code), opened(), PUBLIC)
        assert evaluated(opened(), recognised(tables_of(sheet)), PUBLIC) == opened()
    rows = (
        ("Bidder", "Identifier", "Evaluation", "Found", "Reason"),
        ("glo", "C-1", "réfuté", "aucune", "Rien page 3"),
    )
    after = evaluated(opened(), recognised([SheetTable("x", rows)]), PUBLIC)
    changed = {a for a in after.answers if a not in opened().answers}
    assert changed == {BidAnswer("glo", "C-1", "jours ouvrés", "refuted", found="aucune", reason="Rien page 3")}


def test_the_evaluator_reads_what_was_asked_and_answered_and_no_answer_but_the_dossiers_is_judged():
    (read,) = recognised(tables_of(forms.evaluation_sheet(language("fr"), opened(), PUBLIC)))
    rows = {(row.get("bidder"), row.get("id")): row for row in read.rows}
    shown = [[rows["loc", name].get(c) for c in ("text", "answer", "page")] for name in ("EX-2", "C-2")]
    assert shown == [["Réversibilité écrite", "oui", "p. 12"], ["Disponibilité garantie (%)", "99.9", "p. 15"]]
    # Made before the bidder sent another answer, or changed since.
    heads = ("Bidder", "Identifier", "Answer", "Evaluation")
    for typed in ("24 h/24", "toujours"):
        with pytest.raises(DataError, match=f"x!C2: “{typed}”; what was answered"):
            evaluated(opened(), recognised([SheetTable("x", (heads, ("glo", "C-1", typed, "vérifié")))]), PUBLIC)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((("Soumissionnaire", "Prix hors taxe"), ("who", "12")), "x!A2: “who”; one of loc, glo, neu, each once"),
        (
            (("Soumissionnaire", "Prix hors taxe"), ("loc", "-12")),
            "x!B2: “-12”; a price from 0.000001 to 1000000000000",
        ),
        ((("Soumissionnaire", "Prix hors taxe"), ("loc", "cher")), "x!B2: “cher”; a number"),
        (
            (("Soumissionnaire", "Prix hors taxe"), ("loc", "1.198")),
            "x!B2: “1.198” can mean 1.198 or 1198; 1198 or 1.1980",
        ),
    ],
)
def test_a_price_that_is_none_is_named(rows, said):
    with pytest.raises(DataError, match=said):
        prices_of(recognised([SheetTable("x", rows)]), sealed())


HEADS = ("Identifiant", "Exigence", "Nature", "Échelle", "Pire valeur", "Meilleure valeur", "Minimum exigé")


def test_a_number_that_a_spreadsheet_keeps_as_one_is_never_asked_about():
    rows = (("Soumissionnaire", "Prix hors taxe"), ("loc", 1.198))
    assert [p.amount for p in prices_of(recognised([SheetTable("x", rows)]), sealed())] == [1.198]
    # As a cell of money is saved in a CSV.
    rows = (("Soumissionnaire", "Prix hors taxe"), ("loc", "1\u202f198,50\u00a0€"))
    assert [p.amount for p in prices_of(recognised([SheetTable("x", rows)]), sealed())] == [1198.5]
    one = TenderRequirement("M", "Latence", "must_have", "number", worst=9.0, best=1.0, minimum="1.125")
    for content in (forms.template(language(lang), PUBLIC, DAY, (one,)) for lang in ("fr", "en")):
        assert requirements_of(recognised(tables_of(content)), PUBLIC) == (one,)
    typed = [tuple(HEADS), ("M", "Latence", "impératif", "nombre", 9.0, 1.0, "1,125")]
    with pytest.raises(DataError, match="x!G2: “1,125” can mean 1.125 or 1125"):
        requirements_of(recognised([SheetTable("x", typed)]), PUBLIC)


def test_a_bidder_whose_offer_is_not_on_the_board_is_named():
    rows = (("Bidder", "Name", "Offer of the board"), ("a", "A", "nowhere"), ("a", "", ""), ("*b", "N" * 121, ""))
    with pytest.raises(DataError, match="x!C2: “nowhere”; one of local, global, small") as refusal:
        bidders_of(recognised([SheetTable("x", rows)]), PUBLIC)
    assert [f.cell for f in refusal.value.problems] == ["C2", "A3", "B3", "A4", "B4"]


# LibreOffice's filter for CSV: separator, quote, character set (1: Windows-1252).
FRENCH_CSV = "csv:Text - txt - csv (StarCalc):59,34,1"


def test_sheets_saved_by_libreoffice_read_as_they_were():
    """Requirements and answers as ODS, XLSX and a French CSV."""
    programs.needed("calc")
    say = language("fr")
    own = tuple(r for r in REQUIREMENTS) + (
        TenderRequirement("1.10", "Numéro qui a l’air d’un nombre", "question", "text"),
    )
    asked = forms.template(say, PUBLIC, DAY, own)
    given = filled(forms.answer_sheet(say, sealed(), LOC, PUBLIC))
    for form in ("ods", FRENCH_CSV, "xlsx"):
        asked_there, given_there = (programs.office(content, "a.xlsx", form) for content in (asked, given))
        assert requirements_of(recognised(tables_of(asked_there)), PUBLIC) == own
        assert answers(given_there) == GIVEN


def test_what_was_answered_before_a_new_seal_is_not_read_after_it():
    sheet = filled(forms.answer_sheet(language("fr"), sealed(), LOC, PUBLIC))
    changed = replace(sealed(), announced=replace(sealed().announced, rule="tolerant"))
    with pytest.raises(DataError, match="a fixed column was changed"):
        answered(seal(changed, AT, "x", "parce que"), recognised(tables_of(sheet)), PUBLIC)

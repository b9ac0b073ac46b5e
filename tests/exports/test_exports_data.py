"""Workbook, CSV, JSON and data package: opened by programs that did not make them, read back to the same ranking."""

import csv
import io
import json
import zipfile
from dataclasses import replace
from datetime import date, datetime

import openpyxl
import pytest
from frictionless import Package, system

from charts.ranking.ranking_sheet import ranking_sheet
from exports.data import tables
from exports.data.csv_files import csv_bytes
from exports.data.package import package
from exports.data.workbook import scenario_of, workbook
from ranking.errors import ScenarioError
from ranking.facts.load import load
from ranking.model import Source
from ranking.weighing.rank import rank
from ranking.weighing.scenario import Scenario
from tests import programs
from tests.examples import DAY, OFFERS, small_evidence
from tests.places import EVIDENCE
from words.language import language

CHOSEN = Scenario(
    date(2020, 7, 6),
    "cnil",
    (("readiness", 41.25),),
    (("hds", 12.345678901234567),),
    ("hds",),
    "tolerant",
    "neutral",
    0.5,
    True,
    "true",
    ("azure", "outscale", "ovhcloud_private", "google_cloud", "scaleway"),
)
PLAIN = Scenario(date(2020, 7, 6))
SHEETS = {
    "fr": [
        "Lisez-moi",
        "Classement",
        "Contributions",
        "Matrice",
        "Faits et sources",
        "Pondération",
        "Solidité",
        "Stabilité",
    ],
    "en": ["Read me", "Ranking", "Contributions", "Matrix", "Facts and sources", "Weights", "Robustness", "Stability"],
}


@pytest.fixture(scope="module", params=["fr", "en"])
def made(request) -> tuple[str, bytes]:
    return request.param, workbook(EVIDENCE, PLAIN, request.param, "https://board.example")


@pytest.fixture(scope="module")
def office():
    """convert(content, "csv") -> a workbook's file as LibreOffice writes it in another form."""
    programs.needed("calc")
    return lambda content, form: programs.office(content, "in.xlsx", form)


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def rows(sheet) -> list[dict]:
    head, *body = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in body]


def same(one: Scenario, other: Scenario) -> None:
    """Both scenarios rank alike to a billionth."""
    a, b = rank(EVIDENCE, one), rank(EVIDENCE, other)
    assert [(r.place, r.offer) for r in a.rows] == [(r.place, r.offer) for r in b.rows]
    assert [r.score for r in a.rows] == pytest.approx([r.score for r in b.rows], abs=1e-9)
    assert [(x.offer, x.reason) for x in a.excluded] == [(x.offer, x.reason) for x in b.excluded]


def test_the_workbook_has_its_sheets_with_frozen_filterable_headings_in_both_languages(made):
    lang, content = made
    book = opened(content)
    assert book.sheetnames == SHEETS[lang]
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes and sheet.freeze_panes.endswith("2")
        assert sheet.auto_filter.ref
        widths = [
            sheet.column_dimensions[cell.column_letter].width
            for cell in sheet[1]
            if cell.column_letter in sheet.column_dimensions
        ]
        assert widths and min(widths) >= 8


def test_the_ranking_sheet_holds_the_models_own_numbers(made):
    lang, content = made
    say, answer = language(lang), rank(EVIDENCE, PLAIN)
    table = [r for r in rows(opened(content).worksheets[1]) if r[say("Place")] is not None]
    assert [(r[say("Place")], r[say("Id")]) for r in table] == [(r.place, r.offer) for r in answer.rows]
    assert [r[say("Score")] for r in table] == pytest.approx([r.score for r in answer.rows], abs=1e-9)


def test_the_contributions_add_up_to_the_score_and_a_live_formula_says_so(made):
    sheet, values = opened(made[1]).worksheets[2], openpyxl.load_workbook(io.BytesIO(made[1]), data_only=True)
    for row, told in zip(
        sheet.iter_rows(min_row=2), values.worksheets[2].iter_rows(min_row=2, values_only=True), strict=True
    ):
        assert sum(told[3:-1]) == pytest.approx(told[2], abs=1e-9) == told[-1]
        assert {cell.data_type for cell in row[3:]} == {"f"}


@pytest.mark.parametrize("unknowns", ["cautious", "neutral"])
def test_a_share_changed_in_the_workbook_moves_the_scores_as_the_board_does(office, unknowns):
    asked = replace(PLAIN, unknowns=unknowns)
    book = opened(workbook(EVIDENCE, asked, "en"))
    pillars = {row[2].value: row[3] for row in book["Weights"].iter_rows(min_row=2)}
    moved = dict(zip(pillars, (0.5, 0.2, 0.3, 0.0), strict=True))
    for row in book["Weights"].iter_rows(min_row=2):
        row[3].value = moved[row[2].value]
    changed = io.BytesIO()
    book.save(changed)
    told = openpyxl.load_workbook(io.BytesIO(office(changed.getvalue(), "xlsx")), data_only=True)["Contributions"]
    shares = tuple(zip(EVIDENCE.pillars, (100 * x for x in moved.values()), strict=True))
    wanted = {r.offer: r.score for r in rank(EVIDENCE, replace(asked, pillars=shares)).rows}
    found = {row[0]: row[-1] for row in told.iter_rows(min_row=2, values_only=True)}
    assert {o: found[o] for o in wanted} == pytest.approx(wanted, abs=1e-9)


def test_facts_have_real_dates_real_numbers_and_every_source(made):
    lang, content = made
    say, sheet = language(lang), opened(content).worksheets[4]
    table = rows(sheet)
    assert len(table) == len(EVIDENCE.facts)
    assert all(
        isinstance(r[say("In force from")], datetime) and isinstance(r[say("Last read on")], datetime) for r in table
    )
    assert all(r[say("Source")] for r in table)
    assert {r[say("Address")] for r in table} - {None} == {f.source.url for f in EVIDENCE.facts} - {None}
    numbers = [r[say("Value")] for r in table if r[say("Code")] == "eu_regions"]
    assert numbers and all(isinstance(v, int | float) for v in numbers)


def test_an_unknown_cell_of_the_matrix_is_empty_and_never_zero(made):
    sheet = opened(made[1]).worksheets[3]
    known = rank(EVIDENCE, PLAIN).matrix.known
    for row in sheet.iter_rows(min_row=2, values_only=True):
        assert [v is None for v in row[2:]] == [share == 0 for share in known.loc[row[0]]]


def test_the_robustness_sheet_says_first_shares_that_add_up_and_places(made):
    body = list(opened(made[1]).worksheets[6].iter_rows(min_row=2, values_only=True))
    assert sum(r[2] for r in body) == pytest.approx(1)
    assert sum(r[4] for r in body) == pytest.approx(sum(range(1, len(body) + 1)))
    assert all(1 <= r[5] <= r[6] <= len(body) for r in body)
    levels = {r[0] for r in opened(made[1]).worksheets[7].iter_rows(min_row=2, values_only=True)}
    assert len(levels) == 2


@pytest.mark.parametrize("scenario", [PLAIN, CHOSEN, replace(PLAIN, compensation=float("-inf"), unknowns="ignore")])
def test_the_workbook_reads_back_to_the_same_ranking(scenario):
    found = scenario_of(workbook(EVIDENCE, scenario, "fr"), EVIDENCE)
    assert found == scenario
    same(found, scenario)


def test_the_json_reads_back_to_the_same_ranking():
    content = tables.json_bytes(EVIDENCE, rank(EVIDENCE, CHOSEN))
    found = tables.scenario_of(content, EVIDENCE)
    same(found, CHOSEN)
    held = json.loads(content)
    assert held["data_version"] == EVIDENCE.version
    assert [r["score"] for r in held["ranking"]] == pytest.approx(
        [r.score for r in rank(EVIDENCE, found).rows], abs=1e-9
    )


@pytest.mark.parametrize("content", [b"", b"PK", b"{}", b"[1]", b'{"scenario": {"as_of": 3}}', b"\xff" * 40])
def test_a_file_that_is_neither_is_refused_in_a_sentence(content):
    for read in (scenario_of, tables.scenario_of):
        with pytest.raises(ScenarioError, match=r"\w{3}"):
            read(content, EVIDENCE)


def test_a_workbook_of_another_maker_is_refused():
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    with pytest.raises(ScenarioError, match="written by this board"):
        scenario_of(out.getvalue(), EVIDENCE)


def test_libreoffice_opens_the_workbook_and_what_it_saves_reads_back(office):
    content = office(workbook(EVIDENCE, CHOSEN, "fr"), "xlsx")
    assert opened(content).sheetnames == SHEETS["fr"]
    assert scenario_of(content, EVIDENCE) == CHOSEN
    computed = openpyxl.load_workbook(io.BytesIO(content), data_only=True).worksheets[2]
    assert all(row[-1] == pytest.approx(row[2]) for row in computed.iter_rows(min_row=2, values_only=True))
    errors = [c.coordinate for sheet in opened(content) for row in sheet for c in row if c.data_type == "e"]
    assert errors == []


NASTY = [
    "=1+1",
    "+1",
    "-1",
    ";=1+1",
    "@SUM(A1)",
    '=HYPERLINK("https://x.example")',
    '<b>"Émile & Cie"</b>',
    "L" * 60,
    "\tx",
]


@pytest.fixture(scope="module")
def nasty():
    """The small board with offers, sources and notes that a spreadsheet might run."""
    evidence = small_evidence({f"o{n}": next(iter(OFFERS.values())) for n in range(len(NASTY))})
    offers = {
        k: replace(
            o,
            name=name,
            facts=tuple(replace(f, source=Source(name, f.source.url, "2020"), value=f.value) for f in o.facts),
        )
        for (k, o), name in zip(evidence.offers.items(), NASTY, strict=True)
    }
    return replace(evidence, offers=offers)


def test_texts_that_look_like_formulas_stay_texts_in_the_workbook(nasty, office):
    content = workbook(nasty, Scenario(DAY), "en")
    sheets = opened(content).worksheets
    formulas = {c.coordinate: s.title for s in sheets for row in s for c in row if c.data_type == "f"}
    assert set(formulas.values()) == {"Contributions", "Weights"}
    assert {c.value for c in sheets[1]["C"][1:]} == set(NASTY)
    converted = openpyxl.load_workbook(io.BytesIO(office(content, "xlsx")), data_only=True).worksheets[1]
    assert {c.value for c in converted["C"][1:]} == set(NASTY)


@pytest.mark.parametrize(("form", "cut", "mark"), [("international", ",", False), ("french", ";", True)])
def test_csv_in_both_manners_is_read_by_csv_readers_and_defuses_formulas(nasty, form, cut, mark):
    say, answer = language("fr"), rank(nasty, Scenario(DAY))
    content = csv_bytes(ranking_sheet(say, nasty, answer), form)
    assert content.startswith(b"\xef\xbb\xbf") is mark
    head, *body = csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=cut)
    assert head[:3] == (["Rang", "Identifiant", "Offre"] if mark else ["place", "offer", "name"])
    assert {row[2] for row in body} == {("'" if n[0] in "=+-@\t" else "") + n.replace(";=", ";'=") for n in NASTY}
    wrong = csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";" if cut == "," else ",")
    assert [cell for row in wrong for cell in row if cell.strip(' "')[:1] in ("=", "+", "-", "@", "\t")] == []
    numbers = [float(row[4].replace(",", ".")) for row in body]
    exact = sorted(r.score for r in answer.rows)  # people's file has the page's decimal, the programs' all of them
    assert sorted(numbers) == pytest.approx([round(x, 1) for x in exact] if mark else exact, abs=1e-12)
    assert all(("," in row[4]) is mark for row in body)


def test_the_package_is_valid_for_frictionless_and_holds_the_whole_evidence(tmp_path):
    (tmp_path / "package.zip").write_bytes(package(EVIDENCE))
    with system.use_context(trusted=True):
        held = Package(str(tmp_path / "package.zip"))
        report = held.validate()
    assert report.valid, report.to_summary()
    assert held.version == EVIDENCE.version
    counts = {r.name: r.stats.rows or len(r.read_rows()) for r in held.resources}
    assert counts["facts"] == len(EVIDENCE.facts)
    assert (counts["offers"], counts["profiles"]) == (len(EVIDENCE.offers), len(EVIDENCE.profiles))
    assert (counts["events"], counts["decisions"]) == (len(EVIDENCE.events), len(EVIDENCE.decisions))


def test_frictionless_finds_a_spoiled_package(tmp_path):
    """The validation above would see a fact about an offer that does not exist."""
    with zipfile.ZipFile(io.BytesIO(package(EVIDENCE))) as held:
        held.extractall(tmp_path)
    facts = tmp_path / "data/facts.csv"
    facts.write_text(facts.read_text("utf-8").replace("azure,", "nobody,"), "utf-8")
    assert not Package(str(tmp_path / "datapackage.json")).validate().valid


def test_the_package_carries_readme_licence_and_citations_in_both_languages():
    with zipfile.ZipFile(io.BytesIO(package(EVIDENCE))) as held:
        texts = {n: held.read(n).decode() for n in held.namelist() if not n.startswith("data/")}
    assert sorted(texts) == [
        "CITATION.en.txt",
        "CITATION.fr.txt",
        "LICENCE.txt",
        "README.md",
        "citation.bib",
        "datapackage.json",
    ]
    assert "Urgence ou souveraineté" in texts["CITATION.fr.txt"] and EVIDENCE.version in texts["CITATION.fr.txt"]
    assert "Urgency or sovereignty" in texts["CITATION.en.txt"] and EVIDENCE.version in texts["CITATION.en.txt"]
    assert "creativecommons.org/licenses/by/4.0" in texts["LICENCE.txt"]
    entry = texts["citation.bib"]
    assert entry.startswith("@misc{") and entry.count("{") == entry.count("}")


def test_same_evidence_same_bytes():
    assert package(EVIDENCE) == package(load())
    assert workbook(EVIDENCE, CHOSEN, "en") == workbook(load(), CHOSEN, "en")


def test_a_board_on_which_nobody_is_ranked_still_makes_a_workbook():
    evidence = small_evidence()
    scenario = Scenario(DAY, require=("hds", "jurisdiction>=4", "staff>=5"))
    assert rank(evidence, scenario).rows == ()
    assert opened(workbook(evidence, scenario, "fr")).sheetnames == SHEETS["fr"]
    assert opened(workbook(evidence, replace(scenario, require=("hds", "eu_law")), "fr")).sheetnames == SHEETS["fr"]

"""The report as PDF and as a page, and the slides: opened by programs that did not make them."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from urllib.parse import quote

import pypdf
import pytest
from openpyxl import load_workbook
from PIL import Image
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from address.page_entries import PageEntries, page_entries_of
from charts.ranking.ranking_table import pillar_points
from exports.documents.report import html, report
from exports.documents.report_content import report_content
from exports.documents.slides import slides
from exports.pictures.picture_file import around, picture_of
from ranking.weighing.scenario import Scenario
from results import results
from tests import programs
from tests.examples import DAY, GLOBAL, LOCAL, SMALL, small_evidence
from words.facts.freshness import ending_sentence, nothing_later
from words.language import language
from words.ranking.verdict import verdict

BASE = "https://board.example/urgence"
CASES = {
    "today": lambda e: Scenario(e.checked),
    "then": lambda e: Scenario(date(2020, 7, 6), "cnil", require=("hds",)),
    "all": lambda e: Scenario(e.checked, thin=True, unknowns="neutral"),
}
HOSTILE = {
    "local": 'A&B <b>"Nuage"</b> #[x] $y$',
    "global": "<script>alert(1)</script>",
    "small": 'x"]#import "y"\\ é {{ 7*7 }} *z*',
}


@pytest.fixture(scope="module", params=CASES)
def scenario(request, evidence):
    return CASES[request.param](evidence)


def flat(text: str) -> str:
    """Without the breaks and hyphens of a layout."""
    return re.sub(r"[\s\u00a0\u202f\u200b-]+", "", text)


def outline(items) -> list[str]:
    return [title for item in items for title in (outline(item) if isinstance(item, list) else [item.title])]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_report_has_two_to_four_tagged_pages_with_bookmarks_and_real_text(evidence, scenario, lang):
    say, reader = language(lang), pypdf.PdfReader(io.BytesIO(report(evidence, scenario, lang, BASE)))
    assert 2 <= len(reader.pages) <= 4
    assert {(round(float(p.mediabox.width)), round(float(p.mediabox.height))) for p in reader.pages} == {(595, 842)}
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"].startswith(lang) and "/StructTreeRoot" in root
    answer, found = results.ranking(evidence, scenario), report_content(evidence, scenario, lang, BASE)
    raw = "".join(p.extract_text() for p in reader.pages)
    text = flat(raw)
    # French sets a space before a colon.
    assert lang == "en" or not any(f"{name}: {gaps[:6]}" in raw for name, gaps in found.unknown)
    assert flat(verdict(say, evidence, answer, results.verdict(evidence, answer))) in text
    marks = [flat(title) for title in outline(reader.outline)]
    assert marks[0] == flat(found.title)
    assert marks[1:] == [
        flat(x)
        for x in [
            *(p.name for p in found.parts),
            *(
                found.texts[k]
                for k in ("weights", "musthaves", "unknown", "contested", "method", "reproduce", "sources")
            ),
        ]
    ]
    for wanted in (
        evidence.version,
        *(c["note"] for c in found.contested),
        *(p.title for p in found.parts),
        *found.method,
    ):
        assert flat(wanted) in text


def test_every_weighed_source_is_a_numbered_link(evidence, scenario):
    reader = pypdf.PdfReader(io.BytesIO(report(evidence, scenario, "en", BASE)))
    links = {
        a["/A"]["/URI"]
        for p in reader.pages
        for a in (x.get_object() for x in p.get("/Annots", ()))
        if "/URI" in a.get("/A", {})
    }
    found = report_content(evidence, scenario, "en", BASE)
    overall, facts = (
        results.ranking(evidence, scenario).weighting.overall,
        results.ranking(evidence, scenario).matrix.facts,
    )
    on_board = {r.offer for r in results.ranking(evidence, scenario).rows}
    wanted = {
        facts[o, i].source.url
        for c, w in overall.items()
        if w
        for i in evidence.criteria[c].indicators
        for o in on_board
        if (o, i) in facts and facts[o, i].source.url
    }
    assert {quote(url, safe="!#$%&'()*+,/:;=?@[]~") for url in wanted} <= links
    assert found.link in links
    assert all(0 < c["n"] <= len(found.sources) for c in found.contested)


def test_reports_are_the_same_to_the_byte(evidence):
    today = Scenario(evidence.checked)
    for make in (report, html, slides):
        assert make(evidence, today, "fr", BASE) == make(evidence, today, "fr", BASE)


def test_contested_facts_show_both_sides_and_what_was_retained(evidence):
    found = report_content(evidence, Scenario(date(2020, 7, 6)), "en", "")
    assert len(found.contested) > 5
    for entry in found.contested:
        assert "between" in entry["range"] and entry["value"] and entry["note"]


class _Page(HTMLParser):
    """Ids, links, texts and everything that could fetch."""

    def __init__(self):
        super().__init__()
        self.ids, self.links, self.loads, self.tags, self.words = [], [], [], [], []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.tags.append(tag)
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if tag == "a" else []
        self.loads += [
            v for k, v in given.items() if k in ("src", "srcset", "data", "action") or (k == "href" and tag != "a")
        ]

    def handle_data(self, data):
        self.words.append(data)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_page_is_whole_works_alone_and_its_links_lead_somewhere(evidence, scenario, lang):
    text, page = html(evidence, scenario, lang, BASE).decode(), _Page()
    page.feed(text)
    assert page.loads == [] and "script" not in page.tags and "@import" not in text
    assert not re.search(r"url\((?!data:|#|&quot;|%23)", text)
    assert len(page.ids) == len(set(page.ids))
    assert {x[1:] for x in page.links if x.startswith("#")} <= set(page.ids)
    assert set(re.findall(r"url\(#([^)]+)\)", text)) <= set(page.ids)
    found = report_content(evidence, scenario, lang, BASE)
    said = flat("".join(page.words))
    for wanted in (
        found.title,
        found.conditions,
        *found.method,
        *(s.title for s in found.sources),
        *(r[1] for r in found.ranking[1]),
    ):
        assert flat(wanted) in said
    assert page.tags.count("svg") == len(found.parts) + 2


def test_the_page_draws_without_a_network(evidence, browser, tmp_path):
    (tmp_path / "a.html").write_bytes(html(evidence, Scenario(evidence.checked), "fr", BASE))
    context = browser.new_context(viewport={"width": 390, "height": 800}, offline=True)
    tab, told = context.new_page(), []
    tab.on("console", lambda m: told.append(m.text))
    tab.on("requestfailed", lambda r: told.append(r.url))
    tab.goto((tmp_path / "a.html").as_uri())
    assert told == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    assert tab.evaluate(
        "(async () => { await document.fonts.load('12px \"Urgence Sans\"'); return "
        "document.fonts.check('12px \"Urgence Sans\"'); })()"
    )
    context.close()


def test_slides_say_one_finding_each_with_native_numbers_and_notes(evidence, scenario):
    deck = Presentation(io.BytesIO(slides(evidence, scenario, "en", BASE)))
    assert deck.slide_width / deck.slide_height == pytest.approx(16 / 9, abs=1e-3)
    found, answer = report_content(evidence, scenario, "en", BASE), results.ranking(evidence, scenario)
    pages = list(deck.slides)
    titles = [s.shapes.title.text_frame.text for s in pages[:-1]]
    assert titles[:-1] == [p.title for p in found.parts] and "of what the board asks is known" in titles[-1]
    chart = next(s.chart for s in pages[0].shapes if s.has_chart)
    totals = [sum(v) for v in zip(*(list(s.values) for s in chart.plots[0].series), strict=True)]
    # The chart holds what is printed: tenths that add up to the printed score.
    assert totals == pytest.approx([round(r.score, 1) for r in answer.rows])
    first = answer.rows[0]
    assert {s.name: s.values[0] for s in chart.plots[0].series} == pytest.approx(
        {
            evidence.pillars[p].label.en: v
            for p, v in pillar_points(answer, first).items()
            if answer.weighting.pillars[p]
        },
        abs=0.1,
    )
    assert sum(any(s.has_chart for s in page.shapes) for page in pages) == 3
    for page in pages[:-1]:
        notes = page.notes_slide.notes_text_frame.text
        assert found.sources[0].title in notes and f"{len(found.sources)}. " in notes
        assert evidence.version in " ".join(s.text_frame.text for s in page.shapes if s.has_text_frame)
    picture = next(s for s in pages[2].shapes if s.shape_type == 13)
    assert Image.open(io.BytesIO(picture.image.blob)).width > 2000
    assert picture._element._nvXxPr.cNvPr.get("descr")


def test_the_numbers_behind_a_native_chart_open_as_a_sheet(evidence):
    with zipfile.ZipFile(io.BytesIO(slides(evidence, Scenario(evidence.checked), "en", BASE))) as deck:
        names = [n for n in deck.namelist() if n.endswith(".xlsx")]
        assert len(names) == 3
        sheets = [load_workbook(io.BytesIO(deck.read(n))).active for n in names]
    assert all(sheet.max_row > 5 for sheet in sheets)


def test_names_are_text_in_report_page_and_slides():
    small = small_evidence({"local": LOCAL, "global": GLOBAL, "small": SMALL})
    evil = replace(small, offers={k: replace(o, name=HOSTILE[k]) for k, o in small.offers.items()})
    scenario = Scenario(DAY)
    text = flat("".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(report(evil, scenario, "en"))).pages))
    assert flat("<script>alert(1)</script>") in text
    page = _Page()
    page.feed(html(evil, scenario, "en").decode())
    assert "script" not in page.tags
    said = "".join(page.words)
    assert "<script>alert(1)</script>" in said and "{{ 7*7 }}" in said
    deck = Presentation(io.BytesIO(slides(evil, scenario, "en")))
    told = " ".join(s.text_frame.text for page in deck.slides for s in page.shapes if s.has_text_frame)
    assert any(name in told for name in HOSTILE.values())


def test_one_offer_alone_still_makes_a_report(evidence):
    alone = Scenario(evidence.checked, offers=("azure",))
    assert len(pypdf.PdfReader(io.BytesIO(report(evidence, alone, "fr"))).pages) <= 4
    assert len(Presentation(io.BytesIO(slides(evidence, alone, "fr"))).slides) == 3
    assert html(evidence, alone, "fr")


def test_another_office_opens_the_slides(evidence):
    programs.needed("impress")
    made = programs.office(slides(evidence, Scenario(evidence.checked), "fr", BASE), "a.pptx", "pdf")
    reader = pypdf.PdfReader(io.BytesIO(made))
    assert len(reader.pages) == 6
    assert "OVHcloud" in reader.pages[0].extract_text()


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_where_no_offer_can_be_ranked_all_files_say_so(evidence, lang):
    shut = Scenario(date(2020, 7, 6), require=("hds", "secnumcloud_qualified", "region_in_france"))
    deck, say = Presentation(io.BytesIO(slides(evidence, shut, lang, BASE))), language(lang)
    answer = results.ranking(evidence, shut)
    title = verdict(say, evidence, answer, results.verdict(evidence, answer))
    assert deck.slides[0].shapes.title.text_frame.text == title
    assert any(shape.shape_type == MSO_SHAPE_TYPE.PICTURE for shape in deck.slides[0].shapes)
    said = report_content(evidence, shut, lang, BASE).texts["no_unknown"]
    assert said == say("No offer has a place, so that nothing is weighed.")
    assert flat(said) in flat(html(evidence, shut, lang, BASE).decode())
    text = "".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(report(evidence, shut, lang, BASE))).pages)
    assert flat(said) in flat(text) and flat(title) in flat(text)


def test_the_native_chart_of_first_places_names_the_weightings_that_were_drawn(evidence):
    for vary, said in (
        ("any-nested-30-10-97-85-60", "First: all weightings"),
        ("order-nested-30-10-97-85-60", "First: all weightings in this order"),
    ):
        deck = Presentation(
            io.BytesIO(
                slides(evidence, Scenario(date(2020, 7, 6)), "en", BASE, page_entries_of({"vary": vary}, evidence))
            )
        )
        names = [
            [s.name for s in shape.chart.plots[0].series]
            for slide in deck.slides
            for shape in slide.shapes
            if shape.has_chart
        ]
        assert [said, "First, facts uncertain too"] in names


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_report_and_picture_say_that_a_day_lies_after_the_last_reading_and_what_ends(evidence, lang):
    say, late = language(lang), Scenario(date(2027, 1, 15))
    for day, there in ((late.as_of, True), (evidence.checked, False)):
        scenario = replace(late, as_of=day)
        said = nothing_later(say, evidence, late.as_of)
        told, words = (
            report_content(evidence, scenario, lang, ""),
            around(
                say,
                evidence,
                scenario,
                picture_of(say, evidence, scenario, "ranking", PageEntries()),
                "",
                PageEntries(),
            ),
        )
        assert (said in told.conditions) is there
        assert any(said in sentence for sentence in words.small) is there
    ends = ending_sentence(say, evidence, results.ranking(evidence, Scenario(evidence.checked)))
    assert ends and ends in report_content(evidence, Scenario(evidence.checked), lang, "").conditions

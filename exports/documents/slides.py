"""Slides, 16:9, one finding a slide: native charts where the format has them, else pictures; notes with sources."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.util import Emu, Inches, Pt

from address.page_entries import PageEntries
from charts.parts.letters import lost_sentence
from exports.citation import weights_text
from exports.data.zip_files import zipped
from exports.documents import pptx_charts
from exports.documents.pptx_charts import FONT, SIDE, TALL, TOP, WIDE
from exports.documents.report_content import ReportChart, ReportContent, report_chart, report_content
from exports.export_queue import export_queue
from exports.svg import typesetting
from ranking.model import Evidence
from ranking.weighing.scenario import Scenario
from results import results
from words.language import Language, language

HIGH, LINE, INK, QUIET = Inches(7.5), Inches(0.4), "1B1B1B", "5C5952"
# Width and height of the matrix of facts, in units of the drawing.
KNOWN = (1180, 459)
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def slides(
    evidence: Evidence, scenario: Scenario, lang: str = "fr", base: str = "", view: PageEntries | None = None
) -> bytes:
    """Return the PPTX; the same question gives the same bytes. Raises as `picture` does."""
    with export_queue.turn("slides"):
        say, view = language(lang), view or PageEntries()
        content = report_content(evidence, scenario, lang, base, view)
        deck = Presentation()
        deck.slide_width, deck.slide_height = WIDE, HIGH
        deck.core_properties.title, deck.core_properties.author = content.title[:255], content.brand
        deck.core_properties.created = deck.core_properties.modified = datetime(
            *evidence.checked.timetuple()[:3], tzinfo=UTC
        )
        charts = {"ranking": pptx_charts.ranking, "tradeoff": pptx_charts.balance, "robustness": pptx_charts.first}
        if not results.ranking(evidence, scenario).rows:  # a native chart without a bar is refused by the format
            charts = {}
        # What is not known belongs to every answer; the report lists it, the slides show it.
        shown = [*content.parts, report_chart(say, evidence, scenario, "evidence", view, *KNOWN)]
        for part in (replace(p, **pptx_charts.words(say, evidence, scenario, p.id)) for p in shown):
            # The format keeps letters as typed; only a picture loses those that no font of ours has.
            missing = "" if part.id in charts else lost_sentence(say, part.svg)
            slide = _slide(say, evidence, scenario, deck, content, part, missing)
            if part.id in charts:
                charts[part.id](say, evidence, scenario, view, slide)
            else:
                _picture(part, slide, lang)
            slide.notes_slide.notes_text_frame.text = _notes(content, part)
        _last(deck, content)
        file = io.BytesIO()
        deck.save(file)
        return _still(file.getvalue())


def _slide(
    say: Language,
    evidence: Evidence,
    scenario: Scenario,
    deck: Deck,
    content: ReportContent,
    part: ReportChart,
    missing: str,
) -> Slide:
    """Return a slide with its title, what is measured, and at the foot what it rests on."""
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    _title(slide, part.title)
    answer = results.ranking(evidence, scenario)
    _text(slide, f"{part.measure} · {content.texts['as_of']} {content.day}", Inches(1.2), 13, QUIET)
    weights = weights_text(say, evidence, answer)
    foot = "\n".join([f"{content.record_status} · {weights}", part.reading, part.rests + " " + content.link])
    foot += f"\n{missing}" if missing else ""
    _text(slide, foot, Inches(6.5), 10, QUIET, Inches(0.9))
    return slide


def _title(slide: Slide, words: str) -> None:
    box = slide.shapes.title
    box.left, box.top, box.width, box.height = SIDE, Inches(0.25), WIDE - 2 * SIDE, Inches(0.95)
    box.text_frame.text = words
    box.text_frame.word_wrap = True
    for run in box.text_frame.paragraphs[0].runs:
        run.font.size, run.font.bold, run.font.name = (
            Pt(26 if len(words) < 75 else 21 if len(words) < 130 else 17),
            True,
            "Georgia",
        )
    box.text_frame.paragraphs[0].alignment = 1


def _text(slide: Slide, words: str, top: Emu, size: float, ink: str, high: Emu = LINE) -> None:
    frame = slide.shapes.add_textbox(SIDE, top, WIDE - 2 * SIDE, high).text_frame
    frame.word_wrap = True
    for k, line in enumerate(words.split("\n")):
        paragraph = frame.paragraphs[0] if k == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = line
        run.font.size, run.font.color.rgb, run.font.name = Pt(size), RGBColor.from_string(ink), FONT


def _picture(part: ReportChart, slide: Slide, lang: str) -> None:
    """A chart that the format has not, as a picture with its text alternative."""
    high = part.look.height
    png = typesetting.from_svg(part.svg, "png", part.look.width, high, part.title, 3, lang)
    room = (WIDE - 2 * SIDE, TALL)
    scale = min(room[0] / part.look.width, room[1] / high)
    shape = slide.shapes.add_picture(io.BytesIO(png), SIDE, TOP, int(part.look.width * scale), int(high * scale))
    shape._element._nvXxPr.cNvPr.set("descr", part.alt)


def _notes(content: ReportContent, part: ReportChart) -> str:
    sources = [f"{k}. {s.title}{', ' + s.url if s.url else ''}" for k, s in enumerate(content.sources, 1)]
    return "\n".join(
        [
            part.title,
            part.reading,
            content.conditions,
            content.record_status,
            content.citation,
            content.texts["sources"],
            *sources,
        ]
    )


def _last(deck: Deck, content: ReportContent) -> None:
    """What is unknown, how it is made, how to get it back."""
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    _title(slide, content.texts["method"] + " · " + content.texts["reproduce"])
    lines = [*content.method, "", content.record_status, *content.reproduce, content.command, content.link]
    _text(slide, "\n".join(lines), Inches(1.3), 13, INK, Inches(5))
    slide.notes_slide.notes_text_frame.text = "\n".join([content.conditions, content.citation])


def _still(file: bytes) -> bytes:
    """Return the same office file without the hour it was made, inside and out, its charts' sheets included."""
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    fixed = {
        name: _still(data)
        if name.endswith(".xlsx")
        else _STAMP.sub(rb"\g<1>2000-01-01T00:00:00Z", data)
        if name.endswith("core.xml")
        else data
        for name, data in parts.items()
    }
    return zipped(fixed)

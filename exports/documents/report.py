"""The report: two to four pages of A4 as tagged PDF, and the same as one HTML page that works offline."""

import json
from dataclasses import asdict, replace
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from address.page_entries import PageEntries
from charts.parts.letters import lost_sentence
from exports.documents.report_content import ReportContent, report_content
from exports.export_queue import export_queue
from exports.svg import typesetting
from exports.svg.fonts import faces
from exports.svg.picture_frame import code_svg
from ranking.model import Evidence
from ranking.weighing.scenario import Scenario
from words.language import Language, language

HERE = Path(__file__).resolve().parent
# The lists of facts and sources are set as large as four pages allow; never smaller than the last size, never cut.
PAGES, DENSE = 4, (1.3, 1.15, 1.0, 0.92, 0.85)
_KEPT = "!#$%&'()*+,/:;=?@[]~"


def report(
    evidence: Evidence, scenario: Scenario, lang: str = "fr", base: str = "", view: PageEntries | None = None
) -> bytes:
    """Return a PDF/UA-1 of two to four pages (more where its lists need them) with bookmarks.

    The same question gives the same bytes. Raises as `picture` does.
    """
    with export_queue.turn("report"):
        content = report_content(evidence, scenario, lang, base, view)
        sources, data = {"main.typ": (HERE / "report.typ").read_bytes()}, _data(content)
        sources["address.typ"] = (HERE / "address.typ").read_bytes()
        sources |= {f"{p.id}.svg": p.svg.encode() for p in content.parts}
        if code := code_svg(content.link):
            sources["code.svg"] = code.encode()
        for dense in DENSE:
            sources["data.json"] = json.dumps(data | {"dense": dense}, ensure_ascii=False).encode()
            if typesetting.pages(sources) <= PAGES:
                break
        return typesetting.compiled(sources, "pdf", standards="ua-1")


def html(
    evidence: Evidence, scenario: Scenario, lang: str = "fr", base: str = "", view: PageEntries | None = None
) -> bytes:
    """Return one page with everything inside it: charts, fonts, tables. No script, nothing fetched."""
    with export_queue.turn("report page"):
        content = report_content(evidence, scenario, lang, base, view)
        say = language(lang)
        page = (
            templates()
            .get_template("report.html.j2")
            .render(
                d=content,
                t=content.texts,
                faces=faces(),
                code=code_svg(content.link),
                days=[_day(say, s.day) for s in content.sources],
                charts=[p.markup for p in content.parts],
                safe=_safe,
            )
        )
        return page.encode()


def templates() -> Environment:
    """Return the HTML templates of this folder, every text escaped."""
    return Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def _data(content: ReportContent) -> dict:
    """Return the content as the Typst template reads it, but for `dense`."""
    data = asdict(replace(content, parts=(), sources=(), ranking=()))
    del data["ranking"]
    data["parts"] = [
        {
            "name": p.name,
            "title": p.title,
            "measure": p.measure,
            "reading": p.reading,
            "alt": p.alt,
            "file": f"{p.id}.svg",
        }
        for p in content.parts
    ]
    data["sources"] = [{"title": s.title, "url": _safe(s.url), "day": s.day or ""} for s in content.sources]
    data["code"] = "code.svg" if code_svg(content.link) else None
    data["lost"] = lost_sentence(language(content.lang), json.dumps(data, ensure_ascii=False))
    return data


def _safe(url: str | None) -> str | None:
    """Return an address a click may open: the web's only, in ASCII."""
    return quote(url, safe=_KEPT) if url and url.startswith(("https://", "http://")) else None


def _day(say: Language, day: str | None) -> str:
    return say.partial_day(day) if day else ""

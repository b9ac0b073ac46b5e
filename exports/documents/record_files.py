"""A decision record to take away: a page that works offline and prints, and a tagged PDF. Its JSON is ranking's own."""

import json
from dataclasses import asdict
from datetime import UTC, tzinfo
from pathlib import Path

from charts.decisions.record import record_html
from charts.parts.letters import lost_sentence
from exports.documents.report import templates
from exports.export_queue import export_queue
from exports.svg import typesetting
from exports.svg.fonts import faces
from ranking.decisions.record import Record
from words.decisions.record import record_in_words
from words.language import language

HERE = Path(__file__).resolve().parent


def page(record: Record, lang: str, link: str = "", zone: tzinfo = UTC) -> bytes:
    """Return one HTML page with everything inside it: no script, nothing fetched.

    link  where the record can be opened; zone: the time zone of its hour
    """
    parts = record_in_words(language(lang), record, zone)
    texts = parts.texts | {"link": language(lang)("Where to open it:")}
    return (
        templates()
        .get_template("record_page.html.j2")
        .render(d=parts, t=texts, faces=faces(), body=record_html(parts, "h1"), link=link)
        .encode()
    )


def pdf(record: Record, lang: str, link: str = "", zone: tzinfo = UTC) -> bytes:
    """Return the record as PDF/UA-1; same record, same bytes. Raises exports.export_queue.Busy."""
    say = language(lang)
    data = asdict(record_in_words(say, record, zone)) | {"link": link}
    data["lost"] = lost_sentence(say, json.dumps(data, ensure_ascii=False))
    sources = {
        "main.typ": (HERE / "record.typ").read_bytes(),
        "address.typ": (HERE / "address.typ").read_bytes(),
        "data.json": json.dumps(data, ensure_ascii=False).encode(),
    }
    with export_queue.turn("record"):
        return typesetting.compiled(sources, "pdf", standards="ua-1")

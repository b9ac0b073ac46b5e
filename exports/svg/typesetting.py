"""SVG and Typst sources -> PNG and PDF, by Typst with the board's own fonts; nothing of the machine's is asked."""

import json

import typst

from charts.parts.ruler import FOLDER


def compiled(sources: dict[str, bytes], form: str, scale: float = 1.0, standards: str | None = None) -> bytes:
    """The file made of sources["main.typ"]. form: "png" (one page, 72 pixels an inch times scale) or "pdf".

    Same sources, same bytes: the file carries no time.
    """
    more = (
        {"ppi": 72.0 * scale}
        if form == "png"
        else {"pdf_standards": standards, "timestamp": 0}
        if standards
        else {"timestamp": 0}
    )
    return typst.compile(sources, format=form, font_paths=[str(FOLDER)], ignore_system_fonts=True, **more)


def pages(sources: dict[str, bytes]) -> int:
    """How many pages the sources make; they tell it themselves, under the label <pages>."""
    found = typst.query(sources, "<pages>", field="value", one=True, font_paths=[str(FOLDER)], ignore_system_fonts=True)
    return int(json.loads(found))


def quoted(text: str) -> str:
    """A text as a Typst string: whatever it holds, it is never markup."""
    safe = "".join(c if c >= " " else " " for c in text)
    return '"' + safe.replace("\\", "\\\\").replace('"', '\\"') + '"'


def from_svg(svg: str, form: str, width: float, height: float, title: str, scale: float, lang: str) -> bytes:
    """One picture of `width` x `height` as PNG (pixels times scale) or as a PDF page (half a point a pixel)."""
    unit = 1.0 if form == "png" else 0.5
    main = (
        f"#set document(title: {quoted(title)})\n#set text(lang: {quoted(lang)})\n"
        f"#set page(width: {width * unit}pt, height: {height * unit}pt, margin: 0pt, fill: none)\n"
        f'#image("picture.svg", width: 100%, alt: {quoted(title)})\n'
    )
    return compiled(
        {"main.typ": main.encode(), "picture.svg": svg.encode()}, form, scale, "ua-1" if form == "pdf" else None
    )

"""SVG and Typst sources -> PNG and PDF, by Typst with the board's own fonts; nothing of the machine's is asked."""

import json
import re
from itertools import groupby

import typst

from charts.parts.letters import drawable, font_of, shaped
from charts.parts.ruler import FOLDER
from exports.svg.outlines import outlined

_TEXT = re.compile(r"<text\b.*?</text>", re.DOTALL)
_RUN = re.compile(r">([^<>]+)<")


def compiled(sources: dict[str, bytes], form: str, scale: float = 1.0, standards: str | None = None) -> bytes:
    """Return the file made of sources["main.typ"]. form: "png" (one page, 72 pixels an inch times scale) or "pdf".

    Same sources, same bytes: the file carries no time.
    """
    more = (
        {"ppi": 72.0 * scale}
        if form == "png"
        else {"pdf_standards": standards, "timestamp": 0}
        if standards
        else {"timestamp": 0}
    )
    legible = _drawable(sources)
    try:
        return typst.compile(legible, format=form, font_paths=[str(FOLDER)], ignore_system_fonts=True, **more)
    except typst.TypstError as error:
        # A PDF without UA-1 is better than none.
        if standards is None or "codepoints" not in str(error):
            raise
        return compiled(sources, form, scale)


def pages(sources: dict[str, bytes]) -> int:
    """Return how many pages the sources make; they tell it themselves, under the label <pages>."""
    count = typst.query(
        _drawable(sources), "<pages>", field="value", one=True, font_paths=[str(FOLDER)], ignore_system_fonts=True
    )
    return int(json.loads(count))


def _drawable(sources: dict[str, bytes]) -> dict[str, bytes]:
    """Return the sources with every letter replaced that no font holds: one such letter would refuse the whole file."""
    return {name: drawable(text.decode()).encode() for name, text in sources.items()}


def with_fonts(svg: str) -> str:
    """Return the SVG with every run of letters that the board's fonts lack under the font that holds it.

    Typst by itself may set a vowel sign of Tamil in another font than its letter, and then finds no glyph for it.
    """
    return _TEXT.sub(lambda m: _RUN.sub(lambda run: ">" + _spans(run[1]) + "<", m[0]), svg)


def _spans(text: str) -> str:
    runs = [(family, "".join(run)) for family, run in groupby(text, font_of)]
    return "".join(f'<tspan font-family="{family}">{run}</tspan>' if family else run for family, run in runs)


def quoted(text: str) -> str:
    """Return a text as a Typst string: whatever it holds, it is never markup."""
    safe = "".join(c if c >= " " else " " for c in text)
    return '"' + safe.replace("\\", "\\\\").replace('"', '\\"') + '"'


def placed(svg: str) -> str:
    """Return the SVG as Typst draws it right inside a document; see `from_svg`."""
    return outlined(svg) if shaped(svg) else with_fonts(drawable(svg))


def from_svg(svg: str, form: str, width: float, height: float, title: str, scale: float, lang: str) -> bytes:
    """Return one picture of `width` x `height` as PNG (pixels times scale) or as a PDF page (half a point a pixel).

    In a picture, Typst sets a reordered vowel sign (Tamil, Hindi) beside its letter: there letters are drawn as
    outlines, and a PDF says them in its text alternative.
    """
    unit = 1.0 if form == "png" else 0.5
    main = (
        f"#set document(title: {quoted(title)})\n#set text(lang: {quoted(lang)})\n"
        f"#set page(width: {width * unit}pt, height: {height * unit}pt, margin: 0pt, fill: none)\n"
        f'#image("picture.svg", width: 100%, alt: {quoted(title)})\n'
    )
    return compiled(
        {"main.typ": main.encode(), "picture.svg": placed(svg).encode()},
        form,
        scale,
        "ua-1" if form == "pdf" else None,
    )

"""The letters of an SVG as outlines, so that a program without the board's fonts draws them where they stand.

Shaping and outlines are HarfBuzz's, as in the PNG and the PDF (Typst shapes by the same rules).
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path
from xml.etree import ElementTree

import uharfbuzz as hb
from PIL import ImageFont

from charts.parts.letters import drawable, font_of
from charts.parts.ruler import FILES, FOLDER, SANS, SERIF
from exports.svg.parts import element, number

_TEXT = re.compile(r"<text\b.*?</text>", re.DOTALL)
# From the end of a line back to its anchor, as a share of its length.
_BACK = {"start": 0.0, "middle": 0.5, "end": 1.0}


# A command of SVG and its points, upwards from a pen at 0.
Command = tuple[str, tuple[float, ...]]


def outlined(svg: str) -> str:
    """Return the SVG with a path in place of each text; title and description stay as its text alternative."""
    return _TEXT.sub(lambda found: _paths(ElementTree.fromstring(found[0])), drawable(svg))


def _paths(text: ElementTree.Element) -> str:
    """Return one <text> of ours as paths; a halo is one of its own, as few programs know `paint-order`."""
    anchor = text.get("text-anchor", "start")
    path = "".join(_line(text, line, anchor) for line in [part for part in text if part.get("x")] or [text])
    if not path:
        return ""
    halo = {name.replace("-", "_"): text.get(name) for name in ("stroke", "stroke-width", "stroke-linejoin")}
    place = {"transform": text.get("transform"), "d": path}
    below = element("path", "halo", fill="none", **place, **halo) if text.get("stroke") else ""
    return below + element("path", text.get("class", ""), fill=text.get("fill"), **place)


def _line(text: ElementTree.Element, line: ElementTree.Element, anchor: str) -> str:
    """Return the outlines of a line, a <tspan> with a place of its own or the whole text, where they stand.

    They are not scaled by a transform: LibreOffice loses the feet of letters in one.
    """
    size = float(text.get("font-size", 16))
    runs = [_run(words, size, file) for part in _stretches(text, line) for words, file in _fonts(*part)]
    x, y = float(line.get("x", 0)), float(line.get("y", 0))
    x -= _BACK[anchor] * sum(moves for _, moves in runs)
    placed = []
    for outline, moves in runs:
        placed += [(c, [(x + a, y - b) for a, b in zip(p[::2], p[1::2], strict=True)]) for c, p in outline]
        x += moves
    return _written(placed)


def _written(placed: list[tuple[str, list[tuple[float, float]]]]) -> str:
    """Return the commands as a path; each point is told from the last, which takes half the room."""
    parts, begin, pen = [], (0.0, 0.0), (0.0, 0.0)
    for k, (command, points) in enumerate(placed):
        points = [(round(x, 2), round(y, 2)) for x, y in points]
        steps = (number(v) for x, y in points for v in (x - pen[0], y - pen[1]))
        # The first is told from the page, so that lines can follow each other.
        parts.append((command.lower() if k else command) + " ".join(steps).replace(" -", "-"))
        pen = points[-1] if points else begin
        begin = pen if command == "M" else begin
    return "".join(parts)


def _stretches(text: ElementTree.Element, line: ElementTree.Element) -> Iterator[tuple[str, str]]:
    """Yield (words, file of their font) of the stretches of a line that have one weight."""
    family, weight = SERIF if SERIF in text.get("font-family", "") else SANS, text.get("font-weight")
    pieces = [(line.text, weight)]
    for part in line:
        pieces += [(part.text, part.get("font-weight", weight)), (part.tail, weight)]
    return ((words, FILES[family, heavy == "700"]) for words, heavy in pieces if words)


def _fonts(words: str, own: str) -> Iterator[tuple[str, str]]:
    """Yield (letters, name of their font); a space between letters of one fallback font is theirs."""
    families = [font_of(c) for c in words]
    for k, letter in enumerate(words):
        if letter.isspace() and 0 < k < len(words) - 1 and families[k - 1] == families[k + 1]:
            families[k] = families[k - 1]
    for family, run in groupby(zip(families, words, strict=True), lambda pair: pair[0]):
        yield "".join(letter for _, letter in run), _files()[family] if family else own


@cache
def _files() -> dict[str, str]:
    """Return the file of each fallback family, without its ending."""
    paths = sorted((FOLDER / "fallback").glob("*.ttf"))
    return {ImageFont.truetype(path).getname()[0]: f"fallback/{path.stem}" for path in paths}


@cache
def _font(file: str) -> hb.Font:
    return hb.Font(hb.Face(hb.Blob.from_file_path(Path(FOLDER, f"{file}.ttf"))))


@cache
def _glyph(file: str, glyph: int) -> tuple[Command, ...]:
    """Return the outline of a glyph as SVG commands with their coordinates, in the units of its font."""
    commands: list[Command] = []
    pen = hb.DrawFuncs()
    pen.set_move_to_func(lambda *p: commands.append(("M", p[:2])))
    pen.set_line_to_func(lambda *p: commands.append(("L", p[:2])))
    pen.set_quadratic_to_func(lambda *p: commands.append(("Q", p[:4])))
    pen.set_cubic_to_func(lambda *p: commands.append(("C", p[:6])))
    pen.set_close_path_func(lambda *p: commands.append(("Z", ())))
    _font(file).draw_glyph(glyph, pen)
    return tuple(commands)


def _run(words: str, size: float, file: str) -> tuple[list[Command], float]:
    """Return (outline of the shaped letters, how far they move the pen), both at this size of letters."""
    font, buffer = _font(file), hb.Buffer()
    buffer.add_str(words)
    buffer.guess_segment_properties()
    hb.shape(font, buffer)
    x, outline, scale = 0, [], size / font.face.upem
    for info, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        for command, points in _glyph(file, info.codepoint):
            moved = (v + (at.y_offset if k % 2 else x + at.x_offset) for k, v in enumerate(points))
            outline.append((command, tuple(scale * v for v in moved)))
        x += at.x_advance
    return outline, x * scale

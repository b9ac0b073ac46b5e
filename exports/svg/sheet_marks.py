"""The marks of a table in a picture: bars, dots and lines along a cell, signs, marks of families."""

from charts.parts.look import FAMILY_SYMBOL, MORE_TO_COME, SHADE_OF, Look
from charts.parts.sheet import Column, Strip
from exports.svg.marks import outline
from exports.svg.parts import element, number, rich
from exports.svg.sheet_layout import GAP

MARK = 0.72


def strip_marks(strip: Strip, span: tuple[float, float], y: float, tall: float, muted: bool, look: Look) -> list[str]:
    """Draw bars, line, dots and axis of a strip between both ends of `span`, around the height y."""

    def at(share: float) -> float:
        return span[0] + share * (span[1] - span[0])

    half, parts = (0.2 if strip.faint else 0.28) * tall, []
    for start, end, paint in strip.bars:
        x, wide = min(at(start), at(end)), abs(at(end) - at(start))
        box = {"x": x, "y": y - half, "width": wide, "height": 2 * half}
        if paint == MORE_TO_COME:
            dashed = {"fill": "none", "stroke": look.quiet, "stroke_width": 1, "stroke_dasharray": "3,2"}
            parts.append(element("rect", "more", **box, **dashed))
            continue
        paint, _, shade = paint.partition(" ")
        colour = (
            look.rule if paint == "track" else look.quiet if paint == "quiet" else family_colour(paint, muted, look)
        )
        thin = 0.45 if paint == "track" else 0.72 if strip.faint else SHADE_OF.get(shade)
        parts.append(element("rect", "bar", **box, fill=colour, opacity=thin))
    if strip.line:
        (start, end), cap = map(at, strip.line), number(0 if strip.dots else 0.17 * tall)
        path = f"M0,-{cap}V{cap}M0,0H{number(end - start)}M{number(end - start)},-{cap}V{cap}"
        ink = look.quiet if strip.dots else look.ink
        line = element("path", "range", d=path, stroke=ink, stroke_width=1.4, fill="none")
        parts.append(f'<g transform="translate({number(start)},{number(y)})">{line}</g>')
    for share, _ in strip.dots:
        mark = element("path", "dot", d=outline("circle", 0.375 * look.text), fill=look.ink, opacity=0.55)
        parts.append(f'<g transform="translate({number(at(share))},{number(y)})">{mark}</g>')
    if strip.zero is not None:
        x = at(strip.zero)
        parts.append(
            element("line", "axis", x1=x, x2=x, y1=y - tall / 2, y2=y + tall / 2, stroke=look.ink, stroke_width=1)
        )
    return parts


def sign_mark(sign: str, x: float, y: float, look: Look) -> str:
    """Draw a full mark (there), a cross (missing) or a question mark (not known)."""
    r = 0.31 * look.text
    if sign == "unknown":
        return rich("?", x, y + 0.35 * look.text, font(look.quiet, look), "middle", kind="cell unknown")
    if sign == "met":
        shape = element("path", "met", d=outline("circle", r), fill=look.ink)
    else:
        n = number(r)
        path = f"M-{n},-{n}L{n},{n}M-{n},{n}L{n},-{n}"
        shape = element("path", "failed", d=path, stroke=look.quiet, stroke_width=1.6)
    return f'<g transform="translate({number(x)},{number(y)})">{shape}</g>'


def family_mark(family: str, x: float, y: float, look: Look, muted: bool = False) -> str:
    """Draw the mark of a family, grey in a muted row."""
    shape = outline(FAMILY_SYMBOL[family], MARK * look.text / 2)
    return element(
        "path",
        "mark",
        d=shape,
        transform=f"translate({number(x)},{number(y)})",
        fill=family_colour(family, muted, look),
    )


def family_colour(family: str, muted: bool, look: Look) -> str:
    """Return the colour of a family's marks, grey in a muted row."""
    return look.excluded if muted else look.colour(family)


def anchored(column: Column, span: tuple[float, float], indent: float) -> tuple[float, str]:
    """Return (x, text-anchor) of a text in a column."""
    if column.align == "right":
        return span[1] - GAP, "end"
    return ((span[0] + span[1]) / 2, "middle") if column.align == "center" else (span[0] + indent, "start")


def font(ink: str, look: Look) -> dict:
    """Return the plain type of a table in that ink."""
    return {"size": look.text, "color": ink}

"""A table of charts/ as SVG: columns and rows laid out for a size, texts measured in the board's own fonts.

Where a table needs more height than there is, its spare lines go first, then every text keeps to one line, then the
last rows are left out and counted in a sentence. No clock, no chance: the same table gives the same text, to the byte.
"""

from dataclasses import dataclass

from charts.parts.look import FAMILY_SYMBOL, Look
from charts.parts.ruler import cut, lines, width, wrapped
from charts.parts.sheet import Cell, Column, Line, Sheet, Strip
from exports.svg.marks import outline
from exports.svg.parts import TAGS, element, number, rich

PAD, GAP, TALLEST, TIGHT = 8.0, 14.0, 26.0, 8.0
LEADING, ON_END = 1.25, 112.0
INDENT, MARK = 1.3, 0.72


@dataclass(frozen=True, slots=True)
class _Text:
    """One line as it is drawn: its rich text, its ink, its indent, and the family whose mark stands before it."""

    words: str
    ink: str
    indent: float = 0.0
    mark: str = ""


def sheet_body(sheet: Sheet, look: Look) -> str:
    """Draw the table in look.width x look.height pixels, as SVG markup without the outer <svg>."""
    columns = [sheet.columns[k] for k in sheet.drawn]
    rows = [[row[k] if isinstance(row[k], Cell) else Cell() for k in sheet.drawn] for row in sheet.rows]
    spans = _spans(columns, rows, look)
    head, parts = _heads(columns, spans, look)
    kept, texts, high, rest = _fitted(sheet, rows, spans, look.height - head - PAD, look)
    parts.append(_rule(head, look))
    top = head
    spare = (look.height - PAD - head - sum(high) - rest * LEADING * look.text) / max(1, kept)
    for k in range(kept):
        if title := sheet.heads.get(k):
            top += LEADING * look.text + 6
            parts.append(rich(f"<b>{escaped_tags(title)}</b>", PAD, top - 4, _font(look.ink, look), kind="cell"))
        tall = high[k] + max(0.0, min(spare, TALLEST)) - (LEADING * look.text + 6) * bool(sheet.heads.get(k))
        # Every text of a row begins on the same line.
        first = top + tall / 2 - (max(1, *map(len, texts[k])) - 1) / 2 * LEADING * look.text
        for column, span, cell, said in zip(columns, spans, rows[k], texts[k], strict=True):
            parts += _cell(column, span, cell, said, first, top + tall / 2, tall, look)
        top += tall
        parts.append(_rule(top, look))
    if rest and sheet.rest:
        words = cut(sheet.rest(len(rows) - kept), look.width - 2 * PAD, look.text)
        parts.append(rich(words, PAD, top + 1.2 * look.text, _font(look.quiet, look), kind="cell"))
    return "".join(parts)


def escaped_tags(text: str) -> str:
    """Return typed text for `rich`, which takes <b> and <br> for type: those as ‹b> and ‹br>."""
    return TAGS.sub(lambda tag: "‹" + tag[0][1:], text)


def _spans(columns: list[Column], rows: list[list[Cell]], look: Look) -> list[tuple[float, float]]:
    """Left and right end of every column; what fitted columns leave is shared by the others as they ask."""
    whole = look.width - 2 * PAD
    wide = [c.wide * whole for c in columns]
    for k, column in enumerate(columns):
        if column.fit:
            said = [_natural(line, look) for row in rows for line in row[k].lines if not line.spare]
            words = [width(w, look.text - 1) for w in lines(column.title, wide[k] / 2, look.text - 1)]
            wide[k] = min(wide[k], max([0.0, *said, *words]) + GAP + 0.5)
    loose = [k for k, c in enumerate(columns) if not c.fit]
    left = whole - sum(wide[k] for k, c in enumerate(columns) if c.fit)
    asked = sum(wide[k] for k in loose) or 1.0
    for k in loose:
        wide[k] = left * wide[k] / asked
    starts = [PAD + sum(wide[:k]) for k in range(len(wide))]
    return [(x, x + w) for x, w in zip(starts, wide, strict=True)]


def _natural(line: Line, look: Look) -> float:
    more = width(f" {line.more}", look.text) if line.more else 0.0
    return width(f"{line.sign}{line.text}", look.text, line.bold) + more + INDENT * look.text * bool(line.mark)


def _heads(columns: list[Column], spans: list[tuple[float, float]], look: Look) -> tuple[float, list[str]]:
    """(height, markup) of the headings; those with a word wider than their column stand on end, all alike."""
    size = look.text - 1
    rooms = [b - a - (4 if c.align == "center" else GAP) for c, (a, b) in zip(columns, spans, strict=True)]
    on_end = any(
        c.align == "center" and any(width(w, size) > room for w in c.title.split(" "))
        for c, room in zip(columns, rooms, strict=True)
    )
    turned = [on_end and c.align == "center" for c in columns]
    shown = [
        [] if t else wrapped(c.title, room - INDENT * size * bool(c.mark), size, 3, bool(c.mark))
        for c, room, t in zip(columns, rooms, turned, strict=True)
    ]
    head = max(ON_END if on_end else 0.0, max(map(len, shown), default=1) * 1.15 * size + 10)
    parts: list[str] = []
    for column, span, rows, turn in zip(columns, spans, shown, turned, strict=True):
        if turn:
            parts += _on_end(column.title, span, head, size, look)
        elif any(column.ends):
            parts += _ends(column.ends, span, head, size, look)
        else:
            parts += _flat(column, span, rows, head, size, look)
    return head, parts


def _flat(
    column: Column, span: tuple[float, float], rows: list[str], head: float, size: float, look: Look
) -> list[str]:
    ink, shift = (look.ink, INDENT * size) if column.mark else (look.quiet, 0.0)
    x, anchor = _at(column, span, shift)
    parts = [
        rich(
            f"<b>{escaped_tags(row)}</b>" if column.mark else escaped_tags(row),
            x,
            head - 6 - (len(rows) - 1 - n) * 1.15 * size,
            {"size": size, "color": ink},
            anchor,
            kind="cell",
        )
        for n, row in enumerate(rows)
    ]
    if column.mark:
        parts.append(_mark(column.mark, span[0] + 0.5 * size, head - 6 - 0.35 * size, look))
    return parts


def _ends(ends: tuple[str, str], span: tuple[float, float], head: float, size: float, look: Look) -> list[str]:
    font, room = {"size": size, "color": look.quiet}, (span[1] - span[0] - GAP) / 2
    left, right = (cut(escaped_tags(words), room, size) for words in ends)
    return [
        rich(left, span[0], head - 6, font, kind="cell"),
        rich(right, span[1] - GAP, head - 6, font, "end", kind="cell"),
    ]


def _on_end(title: str, span: tuple[float, float], head: float, size: float, look: Look) -> list[str]:
    step = 1.15 * size
    rows = wrapped(title, head - 12, size, max(1, int((span[1] - span[0]) / step)))
    first = (span[0] + span[1]) / 2 - (len(rows) - 1) / 2 * step
    return [
        rich(
            escaped_tags(row),
            first + k * step,
            head - 6 - width(row, size) / 2,
            {"size": size, "color": look.quiet},
            "middle",
            turn=-90,
            kind="cell",
        )
        for k, row in enumerate(rows)
    ]


def _fitted(
    sheet: Sheet, rows: list[list[Cell]], spans: list[tuple[float, float]], room: float, look: Look
) -> tuple[int, list[list[list[_Text]]], list[float], int]:
    """(rows drawn, their texts, their heights, lines kept for what is left out), as much as has room."""
    most = len(rows) if sheet.most is None else min(len(rows), sheet.most)
    step, title, rest = LEADING * look.text, LEADING * look.text + 6, int(most < len(rows))
    for spare, one in ((True, False), (False, False), (False, True)):
        texts = [
            [_lines(c, b - a, spare, one, look) for c, (a, b) in zip(row, spans, strict=True)] for row in rows[:most]
        ]
        bare = [step * max(1, *map(len, said)) + title * bool(sheet.heads.get(k)) for k, said in enumerate(texts)]
        if sum(bare) + (TIGHT + step * rest / max(1, most)) * most <= room:
            return most, texts, [h + TIGHT for h in bare], rest
    # Rows move together before any of them is left out.
    least = (1.05 - LEADING) * look.text
    fits = next((k for k in range(most, 1, -1) if sum(bare[:k]) + least * k + step * (k < len(rows)) <= room), 1)
    between = (room - sum(bare[:fits]) - step * (fits < len(rows))) / fits
    return fits, texts[:fits], [h + max(least, min(TIGHT, between)) for h in bare[:fits]], int(fits < len(rows))


def _lines(cell: Cell, wide: float, spare: bool, one: bool, look: Look) -> list[_Text]:
    """The lines of a cell as they break in a column of that width."""
    found: list[_Text] = []
    for line in cell.lines if not cell.sign else ():
        if line.spare and not spare:
            continue
        indent = INDENT * look.text * any(other.mark for other in cell.lines)
        ink = look.quiet if line.quiet else look.ink
        text = f"{line.sign} {line.text}" if line.sign else line.text
        room = (wide if cell.strip and line.text else wide - GAP) - indent
        rows = wrapped(text, room, look.text, 1 if one else line.most, line.bold)
        for n, row in enumerate(rows):
            words = escaped_tags(row)
            words = f"<b>{words}</b>" if line.bold else words
            if line.more and n == len(rows) - 1:
                words += " " + escaped_tags(cut(line.more, room - width(f"{row} ", look.text, line.bold), look.text))
            found.append(_Text(words, ink, indent, line.mark if n == 0 else ""))
    return found


def _cell(
    column: Column,
    span: tuple[float, float],
    cell: Cell,
    texts: list[_Text],
    first: float,
    middle: float,
    tall: float,
    look: Look,
) -> list[str]:
    """Markup of one cell: its lines from the height `first` on, its marks, its strip after its number."""
    step, parts = LEADING * look.text, []
    if cell.sign:
        return [_sign(cell.sign, (span[0] + span[1]) / 2, middle, look)]
    for n, text in enumerate(texts):
        x, anchor = _at(column, span, text.indent)
        y = first + n * step
        parts.append(rich(text.words, x, y + 0.35 * look.text, _font(text.ink, look), anchor, kind="cell"))
        if text.mark:
            parts.append(_mark(text.mark, span[0] + 0.5 * look.text, y, look))
    if cell.strip:
        taken = 2.4 * look.text if texts else 0.0
        at = first if texts else middle
        parts += _strip(cell.strip, span[0] + taken, span[1] - GAP, at, min(tall, 2.2 * look.text), look)
    return parts


def _at(column: Column, span: tuple[float, float], indent: float) -> tuple[float, str]:
    if column.align == "right":
        return span[1] - GAP, "end"
    return ((span[0] + span[1]) / 2, "middle") if column.align == "center" else (span[0] + indent, "start")


def _strip(strip: Strip, left: float, right: float, y: float, tall: float, look: Look) -> list[str]:
    def at(share: float) -> float:
        return left + share * (right - left)

    half, parts = 0.28 * tall, []
    for start, end, paint in strip.bars:
        colour = look.rule if paint == "track" else look.quiet if paint == "quiet" else look.colour(paint)
        x, opacity = min(at(start), at(end)), 0.45 if paint == "track" else None
        parts.append(
            element(
                "rect",
                "bar",
                x=x,
                y=y - half,
                width=abs(at(end) - at(start)),
                height=2 * half,
                fill=colour,
                opacity=opacity,
            )
        )
    if strip.line:
        start, end = map(at, strip.line)
        parts.append(element("line", "range", x1=start, x2=end, y1=y, y2=y, stroke=look.quiet, stroke_width=1.5))
    for share, _ in strip.dots:
        mark = element("path", "dot", d=outline("circle", 0.375 * look.text), fill=look.ink, opacity=0.55)
        parts.append(f'<g transform="translate({number(at(share))},{number(y)})">{mark}</g>')
    if strip.zero is not None:
        x = at(strip.zero)
        parts.append(
            element("line", "axis", x1=x, x2=x, y1=y - tall / 2, y2=y + tall / 2, stroke=look.ink, stroke_width=1)
        )
    return parts


def _sign(sign: str, x: float, y: float, look: Look) -> str:
    """A full mark: there; a cross: missing; a question mark: not known."""
    r = 0.31 * look.text
    if sign == "unknown":
        return rich("?", x, y + 0.35 * look.text, _font(look.quiet, look), "middle", kind="cell unknown")
    if sign == "met":
        shape = element("path", "met", d=outline("circle", r), fill=look.ink)
    else:
        n = number(r)
        path = f"M-{n},-{n}L{n},{n}M-{n},{n}L{n},-{n}"
        shape = element("path", "failed", d=path, stroke=look.quiet, stroke_width=1.6)
    return f'<g transform="translate({number(x)},{number(y)})">{shape}</g>'


def _mark(family: str, x: float, y: float, look: Look) -> str:
    shape = outline(FAMILY_SYMBOL[family], MARK * look.text / 2)
    return element("path", "mark", d=shape, transform=f"translate({number(x)},{number(y)})", fill=look.colour(family))


def _rule(y: float, look: Look) -> str:
    return element("line", "rule", x1=PAD, x2=look.width - PAD, y1=y, y2=y, stroke=look.rule, stroke_width=1)


def _font(ink: str, look: Look) -> dict:
    return {"size": look.text, "color": ink}

"""A table of charts/ as SVG, laid out for a size. No clock, no chance: the same table gives the same text."""

from charts.parts.look import Look
from charts.parts.ruler import cut, lines
from charts.parts.sheet import Cell, Column, Sheet
from exports.svg.figure import body
from exports.svg.parts import element, rich
from exports.svg.sheet_heads import headings
from exports.svg.sheet_layout import GAP, LEADING, PAD, DrawnLine, RowBox, column_spans, escaped_tags, fitted, reach
from exports.svg.sheet_marks import anchored, family_mark, font, sign_mark, strip_marks

TALLEST = 26.0
# Room of a number before its bar, and height of a line of notes, in letters.
NUMBER, NOTE = 2.7, 1.2


def drawn(shown: dict | Sheet, look: Look, prefix: str = "c") -> str:
    """Return a figure or a table drawn for a look, as SVG markup; `prefix` keeps its ids apart from other pictures'."""
    return sheet_body(shown, look) if isinstance(shown, Sheet) else body(shown, look.width, prefix, look.paper)


def sheet_body(sheet: Sheet, look: Look) -> str:
    """Draw the table in look.width x look.height pixels, as SVG markup without the outer <svg>."""
    columns = [sheet.columns[k] for k in sheet.drawn]
    rows = [[row[k] if isinstance(row[k], Cell) else Cell() for k in sheet.drawn] for row in sheet.rows]
    spans = column_spans(columns, rows, look)
    head, parts = headings(columns, spans, look)
    notes = [row for note in sheet.notes for row in lines(note, look.width - 2 * PAD, look.text - 1)]
    room = look.height - head - PAD - NOTE * look.text * len(notes)
    shown = fitted(sheet, rows, spans, room, look)
    count, spare = len(shown.texts), (room - sum(shown.high) - shown.rest * LEADING * look.text)
    parts.append(_rule(head, look))
    top = head
    for k in range(count):
        if title := sheet.heads.get(k):
            top += LEADING * look.text + 6
            parts.append(rich(f"<b>{escaped_tags(title)}</b>", PAD, top - 4, font(look.ink, look), kind="cell"))
        tall = shown.high[k] + max(0.0, min(spare / count, TALLEST)) - (LEADING * look.text + 6) * bool(title)
        box = RowBox(top, tall, max(1, *map(len, shown.texts[k])), k in sheet.muted)
        for n, (cell, texts) in enumerate(zip(rows[k], shown.texts[k], strict=True)):
            parts += _cell(columns[n], reach(spans, n, cell), cell, texts, box, look)
        top += tall
        parts.append(_rule(top, look))
    if shown.rest and (left := sheet.rest(len(rows) - count)):
        notes.insert(0, cut(left, look.width - 2 * PAD, look.text - 1))
    small = {"size": look.text - 1, "color": look.quiet}
    parts += [
        rich(escaped_tags(note), PAD, top + (k + 1) * NOTE * look.text, small, kind="cell")
        for k, note in enumerate(notes)
    ]
    return "".join(parts)


def _cell(
    column: Column, span: tuple[float, float], cell: Cell, texts: list[DrawnLine], row: RowBox, look: Look
) -> list[str]:
    """Return markup of one cell: its lines, its marks, its strip after its number."""
    step, parts = LEADING * look.text, []
    if cell.sign:
        return [sign_mark(cell.sign, (span[0] + span[1]) / 2, row.middle, look)]
    strip_left = span[0] + (NUMBER * look.text if texts else 0.0)
    for n, text in enumerate(texts):
        x, anchor = anchored(column, span, text.indent)
        if cell.strip and column.align == "bar":
            x, anchor = strip_left - 0.5 * look.text, "end"
        y = row.first(step) + n * step
        ink = look.excluded if row.muted and text.ink == look.ink else text.ink
        parts.append(rich(text.words, x, y + 0.35 * look.text, font(ink, look), anchor, kind="cell"))
        if text.mark:
            parts.append(family_mark(text.mark, span[0] + 0.5 * look.text, y, look, row.muted))
    if cell.strip:
        at = row.first(step) if texts else row.middle
        parts += strip_marks(
            cell.strip, (strip_left, span[1] - GAP), at, min(row.tall, 2.2 * look.text), row.muted, look
        )
    return parts


def _rule(y: float, look: Look) -> str:
    return element("line", "rule", x1=PAD, x2=look.width - PAD, y1=y, y2=y, stroke=look.rule, stroke_width=1)

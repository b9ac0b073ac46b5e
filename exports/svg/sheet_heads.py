"""The headings of a table in a picture: flat, over both ends of a column, or on end."""

from charts.parts.look import Look
from charts.parts.ruler import cut, width, wrapped
from charts.parts.sheet import Column
from exports.svg.parts import rich
from exports.svg.sheet_layout import GAP, INDENT, escaped_tags
from exports.svg.sheet_marks import anchored, family_mark

ON_END = 112.0


def headings(columns: list[Column], spans: list[tuple[float, float]], look: Look) -> tuple[float, list[str]]:
    """Return (height, markup) of the headings; those with a word wider than their column stand on end, all alike."""
    size = look.text - 1
    rooms = [b - a - (4 if c.align == "center" else GAP) for c, (a, b) in zip(columns, spans, strict=True)]
    on_end = any(
        c.align == "center" and any(width(w, size) > room for w in c.heading.split(" "))
        for c, room in zip(columns, rooms, strict=True)
    )
    turned = [on_end and c.align == "center" for c in columns]
    shown = [
        [] if t else wrapped(c.heading, room - INDENT * size * bool(c.mark), size, 3, bool(c.mark))
        for c, room, t in zip(columns, rooms, turned, strict=True)
    ]
    deep = max((len(rows) + bool(c.note) for c, rows in zip(columns, shown, strict=True)), default=1)
    head = max(ON_END if on_end else 0.0, deep * 1.15 * size + 10)
    parts: list[str] = []
    for column, span, rows, turn in zip(columns, spans, shown, turned, strict=True):
        if turn:
            parts += _on_end(column.heading, span, head, size, look)
        elif any(column.ends):
            parts += _ends(column.ends, span, head, size, look)
        else:
            parts += _flat(column, span, rows, head, size, look)
    return head, parts


def _flat(
    column: Column, span: tuple[float, float], rows: list[str], head: float, size: float, look: Look
) -> list[str]:
    ink, shift = (look.ink, INDENT * size) if column.mark else (look.quiet, 0.0)
    x, anchor = anchored(column, span, shift)
    lines = [f"<b>{escaped_tags(row)}</b>" if column.mark else escaped_tags(row) for row in rows]
    lines += [f"<b>{escaped_tags(column.note)}</b>"] if column.note else []
    parts = [
        rich(row, x, head - 6 - (len(lines) - 1 - n) * 1.15 * size, {"size": size, "color": ink}, anchor, kind="cell")
        for n, row in enumerate(lines)
    ]
    if column.mark:
        parts.append(family_mark(column.mark, span[0] + 0.5 * size, head - 6 - 0.35 * size, look))
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

"""Where a table's columns, rows and lines stand in a picture: texts measured in the board's own fonts.

Where a table needs more height than there is, its spare lines go first, then every text keeps to one line, then the
last rows are left out and counted in a sentence.
"""

from dataclasses import dataclass

from charts.parts.look import Look
from charts.parts.ruler import cut, lines, width, wrapped
from charts.parts.sheet import Cell, Column, Line, Sheet
from exports.svg.parts import TAGS

PAD, GAP, TIGHT = 8.0, 14.0, 8.0
LEADING, INDENT = 1.25, 1.3


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """One line as it is drawn: its rich text, its ink, its indent, and the family whose mark stands before it."""

    words: str
    ink: str
    indent: float = 0.0
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Fitted:
    """The rows that are drawn: their texts, their heights, and whether a sentence counts those left out (0 or 1)."""

    texts: list[list[list[DrawnLine]]]
    high: list[float]
    rest: int


@dataclass(frozen=True, slots=True)
class RowBox:
    """Where a row stands: top and height in pixels, lines of its longest cell; muted: whether it is grey."""

    top: float
    tall: float
    lines: int
    muted: bool

    @property
    def middle(self) -> float:
        """Return the height of its middle, in pixels from the top of the table."""
        return self.top + self.tall / 2

    def first(self, step: float) -> float:
        """Return the middle of the first line, on which every text of the row begins."""
        return self.middle - (self.lines - 1) / 2 * step


def column_spans(columns: list[Column], rows: list[list[Cell]], look: Look) -> list[tuple[float, float]]:
    """Return the left and right end of every column. What fitted columns leave is shared out as the others ask."""
    whole = look.width - 2 * PAD
    wide = [c.wide * whole for c in columns]
    for k, column in enumerate(columns):
        if column.fit:
            cells = [row[k] for row in rows if row[k].span == 1]
            natural = [_natural(line, look) for cell in cells for line in cell.lines if not line.spare]
            words = [width(w, look.text - 1) for w in lines(column.heading, wide[k] / 2, look.text - 1)]
            wide[k] = min(wide[k], max([0.0, *natural, *words]) + GAP + 0.5)
    loose = [k for k, c in enumerate(columns) if not c.fit]
    left = whole - sum(wide[k] for k, c in enumerate(columns) if c.fit)
    wanted = sum(wide[k] for k in loose) or 1.0
    for k in loose:
        wide[k] = left * wide[k] / wanted
    starts = [PAD + sum(wide[:k]) for k in range(len(wide))]
    return [(x, x + w) for x, w in zip(starts, wide, strict=True)]


def reach(spans: list[tuple[float, float]], n: int, cell: Cell) -> tuple[float, float]:
    """Return both ends of the columns that a cell in column n takes."""
    return spans[n][0], spans[min(n + cell.span, len(spans)) - 1][1]


def fitted(sheet: Sheet, rows: list[list[Cell]], spans: list[tuple[float, float]], room: float, look: Look) -> Fitted:
    """Return the rows that fit into `room`, from the first on; their spare lines are left out first."""
    most = len(rows) if sheet.most is None else min(len(rows), sheet.most)
    step, title, more = LEADING * look.text, LEADING * look.text + 6, sheet.rest is not None
    rest = int(most < len(rows) and more)
    for spare, one in ((True, False), (False, False), (False, True)):
        texts = [[_lines(c, reach(spans, n, c), spare, one, look) for n, c in enumerate(row)] for row in rows[:most]]
        bare = [
            step * max(1, *map(len, texts_of_row)) + title * bool(sheet.heads.get(k))
            for k, texts_of_row in enumerate(texts)
        ]
        if sum(bare) + TIGHT * most + step * rest <= room:
            return Fitted(texts, [h + TIGHT for h in bare], rest)
    # Rows move together before any of them is left out.
    least, counted = (1.05 - LEADING) * look.text, [int(k < len(rows) and more) for k in range(most + 1)]
    fits = next((k for k in range(most, 1, -1) if sum(bare[:k]) + least * k + step * counted[k] <= room), min(1, most))
    between = (room - sum(bare[:fits]) - step * counted[fits]) / max(1, fits)
    return Fitted(texts[:fits], [h + max(least, min(TIGHT, between)) for h in bare[:fits]], counted[fits])


def _lines(cell: Cell, span: tuple[float, float], spare: bool, one: bool, look: Look) -> list[DrawnLine]:
    """Return the lines of a cell as they break between both ends of its column."""
    drawn_lines: list[DrawnLine] = []
    wide = span[1] - span[0]
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
            drawn_lines.append(DrawnLine(words, ink, indent, line.mark if n == 0 else ""))
    return drawn_lines


def _natural(line: Line, look: Look) -> float:
    more = width(f" {line.more}", look.text) if line.more else 0.0
    return width(f"{line.sign}{line.text}", look.text, line.bold) + more + INDENT * look.text * bool(line.mark)


def escaped_tags(text: str) -> str:
    """Return typed text for `rich`, which takes <b> and <br> for type: those as ‹b> and ‹br>."""
    return TAGS.sub(lambda tag: "‹" + tag[0][1:], text)

"""A table described once: typed columns and rows that pages show, pictures draw and files hold."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its stable key, its title in a language, the kind of its cells, and how it is drawn.

    kind    "id" (a stable identifier, in files only), "text", "number", "integer", "share" (0..1), "day" (a date; text
            where only a month or a year is known), "value" (number or text, as the fact has it), "link"
    digits  decimals on a page; None for one of a number, none of a share. Files hold every decimal
    wide    share of a picture's width; 0: not drawn. fit: as wide as its longest line needs, `wide` at most
    align   "left", "right", "center" or "bar" (numbers end where their bars begin)
    mark    family whose mark stands before the title
    ends    what stands over the left and the right end of the column, in the place of a title
    head    its heading where it is drawn, if other than the title; note: what stands in bold under that
    style   class of its cells in HTML
    """

    key: str
    title: str
    kind: str = "text"
    digits: int | None = None
    wide: float = 0.0
    fit: bool = False
    align: str = "left"
    mark: str = ""
    ends: tuple[str, str] = ("", "")
    head: str = ""
    note: str = ""
    style: str = ""

    @property
    def heading(self) -> str:
        """Return the heading of the column where it is drawn: its short one where it has one."""
        return self.head or self.title


@dataclass(frozen=True, slots=True)
class Line:
    """One text of a cell.

    bold, quiet  its type; mark: family whose mark stands before it; more: what follows it in plain type
    sign         a character before it, which HTML hides from readers aloud; sign_style: class of both in HTML
    most         lines it may take in a picture; spare: left out first where a picture has no room
    href         where it leads, on a page; door: what opens behind it there, as ranking.facts.door writes it
    """

    text: str
    bold: bool = False
    quiet: bool = False
    mark: str = ""
    more: str = ""
    sign: str = ""
    sign_style: str = ""
    most: int = 2
    spare: bool = False
    href: str = ""
    door: str = ""


@dataclass(frozen=True, slots=True)
class Strip:
    """Bars, dots and a thin line along a cell, in shares 0..1 of its width.

    bars   (from, to, paint); paint: "track", "quiet", a family, a family with a shade of look.SHADES behind a blank,
           or look.MORE_TO_COME
    dots   (at, who, spoken by the pointer); line: (from, to) of a thin line; zero: where an axis crosses
    faint  whether its bars stand back behind those of another column
    """

    bars: tuple[tuple[float, float, str], ...] = ()
    dots: tuple[tuple[float, str], ...] = ()
    line: tuple[float, float] | None = None
    zero: float | None = None
    faint: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell says: its value for files, its lines and its strip for the eye.

    printed  the number that people read where it stands for `value`: rounded so that a row adds up
    sign   "met", "failed" or "unknown", drawn as a mark; its line is then read aloud
    style  class in HTML; span: columns it takes, the cells after it being empty
    """

    value: Any = None
    lines: tuple[Line, ...] = ()
    strip: Strip | None = None
    sign: str = ""
    style: str = ""
    span: int = 1
    printed: float | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of cells under typed columns; None is an empty cell. `key` is stable, `title` is in a language.

    rows    values, or Cells where the table is drawn
    heads   row -> heading over it; styles: class of each row in HTML, its family first
    most    rows that a picture draws at most; None for all
    rest    says how many rows a picture does not draw; notes: sentences under its last row
    muted   rows in grey
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...]
    heads: Mapping[int, str] = field(default_factory=dict)
    styles: tuple[str, ...] = ()
    most: int | None = None
    rest: Callable[[int], str] | None = field(default=None, compare=False)
    notes: tuple[str, ...] = ()
    muted: frozenset[int] = frozenset()

    @property
    def drawn(self) -> tuple[int, ...]:
        """Return the positions of the columns that are drawn."""
        return tuple(k for k, c in enumerate(self.columns) if c.wide)


def parted(sheet: Sheet) -> tuple[Sheet, ...]:
    """Return a table cut at its headings: each part titled by its own."""
    ends = pairwise([*sheet.heads, len(sheet.rows)])
    return tuple(
        replace(sheet, title=sheet.heads[a], heads={}, rows=sheet.rows[a:b], styles=sheet.styles[a:b]) for a, b in ends
    )


def value(cell: Any) -> Any:
    """Return the value of a cell as a file holds it, without its lines."""
    return cell.value if isinstance(cell, Cell) else cell


def printed_value(cell: Any) -> Any:
    """Return what people read of a cell: its printed number where it has one, else its value."""
    return cell.printed if isinstance(cell, Cell) and cell.printed is not None else value(cell)


def said(text: str, **how: Any) -> Cell:
    """Return a cell of one line whose value is its text."""
    return Cell(text, (Line(text, **how),))

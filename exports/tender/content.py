"""What a document of a tender says, whatever its form: headings, sentences and tables of texts."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Grid:
    """A table of texts. widths: of each column, in any unit; right: columns of numbers."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float]
    right: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Section:
    """A part under a heading: sentences, then a table where there is one, then a line in small letters.

    key  what part it is, whatever its heading
    """

    heading: str
    lines: Sequence[str] = ()
    grid: Grid | None = None
    small: str = ""
    key: str = ""


@dataclass(frozen=True)
class Content:
    """A whole document. stands: the line above the title and at the foot of each page; page: the word for page."""

    lang: str
    title: str
    finding: str
    stands: str
    page: str
    sections: Sequence[Section] = field(default_factory=tuple)

"""What a document of a tender says, whatever its form: headings, sentences and tables of texts."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from charts.parts.look import Look
from exports.pictures.picture import Picture
from exports.svg.figure import document
from exports.svg.sheet import drawn
from words.keeping import keeping_nothing


@dataclass(frozen=True)
class TextTable:
    """A table of texts. widths: of each column, in any unit; right: columns of numbers."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float]
    right: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Figure:
    """A picture of the page between sentences and table: drawn for `look` once a file asks for it."""

    picture: Picture
    look: Look

    @property
    def alt(self) -> str:
        """Return the text for readers who do not see the figure."""
        return f"{self.picture.title} {self.picture.measure}."

    @property
    def svg(self) -> str:
        """Return the chart without its frame, for a reader that has the fonts; nothing of it is kept."""
        size = (self.look.width, self.look.height)
        with keeping_nothing():
            markup = drawn(self.picture.draw(self.look), self.look, "figure")
            return document(markup, size, size, self.picture.title, text=self.alt)


@dataclass(frozen=True)
class Section:
    """A part under a heading: sentences, a figure and a table where there are such, then a line in small letters.

    key  what part it is, whatever its heading
    """

    heading: str
    lines: Sequence[str] = ()
    grid: TextTable | None = None
    small: str = ""
    key: str = ""
    figure: Figure | None = None


@dataclass(frozen=True)
class DocumentContent:
    """A whole document. stands: the line above the title and at the foot of each page; page: the word for page."""

    lang: str
    title: str
    finding: str
    stands: str
    page: str
    sections: Sequence[Section] = field(default_factory=tuple)

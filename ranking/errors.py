"""The one tree of errors. Each message is a sentence a person can act on, which a screen says in its own language."""

from collections.abc import Mapping
from dataclasses import dataclass


class TemplatedText(str):
    """An English text that remembers what it was made of: a template, and what fills its blanks."""

    template: str
    blanks: Mapping[str, object]


def told(template: str, /, **blanks: object) -> TemplatedText:
    """Return the text of a template with its blanks filled; `words.language` translates the template."""
    text = TemplatedText(template.format(**blanks))
    text.template, text.blanks = template, blanks
    return text


class BoardError(Exception):
    """Anything this program refuses, said in one sentence."""


@dataclass(frozen=True, slots=True, order=True)
class DataFault:
    """One fault in a data file."""

    path: str
    line: int
    block: str
    wrong: str
    allowed: str

    def __str__(self) -> str:
        block = f" [[{self.block}]]" if self.block else ""
        return f"{self.path}:{self.line}{block}: {self.wrong}; {self.allowed}"


class DataError(BoardError):
    """Every fault found in the data files, at once."""

    def __init__(self, problems: list[DataFault]):
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


class ScenarioError(BoardError):
    """A choice that cannot be read: which entry, what is wrong, what is allowed."""


class NothingToWeigh(BoardError):
    """All weights are zero at this date."""

"""Sentences that rest on one fact each: the sentence opens the fact, its source is a link beside it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from charts.parts.templates import render
from ranking.model import Fact
from words.language import Language


@dataclass(frozen=True, slots=True)
class FactLine:
    """A sentence, the door that it opens (ranking.facts.door), the fact that it rests on; None where there is none."""

    text: str
    door: str
    fact: Fact | None


def fact_lines_html(say: Language, lines: Sequence[FactLine], link: Callable[[str], str] | None) -> str:
    """Return the sentences as a list in HTML; link: address of the page with a door open, None where nothing opens."""
    return render("parts/fact_lines.html.j2", lines=[_line(say, one) for one in lines], link=link)


def _line(say: Language, one: FactLine) -> dict:
    source = one.fact.source if one.fact else None
    return {
        "text": one.text,
        "door": one.door,
        "url": source.url if source else None,
        "source": source.title if source else "",
        "day": say.partial_day(source.day) if source else "",
        "grade": one.fact.confidence if one.fact else "",
    }

"""What public facts already say of each requirement and bidder, and what is therefore a question."""

from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import NamedTuple

from ranking.model import UNKNOWN, Evidence, Fact
from ranking.tender.checks import requirement_faults
from ranking.tender.dossier import Announced, Bidder, Dossier, TenderRequirement
from ranking.tender.evidence import public_facts
from ranking.tender.scales import board_scale, folded
from ranking.tender.scales import written as number_text

# How alike two texts must be, 0..1, for difflib to suggest one for the other: its own default.
ALIKE = 0.6
BARE = TenderRequirement("", "", "question", "text")


class TenderQuestion(NamedTuple):
    """A requirement put to a bidder; `fact`: what is public of it, None where it is a question."""

    bidder: Bidder
    requirement: TenderRequirement
    fact: Fact | None

    @property
    def known(self) -> str:
        """Return the public value in the form that an answer takes; "" where it is a question."""
        if self.fact is None or self.fact.value == UNKNOWN or isinstance(self.fact.value, str | tuple):
            return ""
        return number_text(float(self.fact.value))


def questions(dossier: Dossier, public: Evidence) -> tuple[TenderQuestion, ...]:
    """Return every requirement for every bidder, in the order of the dossier."""
    return tuple(
        TenderQuestion(bidder, one, public_facts(one, bidder, dossier, public))
        for bidder in dossier.bidders
        for one in dossier.announced.requirements
    )


def answerable(public: Evidence) -> list[str]:
    """Return the indicators of the board whose value one answer can state."""
    return [name for name in public.indicators if board_scale(on_board(BARE, name), public)]


def on_board(one: TenderRequirement, name: str) -> TenderRequirement:
    """Return the requirement answered on the scale of an indicator of the board, whose public facts lie under it."""
    return replace(one, scale="board", board=name, levels=(), worst=None, best=None)


def suggested(announced: Announced, public: Evidence, lang: str) -> Mapping[str, str]:
    """Return requirement -> indicator of the board whose label is most like its text; none where none is alike.

    A suggestion only: a person confirms it. Must-haves, which would need a minimum, are left alone.
    """
    suggestions: dict[str, str] = {}
    taken = {r.board for r in announced.requirements}
    labels = {folded(one.label.in_(lang)): name for name, one in public.indicators.items() if name not in taken}
    for one in announced.requirements:
        if one.kind == "must_have" or one.scale == "board":
            continue
        for label in get_close_matches(folded(one.text), labels, 1, ALIKE):
            if not any(requirement_faults(on_board(one, labels[label]), public)):
                suggestions[one.id] = labels[label]
    return suggestions

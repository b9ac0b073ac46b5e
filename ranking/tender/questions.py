"""What public facts already say of each requirement and bidder, and what is therefore a question."""

from difflib import SequenceMatcher
from typing import NamedTuple

from ranking.model import UNKNOWN, Evidence, Fact
from ranking.tender.dossier import Bidder, Dossier, Requirement
from ranking.tender.evidence import public_facts
from ranking.tender.scales import board_scale, folded
from ranking.tender.scales import written as number_text

ALIKE = 0.6


class Asked(NamedTuple):
    """A requirement put to a bidder; `fact`: what is public of it, None where it is a question."""

    bidder: Bidder
    requirement: Requirement
    fact: Fact | None

    @property
    def known(self) -> str:
        """Return the public value in the form that an answer takes; "" where it is a question."""
        if self.fact is None or self.fact.value == UNKNOWN or isinstance(self.fact.value, str | tuple):
            return ""
        return number_text(float(self.fact.value))


def questions(dossier: Dossier, public: Evidence) -> tuple[Asked, ...]:
    """Return every requirement for every bidder, in the order of the dossier."""
    return tuple(
        Asked(bidder, one, public_facts(one, bidder, dossier, public))
        for bidder in dossier.bidders
        for one in dossier.announced.requirements
    )


def suggested(text: str, public: Evidence, lang: str) -> str:
    """Return the indicator of the board whose label is most like a requirement's text; "" where none is alike.

    A suggestion only: a person confirms it.
    """
    best, name = ALIKE, ""
    for key, one in public.indicators.items():
        if board_scale(Requirement(key, "", "", "board", board=key), public) is None:
            continue
        alike = SequenceMatcher(None, folded(text), folded(one.label.in_(lang)), autojunk=False).ratio()
        if alike > best:
            best, name = alike, key
    return name

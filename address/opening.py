"""What the bare address of the board means: the day of the quarrel beside today, with what the law required on both."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from address.entries import PAGES
from address.links import OpenedLink
from ranking.facts.musthaves import binding
from ranking.model import Evidence

# The day of the quarrel that the board is about: hearings, and the sentences of minister and director.
DECISION_DAY = date(2020, 7, 6)
# The second day beside that of the scenario: the first page is then the question, not the whole board.
AGAINST = "against"


def is_bare(entries: Collection[str]) -> bool:
    """Return whether a link of the first page asks for nothing but a language."""
    return not set(entries) - {"lang"}


def question_first(opened: OpenedLink, evidence: Evidence) -> OpenedLink:
    """Return what the bare address means, from what the empty link holds."""
    return replace(
        opened,
        scenario=replace(opened.scenario, require=binding(evidence, DECISION_DAY)),
        shown={**opened.shown, AGAINST: PAGES[AGAINST].write(DECISION_DAY)},
    )

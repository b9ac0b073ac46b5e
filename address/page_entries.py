"""What a screen shows beyond its scenario, as files need it."""

from collections.abc import Mapping
from dataclasses import dataclass

from address.entries import PAGES
from ranking.decisions.lock import Locked
from ranking.model import CONFIDENCE, Evidence
from ranking.replies.reply import Reply
from ranking.robustness.first_places import ANY, Vary
from ranking.through_time.readiness import DEFAULT_BUNDLE
from ranking.workload.workload import Workload


@dataclass(frozen=True, slots=True)
class PageEntries:
    """What the entries of pages say: two sides, prerequisites, what may vary, the pair, the grades, the viewpoints.

    way, answers, before  weights drawn from a person (elicitation), and those in force before (questionnaire)
    workload  what the page of costs prices; None for that of the scenario, else the usual one

    entries  the same as the address of that screen writes it, for links
    locked   the record that locks the scenario, None where it is explored; no link of a file opens that record, which
             may hold names: whoever has its own link can read it
    replies  the replies to facts that wait for an answer, which every file marks; no entry of an address either
    """

    sides: tuple[str, str] | None = None
    bundle: tuple[str, ...] = DEFAULT_BUNDLE
    vary: Vary = ANY
    pair: tuple[str, str] | None = None
    shown: str = "".join(CONFIDENCE)
    voices: str = ""
    way: str = ""
    answers: str = ""
    before: str = ""
    workload: Workload | None = None
    entries: tuple[tuple[str, str], ...] = ()
    locked: Locked | None = None
    replies: tuple[Reply, ...] = ()


def page_entries_of(entries: Mapping[str, str], evidence: Evidence) -> PageEntries:
    """Return the page entries of an address; those that cannot be used leave the default."""
    rows = [row for key in entries if (row := PAGES.get(key)) and row.shows]
    values = {row: value for row in rows if (value := row.read(entries[row.key], evidence)) is not None}
    usable = tuple(sorted((row.key, entries[row.key]) for row in values))
    return PageEntries(**{row.shows: value for row, value in values.items()}, entries=usable)

"""A row of the address table: one key that a link of the board may hold."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from address.readers import Reader
from ranking.model import Evidence
from ranking.weighing.scenario import EARLIEST, from_query
from words.language import Language

EVERY_PAGE: tuple[str, ...] = ()
Words = Callable[[Language, Evidence], str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of the address.

    allowed   what may stand under it, in words
    read      its value from a text; None where the text cannot be used
    write     the text of a value
    pages     the pages that have it; EVERY_PAGE for all
    carried   whether it goes along from page to page
    shows     the field of `page_entries.PageEntries` that it fills, "" where no file needs it
    pictures  the pictures it enters
    mended    a stricter `read` for choosing among the readings of a damaged text (`mail_damage.readings`)
    """

    key: str
    allowed: Words
    read: Reader
    write: Callable[[Any], str] = str
    pages: tuple[str, ...] = EVERY_PAGE
    carried: bool = False
    shows: str = ""
    pictures: tuple[str, ...] = ()
    mended: Reader | None = None


def of_the_scenario(key: str, allowed: Words) -> Entry:
    """Return a row of the scenario, whose reader and writer are the model's: its value is a one-entry query."""

    def read(text: str, evidence: Evidence) -> Mapping[str, str] | None:
        scenario, dropped = from_query({key: text}, evidence, EARLIEST)
        return None if dropped else scenario.to_query()

    return Entry(key, allowed, read)


def plain(text: str) -> Words:
    """Return what is allowed, of a text that is the same in every language."""
    return lambda say, evidence: text


def as_written(say: Language, evidence: Evidence) -> str:
    """Return what is allowed under a key that only a screen writes."""
    return say("as this screen writes it")


def of_a_record(say: Language, evidence: Evidence) -> str:
    """Return what is allowed under a key that only the link of a record holds."""
    return say("as the link of a record writes it")


def an_offer(say: Language, evidence: Evidence) -> str:
    """Return what is allowed under a key that holds an offer."""
    return say("an offer")


def a_usable_profile(say: Language, evidence: Evidence) -> str:
    """Return what is allowed under a key that holds a profile."""
    return say("one of {names}", names=", ".join(k for k, p in evidence.profiles.items() if p.usable))


def numbers_of(kind: str) -> Words:
    """Return what is allowed, of numbers given to the names of a kind: "pillars" or "criteria"."""
    return lambda say, evidence: say(
        "name:number from 0 to 1000, with commas; names: {names}", names=", ".join(getattr(evidence, kind))
    )

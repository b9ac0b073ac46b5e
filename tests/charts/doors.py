"""The doors of a page, and what stands behind each: for tests that walk from a claim to the page of its source."""

import re
from datetime import date
from functools import cache
from html import unescape

from charts.drawer.drawer import DrawerContent, drawer_html
from ranking.facts.door import parsed
from ranking.weighing.rank import on_day
from ranking.weighing.scenario import Scenario
from results import results
from tests.places import EVIDENCE
from words.language import language

DOOR = re.compile(r'<a[^>]*data-door="([^"]*)"[^>]*>')
LINK = re.compile(r'<a class="door"[^>]*>(.*?)</a>')
OUTWARD = re.compile(r'<a[^>]*href="https?://[^"]+"[^>]*target="_blank"')
# Nothing is claimed of any offer there until somebody has answered, met or decided something; the method's pages
# and figures have links outward of their own.
SILENT = {"tender", "weights", "meeting", "records", "method"}


def doors(page: str) -> set[str]:
    """The doors in a page's HTML, but those that only shut."""
    return {unescape(door) for door in DOOR.findall(page)} - {""}


def some(found: set[str], most: int = 10) -> list[str]:
    """A dozen of the doors, from all over the page."""
    return sorted(found)[:: max(1, len(found) // most)]


def without_doors(page: str) -> str:
    """The HTML as it reads: a door is the words in it."""
    return LINK.sub(r"\1", page)


@cache
def leads_outward(door: str, day: date) -> bool:
    """Whether one more press on what a door opens leads to a source, or all that it shows is said to be unknown."""
    evidence, asked = EVIDENCE, parsed(door, EVIDENCE)
    ranking = results.ranking(evidence, Scenario(day))
    if asked.at:
        replay = next((r for r in results.replays(evidence) if r.decision.id == asked.at), None)
        ranking = replay.ranking if replay else results.ranking(evidence, on_day(ranking.scenario, day_of(asked.at)))
    interval = results.rank_intervals(evidence, ranking).get(asked.offer)
    shown = drawer_html(DrawerContent(language("en"), evidence, ranking, asked, interval, "", str, str))
    return bool(OUTWARD.search(shown)) or "ev-unknown" in shown or "dr-unknown" in shown


def day_of(text: str) -> date:
    return date.fromisoformat(text)

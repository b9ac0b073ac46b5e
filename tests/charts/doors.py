"""The doors of a page, and what stands behind each: for tests that walk from a claim to the page of its source."""

import re
from datetime import date
from functools import cache
from html import unescape
from urllib.parse import parse_qsl, urlsplit

from address.links import entries_of
from charts.drawer.drawer import DrawerContent, drawer_html
from ranking.facts.door import parsed
from ranking.weighing.rank import on_day
from ranking.weighing.scenario import Scenario
from results import results
from tests.places import EVIDENCE
from words.language import language

DOOR = re.compile(r'<a[^>]*data-door="([^"]*)"[^>]*>')
LINK = re.compile(r'<a class="door"[^>]*>(.*?)</a>')
LED = re.compile(r'<a class="door" href="([^"]*)"[^>]*>([^<]*)</a>')
OUTWARD = re.compile(r'<a[^>]*href="https?://[^"]+"[^>]*target="_blank"')
# What a page is opened with where it claims nothing of any offer by itself.
SPEAKING = {
    "weights": {
        "before": "equal;;",
        "way": "swing",
        "answers": "readiness:100,sovereignty:60,certification:40,cost_exit:20,inside:1",
    }
}
# Nothing is claimed there until a dossier is brought, a meeting revealed, a record opened: the last two are held by
# tests of their own (test_page_meeting, test_page_records); a dossier rests on its buyer's own file.
SILENT = {"tender", "meeting", "records"}


def doors(page: str) -> set[str]:
    """The doors in a page's HTML, but those that only shut."""
    return {unescape(door) for door in DOOR.findall(page)} - {""}


def led(page: str) -> list[tuple[str, dict[str, str]]]:
    """The words of each link to the ranking with a door open, and the link's entries."""
    found = [(text, entries_of(parse_qsl(urlsplit(unescape(href)).query)).entries) for href, text in LED.findall(page)]
    return [(text, entries) for text, entries in found if "open" in entries]


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

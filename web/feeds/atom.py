"""Feeds as Atom (RFC 4287), written by feedgen."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from uuid import NAMESPACE_URL, uuid5

from feedgen.feed import FeedGenerator

from web.feeds.feed_entries import FeedEntry
from words.language import Language

MEDIA = "application/atom+xml"
# Names of feeds and entries stay the same wherever the board stands.
NAME = "urgence-ou-souverainete"


def written(
    say: Language, key: str, title: str, own: str, there: str, entries: Iterable[FeedEntry], day: date
) -> bytes:
    """Return the Atom feed. key: its unique name; own, there: its address and the page's; day: of its data."""
    feed = FeedGenerator()
    feed.id(_name(key))
    feed.title(title)
    feed.language(say.code)
    feed.author({"name": say("The authors of the board")})
    feed.rights("CC BY 4.0")
    feed.link(href=own, rel="self", type=MEDIA)
    feed.link(href=there, rel="alternate", type="text/html")
    feed.updated(_moment(day))
    for entry in entries:
        one = feed.add_entry(order="append")
        one.id(_name(f"{key}/{entry.key}"))
        one.title(entry.title)
        one.link(href=entry.address, rel="alternate", type="text/html")
        one.content(entry.html, type="html")
        one.published(_moment(entry.day))
        one.updated(_moment(entry.day))
    return feed.atom_str(pretty=True)


def _name(key: str) -> str:
    return uuid5(NAMESPACE_URL, f"{NAME}/{key}").urn


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)

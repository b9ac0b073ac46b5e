"""Changes between two data versions, as a table: each fact then and now, and what it does to the ranking alone."""

from collections.abc import Iterable
from typing import Any

from charts.parts.sheet import Column, Sheet
from ranking.model import Evidence, Fact
from ranking.versions.effects import VersionChange
from words.facts.values import value_text
from words.facts.versions import effect_text, kind_text
from words.language import Language


def change_sheet(say: Language, then: Evidence, now: Evidence, changes: Iterable[VersionChange]) -> Sheet:
    """Return one row a change: what it is about, both values, its source, and its effect alone and left out."""
    columns = (
        Column("change", say("Change")),
        Column("name", say("Offer")),
        Column("label", say("Indicator")),
        Column("valid_from", say("In force from"), "day"),
        Column("then", say("Value then")),
        Column("now", say("Value now")),
        Column("alone", say("Alone in the older facts")),
        Column("without", say("Alone missing from the newer")),
        Column("source_title", say("Source")),
        Column("source_url", say("Address"), "link"),
    )
    rows = tuple(_row(say, then, now, change) for change in changes)
    return Sheet("changes", say("What changed"), columns, rows)


def _row(say: Language, then: Evidence, now: Evidence, change: VersionChange) -> tuple[Any, ...]:
    fact, version = change.now or change.then, now if change.now else then
    names = now if change.offer in now.offers else then
    return (
        kind_text(say, change),
        names.offers[change.offer].name if change.offer else "",
        say.text(version.indicators[fact.indicator].label) if fact else "",
        fact and fact.valid_from,
        _value(say, then, change.then),
        _value(say, now, change.now),
        effect_text(say, now, change.alone, change.offer),
        effect_text(say, now, change.without, change.offer),
        fact.source.title if fact else "",
        fact and fact.source.url,
    )


def _value(say: Language, evidence: Evidence, fact: Fact | None) -> str:
    return value_text(say, evidence.indicators[fact.indicator], fact.value) if fact else ""

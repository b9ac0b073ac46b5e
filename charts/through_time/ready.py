"""Who had all the prerequisites when, as a table: one row an offer, one column a prerequisite."""

from collections.abc import Callable, Sequence
from datetime import date

from charts.parts.sheet import Cell, Column, Line, Sheet, said
from charts.parts.sheet_html import sheet_html
from ranking.facts.door import door_of
from ranking.model import Evidence
from ranking.through_time.readiness import ON_SALE, Readiness
from words.language import Language
from words.ranking.readiness import lag_text, ready_text, token_text
from words.reading import not_drawn, ready_reading


def ready_html(
    say: Language,
    evidence: Evidence,
    offers: Sequence[Readiness],
    bundle: Sequence[str],
    day: date,
    caption: str,
    link: Callable[[str], str] | None = None,
) -> str:
    """Return the table as HTML; caption: its finding, for readers aloud; link: address of the page with a door open."""
    sheet, reading = ready_sheet(say, evidence, offers, bundle), ready_reading(say, say.day(day))
    return sheet_html(say, sheet, "tl-ready", caption, reading, link=link)


def ready_sheet(
    say: Language, evidence: Evidence, offers: Sequence[Readiness], bundle: Sequence[str], most: int | None = None
) -> Sheet:
    """Return when each offer had all of them, and which it has on the day in force; the earliest first.

    most  rows that a picture draws
    """
    columns = (
        Column("offer", say("Id"), "id"),
        Column("name", say("Offer"), wide=0.28, fit=True),
        Column("since", say("All of them since"), "day", wide=0.2, fit=True, style="since"),
        Column("state", say("State")),
        Column("lag", say("After Azure"), wide=0.16, fit=True, style="lag"),
        *(Column(t, token_text(say, evidence, t), wide=0.08, align="center", style="item") for t in bundle),
    )
    order = in_order(evidence, offers)
    return Sheet(
        "ready",
        say("Who was ready when"),
        columns,
        tuple(_row(say, evidence, r, bundle) for r in order),
        styles=tuple(f"{evidence.offers[r.offer].family}{' done' if r.complete_on else ''}" for r in order),
        most=most,
        rest=lambda n: " ".join(not_drawn(say, n)),
    )


def in_order(evidence: Evidence, offers: Sequence[Readiness]) -> list[Readiness]:
    """Return the earliest to be complete first, then those that lack least."""
    return sorted(
        offers,
        key=lambda r: (
            r.complete_on is None,
            r.complete_on or date.max,
            len(r.state.missing),
            len(r.state.unknown),
            evidence.offers[r.offer].name,
        ),
    )


def _row(say: Language, evidence: Evidence, item: Readiness, bundle: Sequence[str]) -> tuple:
    offer, state = evidence.offers[item.offer], ready_text(say, item)
    words = {"met": say("there"), "failed": say("missing"), "unknown": say("unknown")}
    results = {o.requirement.token: o.result for o in item.state.outcomes}
    doors = {o.requirement.token: door_of(evidence, item.offer, o.requirement.indicator) for o in item.state.outcomes}
    shut = ON_SALE.token in results and ON_SALE.token not in bundle
    note = (Line(say("not on sale on that day"), quiet=True, spare=True),) if shut else ()
    return (
        item.offer,
        Cell(offer.name, (Line(offer.name, bold=True, mark=offer.family, most=1), *note)),
        Cell(item.complete_on, (Line(state, quiet=item.complete_on is None, most=1),)),
        state,
        said(lag_text(say, item), quiet=True, most=1),
        *(Cell(words[r], (Line(words[r], door=doors[t]),), sign=r, style=r) for t in bundle for r in (results[t],)),
    )

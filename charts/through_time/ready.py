"""Who was ready when: a table that is its own picture. One row an offer, one column a prerequisite on the day."""

from collections.abc import Sequence
from datetime import date

from charts.parts.look import FAMILY_MARK
from charts.parts.templates import render
from ranking.model import Evidence
from ranking.through_time.readiness import ON_SALE, Readiness
from words.language import Language
from words.ranking.timeline import lag_text, ready_text, token_text

SIGN = {"met": "●", "failed": "✕", "unknown": "?"}


def ready_html(
    say: Language, evidence: Evidence, found: Sequence[Readiness], bundle: Sequence[str], day: date, caption: str
) -> str:
    """HTML of the table, the earliest to be complete first; every text is escaped."""
    order = in_order(evidence, found)
    return render(
        "through_time/ready.html.j2",
        caption=caption,
        items=[token_text(say, evidence, t) for t in bundle],
        rows=[_row(say, evidence, r, bundle) for r in order],
        heads={"offer": say("Offer"), "since": say("All of them since"), "lag": say("After Azure")},
        reading=say(
            "Reading: ● there on {day}, ✕ missing, ? not known. The dates are those of the facts on "
            "file; a service dated by "
            "the first trace of it may be older.",
            day=say.day(day),
        ),
    )


def in_order(evidence: Evidence, found: Sequence[Readiness]) -> list[Readiness]:
    """The earliest to be complete first, then those that lack least."""
    return sorted(
        found,
        key=lambda r: (
            r.complete_on is None,
            r.complete_on or date.max,
            len(r.state.missing),
            len(r.state.unknown),
            evidence.offers[r.offer].name,
        ),
    )


def _row(say: Language, evidence: Evidence, item: Readiness, bundle: Sequence[str]) -> dict:
    offer, words = (
        evidence.offers[item.offer],
        {"met": say("there"), "failed": say("missing"), "unknown": say("unknown")},
    )
    results = {o.requirement.token: o.result for o in item.state.outcomes}
    shut = ON_SALE.token in results and ON_SALE.token not in bundle
    cells = [{"result": results[t], "sign": SIGN[results[t]], "word": words[results[t]]} for t in bundle]
    return {
        "name": offer.name,
        "family": offer.family,
        "mark": FAMILY_MARK[offer.family],
        "since": ready_text(say, item),
        "lag": lag_text(say, item),
        "cells": cells,
        "done": item.complete_on is not None,
        "note": say("not on sale on that day") if shut else "",
    }

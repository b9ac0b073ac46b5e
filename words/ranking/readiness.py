"""Readiness in words: who was ready when, how long after, and who leads for which weights and days."""

from collections.abc import Sequence
from datetime import date

from ranking.facts.musthaves import requirement
from ranking.model import Evidence
from ranking.through_time.catchup import CatchUp
from ranking.through_time.readiness import Readiness
from words.language import Language
from words.ranking.conditions import requirement_text
from words.ranking.verdict import listed

SAID = date(2020, 7, 6)
A_YEAR = date(2021, 7, 6)


def director_sentence(say: Language, evidence: Evidence, offers: Sequence[Readiness]) -> str:
    """Return the answer to the director's "six months, a year": who is shown to have been ready a year later."""
    european = _european(evidence, offers)
    year = sum(r.complete_on is not None and r.complete_on <= A_YEAR for r in european)
    n = say.number(len(european))
    if not year:
        return say(
            "A year after “six months, a year”, none of {n} European offers is shown to have had every prerequisite.",
            n=n,
        )
    return say.plural(
        "A year after “six months, a year”, {n} of {all} European offers is shown to have had every prerequisite.",
        "A year after “six months, a year”, {n} of {all} European offers are shown to have had every prerequisite.",
        year,
        all=n,
    )


def since_sentence(say: Language, evidence: Evidence, offers: Sequence[Readiness]) -> str:
    """Return who said it and when, of how many offers nobody can say, and which was the first shown to be ready."""
    waiting = len(_open(evidence, offers))
    sentences = [say("The hub’s director, {day}.", day=say.day(SAID))]
    ready = sorted((r for r in _european(evidence, offers) if r.complete_on), key=lambda r: r.complete_on)
    first = [r for r in ready if r.complete_on == ready[0].complete_on]
    if first:
        names, day = listed(say, [evidence.offers[r.offer].name for r in first], 2), say.day(first[0].complete_on)
        sentences.append(say("First shown to have them all: {names}, on {day}.", names=names, day=day))
    else:
        sentences.append(say("None has been shown to have them all so far."))
    if waiting:
        sentences.append(say.plural("Of {n} nobody can say.", "Of {n} nobody can say.", waiting))
    return " ".join(sentences)


def _european(evidence: Evidence, offers: Sequence[Readiness]) -> list[Readiness]:
    return [r for r in offers if evidence.offers[r.offer].family != "hyperscaler"]


def _open(evidence: Evidence, offers: Sequence[Readiness]) -> list[Readiness]:
    """The offers of which nothing is known to be missing, and not everything is proven."""
    return [r for r in _european(evidence, offers) if not r.complete_on and not r.last.missing]


def open_sentence(say: Language, evidence: Evidence, offers: Sequence[Readiness]) -> str:
    """Return the offers of which nobody can say whether they have everything."""
    open_ = _open(evidence, offers)
    if not open_:
        return ""
    return say.plural(
        "For {n} offer nobody can say: nothing is known to be missing, but not everything is proven ({names}).",
        "For {n} offers nobody can say: nothing is known to be missing, but not everything is proven ({names}).",
        len(open_),
        names=", ".join(evidence.offers[r.offer].name for r in open_),
    )


def map_sentence(say: Language, evidence: Evidence, catch_up: CatchUp, balance: float | None) -> str:
    """Return who led, in turn, at the user's balance; a lead under half a point changes nobody's hands."""
    at = 0.5 if balance is None else balance
    shown: list[tuple[date, tuple[str, ...]]] = []
    gaps = close = False
    for column in catch_up.columns:
        cell = next((c for c in column.cells if c.balance_from <= at <= c.balance_to), None)
        close = cell is not None and any(a <= at <= b for a, b in cell.close)
        # Days on which nobody can be ranked, or nobody is clearly ahead, hand the lead to nobody.
        if cell and not close and (not shown or shown[-1][1] != cell.leaders):
            shown.append((column.start, cell.leaders))
        gaps = gaps or bool(shown and not cell)
    if not shown:
        if any(column.cells for column in catch_up.columns):
            return say("With these weights, no offer was ever half a point ahead.")
        return say("On no day can any offer be ranked under these conditions.")
    last = shown[-1]
    names = say.both(evidence.offers[o].name for o in last[1])
    if len(shown) == 1 and gaps:
        return say(
            "With these weights, first whenever any offer could be ranked, since {day}: {names}.",
            names=names,
            day=say.month(last[0]),
        )
    if len(shown) == 1:
        return say("With these weights, {names} led all the time from {day} on.", names=names, day=say.month(last[0]))
    before = say.both(evidence.offers[o].name for o in shown[-2][1])
    return say.plural(
        "With these weights the lead changed once since {start}; on {day}, from {before} to {names}.",
        "With these weights the lead changed {n} times since {start}; the last time on {day}, from "
        "{before} to {names}.",
        len(shown) - 1,
        start=say.month(catch_up.start),
        day=say.day(last[0]),
        before=before,
        names=names,
    )


def ready_text(say: Language, item: Readiness) -> str:
    """Return since when an offer has had the whole bundle, or why that cannot be said."""
    if item.complete_on:
        return say.day(item.complete_on)
    return say("still incomplete") if item.last.missing else say("unknown")


def lag_text(say: Language, item: Readiness) -> str:
    """Return whole months after the reference, signed; empty where one of the two is not complete."""
    if item.lag_months is None:
        return ""
    if item.lag_months == 0:
        return say("on the same day")
    months = round(item.lag_months)
    if months == 0:
        return say("within the month")
    if abs(months) == 1:
        return say("{months} month", months=say.signed(months, 0))
    return say("{months} months", months=say.signed(months, 0))


def token_text(say: Language, evidence: Evidence, token: str) -> str:
    """Return a prerequisite by name: the gate's or the service's."""
    wanted = requirement(token, evidence)
    scale = evidence.indicators[wanted.indicator]
    if wanted.gate is None and set(scale.levels) == {0, 1} and wanted.minimum == 1:
        return say.text(scale.label)
    return requirement_text(say, evidence, wanted)

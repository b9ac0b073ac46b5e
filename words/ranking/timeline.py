"""Time in words: who was ready when, what changed, who led."""

from collections.abc import Sequence
from datetime import date

from ranking.facts.musthaves import requirement
from ranking.model import Criterion, Evidence, Fact
from ranking.through_time.catchup import CatchUp
from ranking.through_time.history import Change, Step
from ranking.through_time.readiness import Readiness
from words.facts.values import value_text
from words.language import Language
from words.ranking.conditions import requirement_text
from words.ranking.verdict import listed

SAID = date(2020, 7, 6)
A_YEAR = date(2021, 7, 6)
MOST_TURNS, MOST_NAMED = 6, 3


def director_sentence(say: Language, evidence: Evidence, found: Sequence[Readiness]) -> str:
    """Return the answer to the director's "six months, a year": who is shown to have been ready a year later."""
    european = _european(evidence, found)
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


def since_sentence(say: Language, evidence: Evidence, found: Sequence[Readiness]) -> str:
    """Return who said it and when, of how many offers nobody can say, and which was the first shown to be ready."""
    waiting = len(_open(evidence, found))
    said = [say("The hub’s director, {day}.", day=say.day(SAID))]
    ready = sorted((r for r in _european(evidence, found) if r.complete_on), key=lambda r: r.complete_on)
    first = [r for r in ready if r.complete_on == ready[0].complete_on]
    if first:
        names, day = listed(say, [evidence.offers[r.offer].name for r in first], 2), say.day(first[0].complete_on)
        said.append(say("First shown to have them all: {names}, on {day}.", names=names, day=day))
    else:
        said.append(say("None has been shown to have them all so far."))
    if waiting:
        said.append(say.plural("Of {n} nobody can say.", "Of {n} nobody can say.", waiting))
    return " ".join(said)


def _european(evidence: Evidence, found: Sequence[Readiness]) -> list[Readiness]:
    return [r for r in found if evidence.offers[r.offer].family != "hyperscaler"]


def _open(evidence: Evidence, found: Sequence[Readiness]) -> list[Readiness]:
    """The offers of which nothing is known to be missing, and not everything is proven."""
    return [r for r in _european(evidence, found) if not r.complete_on and not r.last.missing]


def open_sentence(say: Language, evidence: Evidence, found: Sequence[Readiness]) -> str:
    """Return the offers of which nobody can say whether they have everything."""
    open_ = _open(evidence, found)
    if not open_:
        return ""
    return say.plural(
        "For {n} offer nobody can say: nothing is known to be missing, but not everything is proven ({names}).",
        "For {n} offers nobody can say: nothing is known to be missing, but not everything is proven ({names}).",
        len(open_),
        names=", ".join(evidence.offers[r.offer].name for r in open_),
    )


def map_sentence(say: Language, evidence: Evidence, found: CatchUp, balance: float | None) -> str:
    """Return who led, in turn, at the user's balance; a lead under half a point changes nobody's hands."""
    at = 0.5 if balance is None else balance
    shown: list[tuple[date, tuple[str, ...]]] = []
    gaps = close = False
    for column in found.columns:
        cell = next((c for c in column.cells if c.balance_from <= at <= c.balance_to), None)
        close = cell is not None and any(a <= at <= b for a, b in cell.close)
        # Days on which nobody can be ranked, or nobody is clearly ahead, hand the lead to nobody.
        if cell and not close and (not shown or shown[-1][1] != cell.leaders):
            shown.append((column.start, cell.leaders))
        gaps = gaps or bool(shown and not cell)
    if not shown:
        if any(column.cells for column in found.columns):
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
        start=say.month(found.start),
        day=say.day(last[0]),
        before=before,
        names=names,
    )


def turns_sentence(say: Language, evidence: Evidence, steps: Sequence[Step]) -> str:
    """Return who held the first place, in turn, under the weights in force; of many turns the last ones."""
    turns: list[tuple[date, tuple[str, ...]]] = []
    for step in steps:
        first = tuple(s.offer for s in step.standings if s.place == 1)
        if not turns or turns[-1][1] != first:
            turns.append((step.day, first))
    shown = say("; ").join(
        say(
            "{names} from {day}",
            names=say.both(evidence.offers[o].name for o in who) if who else say("nobody"),
            day=say.day(day),
        )
        for day, who in turns[-MOST_TURNS:]
    )
    if len(turns) <= MOST_TURNS:
        return say("First in turn: {turns}.", turns=shown)
    return say("First in turn, the last {n} of {of} turns: {turns}.", n=MOST_TURNS, of=len(turns), turns=shown)


def moves_sentence(say: Language, evidence: Evidence, steps: Sequence[Step]) -> str:
    """Return who rose most since its own first place, of those who have a place at the end.

    Who fell is not said: the field grows, and a place is lost to newcomers without any fact of one's own.
    """
    first: dict[str, tuple[date, int]] = {}
    for step in steps:
        for s in step.standings:
            if s.place is not None:
                first.setdefault(s.offer, (step.day, s.place))
    up = {s.offer: (first[s.offer][1] - s.place, s.place) for s in steps[-1].standings if s.place is not None}
    most = max((by for by, _ in up.values()), default=0)
    if most <= 0:
        return say("No offer ends at a better place than its first.") if up else say("At the end no offer has a place.")
    rose = [_moved(say, evidence, o, first[o], now) for o, (by, now) in up.items() if by == most]
    return say("Rose most: {ups}.", ups=_few(say, rose, most))


def subject_sentence(say: Language, evidence: Evidence, steps: Sequence[Step], day: date, end: date) -> str:
    """Return the place of the offer that the case is about on a day and at the end, each of how many: fields grow."""
    offer = followed(evidence, steps, day)
    told = {on: _place_of(say, offer, step, on) for on, step in ((day, _step_of(steps, day)), (end, steps[-1]))}
    return say("{name}: {places}.", name=evidence.offers[offer].name, places=say("; ").join(told.values()))


def followed(evidence: Evidence, steps: Sequence[Step], day: date) -> str:
    """Return the offer that the case is about, or whoever is first on the day where the data name none."""
    standings = _step_of(steps, day).standings
    return evidence.subject or next((s.offer for s in standings if s.place == 1), standings[0].offer)


def _step_of(steps: Sequence[Step], day: date) -> Step:
    return max((s for s in steps if s.day <= day), key=lambda s: s.day, default=steps[0])


def _place_of(say: Language, offer: str, step: Step, day: date) -> str:
    ranked = [s for s in step.standings if s.place is not None]
    place = next((s.place for s in ranked if s.offer == offer), None)
    if place is None:
        return say("without a place on {day}", day=say.day(day))
    return say("place {place} of {n} on {day}", place=place, n=len(ranked), day=say.day(day))


def _moved(say: Language, evidence: Evidence, offer: str, first: tuple[date, int], now: int) -> str:
    name, (day, before) = evidence.offers[offer].name, first
    return say(
        "{name}, from place {before} in {month} to place {now}", name=name, before=before, month=say.month(day), now=now
    )


def _few(say: Language, found: Sequence[str], by: int) -> str:
    """Those that moved as far as each other; of many, how many and how far."""
    if len(found) <= MOST_NAMED:
        return say("; ").join(found)
    return say("{n} offers, by {places} each", n=len(found), places=say.plural("{n} place", "{n} places", by))


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


def change_text(say: Language, evidence: Evidence, change: Change) -> str:
    """Return what moved, for whom, from what to what."""
    scale = evidence.indicators[change.indicator]
    old, new = (_value(say, scale, fact) for fact in (change.old, change.new))
    offer, label = evidence.offers[change.offer].name, say.text(scale.label)
    if change.new is None and change.old and change.old.valid_to:
        last = say.day(change.old.valid_to)
        return say(
            "{offer}, {label}: {old}, certificate ended on {last} → unknown",
            offer=offer,
            label=label,
            old=old,
            last=last,
        )
    if old == new:
        return say("{offer}, {label}: {value}, range or source changed", offer=offer, label=label, value=new)
    return say("{offer}, {label}: {old} → {new}", offer=offer, label=label, old=old, new=new)


def _value(say: Language, scale: Criterion, fact: Fact | None) -> str:
    return say("unknown") if fact is None else value_text(say, scale, fact.value)


def step_text(say: Language, evidence: Evidence, before: Step, step: Step) -> str:
    """Return what a step did to the lead."""
    old, new = (tuple(s.offer for s in x.standings if s.place == 1) for x in (before, step))
    names = say.both(evidence.offers[o].name for o in new) if new else say("nobody")
    if old == new:
        return say("{names} still first", names=names)
    return say("first: {names}", names=names)


def weighing_texts(say: Language, evidence: Evidence, step: Step) -> list[str]:
    """Return criteria that begin or cease to be known for enough offers to carry weight."""
    said = [
        say("“{label}” is now known for enough offers and begins to weigh.", label=say.text(evidence.criteria[c].label))
        for c in step.weighed
    ]
    return said + [
        say(
            "“{label}” is no longer known for enough offers and ceases to weigh.",
            label=say.text(evidence.criteria[c].label),
        )
        for c in step.set_aside
    ]

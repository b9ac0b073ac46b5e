"""Time in words: what changed, who led, where one offer stood."""

from collections.abc import Sequence
from datetime import date

from ranking.model import Criterion, Evidence, Fact
from ranking.through_time.history import FactChange, HistoryStep
from words.facts.values import value_text
from words.language import Language

MOST_TURNS, MOST_NAMED = 6, 3


def turns_sentence(say: Language, evidence: Evidence, steps: Sequence[HistoryStep]) -> str:
    """Return who held the first place, in turn, under the weights in force; of many turns the last ones."""
    turns: list[tuple[date, tuple[str, ...]]] = []
    for step in steps:
        first = tuple(s.offer for s in step.offers if s.place == 1)
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


def moves_sentence(say: Language, evidence: Evidence, steps: Sequence[HistoryStep]) -> str:
    """Return who rose most since its own first place, of those who have a place at the end.

    Who fell is not said: the field grows, and a place is lost to newcomers without any fact of one's own.
    """
    first: dict[str, tuple[date, int]] = {}
    for step in steps:
        for s in step.offers:
            if s.place is not None:
                first.setdefault(s.offer, (step.day, s.place))
    up = {s.offer: (first[s.offer][1] - s.place, s.place) for s in steps[-1].offers if s.place is not None}
    most = max((by for by, _ in up.values()), default=0)
    if most <= 0:
        return say("No offer ends at a better place than its first.") if up else say("At the end no offer has a place.")
    rose = [_moved(say, evidence, o, first[o], now) for o, (by, now) in up.items() if by == most]
    return say("Rose most: {ups}.", ups=_few(say, rose, most))


def subject_sentence(say: Language, evidence: Evidence, steps: Sequence[HistoryStep], day: date, end: date) -> str:
    """Return the place of the offer that the case is about on a day and at the end, each of how many: fields grow."""
    offer = followed(evidence, steps, day)
    places = {on: _place_of(say, offer, step, on) for on, step in ((day, _step_of(steps, day)), (end, steps[-1]))}
    return say("{name}: {places}.", name=evidence.offers[offer].name, places=say("; ").join(places.values()))


def followed(evidence: Evidence, steps: Sequence[HistoryStep], day: date) -> str:
    """Return the offer that the case is about, or whoever is first on the day where the data name none."""
    offers = _step_of(steps, day).offers
    return evidence.subject or next((s.offer for s in offers if s.place == 1), offers[0].offer)


def _step_of(steps: Sequence[HistoryStep], day: date) -> HistoryStep:
    return max((s for s in steps if s.day <= day), key=lambda s: s.day, default=steps[0])


def _place_of(say: Language, offer: str, step: HistoryStep, day: date) -> str:
    ranked = [s for s in step.offers if s.place is not None]
    place = next((s.place for s in ranked if s.offer == offer), None)
    if place is None:
        return say("without a place on {day}", day=say.day(day))
    return say("place {place} of {n} on {day}", place=place, n=len(ranked), day=say.day(day))


def _moved(say: Language, evidence: Evidence, offer: str, first: tuple[date, int], now: int) -> str:
    name, (day, before) = evidence.offers[offer].name, first
    return say(
        "{name}, from place {before} in {month} to place {now}", name=name, before=before, month=say.month(day), now=now
    )


def _few(say: Language, moves: Sequence[str], by: int) -> str:
    """Those that moved as far as each other; of many, how many and how far."""
    if len(moves) <= MOST_NAMED:
        return say("; ").join(moves)
    return say("{n} offers, by {places} each", n=len(moves), places=say.plural("{n} place", "{n} places", by))


def change_text(say: Language, evidence: Evidence, change: FactChange) -> str:
    """Return a changed fact in words: offer, criterion, the value before and after."""
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


def step_text(say: Language, evidence: Evidence, before: HistoryStep, step: HistoryStep) -> str:
    """Return in words who is first after a step, and whether they were before it."""
    old, new = (tuple(s.offer for s in x.offers if s.place == 1) for x in (before, step))
    names = say.both(evidence.offers[o].name for o in new) if new else say("nobody")
    if old == new:
        return say("{names} still first", names=names)
    return say("first: {names}", names=names)


def weighing_texts(say: Language, evidence: Evidence, step: HistoryStep) -> list[str]:
    """Return criteria that begin or cease to be known for enough offers to carry weight."""
    sentences = [
        say("“{label}” is now known for enough offers and begins to weigh.", label=say.text(evidence.criteria[c].label))
        for c in step.weighed
    ]
    return sentences + [
        say(
            "“{label}” is no longer known for enough offers and ceases to weigh.",
            label=say.text(evidence.criteria[c].label),
        )
        for c in step.set_aside
    ]

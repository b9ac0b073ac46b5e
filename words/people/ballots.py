"""Participants and their ballots in words: what they are called, when they voted, how many have no name."""

from collections.abc import Sequence

from ranking.people.meeting import Seat
from words.language import Language

AFTER = ("changed", "confirmed", "joined")


def seat_name(say: Language, number: int, name: str) -> str:
    """Return what a participant is called: the name as typed, or the number drawn at the reveal (0: none yet)."""
    return name or (say("participant {n}", n=number) if number else say("a participant without a name"))


def nameless_sentence(say: Language, seats: Sequence[Seat]) -> str:
    """Return how many take part without a name and how many of them have answered; empty where all have one."""
    there = [s for s in seats if not s.name]
    if not there:
        return ""
    return say.plural(
        "{n} takes part without a name; {done} of them answered.",
        "{n} take part without a name; {done} of them answered.",
        len(there),
        done=say.number(sum(s.answers > 0 for s in there)),
    )


def cast_text(say: Language, cast: str) -> str:
    """Return when a ballot was cast: before the reveal, or what came after it."""
    return {
        "before": say("before the reveal"),
        "changed": say("changed after the reveal"),
        "confirmed": say("confirmed after the reveal"),
        "joined": say("joined after the reveal"),
    }[cast]


def cast_name(say: Language, name: str, cast: str) -> str:
    """Return a participant's name, marked where the ballot was cast or changed after the reveal."""
    return name if cast == "before" else say("{name} ({cast})", name=name, cast=cast_text(say, cast))


def after_parts(say: Language, changed: int, confirmed: int, joined: int) -> tuple[str, str, str]:
    """Return how many ballots came after the reveal, in the order of AFTER."""
    return (
        say.plural("{n} vote changed", "{n} votes changed", changed),
        say.plural("{n} confirmed for the first time", "{n} confirmed for the first time", confirmed),
        say.plural("{n} from a latecomer", "{n} from latecomers", joined),
    )


def casts_sentence(say: Language, casts: Sequence[str]) -> str:
    """Return how many ballots are of before the reveal and what came after it; empty where nothing did."""
    after = {c: n for c in AFTER if (n := casts.count(c))}
    if not after:
        return ""
    parts = dict(zip(AFTER, after_parts(say, *(after.get(c, 0) for c in AFTER)), strict=True))
    return say(
        "Not every vote is blind: {before} of {total} date from before the reveal; after it, {parts}.",
        total=say.number(len(casts)),
        before=say.number(casts.count("before")),
        parts=say.both(parts[c] for c in after),
    )


def mean_text(say: Language, n: int, late: bool) -> str:
    """Return how many votes the mean is made of, and whether some came after the reveal."""
    if late:
        return say.plural(
            "the mean of the {n} vote, given after the reveal",
            "the mean of all {n} votes, those after the reveal included",
            n,
        )
    return say.plural("the mean of the {n} vote", "the mean of all {n} votes", n)


def mean_title(say: Language, n: int, late: bool) -> str:
    """Return the heading of the mean of all: of how many votes, and whether some came after the reveal."""
    if late:
        return say("Mean of all, with votes after the reveal ({n})", n=say.number(n))
    return say("Mean of all ({n})", n=say.number(n))

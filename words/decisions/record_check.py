"""Whether a record reproduces, and how two differ, in words."""

from collections.abc import Mapping, Sequence

from ranking.decisions.record import ChainFault
from ranking.decisions.record_check import Check, RecordDifference
from ranking.decisions.record_content import Out, RecordContent
from words.decisions.record import out_text, people_text
from words.decisions.record_sentences import policy_text
from words.language import Language
from words.ranking.verdict import priced_label, voice_word


def check_sentence(say: Language, content: RecordContent, intact: bool, then: Check | None, now: Check) -> str:
    """Return yes or no, on which facts.

    then  on the facts of the record where they are not today's; None where they are not kept
    """
    if not intact:
        return say(
            "No, this record does not reproduce: it was altered after it was locked, and its digest no longer fits."
        )
    same = now if now.data == content.data else then
    if same is None:
        return say(
            "Whether this record reproduces cannot be told: the facts of data {version} are not kept here.",
            version=content.data,
        )
    if same.why_not:
        return say(
            "No, this record does not reproduce: today's program cannot put its question to its facts ({reason}).",
            reason=same.why_not,
        )
    if same.reproduces:
        return say(
            "Yes, this record reproduces: on its own facts, today's program gives the same places, scores and shares."
        )
    return say.plural(
        "No, this record does not reproduce: on its own facts, today's program gives {n} different result.",
        "No, this record does not reproduce: on its own facts, today's program gives {n} different results.",
        len(same.differences),
    )


def today_sentence(say: Language, content: RecordContent, now: Check) -> str:
    """Return how the result on today's facts compares with the record's, or why the question cannot be put to them."""
    if now.data == content.data:
        return say("Today's facts are still those of the record, data {version}.", version=now.data)
    if now.why_not:
        return say(
            "To today's facts, data {version}, the question cannot be put ({reason}).",
            version=now.data,
            reason=now.why_not,
        )
    if now.reproduces:
        return say("Today's facts, data {version}, give the same result.", version=now.data)
    return say.plural(
        "Today's facts, data {version}, change {n} result.",
        "Today's facts, data {version}, change {n} results.",
        len(now.differences),
        version=now.data,
    )


def program_sentence(say: Language, content: RecordContent, now: Check) -> str:
    """Return whether the program is the same."""
    if content.program == now.program:
        return say("The program has not changed since ({program}).", program=now.program)
    return say("The program has changed since: {then} then, {now} today.", then=content.program, now=now.program)


def chain_sentence(say: Language, count: int, faults: Sequence[ChainFault]) -> str:
    """Return whether the whole chain holds."""
    if not count:
        return say("The chain is empty: nothing was locked here yet.")
    if not faults:
        return say.plural(
            "The chain holds: {n} record, unaltered and at its place.",
            "The chain holds: {n} records, each unaltered and at its place.",
            count,
        )
    what = {
        "content": say("its content was altered"),
        "envelope": say("its seal was altered"),
        "link": say("a record is missing before it"),
    }
    first = faults[0]
    return say(
        "The chain is broken at record {name}, number {position}: {what}.",
        name=first.name,
        position=first.position,
        what=what[first.what],
    )


def lead_change(say: Language, a: RecordContent, b: RecordContent) -> str:
    """Return whether the same offers come first in both."""
    before, after = (say.both(p.name for p in c.result.leaders) or say("nobody") for c in (a, b))
    if before == after:
        return say("Both put {names} first.", names=before)
    return say("The first puts {before} first, the second {after}.", before=before, after=after)


def difference_row(say: Language, d: RecordDifference, labels: Mapping[str, Mapping[str, str]]) -> list[str]:
    """Return a row of the table of differences: the item, its text in the first record and in the second.

    labels  must-haves by token under "out", criteria by id under "unknown": for lists of them
    """
    name = d.item if not d.label else say.text(d.label)
    about = {
        "question": say("Question"),
        "as_of": say("Facts as of"),
        "data": say("Data"),
        "program": say("Program"),
        "setting": _setting(say, d.item),
        "musthave": say("Must-have: {name}", name=name),
        "weight": say("Weight: {name}", name=name),
        "reason": say("Reason: {name}", name=name),
        "agreed": say("Who agrees"),
        "dissented": say("Who dissents"),
        "place": say("Place: {name}", name=name),
        "score": say("Score: {name}", name=name),
        "low": say("Worst case: {name}", name=name),
        "high": say("Best case: {name}", name=name),
        "first": say("First, any weights: {name}", name=name),
        "first_unsure": say("First, facts uncertain too: {name}", name=name),
        "out": say("Without a place: {name}", name=name),
        "unknown": say("Unknown: {name}", name=name),
        "lead_unknown": say("Unknown of the leader's weight"),
        "voice": say("How firm the lead is"),
        "named": say("Named by the verdict"),
        "decisive": say("Facts that decide alone"),
    }[d.kind]
    return [about, _value(say, d, d.before, labels), _value(say, d, d.after, labels)]


def labels_of(say: Language, *contents: RecordContent) -> dict[str, dict[str, str]]:
    """Return must-haves and criteria by id, as the records call them."""
    return {
        "out": {m.token: say.text(m.label) for c in contents for m in c.musthaves},
        "unknown": {w.item: say.text(w.label) for c in contents for w in c.weights},
    }


def _value(say: Language, d: RecordDifference, value: object, labels: Mapping[str, Mapping[str, str]]) -> str:
    if value is None or value in ((), ""):
        return "–"
    if d.kind in ("weight", "first", "first_unsure", "lead_unknown"):
        return say.percent(value, 1)
    if d.kind in ("score", "low", "high"):
        return say.number(value, 1 if abs((d.after or 0) - (d.before or 0)) >= 0.05 else 6)
    if d.kind == "out":
        return out_text(say, Out(d.item, "", *value), labels["out"])
    if d.kind == "unknown":
        return ", ".join(labels["unknown"].get(c, c) for c in value)
    if d.kind == "voice":
        return voice_word(say, value)
    if d.kind in ("agreed", "dissented", "named", "decisive"):
        return people_text(say, value)
    if d.kind == "musthave":
        return say("yes")
    if d.item == "priced":
        return priced_label(say, str(value))
    return policy_text(say, value) if isinstance(value, str) else str(value)


def _setting(say: Language, key: str) -> str:
    return {
        "profile": say("Whose priorities"),
        "rule": say("A must-have that is not proven"),
        "unknowns": say("What is unknown counts"),
        "compensation": say("Compensation between pillars"),
        "thin": say("Also weigh thinly documented criteria"),
        "known": say("What counts as known"),
        "offers": say("Offers shown"),
        "priced": say("In place of unit prices"),
    }.get(key, key)

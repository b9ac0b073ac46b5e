"""A note for a buyer who must choose below a must-have, in sentences: what fails, until when, how it ends."""

from dataclasses import dataclass
from datetime import date

from ranking.decisions.record_content import Out, RecordContent
from ranking.facts.musthaves import Outcome
from ranking.model import Evidence, Gate, Source
from words.facts.values import range_text, value_text
from words.language import Language


@dataclass(frozen=True, slots=True)
class Derogation:
    """What the buyer adds to a record: the offer taken below a must-have, why, until when, how it ends; as typed."""

    offer: str
    why: str = ""
    until: date | None = None
    ends: str = ""


def below(content: RecordContent) -> tuple[Out, ...]:
    """Return the offers that a must-have alone keeps without a place: those a derogation can be about."""
    return tuple(x for x in content.result.out if x.reason == "must_have")


def title(say: Language, name: str) -> str:
    """Return the title of a note."""
    return say("Derogation note: {offer}", offer=name)


def fails_sentence(say: Language, content: RecordContent, out: Out) -> str:
    """Return which must-haves an offer does not meet, and which are not proven."""
    labels = {m.token: say.text(m.label) for m in content.musthaves}
    fails, unproven = (say.both(labels.get(t, t) for t in tokens) for tokens in (out.fails, out.unproven))
    day = say.day(content.as_of)
    if out.fails and out.unproven:
        return say(
            "On {day}, {offer} does not meet: {fails}; not proven: {unproven}.",
            day=day,
            offer=out.name,
            fails=fails,
            unproven=unproven,
        )
    if out.fails:
        return say("On {day}, {offer} does not meet: {fails}.", day=day, offer=out.name, fails=fails)
    return say("On {day}, {offer} is not proven to meet: {unproven}.", day=day, offer=out.name, unproven=unproven)


def met_sentence(say: Language, content: RecordContent) -> str:
    """Return how many offers meet every must-have."""
    n = len(content.result.places)
    if not n:
        return say("No offer with enough evidence meets every must-have.")
    return say.plural(
        "{n} offer meets every must-have, or is let in by the rule in force.",
        "{n} offers meet every must-have, or are let in by the rule in force.",
        n,
    )


def others_sentence(say: Language, content: RecordContent) -> str:
    """Return which offers have no place for another reason than a must-have, and which reason; empty without any."""
    unsold, thin = (
        say.both(x.name for x in content.result.out if x.reason == reason)
        for reason in ("not_on_sale", "not_enough_evidence")
    )
    lines = (
        say("Not on sale on that day: {names}.", names=unsold) if unsold else "",
        say("Too thinly documented to be ranked: {names}.", names=thin) if thin else "",
    )
    return " ".join(filter(None, lines))


def reason_heading(say: Language, content: RecordContent) -> str:
    """Return the heading over why this offer is taken: against others that qualify, or where none does."""
    return say("Why none of these is taken") if content.result.places else say("Why this offer is taken")


def unknown_lines(say: Language, content: RecordContent, out: Out) -> list[str]:
    """Return what the record does not hold of the offer taken, and of the others where it names nothing unknown."""
    taken = say(
        "{offer} was not ranked: the record says which must-haves it lacks, neither its score nor what is unknown of "
        "it.",
        offer=out.name,
    )
    if not content.result.places:
        return [taken]
    rest = content.result.unknown or content.result.ending
    return [taken, *([] if rest else [say("Nothing that was weighed was unknown of the offers ranked.")])]


def until_sentence(say: Language, derogation: Derogation) -> str:
    """Return until when the derogation holds, or that this is still to be written."""
    if derogation.until is None:
        return say("To be written: the day on which the derogation ends. Without one it is none.")
    return say(
        "The derogation holds until {day}, and no longer without another decision.", day=say.day(derogation.until)
    )


def ending_sentence(say: Language, content: RecordContent, out: Out) -> str:
    """Return the sentence on what ends the derogation before its last day."""
    labels = {m.token: say.text(m.label) for m in content.musthaves}
    wanted = say.both(labels.get(t, t) for t in (*out.fails, *out.unproven))
    return say(
        "It has no object any more once {offer} is shown to meet: {wanted}; or once an offer that meets every "
        "must-have is taken.",
        offer=out.name,
        wanted=wanted,
    )


def rule_text(say: Language, gate: Gate | None) -> str:
    """Return what rule a must-have rests on, with its source; a minimum that the buyer set rests on none."""
    if gate is None:
        return say("A minimum set by the buyer; no rule is on file for it.")
    bound = say("Binding from {day} on.", day=say.day(gate.applies_from)) if gate.applies_from else ""
    return " ".join(
        filter(None, (bound, say.text(gate.law), say("Source: {source}.", source=source_text(say, gate.source))))
    )


def source_text(say: Language, source: Source) -> str:
    """Return a source: title, address, its own date or that it shows none."""
    return ", ".join(filter(None, (source.title, source.url, say.partial_day(source.day))))


def outcome_word(say: Language, out: Out | None, token: str, result: str) -> str:
    """Return what a must-have says of an offer, as the record has it.

    out  the offer where the record keeps it out; one with a place meets what is not unproven by `result`
    """
    if out and token in out.fails:
        return say("not met")
    if (out and token in out.unproven) or result != "met":
        return say("not proven")
    return say("met")


def proof_text(say: Language, evidence: Evidence, outcome: Outcome) -> str:
    """Return the fact that a must-have's outcome rests on: value, grade, from when; or that there is none."""
    if outcome.ended:
        return say("the certificate ended on {day} and no renewal was read", day=say.day(outcome.ended.valid_to))
    if outcome.fact is None:
        return say("nothing on file that counts")
    fact, scale = outcome.fact, evidence.indicators[outcome.requirement.indicator]
    return say(
        "{value}, since {day} (grade {grade})",
        value=range_text(say, scale, fact) or value_text(say, scale, fact.value),
        day=say.day(fact.valid_from),
        grade=fact.confidence,
    )


def proof_source(say: Language, outcome: Outcome) -> str:
    """Return the source of that fact; a dash without one."""
    fact = outcome.fact or outcome.ended
    return source_text(say, fact.source) if fact else "–"


def typed(say: Language, text: str) -> str:
    """Return the typed text, or the sentence that it is still to be written."""
    return text or say("To be written by the buyer.")


def scope_sentence(say: Language, name: str) -> str:
    """Return the disclaimer of a derogation note: what the record does not cover, and that legality is not judged."""
    return say(
        "This note is made from record {name}, whose digest stands here; what the buyer typed here is not part of "
        "that record. Whether a derogation is lawful the board does not say.",
        name=name,
    )

"""Replies to facts in words: both readings, who says so, the state, why one cannot be taken, what it would do."""

from collections.abc import Iterable, Mapping
from typing import Any

from ranking.model import Evidence, Fact
from ranking.replies.reply import Proposal, Reply
from words.facts.values import value_text
from words.language import Language

MARK = "≠"
NAMED = 3


def who_text(say: Language, proposal: Proposal) -> str:
    """Return name and organisation of whoever replied, as far as given."""
    return ", ".join(filter(None, (proposal.name, proposal.organisation))) or say("a reader who gives no name")


def state_text(say: Language, reply: Reply) -> str:
    """Return where a reply stands, since which day."""
    if reply.open:
        return say("received on {day}, not yet answered", day=say.day(reply.received))
    blanks = {"day": say.day(reply.answered), "received": say.day(reply.received)}
    if reply.state == "accepted":
        return say("received on {received}, accepted on {day}", **blanks)
    return say("received on {received}, refused on {day}", **blanks)


def proposed_text(say: Language, evidence: Evidence, proposal: Proposal) -> str:
    """Return the value proposed, and from when."""
    value = value_text(say, evidence.indicators[proposal.indicator], proposal.value)
    return say("“{value}” from {day} on", value=value, day=say.day(proposal.valid_from))


def ours_text(say: Language, evidence: Evidence, proposal: Proposal, facts: Mapping[tuple[str, str], Fact]) -> str:
    """Return the board's own value of the fact, in words. facts: those in force."""
    fact = facts.get((proposal.offer, proposal.indicator))
    return value_text(say, evidence.indicators[proposal.indicator], fact.value) if fact else say("unknown")


def readings_text(say: Language, evidence: Evidence, reply: Reply, facts: Mapping[tuple[str, str], Fact]) -> str:
    """Return both readings of the fact, without names."""
    proposal = reply.proposal
    return say(
        "{offer}, {criterion}: “{ours}” here, {theirs} according to reply {n}",
        offer=evidence.offers[proposal.offer].name,
        criterion=say.text(evidence.indicators[proposal.indicator].label),
        ours=ours_text(say, evidence, proposal, facts),
        theirs=proposed_text(say, evidence, proposal),
        n=reply.number,
    )


def open_sentence(
    say: Language, evidence: Evidence, replies: Iterable[Reply], facts: Mapping[tuple[str, str], Fact]
) -> str:
    """Return which facts are contested by replies not yet answered, the first few with both readings; "" for none."""
    replies = list(replies)
    if not replies:
        return ""
    readings = [readings_text(say, evidence, r, facts) for r in replies[:NAMED]]
    if more := len(replies) - len(readings):
        readings.append(say.plural("{n} more", "{n} more", more))
    return say("{mark} Contested, not yet answered: {readings}.", mark=MARK, readings=say("; ").join(readings))


def fault_text(say: Language, code: str, about: Mapping[str, Any]) -> str:
    """Return why a reply cannot be taken as it stands, and what is allowed."""
    return {
        "unknown_fact": say("The board has no such fact: choose an offer and a criterion."),
        "not_value": say("This value does not stand on the criterion's scale."),
        "not_day": say("The day must lie between {first} and {last}.", **_days(say, about)),
        "not_page": say(
            "The page's address must begin with https:// or http:// and lead to the page itself, not to a site's home."
        ),
        "no_sentence": say("A sentence is needed: what is wrong, or what has changed?"),
        "too_long": say(
            "This text is too long: {length} characters, {most} are possible.",
            most=say.number(about.get("most", 0)),
            length=say.number(about.get("length", 0)),
        ),
        "said_already": say("The board says the same of that day: nothing would change."),
        "not_reply": say("This is not a reply."),
    }[code]


def refused_text(say: Language, reason: str, about: Mapping[str, Any]) -> str:
    """Return why the store did not take a reply or an answer."""
    most = say.number(about.get("most", 0))
    return {
        "full": say("No more replies can be taken before some are answered; at most {most} wait at a time.", most=most),
        "too_often": say("Too many attempts from here. Please wait a few minutes."),
        "no_reply": say("There is no such reply, or this is not its key."),
        "answered": say("This reply has already been answered."),
        "no_reason": say("A reason is needed, in both languages."),
        "too_long": fault_text(say, "too_long", about),
    }.get(reason, reason)


def _days(say: Language, about: Mapping[str, Any]) -> dict[str, str]:
    return {name: say.day(about[name]) if name in about else "" for name in ("first", "last")}

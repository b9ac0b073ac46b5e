"""Sentences of a decision record: when it was locked, who came first, whether it held, what it rests on."""

from collections.abc import Mapping
from datetime import UTC, tzinfo
from types import SimpleNamespace

from ranking.decisions.lock import Locked
from ranking.decisions.record import Record
from ranking.decisions.record_content import RecordContent, Votes
from ranking.decisions.recording import NoQuestion, TooLong, shares_of
from ranking.weights import whole_percentages
from ranking.workload.bill_as_facts import BILL
from words.language import Language
from words.people.ballots import after_parts
from words.ranking.robustness import hold_sentence
from words.ranking.verdict import Company, priced_clause, voice_sentence


def locked_sentence(say: Language, record: Record, zone: tzinfo = UTC) -> str:
    """Return when it was locked, in a time zone that is named, and what it is called."""
    when = record.locked.astimezone(zone)
    return say(
        "Record {name}, locked on {day} at {time}", name=record.name, day=say.day(when.date()), time=say.hour(when)
    )


def record_text(say: Language, lock: Locked) -> str:
    """Return the record that locks a scenario, by name and day."""
    return say("record {name}, {day}", name=lock.name, day=say.day(lock.day))


def lock_text(say: Language, lock: Locked | None) -> str:
    """Return what a file says of its scenario, in the words of every screen: exploration, or locked by which record."""
    return f"{say('Locked')} · {record_text(say, lock)}" if lock else say("Exploration")


def verdict_of(say: Language, content: RecordContent) -> str:
    """Return who came first and how firmly, in the sentence of the ranking; records before it held no voice."""
    result, names = content.result, {p.offer: p.name for p in content.result.places}
    if result.verdict is None and len(names) > 1:
        first = say.both(p.name for p in result.leaders)
        return say("On {day}, the best score was that of {names}.", day=say.day(content.as_of), names=first)
    reasons = [x for x in result.out if x.reason == "must_have"]
    company = Company(
        len(names),
        sum(x.reason == "not_enough_evidence" for x in result.out),
        sum(not x.fails for x in reasons),
    )
    voice = result.verdict.voice if result.verdict else "firm"
    leaders = result.verdict.leaders if result.verdict else tuple(names)
    weightless = any(x.criterion == BILL and x.reason == "thin" for x in result.aside)
    sentence = voice_sentence(say, content.as_of, voice, [names[o] for o in leaders if o in names], company)
    return " ".join(filter(None, (sentence, priced_clause(say, content.scenario.get("priced", ""), weightless))))


def holds_of(say: Language, content: RecordContent) -> str:
    """Return whether it holds, in the sentence of the ranking; empty where there was nothing to test."""
    if not (content.result.draws and content.result.places):
        return ""
    names = SimpleNamespace(offers={p.offer: p for p in content.result.places})
    return hold_sentence(say, names, content.result.places[0].offer, shares_of(content.result)[0])


def aid_sentence(say: Language) -> str:
    """Return the disclaimer under every record: an aid to analysis, not the award itself."""
    return say("A policy analysis aid, not an award engine; the buyer's published award criteria govern.")


def trouble_text(say: Language, error: Exception) -> str:
    """Return why a scenario was not locked."""
    if isinstance(error, NoQuestion):
        return say("Nothing is locked yet: write, in one sentence, the question being decided.")
    if isinstance(error, TooLong):
        return say(
            "Nothing is locked yet: “{text}…” is too long, {length} where {most} are allowed.",
            text=error.text[:40],
            length=error.length,
            most=error.most,
        )
    return say("Nothing is locked yet: {reason}.", reason=say.told(error))


def policy_text(say: Language, name: str) -> str:
    """Return how unknowns counted."""
    return {
        "cautious": say("unknown counts as worst"),
        "ignore": say("unknown is left out of the mean"),
        "neutral": say("unknown counts as half"),
    }.get(name, name)


def lines(say: Language, content: RecordContent) -> list[str]:
    """Return what the result rests on, a sentence a setting."""
    shares = _pillar_shares(content)
    labels = {w.item: say.text(w.label) for w in content.weights}
    parts = ", ".join(f"{labels[item].lower()} {say.percent(n / 100)}" for item, n in shares.items())
    rest = [
        say("Facts as of {day}, data {version}.", day=say.day(content.as_of), version=content.data),
        say("Weights: {parts}.", parts=parts),
        _wanted(say, content),
        _gap(say, content),
        _known(say, content),
    ]
    return [*filter(None, rest), *_other_settings(say, content.scenario), *_votes(say, content.votes)]


def _votes(say: Language, votes: Votes | None) -> list[str]:
    """How a meeting voted, and what it could see while it did."""
    if votes is None:
        return []
    counted = say(
        "Votes in the meeting: {before} from before the reveal; after it, {parts}.",
        before=say.number(votes.before),
        parts=say.both(after_parts(say, votes.changed, votes.confirmed, votes.joined)),
    )
    seen = (
        say("Participants saw their ranking while they weighed.")
        if votes.ranking_shown
        else say("Participants did not see their ranking before confirming.")
    )
    return [counted, seen]


def _pillar_shares(content: RecordContent) -> dict[str, int]:
    return whole_percentages({w.item: w.share for w in content.weights if not w.pillar})


def _wanted(say: Language, content: RecordContent) -> str:
    if not content.musthaves:
        return say("No must-have.")
    strict = content.scenario.get("rule") == "strict"
    return say(
        "Must-haves: {names} ({rule}).",
        names=say.both(say.text(m.label) for m in content.musthaves),
        rule=say("unproven is out") if strict else say("unproven stays in"),
    )


def _gap(say: Language, content: RecordContent) -> str:
    lead, policy = content.result.lead_unknown, policy_text(say, str(content.scenario.get("unknowns")))
    if lead is None:
        return ""
    if lead < 0.005:
        return say("Everything that is weighed is known of the leader ({policy}).", policy=policy)
    return say("{share} of the leader's weight is unknown ({policy}).", share=say.percent(lead), policy=policy)


def _known(say: Language, content: RecordContent) -> str:
    if content.scenario.get("known") == "documented":
        return say("What counts as known: {what}.", what=say("what was publicly documented by that day"))
    return ""


def _other_settings(say: Language, scenario: Mapping) -> list[str]:
    """Settings that are not those a board opens with."""
    sentences = []
    if scenario.get("compensation") not in (1, 1.0):
        sentences.append(say("Compensation between pillars: exponent {x}.", x=str(scenario.get("compensation"))))
    if scenario.get("thin"):
        sentences.append(say("Thinly documented criteria are weighed too."))
    if scenario.get("offers"):
        sentences.append(say("Offers shown: {names}.", names=", ".join(map(str, scenario["offers"]))))
    return sentences

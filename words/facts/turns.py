"""What turned with a data version, in words: title and sentences of a feed's entry."""

from ranking.model import Evidence
from ranking.versions.effects import VersionChange
from ranking.versions.turns import OutcomeTurn, Turn
from words.facts.values import indicator_label
from words.facts.versions import effect_text, fact_text, kind_text
from words.language import Language


def turn_title(say: Language, turn: Turn) -> str:
    """Return what turned: leader, voice, must-haves."""
    before, after = turn.before, turn.after
    parts = []
    if turn.leader:
        parts.append(say("Best score: {before} → {after}", before=_led(say, turn, "old"), after=_led(say, turn, "new")))
    if turn.voice:
        parts.append(
            say("Verdict: {before} → {after}", before=_voice(say, before.voice), after=_voice(say, after.voice))
        )
    if n := len(turn.musthaves):
        parts.append(say.plural("{n} must-have turned", "{n} must-haves turned", n))
    return say("; ").join(parts)


def musthave_sentence(say: Language, evidence: Evidence, turned: OutcomeTurn) -> str:
    """Return which must-have of which offer turned, and how."""
    return say(
        "{offer}, must-have “{label}”: {before} → {after}",
        offer=evidence.offers[turned.offer].name,
        label=say.text(evidence.gates[turned.token].label)
        if turned.token in evidence.gates
        else f"{indicator_label(say, evidence, turned.indicator)} ({turned.token})",
        before=_result(say, turned.before),
        after=_result(say, turned.after),
    )


def change_sentence(say: Language, then: Evidence, now: Evidence, change: VersionChange) -> str:
    """Return a change and what it does: put alone into the older facts, else taken out of the newer ones."""
    effect = change.alone or change.without
    known = now if change.offer in now.offers else then
    who = known.offers[change.offer].name if change.offer else ""
    fact = change.now or change.then
    what = [kind_text(say, change)]
    if fact:
        texts = [fact_text(say, e, f) or say("nothing") for e, f in ((then, change.then), (now, change.now))]
        what.append(f"{texts[0]} → {texts[1]}")
    label = indicator_label(say, now if fact.indicator in now.indicators else then, fact.indicator) if fact else ""
    about = ", ".join(filter(None, (who, label)))
    sentence = say("{what}: {effect}", what=", ".join(what), effect=effect_text(say, now, effect, change.offer))
    return say("{what}: {effect}", what=about, effect=sentence) if about else sentence


def _led(say: Language, turn: Turn, which: str) -> str:
    state, evidence = (turn.before, turn.old.evidence) if which == "old" else (turn.after, turn.new.evidence)
    return say.both(evidence.offers[o].name for o in state.leaders) or say("nobody")


def _voice(say: Language, voice: str) -> str:
    return {
        "firm": say("firm"),
        "leads": say("leads, without being firm"),
        "undecided": say("undecided"),
        "": say("no offer ranked"),
    }[voice]


def _result(say: Language, result: str) -> str:
    return {"met": say("met"), "failed": say("not met"), "unknown": say("unproven")}[result]

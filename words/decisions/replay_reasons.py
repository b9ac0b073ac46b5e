"""Why the board agrees with a decision, disagrees or cannot say: sentences, most telling first."""

from collections.abc import Iterable

from ranking.decisions.replay import Replay, ReplayedOffer
from ranking.facts.musthaves import Outcome
from ranking.model import Evidence
from ranking.rounding import printed_gap
from ranking.tolerances import CLOSE
from words.decisions.replay import listed_text, lowered, names_text
from words.facts.values import value_text
from words.language import Language
from words.ranking.conditions import exclusion_text, requirement_text

LEAST_POINTS, MOST_DIFFERENCES, MOST_THREATS = 0.05, 3, 3


def reason_sentences(say: Language, evidence: Evidence, replay: Replay) -> list[str]:
    """Return the reason of the verdict, then what else must be known to judge it."""
    if replay.ranking is None:
        return []
    sentences = [
        _others_sentence(say, evidence, replay),
        *(_shut_sentence(say, evidence, s) for s in replay.chosen if s.excluded),
        _order_sentence(say, evidence, replay),
        _score_sentence(say, replay),
        *(_leniency(say, evidence, s) for s in replay.chosen),
        _leader_leniency(say, evidence, replay),
    ]
    return [text for text in sentences if text]


def difference_sentence(say: Language, evidence: Evidence, replay: Replay) -> str:
    """Return the first differences between the choice and the offer it is measured against."""
    if not (replay.best and replay.against):
        return ""
    names = dict(
        zip(("first", "second"), (evidence.offers[r.offer].name for r in (replay.best, replay.against)), strict=True)
    )
    telling = [d for d in replay.differences if abs(d.points) >= LEAST_POINTS][:MOST_DIFFERENCES]
    if not telling:
        return say("Between {first} and {second} nothing that is weighed differs.", **names)
    labels = [lowered(say.text(evidence.criteria[d.criterion].label)) for d in telling]
    parts = ", ".join(f"{label} {say.signed(d.points)}" for label, d in zip(labels, telling, strict=True))
    gap = say.signed(printed_gap(replay.best.score, replay.against.score))
    return say("{first} against {second}: {gap} points; first of all {parts}.", gap=gap, parts=parts, **names)


def _others_sentence(say: Language, evidence: Evidence, replay: Replay) -> str:
    """Which of the other offers considered the board keeps, which it shuts out."""
    others = [s for s in replay.offers if not s.chosen]
    inside = names_text(say, evidence, [s.offer for s in others if not s.excluded])
    out = names_text(say, evidence, [s.offer for s in others if s.excluded])
    if inside and out:
        return say("Of the other offers considered, the board keeps {kept} and shuts out {out}.", kept=inside, out=out)
    if inside:
        return say("The board keeps every other offer considered: {kept}.", kept=inside)
    return say("The board shuts out every other offer considered: {out}.", out=out) if out else ""


def _shut_sentence(say: Language, evidence: Evidence, replayed: ReplayedOffer) -> str:
    """Why a chosen offer has no place."""
    out, name = replayed.excluded, evidence.offers[replayed.offer].name
    failed, why = [o for o in out.outcomes if o.result == "failed"], exclusion_text(say, evidence, out)
    if out.reason != "must_have":
        return say("{name} has no place ({reason}).", name=name, reason=why)
    if not failed:
        return say("{name} is shut out for want of proof only: {outcomes}.", name=name, outcomes=why)
    sentences = [
        say("{name} is shut out by a known fact: {value} (must-have: {wanted}).", name=name, value=value, wanted=wanted)
        for value, wanted in (_failure(say, evidence, o) for o in failed)
    ]
    if all(o.fact.confidence == "C" for o in failed):
        sentences.append(say("That fact is an inference (grade C): a better source could lift the bar."))
    return " ".join(sentences)


def _failure(say: Language, evidence: Evidence, outcome: Outcome) -> tuple[str, str]:
    """What is so, and the must-have it fails."""
    scale, gate = evidence.indicators[outcome.requirement.indicator], outcome.requirement.gate
    return value_text(say, scale, outcome.fact.value), lowered(say.text(gate.label if gate else scale.label))


def _order_sentence(say: Language, evidence: Evidence, replay: Replay) -> str:
    """What the scores and their ranges say of the order; nothing where a shut-out has decided already."""
    best, rival = replay.best, replay.rival
    if replay.reason in ("shut_out", "not_on_sale") or best is None or rival is None or best.place is None:
        return ""
    names = {"name": evidence.offers[best.offer].name, "rival": evidence.offers[rival.offer].name}
    if replay.reason in ("behind", "rival_unproven"):
        return say("{rival} stays ahead of {name} whichever way the unknown and contested facts are settled.", **names)
    if not replay.threats:
        return say(
            "{name} stays ahead of every other offer even with its own unknown and contested facts at their "
            "worst and theirs at their best.",
            **names,
        )
    gap, ahead = best.score - rival.score, best.score - rival.score >= CLOSE
    if gap <= -CLOSE:
        high, low = say.number(best.high, 1), say.number(rival.low, 1)
        return say(
            "{rival} is ahead on the facts as stated, but {name} could pass it: its best case is {high}, the "
            "other's worst {low}.",
            high=high,
            low=low,
            **names,
        )
    reach = [
        say("{name} (up to {high})", name=evidence.offers[r.offer].name, high=say.number(r.high, 1))
        for r in replay.threats
        if ahead or r.high > best.low
    ]
    threats, low = listed_text(say, reach, MOST_THREATS), say.number(best.low, 1)
    close = "" if ahead else say("Between {name} and {rival} there is less than half a point.", **names)
    hangs = (
        say(
            "{name}, whose worst case is {low}, could be caught or passed by {threats} once the unknown and "
            "contested facts are settled.",
            low=low,
            threats=threats,
            **names,
        )
        if reach
        else ""
    )
    return f"{close} {hangs}".strip()


def _score_sentence(say: Language, replay: Replay) -> str:
    """Said where only a must-have keeps the choice from the first place."""
    best, rival = replay.best, replay.rival
    if replay.reason != "shut_out" or best is None or best.place or not rival or best.score <= rival.score:
        return ""
    return say(
        "Its score, {score}, is above that of every offer with a place: the must-have decides, not the marks.",
        score=say.number(best.score, 1),
    )


def _leniency(say: Language, evidence: Evidence, replayed: ReplayedOffer) -> str:
    """Said of a chosen offer that keeps its place without proof."""
    unproven = [o for o in replayed.outcomes if o.result == "unknown"]
    if replayed.excluded or not unproven:
        return ""
    name, gates = evidence.offers[replayed.offer].name, _gates(say, evidence, unproven)
    return say("{name} keeps its place although the board cannot prove: {gates}.", name=name, gates=gates)


def _leader_leniency(say: Language, evidence: Evidence, replay: Replay) -> str:
    """Said where the leader is not the choice and is let in without proof; then who leads among the proven."""
    ranking, rival = replay.ranking, replay.rival
    unproven = [o for o in ranking.outcomes[rival.offer] if o.result == "unknown"] if rival else []
    if replay.leads or not unproven:
        return ""
    name, gates = evidence.offers[rival.offer].name, _gates(say, evidence, unproven)
    sentences = [say("The leader, {name}, is itself let in without this proof: {gates}.", name=name, gates=gates)]
    proven = [r for r in ranking.rows if all(o.result == "met" for o in ranking.outcomes[r.offer])]
    if proven:
        first, score = evidence.offers[proven[0].offer].name, say.number(proven[0].score, 1)
        sentences.append(
            say("Of the offers proven on every must-have, {name} comes first ({score}).", name=first, score=score)
        )
    return " ".join(sentences)


def _gates(say: Language, evidence: Evidence, outcomes: Iterable[Outcome]) -> str:
    return say.both(lowered(requirement_text(say, evidence, o.requirement)) for o in outcomes)

"""Documented decisions beside the board, in words: the count, each verdict with its reason, what it rests on."""

from collections import Counter
from collections.abc import Iterable, Sequence

from ranking.model import Evidence
from ranking.musthaves import Outcome, requirement
from ranking.replay import Replay, Standing
from words.facts import value_text
from words.language import Language
from words.verdict import exclusion_text, requirement_text, weights_sentence

SIGNS = {"agrees": "=", "disagrees": "≠", "cannot_say": "?"}
GATE_SIGNS = {"met": "✓", "failed": "✗", "unknown": "?"}
FEWEST, MOST_THREATS = 0.05, 3


def count_sentence(say: Language, found: Sequence[Replay]) -> str:
    """How many decisions the board agrees with, disagrees with, and cannot judge."""
    if not found:
        return say("No decision is on file.")
    counts = Counter(r.verdict for r in found)
    parts = [say("agrees with {count}", count=_spelled(say, counts["agrees"])) if counts["agrees"] else say("agrees with none"),
             say("disagrees with {count}", count=_spelled(say, counts["disagrees"])) if counts["disagrees"] else
             say("disagrees with none")]
    if counts["cannot_say"]:
        parts.append(say("cannot say for {count}", count=_spelled(say, counts["cannot_say"])))
    count, said, n = _spelled(say, len(found)), say.both(parts), len(found)
    return say.plural("Of {count} documented decision, the board {parts}.", "Of {count} documented decisions, the board {parts}.",
                      n, count=count, parts=said)


def stated_sentence(say: Language, found: Sequence[Replay]) -> str:
    """How many choices lead before any doubt is weighed."""
    if not found:
        return ""
    return say("On the facts as stated, every gap counted as the worst, a chosen offer comes first in {count} of them; "
               "the verdicts also ask whether what is unknown or contested could change that.",
               count=_spelled(say, sum(r.leads for r in found)))


def verdict_word(say: Language, verdict: str) -> str:
    """A verdict in one or two words."""
    return {"agrees": say("Agrees"), "disagrees": say("Disagrees"), "cannot_say": say("Cannot say")}[verdict]


def verdict_rule(say: Language, verdict: str) -> str:
    """When a verdict is given."""
    return {"agrees": say("every chosen offer has a place, and one of them stays at least half a point ahead of every other offer, "
                          "its own unknowns at their worst and the other's at their best."),
            "disagrees": say("a known fact shuts a chosen offer out, or an offer proven on every must-have stays ahead of the "
                             "choice by that same measure."),
            "cannot_say": say("all other cases: the answer hangs on what is unknown or contested, or on less than half a point.")
            }[verdict]


def short_reason(say: Language, reason: str) -> str:
    """Why a verdict, in a few words."""
    return {"leads": say("ahead whatever the unknown hides"), "shut_out": say("a known fact shuts the choice out"),
            "not_on_sale": say("the choice was not on sale"), "behind": say("another offer is surely ahead"),
            "unproven": say("shut out for want of proof"), "undocumented": say("too little is known of the choice"),
            "rival_unproven": say("the offer ahead is itself unproven"), "close": say("less than half a point"),
            "open": say("the unknown could turn it"), "no_weight": say("nothing can be weighed on that day")}[reason]


def gate_word(say: Language, found: Outcome) -> str:
    """A must-have's answer in a word; contested and unknown are told apart."""
    if found.result == "unknown":
        return say("unknown") if found.fact is None else say("contested")
    return {"met": say("met"), "failed": say("not met")}[found.result]


def role_text(say: Language, replay: Replay, offer: str) -> str:
    """What the record says of an offer."""
    if offer in replay.decision.chosen:
        return say("chosen")
    return say("considered") if offer in replay.decision.considered else say("not named in the record")


def names_text(say: Language, evidence: Evidence, offers: Iterable[str], most: int = 99) -> str:
    """Names of offers in a row; beyond `most`, how many more."""
    names = [evidence.offers[o].name for o in offers]
    if len(names) <= most:
        return say.both(names)
    rest, listed = len(names) - most, ", ".join(names[:most])
    return say.plural("{names} and {n} other", "{names} and {n} others", rest, names=listed)


def gates_sentence(say: Language, evidence: Evidence, replay: Replay) -> str:
    """The must-haves taken up and the rule for the unproven."""
    tokens = replay.scenario.require
    if not tokens:
        return say("No must-have.")
    names = say.both(requirement_text(say, evidence, requirement(t, evidence)) for t in tokens)
    rule = say("What is not proven shuts an offer out.") if replay.scenario.rule == "strict" else \
        say("What is not proven lets an offer in: the buyer held files that the board does not.")
    return say("{names}. {rule}", names=names, rule=rule)


def profile_sentence(say: Language, evidence: Evidence, replay: Replay) -> str:
    """Whose priorities, why, and the weights they give on that day."""
    name, why = say.text(evidence.profiles[replay.scenario.profile].name), say.text(replay.decision.profile_why)
    parts = [say("{name}. {why}", name=name, why=why)]
    if replay.ranking:
        thin = len(replay.ranking.matrix.thin)
        parts.append(weights_sentence(say, evidence, replay.ranking))
        if thin:
            parts.append(say.plural("{n} criterion of {all}, too thinly known on that day, carries no weight.",
                                    "{n} criteria of {all}, too thinly known on that day, carry no weight.", thin,
                                    all=len(evidence.criteria)))
    return " ".join(parts)


def choice_sentence(say: Language, evidence: Evidence, replay: Replay) -> str:
    """The place of what was chosen."""
    if replay.ranking is None:
        return say("On that day too little is known for any criterion to carry weight.")
    placed = sorted((s.row for s in replay.chosen if s.row and s.row.place), key=lambda r: r.place)
    total = len(replay.ranking.rows)
    if len(replay.chosen) > 1:
        places = say.both(say("{name} ({place})", name=evidence.offers[r.offer].name, place=r.place) for r in placed)
        if not placed:
            return say("None of the {n} chosen offers has a place.", n=len(replay.chosen))
        return say("Of the {n} chosen offers, {k} have a place among {total}: {places}.", n=len(replay.chosen), k=len(placed),
                   total=total, places=places)
    name = names_text(say, evidence, replay.decision.chosen)
    if not placed:
        return say("The documented choice, {name}, has no place.", name=name)
    if placed[0].place > 1:
        return say("The documented choice, {name}, is in place {place} of {total}.", name=name, place=placed[0].place, total=total)
    if len(replay.ranking.leaders) > 1:
        return say("{name} is the documented choice.", name=name)
    return say("It is the documented choice.")


def reason_sentences(say: Language, evidence: Evidence, replay: Replay) -> list[str]:
    """Why the board agrees, disagrees or cannot say; then what else must be known to judge that."""
    if replay.ranking is None:
        return []
    shut = [_shut_sentence(say, evidence, s) for s in replay.chosen if s.excluded]
    said = [_others_sentence(say, evidence, replay), *shut, _order_sentence(say, evidence, replay), _score_sentence(say, evidence, replay),
            *(_leniency(say, evidence, s) for s in replay.chosen), _leader_leniency(say, evidence, replay)]
    return [text for text in said if text]


def difference_sentence(say: Language, evidence: Evidence, replay: Replay) -> str:
    """The first differences between the choice and the offer it is measured against."""
    if not (replay.best and replay.against):
        return ""
    first, second = (evidence.offers[r.offer].name for r in (replay.best, replay.against))
    parts = [say("{criterion} {points}", criterion=_lower(say.text(evidence.criteria[d.criterion].label)), points=say.signed(d.points))
             for d in replay.differences if abs(d.points) >= FEWEST][:3]
    if not parts:
        return say("Between {first} and {second} nothing that is weighed differs.", first=first, second=second)
    gap = say.signed(replay.best.score - replay.against.score)
    return say("{first} against {second}: {gap} points; first of all {parts}.", first=first, second=second, gap=gap,
               parts=", ".join(parts))


def _others_sentence(say: Language, evidence: Evidence, replay: Replay) -> str:
    """Which of the other offers considered the board keeps, which it shuts out."""
    kept, out = ([s.offer for s in replay.standings if not s.chosen and bool(s.excluded) == gone] for gone in (False, True))
    names = {"kept": names_text(say, evidence, kept), "out": names_text(say, evidence, out)}
    if kept and out:
        return say("Of the other offers considered, the board keeps {kept} and shuts out {out}.", **names)
    if kept:
        return say("The board keeps every other offer considered: {kept}.", **names)
    return say("The board shuts out every other offer considered: {out}.", **names) if out else ""


def _shut_sentence(say: Language, evidence: Evidence, standing: Standing) -> str:
    out, name = standing.excluded, evidence.offers[standing.offer].name
    failed = [o for o in out.outcomes if o.result == "failed"]
    if out.reason != "must_have":
        return say("{name} has no place: {reason}.", name=name, reason=exclusion_text(say, evidence, out))
    if not failed:
        return say("{name} is shut out for want of proof only: {outcomes}.", name=name, outcomes=exclusion_text(say, evidence, out))
    text = " ".join(say("{name} is shut out by a known fact: {value} (must-have: {wanted}).", name=name, value=_value(say, evidence, o),
                        wanted=_wanted(say, evidence, o)) for o in failed)
    weak = all(o.fact.confidence == "C" for o in failed)
    return text + " " + say("That fact is an inference (grade C): a better source could lift the bar.") if weak else text


def _value(say: Language, evidence: Evidence, found: Outcome) -> str:
    return value_text(say, evidence.indicators[found.requirement.indicator], found.fact.value)


def _wanted(say: Language, evidence: Evidence, found: Outcome) -> str:
    gate = found.requirement.gate
    return _lower(say.text(gate.label if gate else evidence.indicators[found.requirement.indicator].label))


def _order_sentence(say: Language, evidence: Evidence, replay: Replay) -> str:
    """What the scores and their ranges say of the order."""
    best, rival, threats = replay.best, replay.rival, replay.threats
    if best is None or best.place is None or rival is None or replay.verdict == "disagrees" and replay.reason != "behind":
        return ""
    names = {"name": evidence.offers[best.offer].name, "rival": evidence.offers[rival.offer].name}
    gap = best.score - rival.score
    close = say("Between {name} and {rival} there is less than half a point.", **names) if abs(gap) < 0.5 else ""
    if not threats:
        return say("{name} stays ahead of every other offer even with its own unknown and contested facts at their worst and "
                   "theirs at their best.", **names)
    if replay.reason in ("behind", "rival_unproven"):
        return say("{rival} stays ahead of {name} whichever way the unknown and contested facts are settled.", **names)
    if gap < 0 and not close:
        return say("{rival} is ahead on the facts as stated, but {name} could pass it: its best case is {high}, the other's worst {low}.",
                   high=say.number(best.high, 1), low=say.number(rival.low, 1), **names)
    reach = [say("{name} (up to {high})", name=evidence.offers[r.offer].name, high=say.number(r.high, 1))
             for r in threats[:MOST_THREATS]]
    rest, listed = len(threats) - len(reach), ", ".join(reach)
    more = say.plural("{names} and {n} other", "{names} and {n} others", rest, names=listed) if rest else say.both(reach)
    hangs = say("{name}, whose worst case is {low}, could be passed by {threats} once the unknown and contested facts are settled.",
                low=say.number(best.low, 1), threats=more, **names)
    return f"{close} {hangs}".strip()


def _score_sentence(say: Language, evidence: Evidence, replay: Replay) -> str:
    """Said where only a must-have keeps the choice from the first place."""
    best, rival = replay.best, replay.rival
    if replay.reason != "shut_out" or best.place or not rival or best.score <= rival.score:
        return ""
    return say("Its score, {score}, is above that of every offer with a place: the must-have decides, not the marks.",
               score=say.number(best.score, 1))


def _leniency(say: Language, evidence: Evidence, standing: Standing) -> str:
    unproven = [o for o in standing.outcomes if o.result == "unknown"]
    if standing.excluded or not unproven:
        return ""
    return say("{name} keeps its place although the board cannot prove: {gates}.", name=evidence.offers[standing.offer].name,
               gates=_gates(say, evidence, unproven))


def _leader_leniency(say: Language, evidence: Evidence, replay: Replay) -> str:
    ranking, rival = replay.ranking, replay.rival
    unproven = [o for o in ranking.outcomes[rival.offer] if o.result == "unknown"] if rival else []
    if replay.leads or not unproven:
        return ""
    proven = [r for r in ranking.rows if all(o.result == "met" for o in ranking.outcomes[r.offer])]
    text = say("The leader, {name}, is itself let in without this proof: {gates}.", name=evidence.offers[rival.offer].name,
               gates=_gates(say, evidence, unproven))
    return text + " " + say("Of the offers proven on every must-have, {name} comes first ({score}).", score=say.number(proven[0].score, 1),
                            name=evidence.offers[proven[0].offer].name) if proven else text


def _gates(say: Language, evidence: Evidence, outcomes: Iterable[Outcome]) -> str:
    return say.both(_lower(requirement_text(say, evidence, o.requirement)) for o in outcomes)


def _lower(text: str) -> str:
    """The text as it stands inside a sentence: a first capital goes, acronyms and names keep theirs."""
    return text if text[1:2].isupper() or any(c.isupper() for c in text.split()[0][1:]) else text[:1].lower() + text[1:]


def _spelled(say: Language, n: int) -> str:
    """A small number in letters, feminine in French."""
    words = [say("none"), say("one"), say("two"), say("three"), say("four"), say("five"), say("six"), say("seven"),
             say("eight"), say("nine"), say("ten")]
    return words[n] if n < len(words) else say.number(n)

"""Documented decisions beside the board, in words: the count, the verdicts, what each decision put to the board."""

from collections import Counter
from collections.abc import Iterable, Sequence

from ranking.decisions.replay import Replay
from ranking.facts.musthaves import Outcome, requirement
from ranking.model import Evidence
from words.language import Language
from words.ranking.conditions import requirement_text
from words.ranking.weights import weights_sentence

SIGNS = {"agrees": "=", "disagrees": "≠", "cannot_say": "?"}
GATE_SIGNS = {"met": "✓", "failed": "✗", "unknown": "?"}


def count_sentence(say: Language, replays: Sequence[Replay]) -> str:
    """Return in how many of the decisions a chosen offer has the best score, before any doubt is weighed."""
    if not replays:
        return say("No decision is on file.")
    leads, n = sum(r.leads for r in replays), len(replays)
    if not leads:
        return say("On the facts as stated, no documented decision chose the offer that comes first.")
    if leads == n:
        return say("On the facts as stated, every documented decision chose an offer that comes first.")
    return say.plural(
        "On the facts as stated, {count} of {all} documented decisions chose the offer that comes first.",
        "On the facts as stated, {count} of {all} documented decisions chose an offer that comes first.",
        leads,
        count=_spelled(say, leads),
        all=_spelled(say, n),
    )


def stated_sentence(say: Language, replays: Sequence[Replay]) -> str:
    """Return how many choices stand, fall, or hang on what is unknown or contested."""
    if not replays:
        return ""
    counts = Counter(r.verdict for r in replays)
    yes, no, neither = (_spelled(say, counts[v]) for v in SIGNS)
    against = [r for r in replays if r.verdict == "disagrees"]
    if against and all(r.weakness for r in against):
        return say(
            "Once what is unknown or contested may go against it: {yes} confirmed, {neither} open, {no} contradicted, "
            "yet only by inferred or old facts.",
            yes=yes,
            no=no,
            neither=neither,
        )
    return say(
        "Once what is unknown or contested may go against it: {yes} confirmed, {no} contradicted, {neither} open.",
        yes=yes,
        no=no,
        neither=neither,
    )


def terms_sentence(say: Language) -> str:
    """Return the conditions that every decision is put to, in a sentence."""
    return say(
        "Each decision is put to the board with its own day, its published conditions and its documented "
        "priorities; the settings at the side play no part here. A decision dated by its month is read on the "
        "last day of it. Putting published rules in this board's terms is our reading."
    )


def verdict_word(say: Language, verdict: str) -> str:
    """Return a verdict in one or two words."""
    return {"agrees": say("Agrees"), "disagrees": say("Disagrees"), "cannot_say": say("Cannot say")}[verdict]


def verdict_rule(say: Language, verdict: str) -> str:
    """Return when a verdict is given."""
    return {
        "agrees": say(
            "Every chosen offer has a place, and one of them stays at least half a point ahead of every "
            "other offer, its own unknowns at their worst and the other's at their best."
        ),
        "disagrees": say(
            "A known fact shuts a chosen offer out, or an offer proven on every must-have stays ahead "
            "of the choice by that same measure."
        ),
        "cannot_say": say(
            "All other cases: the answer hangs on what is unknown or contested, or on less than half a point."
        ),
    }[verdict]


def short_reason(say: Language, replay: Replay) -> str:
    """Return why a verdict, in a few words; first of all where a contradiction rests on a thin fact."""
    return _weak_reason(say, replay.weakness) or _reason(say, replay.reason)


def _weak_reason(say: Language, weakness: str) -> str:
    return {
        "inferred": say("the gap is due to an inferred fact (grade C)"),
        "old": say("the gap is due to a fact more than a year old"),
    }.get(weakness, "")


def _reason(say: Language, reason: str) -> str:
    return {
        "leads": say("ahead whatever the unknown hides"),
        "shut_out": say("a known fact shuts the choice out"),
        "not_on_sale": say("the choice was not on sale"),
        "behind": say("another offer is surely ahead"),
        "unproven": say("shut out for want of proof"),
        "undocumented": say("too little is known of the choice"),
        "rival_unproven": say("the offer ahead is itself unproven"),
        "close": say("less than half a point"),
        "open": say("the unknown could turn it"),
        "no_weight": say("nothing can be weighed on that day"),
    }[reason]


def gate_word(say: Language, outcome: Outcome) -> str:
    """Return a must-have's answer in a word; contested and unknown are told apart."""
    if outcome.result == "unknown":
        return say("unknown") if outcome.fact is None else say("contested")
    return {"met": say("met"), "failed": say("not met")}[outcome.result]


def role_text(say: Language, replay: Replay, offer: str) -> str:
    """Return the role of an offer in a decision, in words: chosen, considered, or not named."""
    if offer in replay.decision.chosen:
        return say("chosen")
    return say("considered") if offer in replay.decision.considered else say("not named in the record")


def listed_text(say: Language, items: Sequence[str], most: int = 99) -> str:
    """Return items in a row; beyond `most`, how many more."""
    rest, shown = len(items) - most, ", ".join(items[:most])
    if rest <= 0:
        return say.both(items)
    return say.plural("{names} and {n} other", "{names} and {n} others", rest, names=shown)


def names_text(say: Language, evidence: Evidence, offers: Iterable[str], most: int = 99) -> str:
    """Return names of offers in a row; beyond `most`, how many more."""
    return listed_text(say, [evidence.offers[o].name for o in offers], most)


def gates_sentence(say: Language, evidence: Evidence, replay: Replay) -> str:
    """Return the must-haves taken up and the rule for the unproven."""
    tokens = replay.scenario.require
    if not tokens:
        return say("No must-have.")
    names = say.both(lowered(requirement_text(say, evidence, requirement(t, evidence))) for t in tokens)
    rule = (
        say("What is not proven shuts an offer out.")
        if replay.scenario.rule == "strict"
        else say("What is not proven lets an offer in: the buyer held files that the board does not.")
    )
    return say("{names}. {rule}", names=names[:1].upper() + names[1:], rule=rule)


def profile_sentence(say: Language, evidence: Evidence, replay: Replay) -> str:
    """Return whose priorities, why, and the weights they give on that day."""
    name, why = say.text(evidence.profiles[replay.scenario.profile].name), say.text(replay.decision.profile_why)
    parts = [say("{name}. {why}", name=name, why=why)]
    if replay.ranking:
        thin, every = len(replay.ranking.matrix.thin), len(evidence.criteria)
        parts.append(weights_sentence(say, evidence, replay.ranking))
        if thin:
            parts.append(
                say.plural(
                    "{n} criterion of {all}, too thinly known on that day, carries no weight.",
                    "{n} criteria of {all}, too thinly known on that day, carry no weight.",
                    thin,
                    all=every,
                )
            )
    return " ".join(parts)


def choice_sentence(say: Language, evidence: Evidence, replay: Replay) -> str:
    """Return the sentence on the places of the chosen offers on the board of that day."""
    if replay.ranking is None:
        return say("On that day too little is known for any criterion to carry weight.")
    placed = sorted((s.row for s in replay.chosen if s.row and s.row.place), key=lambda r: r.place)
    n, k, total = len(replay.chosen), len(placed), len(replay.ranking.rows)
    if n > 1 and not placed:
        return say("None of the {n} chosen offers has a place.", n=n)
    if n > 1:
        places = say.both(say("{name} ({place})", name=evidence.offers[r.offer].name, place=r.place) for r in placed)
        return say(
            "Of the {n} chosen offers, {k} have a place among {total}: {places}.", n=n, k=k, total=total, places=places
        )
    name = names_text(say, evidence, replay.decision.chosen)
    if not placed:
        return say("The documented choice, {name}, has no place.", name=name)
    if placed[0].place > 1:
        return say(
            "The documented choice, {name}, is in place {place} of {total}.",
            name=name,
            place=placed[0].place,
            total=total,
        )
    if len(replay.ranking.leaders) > 1:
        return say("{name} is the documented choice.", name=name)
    return say("It is the documented choice.")


def lowered(text: str) -> str:
    """Return the text as it stands inside a sentence: a first capital goes, acronyms and names keep theirs."""
    first = text.split(" ")[0]
    return text if any(c.isupper() for c in first[1:]) else text[:1].lower() + text[1:]


def _spelled(say: Language, n: int) -> str:
    """A small number in letters, feminine in French."""
    words = [
        say("none"),
        say("one"),
        say("two"),
        say("three"),
        say("four"),
        say("five"),
        say("six"),
        say("seven"),
        say("eight"),
        say("nine"),
        say("ten"),
    ]
    return words[n] if n < len(words) else say.number(n)

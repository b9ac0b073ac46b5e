"""How much is known, in sentences; and what stands behind one cell, in words."""

from collections import Counter
from collections.abc import Iterable, Mapping

from ranking.facts.cells import CONTESTED, MatrixCell, contested_share, known_share
from ranking.model import CONFIDENCE, Criterion, Evidence, Fact
from ranking.weighing.rank import Ranking
from words.facts.values import value_text
from words.language import Language


def title(say: Language, evidence: Evidence, ranking: Ranking, of: Iterable[MatrixCell]) -> str:
    """Return one sentence: how much of what the board asks is known on the day, and how much of that is contested.

    of  the cells of the offers shown that were on sale
    """
    of = list(of)
    offers = {c.offer for c in of}
    day = say.day(ranking.scenario.as_of)
    if not offers:
        return say("On {day}, none of the offers shown was on sale.", day=day)
    known, contested = known_share(of), contested_share(of)
    blanks = {
        "day": day,
        "known": say.percent(known),
        "contested": say.percent(contested),
        "criteria": say.plural("{n} criterion", "{n} criteria", len(evidence.criteria)),
    }
    if ranking.scenario.known == "documented":
        return say(
            "On {day}, {known} of what the board asks was publicly documented; {contested} of that is "
            "contested: {offers}, {criteria}.",
            offers=say.plural("{n} offer", "{n} offers", len(offers)),
            **blanks,
        )
    return say(
        "On {day}, {known} of what the board asks is known; {contested} of that is contested: {offers}, {criteria}.",
        offers=say.plural("{n} offer on sale", "{n} offers on sale", len(offers)),
        **blanks,
    )


def details(say: Language, evidence: Evidence, ranking: Ranking, of: Iterable[MatrixCell], grades: str) -> str:
    """Return what stands under the finding: grades of the facts, thin criteria, what the chosen grades alone show."""
    of = list(of)
    counts = Counter(f.confidence for c in of for f in c.facts)
    thin = ranking.matrix.thin
    parts = [
        say(
            "The facts in force on that day: {a} of grade A, {b} of grade B, {c} of grade C.",
            **{g.lower(): say.number(counts[g]) for g in CONFIDENCE},
        )
    ]
    if thin:
        parts.append(
            say.plural(
                "{n} criterion is too thinly known to weigh.", "{n} criteria are too thinly known to weigh.", len(thin)
            )
        )
    grades = grades.removesuffix(CONTESTED)
    if set(grades) != set(CONFIDENCE):
        names = say.both(sorted(grades))
        parts.append(
            say.plural(
                "On grade {grades} alone, {share} would be known.",
                "On grades {grades} alone, {share} would be known.",
                len(grades),
                grades=names,
                share=say.percent(known_share(of, grades)),
            )
        )
    return " ".join(parts)


def share_text(say: Language, scale: Criterion, facts: Mapping[tuple[str, str], Fact], offer: str) -> str:
    """Return a share in words: how many of its services are there, how many are not known."""
    present = [facts[offer, i].value for i in scale.indicators if (offer, i) in facts]
    gaps = len(scale.indicators) - len(present)
    if not present:
        return say("unknown")
    text = say("{yes} of {n}", yes=sum(present), n=len(scale.indicators))
    return text if not gaps else text + ", " + say.plural("{n} unknown", "{n} unknown", gaps)


def cell_text(say: Language, evidence: Evidence, cell: MatrixCell) -> str:
    """Return the value of a cell in words, of a share what it is made of; "unknown" without a fact."""
    scale = evidence.criteria[cell.criterion]
    if scale.kind == "share":
        return share_text(say, scale, {(f.offer, f.indicator): f for f in cell.facts}, cell.offer)
    return value_text(say, scale, cell.facts[0].value) if cell.facts else say("unknown")


def cell_texts(
    say: Language, evidence: Evidence, cells: Mapping[tuple[str, str], MatrixCell], offers: Iterable[str]
) -> dict[tuple[str, str], str]:
    """Return what is known of some offers on every criterion, in words, by (offer, criterion)."""
    return {(o, c): cell_text(say, evidence, cells[o, c]) for o in offers for c in evidence.criteria}


def status_text(say: Language, status: str) -> str:
    """Return the name of a fact's status in its history: in force, replaced, ended, not yet public."""
    return {
        "in_force": say("in force"),
        "replaced": say("replaced since"),
        "ended": say("ended, no renewal read"),
        "later": say("not yet"),
        "not_public": say("not yet public"),
    }[status]


def absence_text(say: Language, reason: str, day: str, checked: str, first: str) -> str:
    """Return why nothing is known.

    `day`: the board's; `checked`: the offer's; `first`: first or last day that matters.
    """
    return {
        "listed": say(
            "Looked for and not found: no source gave it when this offer was last checked, on {checked}.",
            checked=checked,
        ),
        "unlisted": say("Nothing on file."),
        "reopened": say("Open again: what was known before no longer holds since {first}.", first=first),
        "ended": say("The certificate ended on {last}; no renewal was read.", last=first),
        "later": say("Nothing found for {day}; the first fact starts on {first}.", day=day, first=first),
        "not_public": say("No source published by {day} shows it; one published later does.", day=day),
    }[reason]


def grade_name(say: Language, confidence: str) -> str:
    """Return a grade in two or three words."""
    return {"A": say("official or legal source"), "B": say("documentation or press"), "C": say("inference")}[confidence]

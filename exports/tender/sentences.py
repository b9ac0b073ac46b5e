"""Sentences of a tender's documents: who is first, what was sealed, how it was reckoned, why a bid has no place."""

from dataclasses import replace
from datetime import datetime

from charts.parts.sheet import Column, Sheet
from exports.tender.parts import DIGITS
from ranking.model import Evidence
from ranking.price import FORMULAS, cancels
from ranking.rounding import printed_gap
from ranking.tender.award import TenderRanking, outweighed
from ranking.tender.dossier import NO_FORMULA, Dossier
from ranking.tender.evidence import PRICED
from ranking.tender.price_quality import PriceQuality, pool_reversals, priced_bids
from ranking.tender.sealing import changes, state
from ranking.weighing.rank import Excluded
from words.facts.price import cancel_sentence, reversal_sentence
from words.facts.price_formulas import formula_name, formula_sign, formula_text
from words.language import Language
from words.typography import set_apart


def finding(say: Language, ranked: TenderRanking) -> str:
    """Return who is first, by how much, and whether price counts in it."""
    names = [ranked.evidence.offers[b].name for b in ranked.winners]
    if not names:
        waits = ranked.dossier.announced.formula != NO_FORMULA and not ranked.dossier.prices
        return say("No price is in yet: no bid has a place.") if waits else say("No bid has a place.")
    headline = _first(say, ranked, names)
    answered = {a.bidder for a in ranked.dossier.answers}
    silent = [b.name for b in ranked.dossier.bidders if b.id not in answered]
    if silent:
        headline = say("{finding} No answer is in yet from {names}.", finding=headline, names=say.both(silent))
    if ranked.dossier.announced.formula != NO_FORMULA and not ranked.dossier.prices_count:
        return say("{finding} Prices are not opened yet: this is quality alone.", finding=headline)
    return headline


def _first(say: Language, ranked: TenderRanking, names: list[str]) -> str:
    if len(names) > 1:
        return say("{names} share the first place.", names=say.both(names))
    rows = [ranked.ranking.row(b) for b in ranked.places]
    if ranked.figures or len(rows) < 2:
        return say("{name} comes first.", name=names[0])
    first, second = (row.score for row in rows[:2])
    return say(
        "{name} comes first with {points} points of 100, {gap} more than the next.",
        name=names[0],
        points=say.number(first, DIGITS),
        gap=say.number(printed_gap(first, second, DIGITS), DIGITS),
    )


def method_lines(say: Language, dossier: Dossier, gaps: bool = True) -> list[str]:
    """Return how points become places: weights, price, unknowns, must-haves, evaluations.

    gaps  whether it is told which gap in price outweighs which in quality
    """
    announced = dossier.announced
    unknowns = {
        "cautious": say("What is unknown counts 0 points in the score; the range shows what it could be."),
        "neutral": say("What is unknown counts 50 of 100 points in the score; the range shows what it could be."),
        "ignore": say("What is unknown is left out of a bid’s score, and the other weights fill its place."),
    }[announced.unknowns]
    rule = (
        say("A must-have that is not proven shuts a bid out.")
        if announced.rule == "strict"
        else say("A must-have that is not proven does not shut a bid out; one that is not met does.")
    )
    return [
        say("Each criterion gives 0 to 100 points on its own fixed scale; the score is their weighted mean."),
        *price_lines(say, dossier, gaps),
        rule,
        unknowns,
        say("A refuted claim counts what was found instead, or the worst of its scale; a missing answer is unknown."),
        say("This is an aid to analysis, not an award: the criteria that the buyer published govern."),
    ]


def price_lines(say: Language, dossier: Dossier, gaps: bool = True) -> list[str]:
    """Return what the price formula is and can do, before anyone bids; gaps: as `method_lines` takes it."""
    announced, formula = dossier.announced, FORMULAS.get(dossier.announced.formula)
    if formula is None:
        return [say("Price is not among the criteria.")]
    lines = [
        say(
            "Price: {name} ({sign}). {text}",
            name=formula_name(say, formula.id),
            sign=formula_sign(formula.id),
            text=formula_text(say, formula.id),
        )
    ]
    if announced.envelopes == 2:
        lines.append(say("Prices come in a second envelope, opened after quality."))
    for one in outweighed(dossier) if gaps else ():
        lines.append(
            say(
                "A bid {share} dearer than the only other one must be {points} points of quality better, of 100.",
                share=say.percent(one.dearer),
                points=say.number(one.quality, DIGITS),
            )
            if one.quality is not None
            else say(
                "A bid {share} dearer than the only other one is behind it whatever its quality.",
                share=say.percent(one.dearer),
            )
        )
    return lines


def pool_lines(say: Language, ranked: TenderRanking) -> list[str]:
    """Return what the bids that are there do to the price: the case law's warning, an order that hangs on a third."""
    formula = FORMULAS.get(ranked.dossier.announced.formula)
    bids = priced_bids(ranked)
    if formula is None or len(bids) < 2:
        return []
    terms = ranked.dossier.announced.price
    turned = reversal_sentence(say, pool_reversals(ranked), bids)
    warned = cancel_sentence(say, formula, bids, terms) if cancels(formula, bids, terms) else ""
    return [line for line in (warned, turned) if line]


def front_sentence(say: Language, evidence: Evidence, placed: PriceQuality) -> str:
    """Return whom no other bid passes in price and quality together."""
    names = [evidence.offers[b].name for b in placed.front]
    if len(names) == 1 and len(placed.bids) > 1:
        return say("{name} is no dearer and no worse in quality than any other bid.", name=names[0])
    return say("No bid is ahead of {names} in price and quality taken together.", names=say.both(names))


def seal_rows(say: Language, dossier: Dossier) -> list[tuple[str, ...]]:
    """Return a row a seal: when, its digest, why, and what changed."""
    rows = []
    for n, one in enumerate(dossier.seals):
        altered = changes(dossier.seals[n - 1].announced, one.announced) if n else ()
        what = say("; ").join(
            _change(say, kind, item, one.announced.requirement(item) is None) for kind, item in altered
        )
        at = datetime.fromisoformat(one.at)
        rows.append((f"{say.day(at.date())}, {say.hour(at)}", one.digest[:12], one.reason, what))
    return rows


def _change(say: Language, kind: str, item: str, rest: bool) -> str:
    """One change: of a requirement under its number, of the rest by its name."""
    words = {"added": say("added"), "removed": say("removed"), "changed": say("changed")}
    fields = {
        "question": say("question"),
        "formula": say("price formula"),
        "price": say("terms of the price"),
        "unknowns": say("what the unknown counts"),
        "rule": say("rule for unproven must-haves"),
        "envelopes": say("envelopes"),
    }
    name = fields.get(item, item) if rest and kind == "changed" else item
    return f"{set_apart(name)} ({words[kind]})"


def changed_lines(say: Language, dossier: Dossier) -> list[str]:
    """Return what every page and file says of requirements changed after sealing; [] where they were not."""
    open_change = say(
        "What is announced was changed since the seal and is not sealed again: no bid counts until it is."
    )
    return [
        say(
            "Requirements changed after sealing, on {day}, because: {reason}",
            day=say.day(datetime.fromisoformat(one.at).date()),
            reason=one.reason,
        )
        for one in dossier.seals[1:]
    ] + [open_change] * (state(dossier) == "changed")


def changed_sheet(say: Language, sheet: Sheet, dossier: Dossier) -> Sheet:
    """Return the table with what every file says of requirements changed after sealing, in a last column of its own."""
    changed = " ".join(changed_lines(say, dossier))
    if not changed:
        return sheet
    column = Column("changed_after_sealing", say("Changed after sealing"))
    return replace(sheet, columns=(*sheet.columns, column), rows=tuple((*row, changed) for row in sheet.rows))


def out_text(say: Language, out: Excluded, evidence: Evidence) -> str:
    """Return why a bid has no place."""
    if out.reason != "must_have":
        return say("too little is known of it: {share} of the criteria", share=say.percent(out.coverage))
    reasons = []
    for one in out.outcomes:
        label = (
            say("a price is given") if one.requirement.token == PRICED else named(say, evidence, one.requirement.token)
        )
        reasons.append(
            say("{label}: not met", label=label) if one.result == "failed" else say("{label}: not proven", label=label)
        )
    return say("; ").join(reasons)


def named(say: Language, evidence: Evidence, token: str) -> str:
    """Return a must-have under its number and text, as the buyer wrote it."""
    return f"{set_apart(token)} ({set_apart(evidence.gates[token].label.in_(say.code))})"

"""What formula and weights can do before anyone bids, as sentences and a table."""

from exports.tender.content import Section, TextTable
from exports.tender.parts import DIGITS, name_of
from exports.tender.sentences import price_lines
from ranking.price import FORMULAS, Bid
from ranking.tender.dossier import Dossier
from ranking.tender.reach import Worth, example, hangs_on_others, worths
from words.facts.price import cancel_sentence, heavy_sentence
from words.language import Language


def reach_section(say: Language, dossier: Dossier) -> Section:
    """Return the part: the formula and what it makes of gaps in price, the warnings of case law, orders that turn."""
    worth_of = worths(dossier)
    requirements = {r.id: r for r in dossier.announced.requirements}
    formula = FORMULAS.get(dossier.announced.formula)
    points = worth_of and formula is not None and formula.price_part is not None
    euros = worth_of and worth_of[0].euros is not None
    heads = [say("Criterion"), say("Points of 100")]
    heads += [say("Worth a price higher by")] if points or euros else []
    rows = [
        (
            name_of(requirements[one.requirement]),
            say.number(one.points, DIGITS),
            *([_price(say, one)] if points else [say.number(one.euros, DIGITS)] if euros else []),
        )
        for one in worth_of
    ]
    small = (
        say(
            "The last column: by how much the best bid on the criterion may be dearer than the only other one, the "
            "worst on it and equal on all else, before that one draws level."
        )
        if points or euros
        else ""
    )
    grid = TextTable(heads, rows, (4, 1, *[1.6] * (len(heads) - 2)), frozenset(range(1, len(heads)))) if rows else None
    return Section(say("What formula and weights can do"), _lines(say, dossier), grid, small, "reach")


def _price(say: Language, one: Worth) -> str:
    if one.dearer is None:
        return say("any amount")
    return say.percent(one.dearer, 1) if one.dearer else say("nothing at all")


def _lines(say: Language, dossier: Dossier) -> list[str]:
    announced, formula = dossier.announced, FORMULAS.get(dossier.announced.formula)
    lines = price_lines(say, dossier)
    if formula is None:
        return lines
    terms = announced.price
    if formula.id == "per_price":
        lines.append(say("A bid dearer by some share draws level with as large a share more points of quality."))
    if formula.id == "deducted":
        lines.append(
            say("One point of quality, of 100, is worth {euros} of the price.", euros=say.number(terms.euros, DIGITS))
        )
    pair = [Bid(say("the dearer bid"), 101.0, 0.0), Bid(say("the cheaper bid"), 100.0, 0.0)]
    lines += filter(None, [cancel_sentence(say, formula, pair, terms)])
    lines += filter(None, [heavy_sentence(say, terms)] if formula.price_part else [])
    return [*lines, *_turned(say, dossier)]


def _turned(say: Language, dossier: Dossier) -> list[str]:
    """Whether a third bid can turn the order of two others, with an example."""
    if not hangs_on_others(dossier):
        return [say("No third bid can turn the order of two others under this formula.")]
    turned = example(dossier)
    if turned is None:
        return []
    blanks = {}
    for one in turned.bids:
        key = one.name.lower()
        blanks |= {f"price_{key}": say.brief(one.price), f"quality_{key}": say.brief(one.quality)}
    return [
        say(
            "A third bid can turn the order of two others: A at {price_a} with {quality_a} points of quality and B at "
            "{price_b} with {quality_b} change places once C, at {price_c} with {quality_c}, is in or out.",
            **blanks,
        )
    ]

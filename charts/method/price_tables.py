"""Tables of the price formulas: what each is, and what each says of a user's own offers, side by side."""

from collections.abc import Sequence

from charts.parts.sheet import Column, Sheet
from charts.parts.templates import render
from ranking.model import Source
from ranking.price import FORMULAS, Bid, Scored, Terms, reversals
from words.facts.price import cancel_sentence, effect_sentence, figure_text, formula_sources, reversal_sentence
from words.facts.price_formulas import formula_name, formula_sign, formula_text
from words.language import Language


def formulas_html(say: Language) -> str:
    """Return every formula with its letters, what it does and its source."""
    rows = [
        {
            "name": formula_name(say, f),
            "sign": formula_sign(f),
            "text": formula_text(say, f),
            "sources": [_source(say, s) for s in formula_sources(f)],
        }
        for f in FORMULAS
    ]
    return render(
        "method/price.html.j2",
        kind="formulas",
        caption=say("Price formulas"),
        rows=rows,
        heads=[say("Formula"), say("What it does"), say("Source")],
    )


def results_html(say: Language, every: Sequence[Scored], bids: Sequence[Bid], terms: Terms) -> str:
    """Return the order of the offers by each formula, and what the pool does to it."""
    return render(
        "method/price.html.j2",
        kind="results",
        caption=say("The same offers by every formula"),
        rows=[_result(say, scored, bids, terms) for scored in every],
        heads=[say("Formula"), say("Order"), say("What the pool does")],
    )


def price_sheet(say: Language, every: Sequence[Scored], bids: Sequence[Bid]) -> Sheet:
    """Return one row a bid: price, quality, each formula's figure as a number (points, money, share of the best)."""
    columns = (
        Column("name", say("Offer")),
        Column("price", say("Price"), "number", 2),
        Column("quality", say("Quality"), "number"),
        *(Column(f.formula.id, formula_name(say, f.formula.id), *_KINDS[f.formula.unit]) for f in every),
    )
    rows = ((b.name, b.price, b.quality, *(_figure(f, n) for f in every)) for n, b in enumerate(bids))
    return Sheet("price", say("Price"), columns, tuple(rows))


_KINDS = {"points": ("number", 1), "money": ("number", 2), "ratio": ("share", 1)}


def _figure(scored: Scored, row: int) -> float:
    if scored.formula.unit != "ratio":
        return float(scored.figures[row])
    best = max(scored.figures)
    return float(scored.figures[row] / best) if best else 0.0


def _source(say: Language, source: Source) -> dict[str, str]:
    return {"title": source.title, "url": source.url, "day": say.partial_day(source.day)}


def _result(say: Language, scored: Scored, bids: Sequence[Bid], terms: Terms) -> dict:
    order = sorted(range(len(bids)), key=lambda n: (scored.places[n] is None, scored.places[n] or 0, n))
    rows = [
        {
            "place": scored.places[n] or "–",
            "name": bids[n].name,
            "figure": figure_text(say, scored, n),
            "first": scored.places[n] == 1,
        }
        for n in order
    ]
    unit = {
        "points": say("points out of 100"),
        "money": say("price less the value of quality"),
        "ratio": say("in % of the best ratio"),
    }[scored.formula.unit]
    warning = cancel_sentence(say, scored.formula, bids, terms)
    notes = [
        effect_sentence(say, scored.formula, bids, terms),
        reversal_sentence(say, reversals(scored.formula, bids, terms), bids),
    ]
    return {
        "name": formula_name(say, scored.formula.id),
        "sign": formula_sign(scored.formula.id),
        "bids": rows,
        "unit": unit,
        "warning": warning,
        "notes": list(filter(None, notes)),
    }

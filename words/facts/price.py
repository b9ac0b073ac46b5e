"""Price formulas in words: where each comes from, what is wrong with an entry, what the pool does."""

from collections.abc import Sequence
from datetime import date
from functools import reduce

from ranking.model import Source
from ranking.price import (
    CHEAPEST,
    DEAREST,
    LONGEST_NAME,
    MOST_BIDS,
    Bid,
    PriceFault,
    PriceFormula,
    Reversal,
    Scored,
    Terms,
    cancels,
    price_spread,
)
from words.facts.price_formulas import formula_name
from words.language import Language

RULING = date(2017, 5, 24)


def formula_sources(name: str) -> tuple[Source, ...]:
    """Return where the formula, and what is said of it, was read."""
    weka, negometrix = "https://www.weka.fr", "https://support.negometrix.com/en/support/solutions"
    achats = Source(
        "Achat-logistique", "https://achat-logistique.info/fonction-achat/bien-choisir-sa-formule-de-notation-des-prix/"
    )
    doubletrade = Source(
        "Doubletrade", "https://doubletrade.com/les-acheteurs-peuvent-attribuer-une-note-de-zero-sur-le-prix-2"
    )
    return {
        "best_ratio": (
            Source(
                "Weka",
                weka + "/actualite/acheteur-public/article/un-outil-de-bercy-pour-analyser-les-"
                "offres-de-prix-dans-les-marches-publics-175374/",
                "2024",
            ),
            achats,
        ),
        "linear": (
            Source(
                "Weka",
                weka + "/marches-publics/dossier-pratique/marches-publics-de-la-preparation-a-l-"
                "execution-dt104/methode-de-jugement-des-offres-et-de-ponderation-des-criteres-3146/",
            ),
            doubletrade,
        ),
        "between": (
            Source(
                "Christian Finalteri, avocat",
                "https://www.christian-finalteri-avocat.fr/marches-publics-la-"
                "notation-est-irreguliere-si-elle-attribue-un-zero-a-loffre-la-plus-chere-conseil-detat-24-"
                "mai-2017-societe-techno-logistique-n405787/",
            ),
            doubletrade,
            achats,
        ),
        "fixed": (
            Source("Negometrix", negometrix + "/folders/9000180615", "2019-09-17"),
            Source("BTO", "https://www.bto.co.uk/blog/price-scoring-does-the-perfect-formula-exist.aspx", "2016-07-08"),
        ),
        "per_price": (
            Source(
                "Fachverlag Ferber",
                "https://fachverlag-ferber.blogspot.com/2016/01/excel-dateien-zur-bewertung-von.html",
                "2016-01",
            ),
        ),
        "banded": (
            Source(
                "arriba-net",
                "https://download.arriba-net.de/fileadmin/downloaddaten/test.arriba-net.de/hilfe/"
                "erweiterte_richtwertmethode.html",
            ),
        ),
        "deducted": (Source("Negometrix", negometrix + "/articles/9000123966-award-on-value", "2019-09-13"),),
    }[name]


def figure_text(say: Language, scored: Scored, row: int) -> str:
    """Return a figure as a reader says it: points, money, or a share of the best ratio."""
    figure = scored.figures[row]
    if scored.formula.unit == "ratio":
        best = max(scored.figures)
        return say.percent(figure / best if best else 0.0, 1)
    return say.number(figure, 2 if scored.formula.unit == "money" else 1)


def fault_text(say: Language, fault: PriceFault, bids: Sequence[Bid]) -> str:
    """Return the sentence for a fault of a price table: which row, what is wrong with it, what is allowed."""
    name, most = bids[fault.row - 1].name.strip() or "–" if fault.row else "", say.number(DEAREST)
    return {
        "few": say("At least two offers are needed to compare."),
        "many": say("At most {n} offers.", n=MOST_BIDS),
        "name": say("Row {row}: a name is missing or too long; 1 to {n} characters.", row=fault.row, n=LONGEST_NAME),
        "price": say(
            "Row {row} ({name}): the price must be a number from {least} to {most}.",
            row=fault.row,
            name=name,
            least=say.number(CHEAPEST, 6),
            most=most,
        ),
        "quality": say("Row {row} ({name}): quality is a number from 0 to 100.", row=fault.row, name=name),
        "twice": say("Row {row} ({name}): this name appears twice.", row=fault.row, name=name),
        "weight": say("The weight of the price is a number from 0 to 100."),
        "times": say("n is a number above 1, 100 at most."),
        "scale": say(
            "The two ends of the scale are numbers from 0 to {most}; full points must end below the price "
            "that gets none.",
            most=most,
        ),
        "band": say("The band is a number from 0 to 10."),
        "decides": say("Quality or price decides inside the band."),
        "euros": say("The value of a quality point is a number from 0 to {most}.", most=most),
    }[fault.what]


def cancel_sentence(say: Language, formula: PriceFormula, bids: Sequence[Bid], terms: Terms) -> str:
    """Return the warning of the case law, with the figures of these offers; empty where it does not apply."""
    if not cancels(formula, bids, terms):
        return ""
    low, high = (f(bids, key=lambda b: b.price) for f in (min, max))
    return say(
        "The pool cancels the weights: “{dear}” is {gap} % dearer than “{cheap}” and loses all {points} points "
        "of the price; the {rest} points of quality can never win them back. The dearest loses them all, be it "
        "only 1 % dearer. The Conseil d’État censured such a scale on {day} (405787, Techno Logistique).",
        dear=high.name,
        cheap=low.name,
        gap=say.brief(round(100 * (high.price / low.price - 1), 1)),
        points=say.brief(terms.weight),
        rest=say.brief(100 - terms.weight),
        day=say.day(RULING),
    )


def reversal_sentence(say: Language, reversals: Sequence[Reversal], bids: Sequence[Bid]) -> str:
    """Return the sentence that the order of two offers hangs on a third; empty where none does."""
    if not reversals:
        return ""
    one = reversals[0]
    sentence = say(
        "The order hangs on who bids: without “{gone}”, “{first}” would no longer stand before “{second}”.",
        gone=bids[one.without].name,
        first=bids[one.first].name,
        second=bids[one.second].name,
    )
    more = len(reversals) - 1
    return sentence + (" " + say.plural("{n} more such case.", "{n} more such cases.", more) if more else "")


def effect_sentence(say: Language, formula: PriceFormula, bids: Sequence[Bid], terms: Terms) -> str:
    """Return how much price and quality separate these offers, beside the weights; empty where price has no points."""
    spread = price_spread(formula, bids, terms)
    if spread is None or sum(spread) == 0:
        return ""
    return say(
        "Announced: price {weight}. Among these offers price makes a difference of {price} points, quality of "
        "{quality}.",
        weight=say.percent(terms.weight / 100),
        price=say.number(spread[0], 1),
        quality=say.number(spread[1], 1),
    )


def heavy_sentence(say: Language, terms: Terms) -> str:
    """Return the sentence that a price weight this heavy was struck down; empty where it is lighter."""
    if terms.weight < 90:
        return ""
    return say(
        "A price that weighs 90 % was struck down by the court of Düsseldorf on {day} (Verg 33/12).",
        day=say.day(date(2013, 1, 9)),
    )


def result_sentence(say: Language, every: Sequence[Scored], bids: Sequence[Bid]) -> str:
    """Return whether the formulas agree on who comes first."""
    by_winners = {}
    for scored in every:
        by_winners.setdefault(scored.winners, []).append(formula_name(say, scored.formula.id).lower())
    names = {rows: say.both(say("“{name}”", name=bids[n].name) for n in rows) for rows in by_winners}
    if len(names) == 1:
        return say("All the formulas put {names} first.", names=next(iter(names.values())))
    parts = [say("{names} by {formulas}", names=names[rows], formulas=say.both(f)) for rows, f in by_winners.items()]
    return say(
        "The formula decides who comes first: {parts}.",
        parts=reduce(lambda one, other: say("{one}; {other}", one=one, other=other), parts),
    )

"""Sheets that a reader changes: prices with the terms announced, scores with their weights."""

from xlsxwriter.utility import xl_rowcol_to_cell

from exports.tender.live.formulas import points_formula
from exports.tender.live.live_workbook import FIRST, GROUP, LABEL, SHARE, TOP, WEIGHT, WIDE, LiveWorkbook, heads
from exports.tender.parts import label_of
from ranking.price import TERMS
from ranking.tender import scales
from ranking.tender.evidence import PRICE
from words.facts.price_formulas import term_labels


def prices(made: LiveWorkbook) -> None:
    """Write the sheet of prices: of the bids that the formula compares, their points, the terms announced."""
    say, ranked, sheet = made.say, made.ranked, made.sheets["prices"]
    announced = ranked.dossier.announced
    amounts = {p.bidder: p.amount for p in ranked.dossier.prices}
    points = {f.offer: f.value for f in ranked.evidence.facts if f.indicator == PRICE}
    pool = [b for b in amounts if b in points] if PRICE in ranked.evidence.criteria else made.bidders
    labels = term_labels(say)
    terms = [name for name in TERMS[announced.formula] if name in labels]
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 2, 16)
    sheet.set_column(4, 4, 44)
    heads(made, sheet, [say("Bidder"), say("Price before tax"), *([say("Points of the price")] if points else [])], 1)
    for n, name in enumerate(terms):
        sheet.write_string(TOP + n, 4, labels[name], made.look["text"])
        sheet.write_number(TOP + n, 5, getattr(announced.price, name), made.look["own"])
        made.terms[name] = made.cell("prices", TOP + n, 5)
    every = made.column("prices", 1, len(pool))
    for n, bidder in enumerate(pool, TOP):
        sheet.write_string(n, 0, ranked.evidence.offers[bidder].name, made.look["text"])
        sheet.write_number(n, 1, amounts[bidder], made.look["own"])
        made.prices[bidder] = made.cell("prices", n, 1)
        if points:
            formula = points_formula(announced.formula, made.prices[bidder], every, made.terms)
            sheet.write_formula(n, 2, formula, made.look["number"], points[bidder])
            made.price_points[bidder] = made.cell("prices", n, 2)


def scores(made: LiveWorkbook) -> None:
    """Write the sheet of scores: weights, and each bid on each criterion, an unknown left empty."""
    say, ranked, sheet = made.say, made.ranked, made.sheets["scores"]
    evidence, overall = ranked.evidence, ranked.ranking.weighting.overall
    weights = {scales.item(r): r.weight for r in ranked.dossier.announced.criteria}
    own = [c for c in made.criteria if c != PRICE]
    summed = f"SUM({made.column('scores', WEIGHT, len(own))})"
    left = f"(1-{made.terms['weight']}/100)*" if PRICE in made.criteria else ""
    names = [evidence.offers[b].name for b in made.bidders]
    heads(made, sheet, [say("Criterion"), say("Group"), say("Weight"), say("Share of the whole"), *names], WEIGHT)
    for n, name in enumerate(made.criteria, TOP):
        sheet.write_string(n, LABEL, label_of(say, ranked, name), made.look["text"])
        pillar = evidence.pillars[evidence.criteria[name].pillar]
        sheet.write_string(n, GROUP, pillar.label.in_(say.code), made.look["text"])
        if name == PRICE:
            share = f"={made.terms['weight']}/100"
        else:
            sheet.write_number(n, WEIGHT, weights[name], made.look["own"])
            share = f"={left}{xl_rowcol_to_cell(n, WEIGHT)}/{summed}"
        sheet.write_formula(n, SHARE, share, made.look["share"], overall[name])
        for k, bidder in enumerate(made.bidders, FIRST):
            score = float(ranked.ranking.matrix.value.at[bidder, name])
            if name == PRICE:
                sheet.write_formula(n, k, f"={made.price_points[bidder]}", made.look["number"], score)
            elif score == score:
                sheet.write_number(n, k, score, made.look["own"])
            else:
                sheet.write_blank(n, k, None, made.look["own"])
    sheet.set_column(LABEL, LABEL, WIDE)
    sheet.set_column(GROUP, FIRST + len(names), 16)
    sheet.freeze_panes(TOP, FIRST)

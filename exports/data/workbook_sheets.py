"""The tables that only the workbook holds: contributions, matrix, weights, robustness, stability."""

from address.page_entries import PageEntries
from charts.parts.sheet import Column, Sheet
from charts.ranking.ranking_sheet import criterion_columns, weighed_criteria
from charts.ranking.robustness_sheet import robustness_sheet
from ranking.facts.cells import cells
from ranking.model import Criterion, Evidence
from ranking.weighing.rank import Ranking, RankingRow
from results import results
from words.facts.values import end_texts
from words.language import Language


def contributions_table(say: Language, evidence: Evidence, ranking: Ranking) -> Sheet:
    """Return points of every criterion that carries weight, one row an offer; they add up to the score."""
    weighed = weighed_criteria(ranking)
    columns = (
        *_offer_columns(say),
        Column("score", say("Score"), "number"),
        *criterion_columns(say, evidence, weighed),
    )
    rows = tuple(
        (r.offer, evidence.offers[r.offer].name, r.score, *(r.contributions[c] for c in weighed))
        for r in _scored(ranking)
    )
    return Sheet("contributions", say("Contributions"), columns, rows)


def matrix_table(say: Language, evidence: Evidence, ranking: Ranking) -> Sheet:
    """Return scores 0..100 of every offer shown on every criterion; an empty cell is unknown, never zero."""
    by_cell, criteria = cells(evidence, ranking.matrix), list(evidence.criteria)
    columns = (*_offer_columns(say), *criterion_columns(say, evidence, criteria))
    shown = [o for o in evidence.offers if ranking.scenario.offers is None or o in ranking.scenario.offers]
    rows = tuple(
        (o, evidence.offers[o].name, *(by_cell[o, c].score if by_cell[o, c].known else None for c in criteria))
        for o in shown
    )
    return Sheet("matrix", say("Matrix"), columns, rows)


def weights_table(say: Language, evidence: Evidence, ranking: Ranking) -> Sheet:
    """Return one row a criterion: its pillar, both shares, both ends of its scale."""
    columns = (
        Column("criterion", say("Id"), "id"),
        Column("label", say("Criterion")),
        Column("pillar", say("Pillar")),
        Column("pillar_share", say("Share of the pillar"), "share"),
        Column("within", say("Share within the pillar"), "share"),
        Column("weight", say("Share of the whole"), "share"),
        Column("stated", say("Stated share"), "share"),
        Column("thin", say("Set aside: too little is known")),
        Column("worst", say("Counts 0")),
        Column("best", say("Counts 100")),
    )
    return Sheet(
        "weights",
        say("Weights"),
        columns,
        tuple(_weight(say, evidence, ranking, c) for c in evidence.criteria.values()),
    )


def robustness_table(say: Language, evidence: Evidence, ranking: Ranking, view: PageEntries) -> Sheet:
    """Return the table of shares of places, over the view's weightings; without rows where nobody has a place."""
    if not ranking.rows:
        return Sheet("robustness", say("Robustness"), (Column("name", say("Offer")),), ())
    return robustness_sheet(say, evidence, results.shares(evidence, ranking.scenario, view.vary), view.vary.kind)


def stability_table(say: Language, evidence: Evidence, ranking: Ranking) -> Sheet:
    """Return between which shares each weight may stand, the others in proportion, and who leads beyond."""
    columns = (
        Column("level", say("Level")),
        Column("item", say("Id"), "id"),
        Column("label", say("Weight of")),
        Column("now", say("Now"), "share"),
        Column("from", say("The leader leads from"), "share"),
        Column("to", say("The leader leads to"), "share"),
        Column("below", say("Below, first would be")),
        Column("above", say("Above, first would be")),
    )
    if len(ranking.rows) < 2:
        return Sheet("stability", say("Stability"), columns, ())
    return Sheet(
        "stability",
        say("Stability"),
        columns,
        (*_intervals(say, evidence, ranking, "pillar"), *_intervals(say, evidence, ranking, "criterion")),
    )


def _intervals(say: Language, evidence: Evidence, ranking: Ranking, level: str) -> tuple[tuple, ...]:
    scales = evidence.pillars if level == "pillar" else evidence.criteria
    name = say("pillar") if level == "pillar" else say("criterion")
    return tuple(
        (
            name,
            s.item,
            say.text(scales[s.item].label),
            float(s.now),
            *map(float, s.leads),
            *(offer and evidence.offers[offer].name for offer in (s.below, s.above)),
        )
        for s in results.intervals(evidence, ranking.scenario, level)
    )


def _weight(say: Language, evidence: Evidence, ranking: Ranking, scale: Criterion) -> tuple:
    weights, thin = ranking.weighting, scale.id in ranking.matrix.thin and not ranking.scenario.thin
    return (
        scale.id,
        say.text(scale.label),
        say.text(evidence.pillars[scale.pillar].label),
        float(weights.pillars[scale.pillar]),
        float(weights.within[scale.id]),
        float(weights.overall[scale.id]),
        float(weights.nominal[scale.pillar]),
        say("yes") if thin else None,
        *end_texts(say, scale),
    )


def _scored(ranking: Ranking) -> list[RankingRow]:
    return [*ranking.rows, *(x.row for x in ranking.excluded if x.row)]


def _offer_columns(say: Language) -> tuple[Column, Column]:
    return Column("offer", say("Id"), "id"), Column("name", say("Offer"))

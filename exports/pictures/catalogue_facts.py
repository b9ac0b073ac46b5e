"""Pictures of the facts behind the ranking: the matrix, two offers, one fact otherwise, the documented decisions."""

from address.page_entries import PageEntries
from charts.decisions.overview_sheet import overview_sheet
from charts.evidence.evidence_figure import evidence_figure
from charts.evidence.evidence_matrix import on_sale
from charts.ranking.fact_tipping_sheet import fact_tipping_sheet
from charts.ranking.pair_sheet import pair_sheet
from charts.workload.sheets import bill_sheet
from exports.pictures.picture import Picture
from exports.refusal import Refusal
from ranking.facts.cells import cells
from ranking.model import Evidence, Fact
from ranking.replies.reply import by_cell, counted
from ranking.rounding import printed_gap
from ranking.weighing.explain import explain
from ranking.weighing.rank import Ranking
from ranking.weighing.scenario import Scenario
from results import results, workload
from words import reading as how
from words.decisions import replay as decided
from words.facts import evidence as known
from words.facts import workload as priced
from words.language import Language
from words.ranking import robustness
from words.ranking.difference import gap_sentence


def matrix(say: Language, evidence: Evidence, scenario: Scenario, view: PageEntries) -> Picture:
    """Return the picture of what is known of whom, how well."""
    ranking = results.ranking(evidence, scenario)
    by_criterion = cells(evidence, ranking.matrix)
    replied = frozenset(by_cell(evidence, counted(evidence, view.replies, scenario.as_of, evidence.offers)))
    return Picture(
        known.title(say, evidence, ranking, on_sale(evidence, ranking, by_criterion)),
        say("Score out of 100 of each offer on each criterion, and the grade of its weakest fact"),
        how.matrix_reading(say),
        "evidence",
        lambda look: evidence_figure(say, evidence, ranking, by_criterion, view.shown, look, replied),
        tuple(ranking.matrix.facts.values()),
        weighed=False,
    )


def decisions(say: Language, evidence: Evidence, scenario: Scenario, view: PageEntries) -> Picture:
    """Return the picture of the documented decisions beside the board. Raises Refusal where none is on file."""
    replays = results.replays(evidence)
    if not replays:
        raise Refusal("no_decision", "no decision is on file")
    facts = dict.fromkeys(f for r in replays if r.ranking for f in r.ranking.matrix.facts.values())
    return Picture(
        decided.count_sentence(say, replays),
        say("What was decided, and who comes first on the board on that day under the published conditions"),
        how.decisions_reading(say),
        "replay",
        lambda look: overview_sheet(say, evidence, replays),
        tuple(facts),
        weighed=False,
        dated=False,
        strip=decided.terms_sentence(say),
    )


def flip(say: Language, evidence: Evidence, scenario: Scenario, view: PageEntries) -> Picture:
    """Return the picture of the smallest changes of one fact that change the leader.

    Raises Refusal where there is none.
    """
    flips = results.flips(evidence, scenario)
    if not flips:
        raise Refusal("no_flip", "no single fact, whatever its value, would put another offer first")
    return Picture(
        robustness.flips_text(say, evidence, flips[:1]),
        say("Single-fact changes that put another offer first, smallest on top"),
        how.flips_reading(say, flips[0].size),
        "robustness",
        lambda look: fact_tipping_sheet(say, evidence, flips),
        _that_day(evidence, scenario),
    )


def pair(say: Language, evidence: Evidence, scenario: Scenario, view: PageEntries) -> Picture:
    """Return the picture of why one offer stands above another: the view's pair, else the first two.

    Raises Refusal where none does.
    """
    ranking = results.ranking(evidence, scenario)
    first, second = two = _pair(ranking, view)
    differences, gap = explain(ranking, *two), printed_gap(ranking.row(first).score, ranking.row(second).score)
    if not any(d.printed for d in differences):
        raise Refusal("no_difference", "the two offers differ on no criterion that carries weight")
    states = known.cell_texts(say, evidence, cells(evidence, ranking.matrix, two), two)
    return Picture(
        gap_sentence(say, evidence, first, second, gap),
        say("Points that each criterion adds to the gap between the two"),
        how.pair_reading(say, evidence, two, differences),
        "ranking",
        lambda look: pair_sheet(say, evidence, two, differences, states),
        _that_day(evidence, scenario),
    )


def cost(say: Language, evidence: Evidence, scenario: Scenario, view: PageEntries) -> Picture:
    """Return the picture of what a workload costs at each offer, by part."""
    bill = workload.bill(evidence, scenario, workload.in_use(evidence, scenario, view.workload))
    rests = [p.fact for c in bill.costs for p in c.parts.values() if p.fact]
    return Picture(
        priced.finding(say, evidence, bill),
        say("Bill of the first month in euros without tax, by part, at list prices"),
        priced.reading_sentence(say),
        "cost",
        lambda look: bill_sheet(say, evidence, bill, False, look.most),
        tuple(dict.fromkeys(rests)),
        weighed=False,
        strip=priced.summary(say, evidence, bill.workload),
        terms=" ".join(filter(None, (priced.services_sentence(say, bill), *priced.terms(say, bill.workload)))),
    )


def _pair(ranking: Ranking, view: PageEntries) -> tuple[str, str]:
    """Raises Refusal where fewer than two offers are scored."""
    scored = [r.offer for r in ranking.rows] + [x.offer for x in ranking.excluded if x.row]
    if len(scored) < 2:
        raise Refusal("no_pair", "with fewer than two offers that are scored there is nothing to compare")
    return view.pair if view.pair and set(view.pair) <= set(scored) else (scored[0], scored[1])


def _that_day(evidence: Evidence, scenario: Scenario) -> tuple[Fact, ...]:
    return tuple(results.ranking(evidence, scenario).matrix.facts.values())


CATALOGUE = {"pair": pair, "flips": flip, "evidence": matrix, "replay": decisions, "cost": cost}

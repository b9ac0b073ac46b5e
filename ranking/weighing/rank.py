"""The ranking: scenario + evidence -> places, scores, ranges, reasons. Same inputs, same ranking, to the byte."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd

from ranking.errors import NothingToWeigh
from ranking.facts.decision_matrix import DecisionMatrix, decision_matrix, never_rankable
from ranking.facts.musthaves import Outcome, excludes, outcome, requirement
from ranking.model import Evidence
from ranking.tolerances import TIE
from ranking.unknowns import fill
from ranking.weighing.scenario import Scenario, put_to
from ranking.weighing.total import contributions, inner_shares, live_shares, totals
from ranking.weighing.weighting import Weighting, weighting
from ranking.weights import balance


@dataclass(frozen=True, eq=False)
class RankingRow:
    """One offer on the board: points 0..100, contributions per criterion that add up to the score."""

    offer: str
    place: int | None
    score: float
    low: float
    high: float
    contributions: Mapping[str, float]
    coverage: float
    known_weight: float
    gap: float | None = None


@dataclass(frozen=True, eq=False)
class Excluded:
    """An offer without a place: why, and its row where it could have been scored.

    reason  "must_have", "not_on_sale" or "not_enough_evidence"
    """

    offer: str
    reason: str
    outcomes: tuple[Outcome, ...] = ()
    row: RankingRow | None = None
    coverage: float = 0.0


@dataclass(frozen=True, eq=False)
class Ranking:
    """The answer: rows in order of place, the excluded apart, and everything they were made from."""

    scenario: Scenario
    version: str
    weighting: Weighting
    matrix: DecisionMatrix
    rows: tuple[RankingRow, ...]
    excluded: tuple[Excluded, ...]
    outcomes: Mapping[str, tuple[Outcome, ...]]

    @property
    def leaders(self) -> tuple[RankingRow, ...]:
        """Return all rows that share the first place."""
        return tuple(row for row in self.rows if row.place == 1)

    def row(self, offer: str) -> RankingRow | None:
        """Return the row of an offer, ranked or excluded; None where it could not be scored."""
        every = [*self.rows, *(x.row for x in self.excluded if x.row)]
        return next((row for row in every if row.offer == offer), None)


def scores(matrix: DecisionMatrix, weights: Weighting, unknowns: str, compensation: float) -> dict[str, np.ndarray]:
    """Return totals and contributions of every offer, in the order of the matrix.

    weights  in the matrix's order of criteria
    returns  total, low, high, known_weight (n,), contributions (n, m), pillars (n, k) with NaN where nothing is weighed
    """
    cells, groups, values = matrix.arrays, weights.groups, fill(matrix.arrays["value"], unknowns)
    overall = np.array(list(weights.overall.values()))
    total, low, high = (
        totals(scored, overall[:, None], groups, compensation)[:, 0] for scored in (values, cells["low"], cells["high"])
    )
    parts, pillars = _pillars(values, weights)
    live = live_shares(np.where(np.isnan(pillars), 0.0, list(weights.pillars.values())))
    return {
        "total": total,
        "low": np.minimum(low, total),
        "high": np.maximum(high, total),
        "known_weight": cells["known"] @ overall,
        "pillars": pillars,
        "contributions": contributions(pillars, live, total, parts, groups, compensation),
    }


def pillar_table(values: np.ndarray, weights: Weighting) -> np.ndarray:
    """Return the score of each offer in each pillar, (n, k), NaN where nothing that is weighed in it is known.

    values  (n, m) as filled, NaN where an unknown is left out
    """
    return _pillars(values, weights)[1]


def rank(
    evidence: Evidence,
    scenario: Scenario,
    matrix: DecisionMatrix | None = None,
    never: frozenset[str] | None = None,
) -> Ranking:
    """Return the ranking of `scenario`.

    matrix  the decision matrix of its day, never: `never_rankable` of the evidence, where the caller has them already
    Raises NothingToWeigh where every weight is zero at that day.
    """
    evidence = put_to(evidence, scenario)
    matrix = matrix or decision_matrix(evidence, scenario.as_of, scenario.unknowns, scenario.known)
    weights = weighting(evidence, scenario, matrix.thin)
    if not any(weights.overall.values()):
        raise NothingToWeigh(
            f"every weight is zero on {scenario.as_of}; give at least one documented criterion a weight"
        )
    rows = _rows(matrix, weights, scenario)
    shown = [o for o in evidence.offers if scenario.offers is None or o in scenario.offers]
    wanted = [requirement(token, evidence) for token in scenario.require]
    outcomes = {o: tuple(outcome(w, o, matrix, evidence) for w in wanted) for o in shown}
    never = never_rankable(evidence) if never is None else never
    status = matrix.statuses
    excluded = [x for o in shown if (x := _exclusion(status[o], outcomes[o], scenario, rows[o], never))]
    out = {x.offer for x in excluded}
    placed = _placed([rows[o] for o in shown if o not in out], evidence)
    return Ranking(scenario, evidence.version, weights, matrix, placed, tuple(excluded), outcomes)


def place_numbers(totals: pd.Series) -> pd.Series:
    """Return places 1..n, best first; totals within a billionth of a point share a place (1, 1, 3)."""
    return pd.Series(numbers(dict(totals.items())), dtype=int).reindex(totals.index)


def numbers(totals: Mapping[str, float]) -> dict[str, int]:
    """Return offer -> place, best first, equals as in `place_numbers`: a plain dict."""
    places, previous = {}, None
    for n, (offer, total) in enumerate(sorted(totals.items(), key=lambda kv: -kv[1]), 1):
        if previous is None or previous[1] - total > TIE:
            previous = (n, total)
        places[offer] = previous[0]
    return places


def current_balance(evidence: Evidence, weights: Weighting) -> float | None:
    """Return the urgency-sovereignty balance in force, 0 all sovereignty, 1 all urgency; None where neither weighs."""
    return balance(weights.pillars, evidence.pole("urgency"), evidence.pole("sovereignty"))


def on_day(scenario: Scenario, day: date) -> Scenario:
    """Return the same question put to another day."""
    return replace(scenario, as_of=day)


def shut_out(evidence: Evidence, ranking: Ranking) -> dict[str, Excluded]:
    """Return offer -> why it is out whatever the weights; the others may still have nothing known that is weighed."""
    never, status, coverage = never_rankable(evidence), ranking.matrix.statuses, ranking.matrix.coverage
    bars = {o: _bar(o, status[o], outcomes, ranking.scenario, never) for o, outcomes in ranking.outcomes.items()}
    return {o: Excluded(o, reason, shown, None, float(coverage[o])) for o, (reason, shown) in bars.items() if reason}


def nearest_first(evidence: Evidence, excluded: Iterable[Excluded]) -> list[Excluded]:
    """Return offers without a place, those that fail fewest must-haves first, then those that prove most of them."""

    def missed(out: Excluded, result: str) -> int:
        return sum(o.result == result for o in out.outcomes)

    return sorted(
        excluded,
        key=lambda x: (missed(x, "failed"), missed(x, "unknown"), evidence.offers[x.offer].name.casefold()),
    )


def _pillars(values: np.ndarray, weights: Weighting) -> tuple[np.ndarray, np.ndarray]:
    """What each criterion gives its pillar, (n, m), and the pillars' scores, (n, k)."""
    share = inner_shares(values, np.array(list(weights.within.values())), weights.groups)
    parts = np.nan_to_num(values) * share
    return parts, np.where(share @ weights.groups.T > 0, parts @ weights.groups.T, np.nan)


def _rows(matrix: DecisionMatrix, weights: Weighting, scenario: Scenario) -> dict[str, RankingRow]:
    parts = scores(matrix, weights, scenario.unknowns, scenario.compensation)
    offers, columns = matrix.names
    columns_of = [parts[k].tolist() for k in ("total", "low", "high", "contributions", "known_weight")]
    return {
        offer: RankingRow(offer, None, total, low, high, dict(zip(columns, points, strict=True)), coverage, weighed)
        for offer, total, low, high, points, weighed, coverage in zip(
            offers, *columns_of, matrix.arrays["coverage"].tolist(), strict=True
        )
    }


def pillar_points(answer: Ranking, pillar: str, end: str = "value") -> dict[str, float]:
    """Return offer -> points 0..100 of one pillar, of the offers that the ranking places. end: "low" or "high" too."""
    values = fill(answer.matrix.arrays[end], answer.scenario.unknowns)
    column = list(answer.weighting.pillars).index(pillar)
    points = dict(zip(answer.matrix.names[0], pillar_table(values, answer.weighting)[:, column].tolist(), strict=True))
    return {row.offer: points[row.offer] for row in answer.rows}


def _bar(
    offer: str, status: str, outcomes: tuple[Outcome, ...], scenario: Scenario, never: frozenset[str]
) -> tuple[str, tuple[Outcome, ...]]:
    """Why an offer is out whatever the weights, "" where it is not, and the outcomes that say so."""
    if status == "ranked" and offer in never:
        status = "not_enough_evidence"
    if status != "ranked":
        return status, outcomes
    failed = tuple(o for o in outcomes if excludes(o, scenario.rule))
    return ("must_have", failed) if failed else ("", ())


def _exclusion(
    status: str, outcomes: tuple[Outcome, ...], scenario: Scenario, row: RankingRow, never: frozenset[str]
) -> Excluded | None:
    reason, shown = _bar(row.offer, status, outcomes, scenario, never)
    if reason in ("", "must_have") and scenario.unknowns == "ignore" and row.known_weight <= 0:
        reason, shown = "not_enough_evidence", outcomes
    return Excluded(row.offer, reason, shown, row if reason == "must_have" else None, row.coverage) if reason else None


def _placed(rows: list[RankingRow], evidence: Evidence) -> tuple[RankingRow, ...]:
    """Rows in order, with places and the gap to the next lower score."""
    places = numbers({r.offer: r.score for r in rows})
    best = {}
    for row in rows:
        best[places[row.offer]] = max(row.score, best.get(places[row.offer], row.score))
    following = dict(zip(sorted(best), sorted(best)[1:], strict=False))
    ordered = sorted(rows, key=lambda r: (places[r.offer], evidence.offers[r.offer].name.casefold()))
    return tuple(
        RankingRow(
            r.offer,
            n := places[r.offer],
            r.score,
            r.low,
            r.high,
            r.contributions,
            r.coverage,
            r.known_weight,
            r.score - best[following[n]] if n in following else None,
        )
        for r in ordered
    )

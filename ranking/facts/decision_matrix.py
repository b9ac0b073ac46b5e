"""What is known on a day: facts in force, and the decision matrix of scores they give."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from operator import is_

import numpy as np
import pandas as pd

from ranking.facts.scales import quantity, score
from ranking.keeping import kept_with_evidence
from ranking.model import UNKNOWN, Criterion, Evidence, Fact, Source
from ranking.tolerances import EDGE
from ranking.unknowns import FILL

KNOWN = ("true", "documented")
# Shares, both told on the method page: of the criteria below which an offer is listed apart; of the offers below which
# a criterion carries no weight unless asked.
RANKABLE_COVERAGE = 0.35
THIN = 0.65
DAY = timedelta(days=1)


@dataclass(frozen=True, eq=False)
class DecisionMatrix:
    """Scores 0..100 of every offer on every scored criterion at one day; frames are offers x criteria.

    value     the score; NaN where nothing is known. A share known in part counts its gaps by the unknowns policy
    low, high worst and best case: contested facts at the ends of their range, unknowns from 0 to 100
    known     how much of the cell is known, 0..1 (fractions only for shares)
    status    per offer: "ranked", "not_on_sale", "not_enough_evidence"
    thin      criteria known for less than 65 % of the offers that can be ranked at the day
    """

    day: date
    value: pd.DataFrame
    low: pd.DataFrame
    high: pd.DataFrame
    known: pd.DataFrame
    coverage: pd.Series
    status: pd.Series
    thin: frozenset[str]
    facts: Mapping[tuple[str, str], Fact]

    @cached_property
    def names(self) -> tuple[list[str], list[str]]:
        """Return (offers, criteria), in the order of the frames."""
        return list(self.value.index), list(self.value.columns)

    @cached_property
    def arrays(self) -> dict[str, np.ndarray]:
        """Return the frames as arrays (offers, criteria), coverage as (offers,)."""
        frames = {
            "value": self.value,
            "low": self.low,
            "high": self.high,
            "known": self.known,
            "coverage": self.coverage,
        }
        return {name: frame.to_numpy() for name, frame in frames.items()}

    @cached_property
    def statuses(self) -> dict[str, str]:
        """Return offer -> status."""
        return self.status.to_dict()


def public_by(fact: Fact, day: date) -> bool:
    """Return whether the fact's own source was published by `day`."""
    return published_by(fact.source, day)


def published_by(source: Source, day: date) -> bool:
    """Return whether a source was published by `day`; an undated one cannot show it.

    One dated by month or year counts from the end of that month or year.
    """
    return source.day is not None and (source.day + "-99-99")[:10] <= day.isoformat()


def facts_in_force(facts: Iterable[Fact], day: date, known: str = "true") -> dict[tuple[str, str], Fact]:
    """Return the newest fact with valid_from <= day for each (offer, indicator), unless it has ended by `day`.

    known  "true": what was so on that day; "documented": only what a source published by that day shows.
    """
    newest: dict[tuple[str, str], Fact] = {}
    for fact in facts:
        if fact.valid_from > day or (known == "documented" and not public_by(fact, day)):
            continue
        key = (fact.offer, fact.indicator)
        if key not in newest or newest[key].valid_from <= fact.valid_from:
            newest[key] = fact
    return {key: fact for key, fact in newest.items() if fact.value != UNKNOWN and not fact.ended(day)}


def decision_matrix(evidence: Evidence, day: date, unknowns: str = "cautious", known: str = "true") -> DecisionMatrix:
    """Return scores of all offers on all scored criteria at `day`."""
    facts = facts_in_force(evidence.facts, day, known)
    return _assembled(evidence, day, _cells(evidence, day, unknowns, known, facts), facts)


def _cells(
    evidence: Evidence, day: date, unknowns: str, known: str, facts: Mapping[tuple[str, str], Fact]
) -> np.ndarray:
    """Cells (offers, criteria, 4) of a day; what a bill leaves as the files have it is taken from there."""
    same = as_filed(evidence)
    numbers = np.empty((len(evidence.offers), len(evidence.criteria), 4))
    base = _filed_cells(evidence.filed, day, unknowns, known) if same else numbers
    for j, criterion in enumerate(evidence.criteria.values()):
        if j in same:
            numbers[:, j] = base[:, same[j]]
        else:
            numbers[:, j] = [cell(criterion, o, facts, evidence, unknowns) for o in evidence.offers]
    return numbers


@kept_with_evidence(2)
def _filed_cells(evidence: Evidence, day: date, unknowns: str, known: str) -> np.ndarray:
    return _cells(evidence, day, unknowns, known, facts_in_force(evidence.facts, day, known))


def with_offer(matrix: DecisionMatrix, evidence: Evidence, offer: str, unknowns: str, known: str) -> DecisionMatrix:
    """Return the decision matrix of `evidence`, made from one of evidence that differs in the facts of `offer` only."""
    own = facts_in_force(evidence.offers[offer].facts, matrix.day, known)
    facts = {key: fact for key, fact in matrix.facts.items() if key[0] != offer} | own
    cells = np.stack([matrix.arrays[name] for name in ("value", "low", "high", "known")], axis=-1)
    cells[matrix.names[0].index(offer)] = _row(offer, facts, evidence, unknowns)
    return _assembled(evidence, matrix.day, cells, facts)


def _row(offer: str, facts: Mapping[tuple[str, str], Fact], evidence: Evidence, unknowns: str) -> list[tuple]:
    return [cell(c, offer, facts, evidence, unknowns) for c in evidence.criteria.values()]


def _assembled(
    evidence: Evidence, day: date, cells: np.ndarray, facts: Mapping[tuple[str, str], Fact]
) -> DecisionMatrix:
    """The matrix of cells (offers, criteria, [value, low, high, known])."""
    offers = list(evidence.offers)
    rows, columns = pd.Index(offers, dtype=object), pd.Index(list(evidence.criteria), dtype=object)
    frames = [pd.DataFrame(cells[:, :, k], index=rows, columns=columns) for k in range(4)]
    value, low, high, share = frames
    coverage = share.mean(axis=1)
    if evidence.replaced_prices:
        coverage = pd.Series([filed_coverage(evidence, o, c, share.loc[o], facts) for o, c in coverage.items()], rows)
    statuses = pd.Series([status(o, coverage[o], facts) for o in offers], index=rows, dtype=object)
    rankable = share[statuses == "ranked"]
    thin = frozenset(share.columns[rankable.mean() < THIN - EDGE]) if len(rankable) else frozenset(share.columns)
    return DecisionMatrix(day, value, low, high, share, coverage, statuses, thin, facts)


def filed_coverage(
    evidence: Evidence, offer: str, mean: float, shares: Mapping[str, float], facts: Mapping[tuple[str, str], Fact]
) -> float:
    """Return how much is known of an offer, 0..1, counted over the criteria as the files have them.

    mean, shares  how much of all criteria, and of each, is known of it
    Who is documented well enough to be ranked is a matter of the facts, not of how cost is put together.
    """
    taken = evidence.replaced_prices
    if taken is None:
        return mean
    prices = sum(facts.get((offer, name)) is not None for name in taken.replaced)
    return (mean * len(evidence.criteria) - shares[taken.bill] + prices) / len(evidence.filed.criteria)


def only_bill_differs(evidence: Evidence) -> bool:
    """Return whether the evidence is that of the files, but for the bills that were put into it."""
    filed, taken = evidence.filed, evidence.replaced_prices
    if taken is None or list(evidence.offers) != list(filed.offers):
        return False

    def bills(own: tuple[Fact, ...], filed: tuple[Fact, ...]) -> bool:
        more = own[len(filed) :]
        return len(own) >= len(filed) and all(map(is_, own, filed)) and all(f.indicator == taken.bill for f in more)

    return all(bills(own.facts, filed.offers[offer].facts) for offer, own in evidence.offers.items())


def as_filed(evidence: Evidence) -> dict[int, int]:
    """Return the columns that a bill leaves as the files have them -> their columns there; {} where facts differ."""
    if not only_bill_differs(evidence):
        return {}
    filed = evidence.filed.criteria
    columns = {name: k for k, name in enumerate(filed)}
    return {j: columns[name] for j, (name, c) in enumerate(evidence.criteria.items()) if filed.get(name) is c}


@kept_with_evidence(1)
def never_rankable(evidence: Evidence) -> frozenset[str]:
    """Return the offers too thinly known even at the day the evidence was last checked; kept for each evidence."""
    if only_bill_differs(evidence):
        return never_rankable(evidence.filed)  # that is counted over the criteria as the files have them
    coverage = decision_matrix(evidence, evidence.checked).coverage
    return frozenset(coverage.index[coverage < RANKABLE_COVERAGE - EDGE])


def cell(
    criterion: Criterion, offer: str, facts: Mapping[tuple[str, str], Fact], evidence: Evidence, unknowns: str
) -> tuple[float, float, float, float]:
    """Return (value, low, high, known) of one offer on one criterion."""
    own = [facts.get((offer, i)) for i in criterion.indicators]
    if criterion.kind == "share":
        return _share(own, unknowns)
    fact = own[0]
    if fact is None:
        return np.nan, 0.0, 100.0, 0.0
    value = score(criterion, quantity(criterion, fact.value))
    ends = [score(criterion, x) for x in (fact.low, fact.high) if x is not None] or [value]
    return value, min(ends), max(ends), 1.0


def _share(facts: list[Fact | None], unknowns: str) -> tuple[float, float, float, float]:
    n, present = len(facts), [f for f in facts if f is not None]
    if not present:
        return np.nan, 0.0, 100.0, 0.0
    yes, gaps, filler = sum(f.value for f in present), n - len(present), FILL[unknowns] / 100
    filled = yes / len(present) if np.isnan(filler) else (yes + gaps * filler) / n
    low = sum(f.value if f.low is None else f.low for f in present) / n
    high = (sum(f.value if f.high is None else f.high for f in present) + gaps) / n
    return 100 * filled, 100 * low, 100 * high, len(present) / n


def not_on_sale(offer: str, facts: Mapping[tuple[str, str], Fact]) -> bool:
    """Return whether an offer is known not to be on sale: the fact says so, even where somebody contests it."""
    sale = facts.get((offer, "on_sale"))
    return sale is not None and sale.value == 0


def status(offer: str, coverage: float, facts: Mapping[tuple[str, str], Fact]) -> str:
    """Return whether an offer can be ranked: "ranked", "not_on_sale" or "not_enough_evidence"; coverage is 0..1."""
    if not_on_sale(offer, facts):
        return "not_on_sale"
    return "ranked" if coverage >= RANKABLE_COVERAGE - EDGE else "not_enough_evidence"


def publication(fact: Fact) -> date | None:
    """Return the first day by which a fact's source is surely published; None where the source has no date."""
    stamp = fact.source.day
    if stamp is None:
        return None
    if len(stamp) == 10:
        return date.fromisoformat(stamp)
    year, month = int(stamp[:4]), int(stamp[5:7] or 12)
    return date(year + month // 12, month % 12 + 1, 1)

"""The decision matrix without some facts: the rows of the offers that differ, and the criteria then too thin."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import SimpleNamespace

import numpy as np

from ranking.facts import decision_matrix as matrices
from ranking.facts.decision_matrix import never_rankable
from ranking.facts.musthaves import excludes, outcome
from ranking.keeping import kept_with_evidence
from ranking.model import Criterion, Evidence, Fact
from ranking.weighing.rank import Ranking

Key = tuple[str, str]
Removal = tuple[tuple[Fact, ...], str]


@dataclass(frozen=True, slots=True)
class OfferWithout:
    """One offer without some facts.

    values, known  (m,) as in the decision matrix; ranked: whether it can be; admitted: and nothing shuts it out
    facts          what is in force then, where it differs (None: nothing); columns: the criteria that it differs on
    """

    values: np.ndarray
    known: np.ndarray
    ranked: bool
    admitted: bool
    facts: Mapping[Key, Fact | None]
    columns: tuple[int, ...]


class Overlay:
    """Facts in force with some otherwise; None where nothing is."""

    def __init__(self, own: Mapping[Key, Fact | None], rest: Mapping[Key, Fact]) -> None:
        self.own, self.rest = own, rest

    def get(self, key: Key) -> Fact | None:
        """Return the fact of (offer, indicator), None for none: the own one where there is one, else the other's."""
        return self.own[key] if key in self.own else self.rest.get(key)


@dataclass(frozen=True, eq=False)
class Without:
    """Leaves facts out of the evidence behind a ranking. Offers (n) and criteria (m) as in the decision matrix."""

    evidence: Evidence
    ranking: Ranking

    @cached_property
    def offers(self) -> list[str]:
        """Return the offers, in the order of the matrix's rows."""
        return list(self.evidence.offers)

    @cached_property
    def criteria(self) -> list[Criterion]:
        """Return the criteria, in the order of the matrix's columns."""
        return list(self.evidence.criteria.values())

    @cached_property
    def values(self) -> np.ndarray:
        """Return (n, m) scores of the day, NaN where unknown."""
        return self.ranking.matrix.arrays["value"]

    @cached_property
    def known(self) -> np.ndarray:
        """Return (n, m) how much of each cell is known, 0..1."""
        return self.ranking.matrix.arrays["known"]

    @cached_property
    def shown(self) -> list[bool]:
        """Return for each offer whether the scenario shows it."""
        return [o in self.ranking.outcomes for o in self.offers]

    @cached_property
    def ranked(self) -> np.ndarray:
        """Return (n,) whether enough is known of each offer on the day."""
        return np.array([self.ranking.matrix.statuses[o] == "ranked" for o in self.offers])

    @cached_property
    def admitted(self) -> np.ndarray:
        """Return (n,) whether each offer is shown and nothing shuts it out."""
        never, rule = never_rankable(self.evidence), self.ranking.scenario.rule
        out = {o for o, outcomes in self.ranking.outcomes.items() if any(excludes(x, rule) for x in outcomes)} | never
        return self.ranked & self.shown & np.array([o not in out for o in self.offers])

    @cached_property
    def history(self) -> dict[Key, list[Fact]]:
        """Return the facts of each offer and indicator that count on the day, oldest first."""
        scenario, facts = self.ranking.scenario, {}
        for fact in sorted(self.evidence.facts, key=lambda f: f.valid_from):
            if fact.valid_from <= scenario.as_of and (
                scenario.known == "true" or matrices.public_by(fact, scenario.as_of)
            ):
                facts.setdefault((fact.offer, fact.indicator), []).append(fact)
        return facts

    @cached_property
    def removals(self) -> list[Removal]:
        """Return what is left out in turn: each fact that can matter, then each source that gives several of them."""
        counted = {i for c in self.evidence.criteria.values() for i in c.indicators} | {"on_sale"}
        counted |= {o.requirement.indicator for outcomes in self.ranking.outcomes.values() for o in outcomes}
        histories = {key: facts for key, facts in self.history.items() if key[1] in counted}
        newest = [facts[-1] for facts in histories.values()]
        sources: dict[str, list[Fact]] = {}
        for fact in (f for facts in histories.values() for f in facts if f.source.url):
            sources.setdefault(fact.source.url, []).append(fact)
        inside = {id(f) for f in newest}
        several = [
            (tuple(f for f in facts if id(f) in inside), url) for url, facts in sources.items() if len(facts) > 1
        ]
        return [((f,), "") for f in newest] + [(facts, url) for facts, url in several if facts]

    def without(self, facts: tuple[Fact, ...], url: str) -> dict[int, OfferWithout]:
        """Return the offers that differ without some facts, or all of a source, by row."""
        gone = {f.offer: [g for g in facts if g.offer == f.offer] for f in facts}
        return {self.offers.index(o): self.row(o, {f.indicator for f in fs}, fs, url) for o, fs in gone.items()}

    def row(self, offer: str, indicators: set[str], gone: list[Fact], url: str) -> OfferWithout:
        """Return one offer without some of its facts, or without all that come from `url`."""
        scenario, matrix, i = self.ranking.scenario, self.ranking.matrix, self.offers.index(offer)

        def left(fact: Fact) -> bool:
            return fact.source.url != url if url else fact is not gone[0]

        own: dict[Key, Fact | None] = {}
        for key in ((offer, indicator) for indicator in indicators):
            own[key] = matrices.facts_in_force(filter(left, self.history[key]), scenario.as_of, scenario.known).get(key)
        facts = Overlay(own, matrix.facts)
        values, share = self.values[i].copy(), self.known[i].copy()
        columns = tuple(j for j, c in enumerate(self.criteria) if indicators.intersection(c.indicators))
        for j in columns:
            values[j], _, _, share[j] = matrices.cell(self.criteria[j], offer, facts, self.evidence, scenario.unknowns)
        ranked = matrices.status(offer, self.coverage(offer, share, share.mean(), facts), facts) == "ranked"
        admitted = (
            ranked
            and self.shown[i]
            and self.rankable(offer, left, self.cited[offer, url] if url else 1)
            and self.passes(offer, indicators, facts)
        )
        return OfferWithout(values, share, ranked, admitted, own, columns)

    @cached_property
    def cited(self) -> Counter:
        """Return how many facts of each offer cite each address."""
        return Counter((f.offer, f.source.url) for f in self.evidence.facts)

    def rankable(self, offer: str, left: Callable[[Fact], bool], most: int) -> bool:
        """Return whether enough is known of the offer on the day the evidence was last checked, with the facts `left`.

        most  at most so many of its facts are gone
        """
        least, facts = matrices.RANKABLE_COVERAGE - matrices.EDGE, self.evidence.offers[offer].facts
        if coverage_checked(self.evidence)[offer] - most / len(self.criteria) >= least:
            return True
        force = matrices.facts_in_force(filter(left, facts), self.evidence.checked)
        shares = [matrices.cell(c, offer, force, self.evidence, "cautious")[3] for c in self.criteria]
        return self.coverage(offer, shares, sum(shares) / len(shares), force) >= least

    def coverage(self, offer: str, shares: Sequence[float], mean: float, facts: Mapping) -> float:
        """Return how much is known of the offer, 0..1; mean: of all criteria."""
        named = dict(zip(self.evidence.criteria, shares, strict=True)) if self.evidence.replaced_prices else {}
        return matrices.filed_coverage(self.evidence, offer, mean, named, facts)

    def passes(self, offer: str, indicators: set[str], facts: Mapping) -> bool:
        """Return whether no must-have shuts the offer out with these facts."""
        matrix, rule = SimpleNamespace(facts=facts), self.ranking.scenario.rule
        return not any(
            excludes(
                outcome(o.requirement, offer, matrix, self.evidence) if o.requirement.indicator in indicators else o,
                rule,
            )
            for o in self.ranking.outcomes[offer]
        )

    def thin(self, changed: Mapping[int, OfferWithout]) -> frozenset[str]:
        """Return the criteria known for too few offers."""
        ranked, sums = self.ranked.sum(), self.sums
        for i, row in changed.items():
            sums = sums - self.known[i] * self.ranked[i] + row.known * row.ranked
            ranked = ranked - int(self.ranked[i]) + row.ranked
        few = sums / ranked < matrices.THIN - matrices.EDGE if ranked else np.ones(len(sums), bool)
        return frozenset(c.id for c, thin in zip(self.criteria, few, strict=True) if thin)

    @cached_property
    def sums(self) -> np.ndarray:
        """Return (m,) how much the offers that can be ranked know of each criterion, together."""
        return self.known[self.ranked].sum(axis=0)


@kept_with_evidence(1)
def coverage_checked(evidence: Evidence) -> dict[str, float]:
    """Return how much is known of each offer on the day the evidence was last checked."""
    return matrices.decision_matrix(evidence, evidence.checked).coverage.to_dict()

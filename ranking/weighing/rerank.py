"""The ranking with one offer's facts otherwise, without computing the others' again. The same numbers as `rank`."""

from ranking.facts.decision_matrix import (
    EDGE,
    RANKABLE_COVERAGE,
    cell,
    facts_in_force,
    filed_coverage,
    never_rankable,
    with_offer,
)
from ranking.model import Evidence
from ranking.weighing.rank import Ranking, rank


def reranked(before: Evidence, ranking: Ranking, evidence: Evidence, offer: str) -> Ranking:
    """Return the ranking of `evidence`, which differs from `before` in the facts of `offer` only.

    ranking  that of `before`; its scenario is put to `evidence`. Raises NothingToWeigh as `rank` does.
    """
    scenario = ranking.scenario
    if evidence.checked != before.checked:
        return rank(evidence, scenario)
    matrix = with_offer(ranking.matrix, evidence, offer, scenario.unknowns, scenario.known)
    others = never_rankable(before) - {offer}
    return rank(evidence, scenario, matrix, others if _rankable(evidence, offer) else others | {offer})


def _rankable(evidence: Evidence, offer: str) -> bool:
    """Whether enough is known of the offer on the day the evidence was last checked."""
    facts = facts_in_force(evidence.offers[offer].facts, evidence.checked)
    known = {c.id: cell(c, offer, facts, evidence, "cautious")[3] for c in evidence.criteria.values()}
    coverage = filed_coverage(evidence, offer, sum(known.values()) / len(known), known, facts)
    return coverage >= RANKABLE_COVERAGE - EDGE

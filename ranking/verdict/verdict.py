"""The verdict in three voices: firm, leads, undecided; no louder than the facts.

Weights stand and the evidence varies: grades, contested ranges, unknowns over their whole scale, and the criteria set
aside as thin weighed at their nominal weight with what is known of them (ranking.verdict.draws).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from ranking.model import Evidence
from ranking.robustness.first_places import Vary
from ranking.robustness.uncertainty import Assumptions
from ranking.tolerances import CLOSE, TIE
from ranking.verdict.draws import DRAWS, Draws, draws, first_shares, totals_alone
from ranking.verdict.first_share import FirstShare
from ranking.weighing.rank import Ranking, rank
from ranking.weighing.weighting import weighting

VOICES = ("firm", "leads", "undecided")


@dataclass(frozen=True)
class VoiceRule:
    """What a voice takes: the shares of draws (0..1) from which a lead is firm, or a lead; points that are too few.

    assumed  what a grade is worth
    """

    firm: float = 0.90
    leads: float = 0.50
    close: float = CLOSE
    assumed: Assumptions = field(default_factory=Assumptions)

    def voice(self, leaders: int, lead: float | None, share: float) -> str:
        """Return the voice of `leaders` on the first place, the first `lead` points ahead, first in `share` of draws.

        lead  None where nobody stands behind
        """
        if leaders != 1 or (lead is not None and lead < self.close) or share < self.leads:
            return "undecided"
        return "firm" if share >= self.firm else "leads"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How firmly the facts put somebody first.

    voice    one of VOICES, "" where no offer is ranked
    leaders  the offer that is first; for "undecided" the offers that the facts do not tell apart, the likeliest first
    first    who has the best score, several where level
    share    share of the draws in which the offer with the best score stays first; error: its Monte Carlo error at most
    lead     points by which it leads the next; None where nobody stands behind
    shares   offer -> share of the draws in which it is first
    aside    criteria set aside as thinly known; weighed all the same they put `aside_first` first, () where the same
    """

    voice: str
    leaders: tuple[str, ...]
    first: tuple[str, ...]
    share: float
    error: float
    lead: float | None
    shares: Mapping[str, float]
    aside: tuple[str, ...]
    aside_first: tuple[str, ...]


RULE = VoiceRule()


def rule(vary: Vary) -> VoiceRule:
    """Return the rule of what a reader lets vary."""
    return VoiceRule(vary.firm / 100, vary.leads / 100, CLOSE, vary.assumptions)


def verdict(evidence: Evidence, ranking: Ranking, by: VoiceRule = RULE, once: bool = False) -> Verdict:
    """Return the verdict of a ranking. The same ranking and rule give the same verdict on every machine.

    once  nothing else will be asked of this evidence: what is drawn is not held for other weights
    """
    first = tuple(row.offer for row in ranking.leaders)
    aside, aside_first = _set_aside(evidence, ranking)
    if not first:
        return Verdict("", (), (), 0.0, 0.0, None, {}, aside, aside_first)
    totals, offers = _totals(evidence, ranking, by, once), list(evidence.offers)
    rows = [offers.index(row.offer) for row in ranking.rows]
    shares = dict(zip((offers[i] for i in rows), first_shares(totals[rows]).tolist(), strict=True))
    lead = lead_of(np.array([row.score for row in ranking.rows]))
    firsts = FirstShare(totals, np.isin(np.arange(len(offers)), rows))
    share = max(firsts.share(offers.index(o)) for o in first)
    voice = by.voice(len(first), lead, share)
    named = first if voice != "undecided" else _level(ranking, by, first, shares)
    error = float(np.sqrt(share * (1 - share) / DRAWS))
    return Verdict(voice, named, first, share, error, lead, shares, aside, aside_first)


def drawn_of(evidence: Evidence, ranking: Ranking, rule: VoiceRule) -> Draws:
    """Return the draws behind the verdict of a ranking: all criteria at their nominal weight."""
    scenario = ranking.scenario
    return draws(
        evidence,
        scenario.as_of,
        scenario.known,
        weighting(evidence, scenario, frozenset()),
        scenario.compensation,
        rule.assumed,
    )


def _totals(evidence: Evidence, ranking: Ranking, rule: VoiceRule, once: bool) -> np.ndarray:
    scenario = ranking.scenario
    if not once or scenario.compensation != 1:
        return drawn_of(evidence, ranking, rule).totals
    weights = weighting(evidence, scenario, frozenset())
    return totals_alone(evidence, scenario.as_of, scenario.known, weights, rule.assumed)


def lead_of(scores: np.ndarray) -> float | None:
    """Return by how much the best of the scores leads the next, 0 where level; None where there is no other."""
    if len(scores) < 2:
        return None
    second, best = np.partition(scores, -2)[-2:]
    return 0.0 if best - second <= TIE else float(best - second)


def _level(ranking: Ranking, rule: VoiceRule, first: Sequence[str], shares: Mapping[str, float]) -> tuple[str, ...]:
    """Return the offers between which the facts do not decide.

    Those with the best score, those within `rule.close` of it, then the likeliest, until the draws put one of them
    first as often as a lead takes, and at least two.
    """
    best = ranking.rows[0].score
    named = [r.offer for r in ranking.rows if r.offer in first or best - r.score < rule.close]
    for offer in sorted(shares, key=lambda o: -shares[o]):
        if len(named) > 1 and sum(shares[o] for o in named) >= rule.leads:
            break
        if offer not in named:
            named.append(offer)
    return tuple(sorted(named, key=lambda o: -shares[o]))


def _set_aside(evidence: Evidence, ranking: Ranking) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the criteria set aside, and whom they would put first if they were weighed; () where the same."""
    aside = tuple(c for c in evidence.criteria if c in ranking.weighting.aside)
    if not aside or not ranking.rows:
        return aside, ()
    weighed = rank(evidence, replace(ranking.scenario, thin=True), ranking.matrix).leaders
    weighed_leaders, now = (tuple(row.offer for row in rows) for rows in (weighed, ranking.leaders))
    return aside, () if set(weighed_leaders) == set(now) else weighed_leaders

"""Documented decisions set beside the board: what it says on their day, and whether it agrees. One rule for all."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from ranking.errors import NothingToWeigh
from ranking.facts.decision_matrix import public_by
from ranking.facts.musthaves import Outcome
from ranking.model import Decision, Evidence
from ranking.tolerances import CLOSE
from ranking.verdict.verdict import Verdict, verdict
from ranking.weighing.explain import CriterionDifference, explain
from ranking.weighing.rank import Excluded, Ranking, RankingRow, rank
from ranking.weighing.scenario import Scenario

VERDICTS = ("agrees", "disagrees", "cannot_say")
REASONS = {
    "leads": "agrees",
    "shut_out": "disagrees",
    "not_on_sale": "disagrees",
    "behind": "disagrees",
    "unproven": "cannot_say",
    "undocumented": "cannot_say",
    "rival_unproven": "cannot_say",
    "close": "cannot_say",
    "open": "cannot_say",
    "no_weight": "cannot_say",
}
# A fact of so long before the decision may have changed by then.
OLD = timedelta(days=365)


@dataclass(frozen=True, eq=False)
class ReplayedOffer:
    """Where the board puts one offer that the decision chose or considered.

    status    "leader", "ranked", "excluded"; "unweighed" where nothing can be weighed on that day
    row       None where the offer could not be scored; `excluded` where it has no place
    outcomes  what each gate of the decision says of it, in the decision's order
    """

    offer: str
    chosen: bool
    status: str
    row: RankingRow | None = None
    excluded: Excluded | None = None
    outcomes: tuple[Outcome, ...] = ()


@dataclass(frozen=True, eq=False)
class Replay:
    """One decision beside the board.

    ranking      None where nothing can be weighed on that day
    offers       the chosen offers, then the others considered
    reason       a key of REASONS; the verdict is its value
    best         the chosen offer with the highest score, those with a place first; None where none could be scored
    rival        the best offer outside the choice; threats: all that could pass `best`, the furthest reaching first
    differences  what each criterion adds to best's lead over `against`, widest first: the leader, or, where the choice
                 leads, the best of the others considered
    judgement    how firmly the facts put the leader first
    """

    decision: Decision
    scenario: Scenario
    ranking: Ranking | None
    offers: tuple[ReplayedOffer, ...]
    reason: str
    best: RankingRow | None = None
    rival: RankingRow | None = None
    threats: tuple[RankingRow, ...] = ()
    against: RankingRow | None = None
    differences: tuple[CriterionDifference, ...] = ()
    judgement: Verdict | None = None

    @property
    def verdict(self) -> str:
        """Return what the board says of the decision: "agrees", "disagrees" or "cannot_say"."""
        return REASONS[self.reason]

    @property
    def weakness(self) -> str:
        """Return why the known facts that shut the choice out are thin: "inferred", "old", or "" where they are not."""
        failed = [o.fact for s in self.chosen if s.excluded for o in s.excluded.outcomes if o.result == "failed"]
        if self.reason != "shut_out" or not failed:
            return ""
        if all(f.confidence == "C" for f in failed):
            return "inferred"
        fresh = [f for f in failed if f.confidence != "C" and self.decision.day - f.valid_from <= OLD]
        return "" if fresh else "old"

    @property
    def chosen(self) -> tuple[ReplayedOffer, ...]:
        """Return the offers that the decision chose."""
        return tuple(s for s in self.offers if s.chosen)

    @property
    def leads(self) -> bool:
        """Return whether, on the facts as stated, a chosen offer holds the first place."""
        return any(s.status == "leader" for s in self.chosen)

    def borrowed(self, answer: Outcome) -> bool:
        """Return whether a must-have's answer rests on a source of the decision not published before it.

        Such an answer is no independent check.
        """
        own = {source.url for source in self.decision.sources if source.url}
        return (
            answer.fact is not None and answer.fact.source.url in own and not public_by(answer.fact, self.decision.day)
        )


def scenario_of(decision: Decision, priced: str = "") -> Scenario:
    """Return the question the decision put: its day, profile, must-haves and rule; all else as the board has it.

    priced  the workload whose bill stands in the place of unit prices, "" for those
    """
    return Scenario(decision.day, decision.profile, require=decision.gates, rule=decision.gate_rule, priced=priced)


def replays(evidence: Evidence) -> tuple[Replay, ...]:
    """Return every decision of the evidence, in order of date."""
    return tuple(replay(evidence, d) for d in sorted(evidence.decisions, key=lambda d: d.day))


def replay(evidence: Evidence, decision: Decision) -> Replay:
    """Return the decision beside the ranking of its day.

    agrees      every chosen offer has a place, and one of them is at least half a point ahead of every offer outside
                the choice, its own contested and unknown facts at their worst and the other's at their best ("leads")
    disagrees   a known fact shuts a chosen offer out ("shut_out", "not_on_sale"); or an offer that provably meets
                every gate is ahead of all chosen ones by that same measure ("behind")
    cannot_say  a chosen offer is out only for want of knowledge ("unproven", "undocumented"); the offer ahead is not
                itself proven to meet the gates ("rival_unproven"); the lead is under half a point ("close"), or
                settling what is unknown could turn it ("open"); nothing can be weighed ("no_weight")
    Every offer on the board is a rival, considered or not: no decision here has a published list of all its bidders.
    """
    scenario, names = scenario_of(decision, evidence.priced), dict.fromkeys([*decision.chosen, *decision.considered])
    try:
        ranking = rank(evidence, scenario)
    except NothingToWeigh:
        unweighed = tuple(ReplayedOffer(o, o in decision.chosen, "unweighed") for o in names)
        return Replay(decision, scenario, None, unweighed, "no_weight")
    offers = tuple(_replayed_offer(ranking, decision, o) for o in names)
    chosen = [s for s in offers if s.chosen]
    best = max((s.row for s in chosen if s.row), key=lambda r: (r.place is not None, r.score), default=None)
    rivals = [r for r in ranking.rows if r.offer not in decision.chosen]
    threats = tuple(sorted((r for r in rivals if best and best.place and not ahead(best, r)), key=lambda r: -r.high))
    named = [r for r in rivals if best and best.place == 1 and r.offer in decision.considered]
    against = next(iter([*named, *rivals]), None)
    differences = explain(ranking, best.offer, against.offer) if best and against else ()
    return Replay(
        decision,
        scenario,
        ranking,
        offers,
        _reason(ranking, chosen, best, rivals),
        best,
        next(iter(rivals), None),
        threats,
        against,
        differences,
        verdict(evidence, ranking),
    )


def ahead(first: RankingRow, second: RankingRow) -> bool:
    """Return whether `first` keeps half a point on `second` whichever way unknown and contested facts are settled."""
    return first.low - second.high >= CLOSE


def _replayed_offer(ranking: Ranking, decision: Decision, offer: str) -> ReplayedOffer:
    row = ranking.row(offer)
    out = next((x for x in ranking.excluded if x.offer == offer), None)
    status = "excluded" if out else "leader" if row.place == 1 else "ranked"
    return ReplayedOffer(offer, offer in decision.chosen, status, row, out, ranking.outcomes[offer])


def _reason(
    ranking: Ranking, chosen: Iterable[ReplayedOffer], best: RankingRow | None, rivals: list[RankingRow]
) -> str:
    shut = {_shut(s.excluded) for s in chosen if s.excluded}
    certain = [r for r in rivals if all(s.row and ahead(r, s.row) for s in chosen)]
    proven = [r for r in certain if all(o.result == "met" for o in ranking.outcomes[r.offer])]
    reasons = (
        [r for r in ("shut_out", "not_on_sale") if r in shut]
        + ["behind"] * bool(proven)
        + [r for r in ("unproven", "undocumented") if r in shut]
        + ["rival_unproven"] * bool(certain)
    )
    if reasons:
        return reasons[0]
    if all(ahead(best, r) for r in rivals):
        return "leads"
    return "close" if abs(best.score - rivals[0].score) < CLOSE else "open"


def _shut(out: Excluded) -> str:
    if out.reason != "must_have":
        return {"not_on_sale": "not_on_sale", "not_enough_evidence": "undocumented"}[out.reason]
    return "shut_out" if any(o.result == "failed" for o in out.outcomes) else "unproven"

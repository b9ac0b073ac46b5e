"""What a sealed dossier gives: the ranking, the award order where price gives no points, and claims that decide it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from ranking.facts.decision_matrix import never_rankable
from ranking.model import Evidence
from ranking.price import FORMULAS, Bid, scored
from ranking.robustness.uncertainty import Assumptions
from ranking.tender import scales
from ranking.tender.dossier import NO_FORMULA, BidAnswer, Dossier, TenderRequirement
from ranking.tender.evidence import PRICE, PRICED, evidence_of, scenario_of
from ranking.tender.scales import item, written
from ranking.verdict.decisive_facts import DecisiveFacts, rests_on
from ranking.verdict.verdict import Verdict, VoiceRule, verdict
from ranking.weighing.rank import Ranking, numbers, rank
from ranking.weighing.scenario import Scenario

# What varies in the draws of a tender's verdict: claimed levels, what is contested or unknown. What was verified is
# so, prices are as given, and a stated number stands: a share of its size would be the whole of a scale from 99 to 100.
RULE = VoiceRule(assumed=Assumptions(right={"A": 1.0, "B": 0.85, "C": 0.60}, spread=dict.fromkeys("ABC", 0.0)))
# Bidders times criteria up to which decisive answers are asked for at once: 130 MB of draws, for a second.
MOST_CELLS = 8_000
# Shares by which one bid is dearer than the other, as the report lists them.
DEARER = (0.05, 0.10, 0.20, 0.50)
# Formulas whose figures hang on who else bids.
POOL = frozenset(("best_ratio", "linear", "between", "banded"))


@dataclass(frozen=True, eq=False)
class TenderRanking:
    """The answer to a dossier.

    evidence, ranking  as for public facts; the price is in them where the formula gives it points and prices count
    figures   bidder -> what the formula says of it, for formulas without points; {} for all others
    places    bidder -> place, 1 the best, None outside the band; of the ranking where the formula gives points
    """

    dossier: Dossier
    evidence: Evidence
    scenario: Scenario
    ranking: Ranking
    figures: Mapping[str, float]
    places: Mapping[str, int | None]

    @property
    def winners(self) -> tuple[str, ...]:
        """Return the bidders in the first place, several where they tie."""
        return tuple(b for b, place in self.places.items() if place == 1)


class Tip(NamedTuple):
    """A single claim of the winner that, refuted, puts somebody else first; `winners` (): nobody is left."""

    answer: BidAnswer
    winners: tuple[str, ...]


class Outweighed(NamedTuple):
    """What a bid dearer by this share of the cheapest's price must have more of 100 quality points to draw level.

    quality  None where no quality makes up for it
    """

    dearer: float
    quality: float | None


def award(dossier: Dossier, public: Evidence) -> TenderRanking:
    """Return the answer to a dossier without faults. Raises NothingToWeigh."""
    evidence, scenario = evidence_of(dossier, public), scenario_of(dossier)
    # What is private is kept in no cache of the model.
    never = frozenset() if dossier.announced.criteria else never_rankable(public)
    ranking = rank(evidence, scenario, None, never)
    figures, places = _places(dossier, {r.offer: r.score for r in ranking.rows})
    return TenderRanking(dossier, evidence, scenario, ranking, figures, places)


def judged(ranked: TenderRanking, once: bool = True) -> Verdict | None:
    """Return the verdict of the ranking; None where nobody is ranked, or places follow a figure and no points.

    once  it is not also asked what the verdict rests on, which takes the same draws
    """
    return None if ranked.figures or not ranked.ranking.rows else verdict(ranked.evidence, ranked.ranking, RULE, once)


def decisive(ranked: TenderRanking, judgement: Verdict) -> tuple[DecisiveFacts, ...]:
    """Return the answers without each of which somebody else would be first, or the voice of the verdict another.

    judgement  the verdict, asked for more than once: the draws of both are then kept with the award's evidence
    """
    # A price is given, not claimed: a bid without one has no place, which decides nothing.
    return tuple(
        d
        for d in rests_on(ranked.evidence, ranked.ranking, judgement, RULE)
        if not d.source and d.facts[0].indicator not in (PRICE, PRICED)
    )


def decisive_at_once(dossier: Dossier, public: Evidence) -> tuple[DecisiveFacts, ...] | None:
    """Return the decisive answers, of an award of its own so that nothing of the draws is kept; None where too many.

    () also where there is no verdict.
    """
    if len(dossier.bidders) * len(dossier.announced.criteria) > MOST_CELLS:
        return None
    own = award(dossier, public)
    judgement = judged(own, once=False)
    return decisive(own, judgement) if judgement else ()


def tips(ranked: TenderRanking, public: Evidence) -> tuple[Tip, ...]:
    """Return the claims of which each alone, refuted, changes who wins, the winner's first.

    Another's claim can do so only through the pool: where shutting a bid out changes the price points of all, or the
    band. () where several share the first place.
    """
    if len(ranked.winners) != 1 or not ranked.dossier.announced.criteria:
        return ()
    requirements, winner, tipped = {r.id: r for r in ranked.dossier.announced.requirements}, ranked.winners[0], []
    shut: dict[str, tuple[str, ...]] = {}
    for claim in sorted(ranked.dossier.answers, key=lambda a: a.bidder != winner):
        one = requirements[claim.requirement]
        if claim.word != "claimed" or one.kind == "question" or not _may_tip(claim.bidder, one, ranked):
            continue
        if one.kind == "criterion":
            then = _without_points(ranked, claim.bidder, one)
        else:
            # Whichever must-have shuts a bid out, the same bids are left.
            then = shut.get(claim.bidder) or award(refuting(ranked.dossier, claim, one, public), public).winners
            shut[claim.bidder] = then
        tipped += [Tip(claim, then)] if then != ranked.winners else []
    return tuple(tipped)


def _without_points(ranked: TenderRanking, bidder: str, one: TenderRequirement) -> tuple[str, ...]:
    """Who wins where a bidder has no points on a criterion: the cell stays known, so that nothing else moves."""
    rows = {r.offer: r for r in ranked.ranking.rows}
    lost = rows[bidder].contributions[item(one)]
    totals = {name: row.score - lost * (name == bidder) for name, row in rows.items()}
    return tuple(b for b, place in places_of(ranked.dossier, totals).items() if place == 1)


def _may_tip(bidder: str, one: TenderRequirement, ranked: TenderRanking) -> bool:
    """Whether a refuted claim of the bidder can change the winner: its own, or one that moves the pool."""
    if bidder in ranked.winners:
        return True
    formula = formula_of(ranked.dossier)
    if bidder not in ranked.places or formula not in POOL:
        return False
    if formula == "banded":
        return ranked.figures[bidder] == max(ranked.figures.values())
    amounts = {p.bidder: p.amount for p in ranked.dossier.prices if p.bidder in ranked.places}
    return one.kind == "must_have" and amounts[bidder] in (min(amounts.values()), max(amounts.values()))


def refuting(dossier: Dossier, claim: BidAnswer, one: TenderRequirement, public: Evidence) -> Dossier:
    """Return the dossier in which one claim is refuted and nothing better than the worst was found."""
    worst = "" if one.scale in ("yes_no", "levels") else written(scales.worst(one, public))
    other = replace(claim, word="refuted", found=worst)
    return replace(dossier, answers=tuple(other if a is claim else a for a in dossier.answers))


def outweighed(dossier: Dossier) -> tuple[Outweighed, ...]:
    """Return which price gap outweighs which gap in quality, for two bids alone; () where price has no points."""
    formula, terms = FORMULAS.get(dossier.announced.formula), dossier.announced.price
    if formula is None or formula.price_part is None:
        return ()
    base = terms.floor if formula.id == "fixed" and terms.floor > 0 else 100.0
    rows = []
    for share in DEARER:
        cheap, dear = formula.price_part([Bid("a", base, 0.0), Bid("b", base * (1 + share), 0.0)], terms)
        lost, rest = terms.weight * (cheap - dear), (100 - terms.weight) / 100
        needed = lost / rest if rest > 0 else 101.0
        rows.append(Outweighed(share, needed if needed <= 100 else None))
    return tuple(rows)


def places_of(dossier: Dossier, totals: Mapping[str, float]) -> dict[str, int | None]:
    """Return bidder -> place among bidders with these points alone, the best first; None outside the band."""
    return _places(dossier, totals)[1]


def _places(dossier: Dossier, totals: Mapping[str, float]) -> tuple[dict[str, float], dict[str, int | None]]:
    """Figures of the formula (none where it gives points) and places of bidders with these points, best first."""
    formula = FORMULAS.get(formula_of(dossier))
    if formula is None or formula.price_part or not totals:
        return {}, dict(numbers(totals))
    amounts = {p.bidder: p.amount for p in dossier.prices}
    bids = [Bid(name, amounts[name], total) for name, total in totals.items()]
    results = scored(formula, bids, dossier.announced.price)
    order = sorted(range(len(bids)), key=lambda n: (results.places[n] is None, results.places[n] or 0))
    figures = {b.name: x for b, x in zip(bids, results.figures, strict=True)}
    return figures, {bids[n].name: results.places[n] for n in order}


def formula_of(dossier: Dossier) -> str:
    """Return the formula that counts now: NO_FORMULA while the second envelopes are closed."""
    return dossier.announced.formula if dossier.prices_count else NO_FORMULA

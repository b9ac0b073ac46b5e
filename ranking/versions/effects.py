"""What each difference between two data versions does to scores, places and who leads.

Each is measured twice, since differences work together: put alone into the older version (leave-one-in), and taken
alone out of the newer one (leave-one-out). Both are exact; their sums need not be the whole.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from ranking.errors import BoardError
from ranking.facts.amend import key_of, with_fact, without_fact
from ranking.facts.decision_matrix import facts_in_force
from ranking.model import Evidence, Fact, Offer
from ranking.tolerances import DECIMALS, TIE
from ranking.verdict.verdict import verdict
from ranking.versions.changes import Changes, changes, stated
from ranking.weighing.rank import Ranking, rank
from ranking.weighing.rerank import reranked
from ranking.weighing.scenario import Scenario, checked, put_to
from ranking.workload.bill_as_facts import with_same_bill

# Parts of the data, other than facts, that a ranking rests on; each is exchanged whole.
MODEL = {"criteria": ("pillars", "criteria", "indicators"), "profiles": ("profiles",), "musthaves": ("gates",)}


@dataclass(frozen=True)
class RankingState:
    """What a ranking says: who leads, and each offer's place and score (no place where it is shut out).

    evidence, ranking  what it was read from; no ranking where nothing can be weighed
    """

    leaders: tuple[str, ...]
    places: Mapping[str, int]
    scores: Mapping[str, float]
    evidence: Evidence = field(compare=False, repr=False)
    ranking: Ranking | None = field(compare=False, repr=False)

    @cached_property
    def voice(self) -> str:
        """Return how firmly it puts somebody first: a voice of ranking.verdict, "" for nobody. Drawn when asked for."""
        return verdict(self.evidence, self.ranking).voice if self.ranking else ""


@dataclass(frozen=True, slots=True)
class Effect:
    """A ranking without a change and with it; None where nothing can be ranked."""

    before: RankingState
    after: RankingState

    @property
    def leads(self) -> bool:
        """Return whether somebody else leads."""
        return set(self.before.leaders) != set(self.after.leaders)

    @property
    def moved(self) -> tuple[str, ...]:
        """Return offers whose place is another, or that gain or lose one, in the order of their new places."""
        return self._differing("places", 0)

    @property
    def rescored(self) -> tuple[str, ...]:
        """Return offers whose score is another."""
        return self._differing("scores", TIE)

    def __bool__(self) -> bool:
        return bool(self.moved or self.rescored)

    def _differing(self, part: str, least: float) -> tuple[str, ...]:
        old, new = getattr(self.before, part), getattr(self.after, part)
        return tuple(
            o for o in dict.fromkeys([*new, *old]) if o not in old or o not in new or abs(old[o] - new[o]) > least
        )


@dataclass(frozen=True, slots=True)
class VersionChange:
    """One difference between two versions, and what it does.

    kind        "added", "removed", "changed" (a fact), "offer_added", "offer_removed", or a part of MODEL
    offer       whose fact it is, or the offer itself; None for a part of MODEL
    then, now   the fact, None where there is none
    alone       on the older version with this one change; None where it does not touch what counts in the scenario
    without     from the newer version without this one change to the newer version; None likewise
    """

    kind: str
    offer: str | None
    then: Fact | None
    now: Fact | None
    alone: Effect | None
    without: Effect | None

    @property
    def size(self) -> float:
        """Return how far it moves the score of any offer, the larger of both measures, in points."""
        return max((_size(e) for e in (self.alone, self.without) if e), default=0.0)


@dataclass(frozen=True, slots=True, eq=False)
class Counterfactual:
    """The evidence with one fact otherwise, its ranking (None where nothing is left to weigh), and the effect."""

    evidence: Evidence
    ranking: Ranking | None
    effect: Effect


def state(evidence: Evidence, ranking: Ranking | None) -> RankingState:
    """Return what a ranking of the evidence says; of None, a state without offers."""
    if ranking is None:
        return RankingState((), {}, {}, evidence, None)
    scored = [*ranking.rows, *(x.row for x in ranking.excluded if x.row)]
    return RankingState(
        tuple(r.offer for r in ranking.leaders),
        {r.offer: r.place for r in ranking.rows},
        {r.offer: r.score for r in scored},
        evidence,
        ranking,
    )


def what_if(evidence: Evidence, ranking: Ranking, fact: Fact) -> Counterfactual:
    """Return the effect on the ranking of one fact that replaces the one of the same offer, indicator and day."""
    amended = with_same_bill(evidence, with_fact(evidence.filed, fact))
    after = _reranked(evidence, ranking, amended, fact.offer)
    return Counterfactual(amended, after, Effect(state(evidence, ranking), state(amended, after)))


def effects(old: Evidence, new: Evidence, scenario: Scenario) -> tuple[Effect, tuple[VersionChange, ...]]:
    """Return what all differences do together, and each by itself, the largest first.

    Raises ScenarioError where either version does not know an entry of the scenario.
    """
    both = [(e, checked(scenario, e)) for e in (old, new)]
    first, last = (_Version(put_to(e, question), _ranked(e, question)) for e, question in both)
    # What changed is what the files say: a bill moves with the prices that it rests on.
    differences = changes(old.filed, new.filed)
    measured = [*_offers(first, last), *_model(first, last, differences), *_facts(first, last, differences)]
    return Effect(first.state, last.state), tuple(sorted(measured, key=lambda c: -round(c.size, DECIMALS)))


@dataclass(frozen=True, eq=False)
class _Version:
    """One of the two versions with its ranking: what a change is put into or taken out of."""

    evidence: Evidence
    ranking: Ranking | None

    @cached_property
    def state(self) -> RankingState:
        """Return the state of the version's ranking."""
        return state(self.evidence, self.ranking)

    @cached_property
    def checked(self) -> date:
        """Return the day up to which facts are known: asked of all of them, so asked once."""
        return self.evidence.checked

    def counted(self, evidence: Evidence, offer: str) -> tuple:
        """Return what an offer's facts say on the scenario's day, and what was known by then."""
        scenario, facts = self.ranking.scenario, evidence.offers[offer].facts
        force = facts_in_force(facts, scenario.as_of, scenario.known)
        return {key: stated(fact) for key, fact in force.items()}, facts_in_force(facts, self.checked).keys()

    def with_one(self, have: Fact | None, want: Fact | None) -> Effect | None:
        """Return what putting `want` in the place of `have` does; None where it touches nothing that counts."""
        offer = (want or have).offer
        # The day of re-reading is held: it says nothing of the offer, but would move the day up to which facts count.
        replacement = want and replace(want, checked=have.checked if have else None)
        filed = self.evidence.filed
        amended = with_fact(filed, replacement) if replacement else without_fact(filed, key_of(have))
        amended = with_same_bill(self.evidence, amended)
        if self.ranking is None or self.counted(self.evidence, offer) == self.counted(amended, offer):
            return None
        return Effect(self.state, state(amended, _reranked(self.evidence, self.ranking, amended, offer)))

    def as_whole(self, evidence: Evidence) -> Effect | None:
        """Return the effect of going over to other evidence; None where the question cannot be put to a mixture."""
        if self.ranking is None:
            return None
        try:
            return Effect(self.state, state(evidence, rank(evidence, self.ranking.scenario)))
        except (BoardError, KeyError):
            return None


def _facts(first: _Version, last: _Version, differences: Changes) -> Iterator[VersionChange]:
    """The facts of offers that both versions know."""
    for then, now in differences.pairs():
        offer = (now or then).offer
        if offer in first.evidence.offers and offer in last.evidence.offers:
            kind = "changed" if then and now else "added" if now else "removed"
            yield VersionChange(kind, offer, then, now, first.with_one(then, now), _reverse(last.with_one(now, then)))


def _offers(first: _Version, last: _Version) -> Iterator[VersionChange]:
    """Offers that only one version knows, each with all its facts."""
    old, new = first.evidence, last.evidence
    for name in (o for o in new.offers if o not in old.offers):
        alone, without = first.as_whole(_with_offer(old, new.offers[name])), last.as_whole(_less_offer(new, name))
        yield VersionChange("offer_added", name, None, None, alone, _reverse(without))
    for name in (o for o in old.offers if o not in new.offers):
        alone, without = first.as_whole(_less_offer(old, name)), last.as_whole(_with_offer(new, old.offers[name]))
        yield VersionChange("offer_removed", name, None, None, alone, _reverse(without))


def _model(first: _Version, last: _Version, differences: Changes) -> Iterator[VersionChange]:
    """Scales, profiles and must-haves, each exchanged whole."""
    old, new = first.evidence, last.evidence
    for part in MODEL:
        if part in differences.others:
            forward, back = (
                replace(a, **{name: getattr(b, name) for name in MODEL[part]}) for a, b in ((old, new), (new, old))
            )
            yield VersionChange(part, None, None, None, first.as_whole(forward), _reverse(last.as_whole(back)))


def _with_offer(evidence: Evidence, offer: Offer) -> Evidence:
    return replace(evidence, offers={**evidence.offers, offer.id: offer})


def _less_offer(evidence: Evidence, name: str) -> Evidence:
    return replace(evidence, offers={k: o for k, o in evidence.offers.items() if k != name})


def _reverse(effect: Effect | None) -> Effect | None:
    return effect and Effect(effect.after, effect.before)


def _ranked(evidence: Evidence, scenario: Scenario) -> Ranking | None:
    try:
        return rank(evidence, scenario)
    except BoardError:
        return None


def _reranked(before: Evidence, ranking: Ranking, evidence: Evidence, offer: str) -> Ranking | None:
    try:
        return reranked(before, ranking, evidence, offer)
    except BoardError:
        return None


def _size(effect: Effect) -> float:
    old, new = effect.before.scores, effect.after.scores
    return max((abs(new.get(o, 0.0) - old.get(o, 0.0)) for o in effect.rescored), default=0.0)

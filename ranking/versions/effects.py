"""What each difference between two data versions does to scores, places and who leads.

Each is measured twice, since differences work together: put alone into the older version (leave-one-in), and taken
alone out of the newer one (leave-one-out). Both are exact; their sums need not be the whole.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ranking.errors import BoardError
from ranking.facts.amend import key_of, with_fact, without_fact
from ranking.facts.decision_matrix import facts_in_force
from ranking.model import Evidence, Fact, Offer
from ranking.versions.changes import Changes, changes, stated
from ranking.weighing.rank import Ranking, rank
from ranking.weighing.rerank import reranked
from ranking.weighing.scenario import Scenario, checked

# Parts of the data, other than facts, that a ranking rests on; each is exchanged whole.
MODEL = {"criteria": ("pillars", "criteria", "indicators"), "profiles": ("profiles",), "musthaves": ("gates",)}
# Smaller movements of a score are rounding.
LEAST = 1e-9


@dataclass(frozen=True, slots=True)
class State:
    """What a ranking says: who leads, and each offer's place and score (no place where it is shut out)."""

    leaders: tuple[str, ...]
    places: Mapping[str, int]
    scores: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Effect:
    """A ranking without a change and with it; None where nothing can be ranked."""

    before: State
    after: State

    @property
    def leads(self) -> bool:
        """Whether somebody else leads."""
        return set(self.before.leaders) != set(self.after.leaders)

    @property
    def moved(self) -> tuple[str, ...]:
        """Offers whose place is another, or that gain or lose one, in the order of their new places."""
        return self._differing("places", 0)

    @property
    def rescored(self) -> tuple[str, ...]:
        """Offers whose score is another."""
        return self._differing("scores", LEAST)

    def __bool__(self) -> bool:
        return bool(self.moved or self.rescored)

    def _differing(self, part: str, least: float) -> tuple[str, ...]:
        old, new = getattr(self.before, part), getattr(self.after, part)
        return tuple(
            o for o in dict.fromkeys([*new, *old]) if o not in old or o not in new or abs(old[o] - new[o]) > least
        )


@dataclass(frozen=True, slots=True)
class Change:
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
        """How far it moves the score of any offer, the larger of both measures, in points."""
        return max((_size(e) for e in (self.alone, self.without) if e), default=0.0)


@dataclass(frozen=True, slots=True, eq=False)
class Otherwise:
    """The evidence with one fact otherwise, its ranking (None where nothing is left to weigh), and the effect."""

    evidence: Evidence
    ranking: Ranking | None
    effect: Effect


def state(ranking: Ranking | None) -> State:
    """Return what a ranking says; of None, a state without offers."""
    if ranking is None:
        return State((), {}, {})
    scored = [*ranking.rows, *(x.row for x in ranking.excluded if x.row)]
    return State(
        tuple(r.offer for r in ranking.leaders),
        {r.offer: r.place for r in ranking.rows},
        {r.offer: r.score for r in scored},
    )


def what_if(evidence: Evidence, ranking: Ranking, fact: Fact) -> Otherwise:
    """Return what one fact would do, put in the place of the one of its offer, indicator and day, if there is one."""
    amended = with_fact(evidence, fact)
    found = _reranked(evidence, ranking, amended, fact.offer)
    return Otherwise(amended, found, Effect(state(ranking), state(found)))


def effects(old: Evidence, new: Evidence, scenario: Scenario) -> tuple[Effect, tuple[Change, ...]]:
    """Return what all differences do together, and each by itself, the largest first.

    Raises ScenarioError where either version does not know an entry of the scenario.
    """
    before, after = (_ranked(e, checked(scenario, e)) for e in (old, new))
    found = changes(old, new)
    measured = [*_offers(old, new, before, after), *_model(old, new, scenario, before, after, found)]
    measured += _facts(old, new, before, after, found)
    whole = Effect(state(before), state(after))
    return whole, tuple(sorted(measured, key=lambda c: -round(c.size, 9)))


def _facts(
    old: Evidence, new: Evidence, before: Ranking | None, after: Ranking | None, found: Changes
) -> Iterator[Change]:
    """The facts of offers that both versions know."""
    for then, now in found.pairs():
        fact = now or then
        if fact.offer in old.offers and fact.offer in new.offers:
            kind = "changed" if then and now else "added" if now else "removed"
            alone = _one(old, before, then, now)
            without = _one(new, after, now, then)
            yield Change(kind, fact.offer, then, now, alone, without and Effect(without.after, without.before))


def _one(evidence: Evidence, ranking: Ranking | None, have: Fact | None, want: Fact | None) -> Effect | None:
    """What putting `want` in the place of `have` does; None where it touches nothing that counts."""
    amended = with_fact(evidence, want) if want else without_fact(evidence, key_of(have))
    offer = (want or have).offer
    if ranking is None or _counted(evidence, ranking, offer) == _counted(amended, ranking, offer):
        return None
    return Effect(state(ranking), state(_reranked(evidence, ranking, amended, offer)))


def _counted(evidence: Evidence, ranking: Ranking, offer: str) -> tuple:
    """What an offer's facts say on the scenario's day, and on the day that decides whether it can ever be ranked."""
    scenario, facts = ranking.scenario, evidence.offers[offer].facts
    force = facts_in_force(facts, scenario.as_of, scenario.known)
    known = facts_in_force(facts, evidence.checked)
    return {key: stated(fact) for key, fact in force.items()}, known.keys(), evidence.checked


def _offers(old: Evidence, new: Evidence, before: Ranking | None, after: Ranking | None) -> Iterator[Change]:
    """Offers that only one version knows, each with all its facts."""
    for name in (o for o in new.offers if o not in old.offers):
        alone, without = _whole(before, _with_offer(old, new.offers[name])), _whole(after, _less_offer(new, name))
        yield Change("offer_added", name, None, None, alone, _reverse(without))
    for name in (o for o in old.offers if o not in new.offers):
        alone, without = _whole(before, _less_offer(old, name)), _whole(after, _with_offer(new, old.offers[name]))
        yield Change("offer_removed", name, None, None, alone, _reverse(without))


def _with_offer(evidence: Evidence, offer: Offer) -> Evidence:
    return replace(evidence, offers={**evidence.offers, offer.id: offer})


def _less_offer(evidence: Evidence, name: str) -> Evidence:
    return replace(evidence, offers={k: o for k, o in evidence.offers.items() if k != name})


def _model(
    old: Evidence, new: Evidence, scenario: Scenario, before: Ranking | None, after: Ranking | None, found: Changes
) -> Iterator[Change]:
    """Scales, profiles and must-haves, each exchanged whole."""
    for part in MODEL:
        if part in found.others:
            forward, back = (
                replace(a, **{name: getattr(b, name) for name in MODEL[part]}) for a, b in ((old, new), (new, old))
            )
            yield Change(part, None, None, None, _whole(before, forward), _reverse(_whole(after, back)))


def _whole(ranking: Ranking | None, evidence: Evidence) -> Effect | None:
    """From a ranking to that of other evidence, in full; None where the question cannot be put to a mixture."""
    if ranking is None:
        return None
    try:
        return Effect(state(ranking), state(_ranked(evidence, ranking.scenario)))
    except (BoardError, KeyError):
        return None


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

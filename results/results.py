"""Everything computed for (evidence, scenario), once: screens, pictures, files and records of a screen ask here.

What is kept, and why (milliseconds on two cores, real data, July 2020; the others are computed again at each asking):
decision matrix 10 and ranking 0.4, asked ten times a screen; verdict 5 (100 where nothing was drawn before), intervals
of places 4 and decisive facts 10 (180), said in several places of a screen; catch-up map 26 and history 83, the same
whatever the day; agreement 45 and the places on its common ground 460; shares of all weightings 1,040 (kept in
ranking.robustness.first_places, where records find them too); all changes between two versions. Not kept: trade-off 7,
plane 1, stability 6, single facts 7, readiness 5, replays 14, what one has to believe 38.
Keys are the evidence itself (by identity; `put`) and the scenario; every cache is bounded, for any thread.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache
from threading import Lock

from ranking.balance import pareto
from ranking.balance import tradeoff as balance
from ranking.balance.balance import Pair
from ranking.decisions import replay
from ranking.errors import NothingToWeigh
from ranking.facts import decision_matrix as facts
from ranking.model import Evidence
from ranking.robustness import fact_tipping, first_places, reach
from ranking.robustness import stability as weights
from ranking.robustness.first_places import ANY, Shares, Vary
from ranking.robustness.problem import problem
from ranking.through_time import catchup, days
from ranking.through_time import history as past
from ranking.through_time import readiness as prerequisites
from ranking.verdict import groups
from ranking.verdict import verdict as verdicts
from ranking.verdict.decisive_facts import DecisiveFacts, rests_on
from ranking.verdict.verdict import Verdict
from ranking.versions import effects
from ranking.weighing import rank
from ranking.weighing.scenario import EARLIEST, Scenario
from results.priced_question import with_its_bill
from words.keeping import kept


@with_its_bill
def matrix(evidence: Evidence, scenario: Scenario) -> facts.DecisionMatrix:
    """Return the decision matrix of the scenario's day and policies."""
    return _matrix(evidence, scenario.as_of, scenario.unknowns, scenario.known)


@kept(400)
def _matrix(evidence: Evidence, day: date, unknowns: str, known: str) -> facts.DecisionMatrix:
    return facts.decision_matrix(evidence, day, unknowns, known)


@with_its_bill
@kept(2000)
def ranking(evidence: Evidence, scenario: Scenario) -> rank.Ranking:
    """Return the ranking. Raises NothingToWeigh."""
    return rank.rank(evidence, scenario, matrix(evidence, scenario))


def profile_ranking(evidence: Evidence, answer: rank.Ranking) -> rank.Ranking:
    """Return the same question without weights set by hand; the ranking itself where nothing could then be weighed."""
    try:
        return ranking(evidence, replace(answer.scenario, pillars=(), weights=()))
    except NothingToWeigh:
        return answer


def with_thin(evidence: Evidence, answer: rank.Ranking) -> tuple[str, ...]:
    """Return the offers that would be first if the criteria set aside as thinly known were weighed all the same."""
    if answer.scenario.thin or not answer.matrix.thin:
        return tuple(row.offer for row in answer.leaders)
    return tuple(row.offer for row in ranking(evidence, replace(answer.scenario, thin=True)).leaders)


@with_its_bill
def tradeoff(evidence: Evidence, scenario: Scenario, sides: Pair | None) -> balance.Tradeoff:
    """Return who leads along the balance of two sides, None for urgency and sovereignty."""
    return balance.tradeoff(evidence, scenario, sides, ranking(evidence, scenario))


@with_its_bill
def plane(evidence: Evidence, scenario: Scenario, sides: Pair | None) -> pareto.Plane:
    """Return the offers by two sides, without any total."""
    return pareto.plane(evidence, ranking(evidence, scenario), sides)


@with_its_bill
@lru_cache(maxsize=400)
def verdict(evidence: Evidence, answer: rank.Ranking, vary: Vary = ANY) -> Verdict:
    """Return how firmly the facts put somebody first, with the grades and thresholds of `vary`."""
    return verdicts.verdict(evidence, answer, verdicts.rule(vary))


@with_its_bill
@lru_cache(maxsize=400)
def rank_intervals(evidence: Evidence, answer: rank.Ranking, vary: Vary = ANY) -> dict[str, groups.RankInterval]:
    """Return each ranked offer's group, the places it may take and its share of first places in the draws."""
    return groups.rank_intervals(evidence, answer, verdict(evidence, answer, vary), verdicts.rule(vary))


@with_its_bill
@lru_cache(maxsize=400)
def decisive(evidence: Evidence, answer: rank.Ranking, vary: Vary = ANY) -> tuple[DecisiveFacts, ...]:
    """Return the facts and sources without which the verdict would be another."""
    return rests_on(evidence, answer, verdict(evidence, answer, vary), verdicts.rule(vary))


def last_day(evidence: Evidence, scenario: Scenario) -> date:
    """Return the end of the pictures through time: the day of the last check, or the scenario's own where later."""
    return max(evidence.checked, scenario.as_of)


@with_its_bill
def catch_up(evidence: Evidence, scenario: Scenario) -> catchup.CatchUp:
    """Return who leads on every day at every balance; the scenario's own day only moves the end."""
    return _catch_up(evidence, rank.on_day(scenario, EARLIEST), last_day(evidence, scenario))


@with_its_bill
def history(evidence: Evidence, scenario: Scenario) -> tuple[past.HistoryStep, ...]:
    """Return every change of the ranking through time; the scenario's own day only moves the end."""
    return _history(evidence, rank.on_day(scenario, EARLIEST), last_day(evidence, scenario))


@with_its_bill
def days_of_change(evidence: Evidence, scenario: Scenario, end: date) -> tuple[days.ChangeDay, ...]:
    """Return what the ranking rests on, day of change by day of change up to `end`. Not kept: 100 ms."""
    return tuple(days.days_of_change(evidence, scenario, end))


@lru_cache(maxsize=200)
def _catch_up(evidence: Evidence, scenario: Scenario, end: date) -> catchup.CatchUp:
    return catchup.catch_up(evidence, scenario, end)


@lru_cache(maxsize=200)
def _history(evidence: Evidence, scenario: Scenario, end: date) -> tuple[past.HistoryStep, ...]:
    return past.history(evidence, scenario, end)


def readiness(evidence: Evidence, scenario: Scenario, bundle: tuple[str, ...]) -> tuple[prerequisites.Readiness, ...]:
    """Return the readiness of the offers shown, on the scenario's day. bundle: the prerequisites."""
    offers = prerequisites.readiness(
        evidence, scenario.as_of, bundle, scenario.known, until=last_day(evidence, scenario)
    )
    return tuple(r for r in offers if scenario.offers is None or r.offer in scenario.offers)


@with_its_bill
def shares(evidence: Evidence, scenario: Scenario, vary: Vary = ANY) -> Shares:
    """Return the shares of the weightings: under weights alone, and with uncertain facts too. Needs a ranked offer."""
    drawn = shares_kept(evidence, scenario, vary)
    if drawn is None:
        # Whoever asks the same meanwhile waits for the one answer.
        with _turn():
            drawn = first_places.drawn_shares(evidence, ranking(evidence, scenario), vary, executor=_workers())
    return drawn


@with_its_bill
def shares_kept(evidence: Evidence, scenario: Scenario, vary: Vary = ANY) -> Shares | None:
    """Return the shares where they were drawn before."""
    return first_places.kept_shares(evidence, ranking(evidence, scenario), vary)


@with_its_bill
def shares_refined(evidence: Evidence, scenario: Scenario, vary: Vary = ANY) -> Iterator[Shares]:
    """Yield better and better shares; the last ones are those of `shares`."""
    return first_places.refined(evidence, ranking(evidence, scenario), vary, executor=_workers())


@cache
def _workers() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(2)


@cache
def _turn() -> Lock:
    return Lock()


@with_its_bill
def intervals(evidence: Evidence, scenario: Scenario, level: str) -> tuple[weights.Stability, ...]:
    """Return how far each weight can move. level: "pillar", "criterion" or "within"."""
    return weights.stability(problem(ranking(evidence, scenario)), level)


def stability(evidence: Evidence, scenario: Scenario, level: str) -> tuple[weights.Stability, ...]:
    """Return how far each weight can move before the lead, or the order, changes; criteria without weight left out."""
    return tuple(s for s in intervals(evidence, scenario, level) if s.level != "criterion" or s.now > 0)


@with_its_bill
def flips(evidence: Evidence, scenario: Scenario) -> tuple[fact_tipping.Flip, ...]:
    """Return the single facts which, if they were otherwise, would put somebody else first."""
    return fact_tipping.flips(evidence, ranking(evidence, scenario))


@with_its_bill
def believe(evidence: Evidence, scenario: Scenario, offer: str) -> reach.Believe | None:
    """Return what one has to believe for an offer to come first; None where totals are not linear in the weights."""
    return reach.believe(problem(ranking(evidence, scenario)), offer)


def replays(evidence: Evidence) -> tuple[replay.Replay, ...]:
    """Return the documented decisions beside the ranking of their day."""
    return replay.replays(evidence)


@lru_cache(maxsize=4)
def compared(
    old: Evidence, new: Evidence, scenario: Scenario
) -> tuple[effects.Effect, tuple[effects.VersionChange, ...]]:
    """Return the effect of all changes between two data versions together, and of each alone. Raises ScenarioError."""
    return effects.effects(old, new, scenario)

"""Who was ready when: the first day on which an offer had a whole bundle of prerequisites, and what was missing."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from types import SimpleNamespace

from ranking.errors import ScenarioError, told
from ranking.facts.decision_matrix import not_on_sale
from ranking.facts.musthaves import Outcome, Requirement, outcome, requirement
from ranking.model import Evidence
from ranking.through_time.walk import in_force

DEFAULT_BUNDLE = (
    "hds",
    "svc_object_storage>=1",
    "svc_kubernetes>=1",
    "svc_relational_db>=1",
    "svc_spark>=1",
    "svc_notebooks>=1",
    "svc_gpu>=1",
    "ugap_available>=1",
)
"""What the platform itself said in 2019-2020 that it needed from a host (statements in timeline.toml): a health-data
certificate, managed object storage, Kubernetes, a relational database, Spark, notebooks, GPU machines, and an open
public purchase route. Tokens are those of ranking.facts.musthaves: a gate's id, or indicator>=number."""
ON_SALE = Requirement("on_sale>=1", "on_sale", 1.0)


@dataclass(frozen=True, slots=True)
class BundleOnDay:
    """The bundle on one day, item by item; an offer known not to be on sale then lacks "on_sale>=1" as well."""

    day: date
    outcomes: tuple[Outcome, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """Return items known not to be met."""
        return tuple(o.requirement.token for o in self.outcomes if o.result == "failed")

    @property
    def unknown(self) -> tuple[str, ...]:
        """Return items of which nothing, or nothing certain, is known."""
        return tuple(o.requirement.token for o in self.outcomes if o.result == "unknown")

    @property
    def status(self) -> str:
        """Return "complete"; "incomplete" where an item is known to be missing; "unknown" where only proof is."""
        return "incomplete" if self.missing else "unknown" if self.unknown else "complete"


@dataclass(frozen=True, slots=True)
class Readiness:
    """An offer and the bundle.

    complete_on  first day on which every item is shown to be met; None where there is none by the last day looked at
    not_before   first day since which no item was known to be missing, up to complete_on (or to the last day looked
                 at): the true day is between the two; the last day looked at itself where something is missing on
                 it; None where nothing was ever known to be missing
    lag_months   months from the reference's complete_on to this one's, negative where earlier; None where either is
    state, last  the bundle on the day asked about, and on the last day looked at
    """

    offer: str
    complete_on: date | None
    not_before: date | None
    lag_months: float | None
    state: BundleOnDay
    last: BundleOnDay


def readiness(
    evidence: Evidence,
    day: date,
    bundle: Iterable[str] = DEFAULT_BUNDLE,
    known: str = "true",
    reference: str | None = None,
    until: date | None = None,
) -> tuple[Readiness, ...]:
    """Return when each offer first had the whole bundle, and what it lacks on the day, in the order of the data.

    day    the day whose missing and unknown items are listed; until: the last day looked at, default the newest check
    known  "true" on that day, or "documented" by a source public by then
    reference  the offer at which lags start, default the subject of the case; without either there are none
    Raises ScenarioError for an item that is no must-have, an empty bundle, or a reference that is no offer.
    """
    wanted = tuple(requirement(token, evidence) for token in dict.fromkeys(bundle))
    if not wanted:
        raise ScenarioError(told("bundle: empty; at least one must-have, such as hds"))
    reference = evidence.subject if reference is None else reference
    if reference is not None and reference not in evidence.offers:
        raise ScenarioError(
            told(
                "reference {reference!r}: unknown; one of {names}",
                reference=reference,
                names=", ".join(evidence.offers),
            )
        )
    until = evidence.checked if until is None else until
    by_offer = {offer: _ready(evidence, offer, wanted, day, until, known) for offer in evidence.offers}
    first = by_offer[reference].complete_on if reference else None
    return tuple(
        replace(r, lag_months=months_between(first, r.complete_on) if first and r.complete_on else None)
        for r in by_offer.values()
    )


def months_between(first: date, second: date) -> float:
    """Return calendar months from `first` to `second`, one decimal; negative where `second` is earlier.

    Whole months as a calendar counts them (31 January to 28 February is one), then days over the length of the month.
    """
    if second < first:
        return -months_between(second, first)
    whole = 12 * (second.year - first.year) + second.month - first.month
    whole -= _later(first, whole) > second
    rest = second - _later(first, whole)
    return round(whole + rest / (_later(first, whole + 1) - _later(first, whole)), 1)


def _later(day: date, months: int) -> date:
    """Return the same day so many months on, or the last of a month that is too short."""
    month = day.year * 12 + day.month - 1 + months
    year, month = month // 12, month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _ready(
    evidence: Evidence, offer: str, wanted: tuple[Requirement, ...], day: date, until: date, known: str
) -> Readiness:
    states = _states(evidence, offer, wanted, known)
    state, last = (replace([s for s in states if s.day <= d][-1], day=d) for d in (day, until))
    seen = [s for s in states if s.day <= until]
    complete = next((k for k, s in enumerate(seen) if s.status == "complete"), None)
    before = seen if complete is None else seen[:complete]
    lacking = [k for k, s in enumerate(before) if s.missing]
    after = lacking[-1] + 1 if lacking else None
    not_before = None if after is None else seen[after].day if after < len(seen) else until
    return Readiness(offer, None if complete is None else seen[complete].day, not_before, None, state, last)


def _states(evidence: Evidence, offer: str, wanted: tuple[Requirement, ...], known: str) -> list[BundleOnDay]:
    """Return the bundle on the first of days, with nothing known, and on every day one of its facts moves."""
    items = {w.indicator for w in wanted} | {ON_SALE.indicator}
    walk = in_force([f for f in evidence.offers[offer].facts if f.indicator in items], known)
    states = [BundleOnDay(date.min, _outcomes(evidence, offer, wanted, {}))]
    for day in walk.days:
        walk.to(day)
        states.append(BundleOnDay(day, _outcomes(evidence, offer, wanted, walk.facts)))
    return states


def _outcomes(evidence: Evidence, offer: str, wanted: tuple[Requirement, ...], facts: dict) -> tuple[Outcome, ...]:
    """Return the outcome of every item, and of being on sale where the ranking shuts the offer out for not being."""
    view = SimpleNamespace(facts=facts)
    outcomes = tuple(outcome(w, offer, view, evidence) for w in wanted)
    if not not_on_sale(offer, facts):
        return outcomes
    sale = Outcome(ON_SALE, "failed", facts[offer, ON_SALE.indicator])
    return (*(o for o in outcomes if o.requirement.indicator != ON_SALE.indicator), sale)

"""The shapes of the answer about robustness, as pydantic models."""

from typing import Annotated

from pydantic import Field

from web.api.shapes.base import Dated, ExcludedShape, Offers, Shape, Shares, Span

Places = Annotated[list[int], Field(min_length=2, max_length=2)]


class Space(Shape):
    """The weightings drawn from."""

    kind: str
    pillars_first: bool
    concentration: float
    range: float


class Assumed(Shape):
    """What a grade is worth: how often it is right, and how far its numbers may be off."""

    right: Shares
    spread: Shares


class Sampled(Shape):
    """Who is first in most weightings."""

    leader: str | None
    share: float
    error: float
    rival: str | None
    rival_share: float | None
    enough: bool
    reason: str | None
    threshold: float


class NearestWeightingShape(Shape, public="Weighting"):
    """The nearest weighting that puts an offer first."""

    weights: Shares
    l1: float = Field(description="Sum of the absolute changes of all shares.")
    shared: bool = Field(description="Whether the first place is shared there.")
    words: str


class Never(Shape):
    """Why no weighting puts an offer first: a mixture of others is better in all."""

    mixture: Shares
    by: float


class Reached(Shape):
    """The best and the worst place that any weighting gives; exact: whether that is proven."""

    best: int
    worst: int
    exact: bool


class FactFlip(Shape):
    """One fact which, if it were otherwise, would put somebody else first."""

    offer: str
    indicator: str
    before: float | None
    after: float
    bound: str = Field(description="is, at least, at most, or below.")
    size: float
    leaders: Offers
    cause: str = Field(description="score or must_have.")
    confidence: str | None


class Otherwise(Shape):
    """Who is first otherwise, and how alike the order is (Kendall's tau)."""

    leader: str | None
    same_leader: bool
    tau: float | None


class Formula(Otherwise):
    """What another formula says of the same weights."""

    places: dict[str, int]


class WithoutOne(Otherwise):
    """The board without one criterion; moved: how many offers change place."""

    moved: int


class Alike(Shape):
    """Two criteria and how alike they order the offers."""

    criteria: Annotated[list[str], Field(min_length=2, max_length=2)]
    correlation: float | None
    pairs: int
    alike: bool
    weight: float


class Influence(Shape):
    """The weight of a criterion, and how much of the order follows it."""

    weight: float | None
    influence: float | None


class RobustnessAnswer(Dated):
    """How far the ranking can be trusted: over all weightings, over uncertain facts, and exactly.

    Entries that end in _pillars or _within are the same for whole pillars, and inside each.
    """

    samples: int
    seed: int
    space: Space
    vary: str
    assumptions: Assumed
    verdict: Sampled
    rank_acceptability: dict[str, list[float]]
    first_share: Shares
    first_share_error: Shares
    central_weights: dict[str, Shares | None]
    confidence_factors: dict[str, float | None]
    expected_rank: Shares
    rank_range: dict[str, Places]
    pairwise: dict[str, Shares]
    first_share_both: Shares
    samples_both: int
    weights: Shares
    stability: dict[str, Span]
    stability_order: dict[str, Span]
    stability_exact: bool
    smallest_change: dict[str, NearestWeightingShape | None] | None
    never: dict[str, Never] | None
    reachable_places: dict[str, Reached] | None
    smallest_change_why_not: str | None
    stability_pillars: dict[str, Span] | None = None
    stability_order_pillars: dict[str, Span] | None = None
    stability_exact_pillars: bool | None = None
    smallest_change_pillars: dict[str, NearestWeightingShape | None] | None = None
    never_pillars: dict[str, Never] | None = None
    reachable_places_pillars: dict[str, Reached] | None = None
    smallest_change_why_not_pillars: str | None = None
    stability_within: dict[str, Span] | None = None
    stability_order_within: dict[str, Span] | None = None
    stability_exact_within: bool | None = None
    smallest_fact: list[FactFlip]
    formulas: dict[str, Formula]
    without_criterion: dict[str, WithoutOne]
    without_offer: dict[str, Offers]
    overlap: list[Alike]
    influence: dict[str, Influence]
    excluded: list[ExcludedShape]

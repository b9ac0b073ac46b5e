"""The shapes of the answer about agreement, as pydantic models."""

from datetime import date

from pydantic import Field

from web.api.shapes.base import Offers, ScenarioShape, Shape, Shares


class Placed(Shape):
    """An offer with its place and score."""

    place: int
    offer: str
    score: float


class Mean(Shape):
    """The mean of all weights, as a scenario, and its ranking."""

    scenario: ScenarioShape
    ranking: list[Placed]


class VoiceShape(Mean):
    """One point of view: its name, its scenario, who is first, its ranking."""

    name: str
    first: Offers


class Pairs(Shape):
    """How many pairs of offers all order alike, of all pairs."""

    alike: int
    all: int


class DivideShape(Shape, public="Divide"):
    """A weight that divides: its lowest and highest share, and who gives them."""

    item: str
    level: str
    low: float
    high: float
    lowest: list[str]
    highest: list[str]
    share: float | None


class CrossCheck(Shape):
    """An offer by other rules of choosing together."""

    offer: str
    greatest_regret: float
    borda: float
    copeland: int


class Said(Shape):
    """That one item weighs more than another, and who says so."""

    between: str
    more: str
    less: str
    voices: list[str]


class GroundPlace(Shape):
    """An offer within the common ground: its share of first places, best and worst place where they are known."""

    offer: str
    first: float
    best: int | None
    worst: int | None
    proven: bool | None = Field(None, description="Present where the places are known.")


class CommonGroundShape(Shape, public="CommonGround"):
    """The weightings that contradict nobody."""

    empty: bool
    room: float
    statements: list[Said]
    collisions: list[list[Said]]
    weigh_the_same: list[list[str]]
    mean_weights: Shares
    samples: int
    seed: int
    standings: list[GroundPlace]


class AgreementAnswer(Shape):
    """Several points of view side by side, and their common ground."""

    as_of: date
    data_version: str
    offers: Offers
    ranked_by_some: Offers
    without_weight: list[str]
    voices: list[VoiceShape]
    tau: list[list[float | None]]
    pairs: Pairs
    same_place: dict[str, int]
    in_every_first: dict[str, Offers]
    always_above: list[Offers]
    divides: list[DivideShape]
    cross_checks: list[CrossCheck]
    least_greatest_regret: Offers
    condorcet: str | None
    mean_weights: Mean
    common_ground: CommonGroundShape

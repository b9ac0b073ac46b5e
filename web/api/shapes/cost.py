"""The shapes of a workload's cost, as pydantic models."""

from datetime import date
from typing import Literal

from pydantic import Field

from web.api.shapes.base import FactValue, GroundsShape, Shape


class MachinesShape(Shape):
    """Some machines of one size."""

    count: int
    vcpu: int
    gb: int


class WorkloadShape(Shape):
    """What is priced."""

    code: str = Field(description="As workload= takes it: the name of a documented workload, or its parts.")
    machines: list[MachinesShape]
    storage_tb: float
    egress_tb_a_month: float
    gpu_hours_a_month: float
    gpu_generation: int = Field(description="A level of gpu_best.")
    services: list[str]
    months: int
    growth_percent_a_year: float = Field(description="Of stored and outgoing data.")


class AmountShape(Shape):
    """Euros without tax: by the price on file, and by both ends of its range."""

    low: float
    value: float
    high: float


class TotalShape(Shape):
    """A sum of parts; where one of them has no price, a lower bound: value is then the lowest, and high is null."""

    low: float
    value: float
    high: float | None


class PriceShape(GroundsShape, FactValue):
    """The dated price that a part rests on."""

    value: float


class PartShape(Shape):
    """One part of the bill; month and term are null where no price can be used, and why says why not."""

    quantity: float
    unit: str
    month: AmountShape | None
    term: AmountShape | None
    card: str | None = Field(description="The card that the price of a GPU is for.")
    why: Literal["no_price", "other_card", "no_dated_price"] | None
    price: PriceShape | None


class CostShape(Shape):
    """What the workload costs at an offer; sums of the parts that have a price, null where none has."""

    offer: str
    month: TotalShape | None
    term: TotalShape | None
    lower_bound: bool = Field(description="Whether a part has no price, so that the sums are lower bounds.")
    comparable: bool = Field(description="Whether every part has a price, managed services aside.")
    missing: list[str]
    parts: dict[str, PartShape]
    services: dict[str, Literal["yes", "no", "unknown"]]
    leave: PartShape | None = Field(
        description="Taking out once what is stored in the first month, at the price of outgoing data; in no sum."
    )


class StepShape(Shape):
    """An offer that no other has as many points for less."""

    offer: str
    points: float
    month: TotalShape


class PoleShape(Shape):
    """What more points of a pillar cost, from the cheapest offer up."""

    pillar: str
    steps: list[StepShape]


class GapShape(Shape):
    """Euros a month that one bill is above another; an end is null where a missing price leaves it open."""

    low: float | None
    high: float | None


class CommonShape(Shape):
    """The same difference by the parts alone that have a price in both bills."""

    parts: list[str]
    more_a_month: GapShape


class ChoiceShape(Shape):
    """The first of the ranking, or the choice with the most points at a pole, and what it costs more than the first."""

    role: Literal["first", "sovereignty", "urgency"]
    offer: str
    points: float = Field(description="In the pillar of the pole; the score of the first.")
    others: list[str] = Field(description="Offers that share those points.")
    more_a_month: GapShape | None = Field(description="Null for the first itself.")
    on_common_parts: CommonShape | None


class BillScaleShape(Shape):
    """The criterion that the bill makes: euros a month at 0 and at 100 points."""

    id: str
    worst: float
    best: float
    scale: Literal["log", "linear"]
    replaces: list[str]


class PlaceShape(Shape):
    """An offer's place by the bill."""

    place: int
    offer: str
    score: float
    low: float
    high: float


class ByBillShape(Shape):
    """The ranking with the bill in place of the prices of a machine and of storage."""

    criterion: BillScaleShape
    known: int = Field(description="Ranked offers whose bill is whole; elsewhere it counts as unknown.")
    set_aside: bool = Field(description="Whether the bill is known of too few offers and carries no weight.")
    first_weighed_all_the_same: list[str] = Field(description="Who would be first if thin criteria were weighed.")
    voice: Literal["firm", "leads", "undecided", ""]
    leaders: list[str]
    places: list[PlaceShape]


class CostAnswer(Shape):
    """A workload's bill at each offer on sale on the day; comparable offers first, the lowest on top."""

    as_of: date
    known: Literal["true", "documented"]
    data_version: str
    workloads_version: str = Field(description="Digest of workloads/, which data_version leaves out.")
    workload: WorkloadShape
    currency: Literal["EUR"]
    tax: Literal["excluded"]
    hours_a_month: int
    lowest: list[str] = Field(description="Offers whose bill may be the lowest: several where prices are contested.")
    offers: list[CostShape]
    poles: dict[str, PoleShape]
    choices: list[ChoiceShape]
    ranking_by_bill: ByBillShape | None = Field(None, description="Where priced=1 asks for it.")
    last_re_read: date | None = None
    notice: str | None = None

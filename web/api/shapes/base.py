"""The shapes of answers about one weighed scenario, as pydantic models; their text is the description."""

from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, Field

Shares = dict[str, float]
Offers = list[str]
Span = Annotated[list[float], Field(min_length=2, max_length=2)]


class Shape(BaseModel):
    """An answer, or a part of one. Within version 1, entries may be added; none is renamed, removed or retyped.

    public  its name in the description, where a class of the model has that name here
    """

    def __init_subclass__(cls, public: str = "", **settings: Any) -> None:
        super().__init_subclass__(**settings)
        if public:
            cls.__name__ = cls.__qualname__ = public


class ScenarioShape(Shape):
    """The question, every entry of it: what to send to ask the same again."""

    as_of: date = Field(description="Day whose facts count.")
    profile: str = Field(description="Profile that gives the weights not set by hand.")
    pillars: Shares = Field(description="Percentages set by hand, by pillar.")
    weights: Shares = Field(description="Points within a pillar set by hand, by criterion.")
    require: list[str] = Field(description="Must-haves.")
    rule: str = Field(description="strict: what is unproven is out; tolerant: it stays.")
    unknowns: str = Field(description="How gaps count: cautious, ignore or neutral.")
    compensation: float | str = Field(description="Exponent of the power mean across pillars; min: weakest link.")
    thin: bool = Field(description="Whether criteria known for few offers weigh too.")
    known: str = Field(description="true: what was so on that day; documented: what was public by then.")
    offers: Offers | None = Field(description="Offers shown; null for all.")
    priced: str | None = Field(
        None, description="Present where the bill of this workload stands in the place of unit prices."
    )


class Dated(Shape):
    """What every answer about a scenario begins with."""

    as_of: date
    data_version: str = Field(description="Digest of the data; data= in a link or here pins it.", examples=["2cc29ef9"])
    scenario: ScenarioShape
    last_re_read: date | None = Field(
        None, description="Present where no fact speaks for the day: the last re-reading."
    )
    notice: str | None = Field(None, description="Present with last_re_read: the same in a sentence.")


class FactName(Shape):
    """Which fact."""

    offer: str
    indicator: str
    valid_from: date


class FactValue(Shape):
    """What a fact says, before what it rests on: `GroundsShape` as the first base puts its entries behind these."""

    indicator: str
    value: float | str | list[str]


class GroundsShape(Shape):
    """The dated statement that something rests on."""

    valid_from: date
    low: float | None
    high: float | None
    confidence: str
    source_title: str
    source_url: str | None
    source_date: str | None


class Decisive(Shape):
    """Facts, or all that a source says, without which the verdict would be another."""

    facts: list[FactName]
    source: str | None
    whole_source: bool
    leaders: Offers
    voice: str


class VerdictShape(Shape, public="Verdict"):
    """How firmly the facts put somebody first."""

    voice: str = Field(description="firm, leads, undecided; empty where no offer is ranked.")
    leaders: Offers = Field(description="Who is named first; several where the facts do not decide.")
    first: Offers = Field(description="Who has the best score.")
    share: float = Field(description="Share of the draws in which the best score stays the best, 0 to 1.")
    error: float = Field(description="Monte Carlo error of the share.")
    lead: float | None = Field(description="Points ahead of the next.")
    draws: int
    firm_from: float
    leads_from: float
    shares: Shares
    set_aside: list[str] = Field(description="Criteria known of too few offers to weigh.")
    set_aside_first: Offers = Field(description="Whom they would put first if they weighed; empty where the same.")
    decisive: list[Decisive]


class VerdictAnswer(Dated):
    """The verdict alone."""

    verdict: VerdictShape


class Ranked(Shape):
    """An offer with its place."""

    place: int
    offer: str
    score: float = Field(description="0 to 100.")
    low: float = Field(description="Worst case of the unknowns.")
    high: float
    contributions: Shares = Field(description="Points of each pillar; they add up to the score under mix=1.")
    coverage: float = Field(description="Share of the criteria known.")
    known_weight: float = Field(description="Share of the weight whose criteria are known.")


class ExcludedShape(Shape, public="Excluded"):
    """An offer without a place, and why."""

    offer: str
    reason: str | None


class RankingAnswer(VerdictAnswer):
    """Places, scores and their ranges; the verdict; who is left out and why."""

    weights: Shares
    thin_criteria: list[str]
    ranking: list[Ranked]
    excluded: list[ExcludedShape]
    open_replies: list[dict[str, Any]] = Field(description="Replies to facts that wait for an answer.")


class Difference(Shape):
    """Points of one criterion for or against."""

    criterion: str
    points: float


class ExplainAnswer(Dated):
    """Why the first offer of a pair stands above the second, or below: points that add up to the gap."""

    first: str
    second: str
    gap: float
    differences: list[Difference]


class CitationItem(Shape):
    """An item of CSL-JSON, for Zotero and other reference managers."""

    id: str
    type: str
    title: str
    author: list[dict[str, str]]
    issued: dict[str, list[list[int]]]
    accessed: dict[str, list[list[int]]] | None = None
    version: str
    language: str
    url: str = Field(alias="URL")
    note: str


class StretchShape(Shape, public="Stretch"):
    """Who comes next along a part of the balance."""

    start: float = Field(alias="from")
    end: float = Field(alias="to")
    offers: Offers


class Bounds(Shape):
    """A part of the balance."""

    start: float = Field(alias="from")
    end: float = Field(alias="to")


class SegmentShape(Bounds, public="Segment"):
    """A part of the balance with the same leader; `offers` is present where several are tied."""

    offer: str
    offers: Offers | None = None
    next: list[StretchShape]
    close: list[Bounds] = Field(description="Where the lead is too small to name anybody.")


class BalanceLineShape(Shape, public="Line"):
    """An offer's score along the balance, as corners."""

    offer: str
    excluded: str | None
    score: float | None
    points: list[Span]


class TradeoffAnswer(Dated):
    """Who leads as the balance goes from all of the second side (0) to all of the first (1)."""

    first: str
    second: str
    position: float | None
    exact: bool
    without_weight: list[str]
    segments: list[SegmentShape]
    lines: list[BalanceLineShape]


class Point(Shape):
    """An offer on two sides, each 0 to 100 with its worst and best case."""

    offer: str
    first: float | None
    first_range: Span
    second: float | None
    second_range: Span
    excluded: str | None


class MapAnswer(Dated):
    """The offers by two sides, without any total."""

    first: str
    second: str
    points: list[Point]
    front: Offers = Field(description="Offers that nobody dominates.")
    dominated_by: dict[str, Offers]

"""The shapes of what it takes to leave an offer, as pydantic models."""

from datetime import date
from typing import Literal

from pydantic import Field

from web.api.shapes.base import GroundsShape, Shape
from web.api.shapes.cost import CommonShape, CostShape, GapShape, PartShape


class SideShape(Shape):
    """A service at one of the two offers; speaks: interfaces that a dated source names, none where none does."""

    has: Literal["yes", "no", "unknown"]
    speaks: list[str]
    fact: GroundsShape | None
    interface: GroundsShape | None


class MoveShape(Shape):
    """What becomes of a service in use."""

    service: str
    verdict: Literal["same", "other", "kind", "absent", "not_left", "unknown"] = Field(
        description="Same interface; managed on both sides with another one; managed on both sides, the interface of "
        "one unknown; absent there; not at the offer left; unknown."
    )
    shared: list[str]
    left: SideShape
    taken: SideShape


class SaidShape(Shape):
    """A sentence with its source."""

    text: str
    source_title: str | None
    source_url: str | None
    source_date: str | None


class WaiverShape(Shape):
    """What the provider left says of outgoing data of a customer who leaves."""

    valid_from: date
    terms: str
    excerpt: bool = Field(description="Whether an excerpt alone of that page was read.")
    source_title: str
    source_url: str | None
    source_date: str | None


class PublishedShape(SaidShape):
    """A figure or a finding of a reversibility study, as published; offers: the one left first."""

    day: date
    offers: list[str]
    excerpt: bool = Field(description="Whether an excerpt alone of that page was read.")


class LeavingAnswer(Shape):
    """What it takes to go from one offer to another on the day."""

    as_of: date
    known: Literal["true", "documented"]
    data_version: str
    workloads_version: str = Field(description="Digest of workloads/, which data_version leaves out.")
    workload: str
    left: str
    taken: str
    services: list[MoveShape]
    stay: CostShape | None = Field(description="Null where the offer was not on sale on the day; so is go.")
    go: CostShape | None
    more_a_month: GapShape
    on_common_parts: CommonShape
    take_out_once: PartShape | None
    waiver: WaiverShape | None
    law: list[SaidShape]
    published: list[PublishedShape]
    last_re_read: date | None = None
    notice: str | None = None

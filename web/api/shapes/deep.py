"""The shapes of answers about time, facts and data versions, as pydantic models."""

from datetime import date
from typing import Any

from pydantic import Field, create_model

from exports.data.resources import Resource
from web.api.shapes.base import Dated, Offers, ScenarioShape, Shape

Value = float | str | list[str] | None
KINDS = {"string": str, "number": float, "integer": int, "boolean": bool, "date": date}


class Sourced(Shape):
    """A value with where it was read."""

    value: Value
    valid_from: date
    confidence: str = Field(description="A official, B documentation or serious press, C inference.")
    source_title: str
    source_url: str | None
    source_date: str | None


class FactAnswer(Sourced):
    """A fact of an offer, in force from its day until the next of its indicator."""

    indicator: str
    low: float | None
    high: float | None
    note_fr: str | None
    note_en: str | None
    valid_to: date | None


class FactOfVersion(Sourced):
    """A fact as a data version has it."""

    low: float | None
    high: float | None


class Standing(Shape):
    """An offer on a day of the history."""

    offer: str
    place: int | None
    score: float | None
    reason: str | None


class Moved(Shape):
    """A fact that moved something that counts."""

    offer: str
    indicator: str
    criterion: str | None
    old: Sourced | None
    new: Sourced | None
    before: float | None
    after: float | None
    score_before: float | None
    score_after: float | None


class Step(Shape):
    """A day on which something changes; standings hold until the next."""

    day: date = Field(alias="date")
    ranking: list[Standing]
    changes: list[Moved]
    criteria_weighed: list[str]
    criteria_set_aside: list[str]


class HistoryAnswer(Dated):
    """Places and scores through time, and the facts that moved them."""

    steps: list[Step]


class ReadyAnswer(Shape):
    """When an offer first had all the prerequisites, what is missing on the day asked about."""

    offer: str
    complete_on: date | None
    status: str
    missing: list[str]
    unknown: list[str]
    lag_months: float | None
    not_before: date | None
    status_at_last_check: str


class EffectShape(Shape, public="Effect"):
    """Who leads before and after, and what moved."""

    first: dict[str, Offers]
    voice: dict[str, str]
    scores: dict[str, dict[str, float | None]]
    places: dict[str, dict[str, int | None]]


class ChangeOfVersion(Shape):
    """One difference between two data versions, measured alone in the older one and missing from the newer one."""

    kind: str
    offer: str | None
    indicator: str | None
    source_only: bool
    then: FactOfVersion | None
    now: FactOfVersion | None
    alone_in_old: EffectShape | None
    missing_from_new: EffectShape | None


class DiffAnswer(Shape):
    """What differs between two data versions, and what each difference does."""

    old: str
    new: str
    as_of: date
    scenario: ScenarioShape
    together: EffectShape
    others: list[str]
    changes: list[ChangeOfVersion]


class VersionAnswer(Shape):
    """A published data version."""

    version: str
    day: date
    why_fr: str
    why_en: str


def row_of(table: Resource) -> type[Shape]:
    """Return the shape of a row of a table of the data package, in the words of its schema."""
    fields: dict[str, Any] = {
        name: (
            KINDS[kind] if rules.get("required") else KINDS[kind] | None,
            Field(description=f"{description}."),
        )
        for name, kind, description, rules in table.fields
    }
    return create_model(
        f"{table.name.title().replace('_', '')}Row", __base__=Shape, __doc__=f"{table.title}.", **fields
    )

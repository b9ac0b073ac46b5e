"""The evidence as plain tables with schemas: what the data package holds."""

from exports.data.policy_resources import decision_sources, decisions, events, profiles, statements, weights
from exports.data.table_schema import (
    GRADE,
    ID,
    SOURCE,
    Resource,
    both_fields,
    field,
    joined,
    source_cells,
    text_field,
    two_texts,
)
from exports.data.tables import value_of
from ranking.model import FAMILIES, Evidence


def resources(evidence: Evidence) -> tuple[Resource, ...]:
    """Return every table of the evidence."""
    return (
        _offers(evidence),
        _facts(evidence),
        _pillars(evidence),
        _criteria(evidence),
        _levels(evidence),
        profiles(evidence),
        weights(evidence),
        statements(evidence),
        _musthaves(evidence),
        events(evidence),
        decisions(evidence),
        decision_sources(evidence),
    )


def _offers(evidence: Evidence) -> Resource:
    fields = (
        ID,
        text_field("name", "Name", required=True),
        *both_fields("offer", "What is sold"),
        text_field("family", "Kind of operator", enum=list(FAMILIES)),
        text_field("country", "Seat of the operator, ISO 3166"),
        field("date", "checked", "Last day its sources were read", required=True),
        text_field("unknown", "Indicators looked for and not found, separated by spaces"),
    )
    rows = tuple(
        (o.id, o.name, *two_texts(o.offer), o.family, o.country, o.checked, joined(o.unknown))
        for o in evidence.offers.values()
    )
    return Resource("offers", "Offers", fields, rows, ("id",))


def _facts(evidence: Evidence) -> Resource:
    fields = (
        text_field("offer", "Offer", required=True),
        text_field("indicator", "Criterion or indicator", required=True),
        field(
            "date",
            "valid_from",
            "In force from this day until the next fact of the same offer and indicator",
            required=True,
        ),
        text_field("value", "Value; several separated by spaces; unknown: open again from this day", required=False),
        field("number", "low", "Lowest plausible value of a contested fact"),
        field("number", "high", "Highest plausible value of a contested fact"),
        GRADE,
        *SOURCE,
        *both_fields("note", "Note"),
        field("date", "valid_to", "Last day of a certificate; after it, with no later fact, the value is unknown"),
        field("date", "checked", "Last day its source was read"),
    )
    rows = tuple(
        (
            f.offer,
            f.indicator,
            f.valid_from,
            _plain(value_of(f)),
            f.low,
            f.high,
            f.confidence,
            *source_cells(f.source),
            *two_texts(f.note),
            f.valid_to,
            evidence.re_read(f),
        )
        for f in evidence.facts
    )
    return Resource(
        "facts",
        "Dated, sourced, graded facts",
        fields,
        rows,
        ("offer", "indicator", "valid_from"),
        ((("offer",), "offers", ("id",)), (("indicator",), "criteria", ("id",))),
    )


def _pillars(evidence: Evidence) -> Resource:
    fields = (
        ID,
        *both_fields("label", "Name"),
        *both_fields("help", "What it covers"),
        text_field("pole", "Pole of the balance"),
    )
    rows = tuple((p.id, *two_texts(p.label), *two_texts(p.help), p.pole or None) for p in evidence.pillars.values())
    return Resource("pillars", "Groups of criteria", fields, rows, ("id",))


def _criteria(evidence: Evidence) -> Resource:
    fields = (
        ID,
        text_field("pillar", "Pillar; empty where it is shown but not scored"),
        text_field("kind", "level, number, share, set or info"),
        text_field("indicators", "Indicators it is made from, separated by spaces"),
        field("number", "worst", "Value that counts 0"),
        field("number", "best", "Value that counts 100"),
        text_field("scale", "Shape of the scale"),
        text_field("unit", "Unit"),
        *both_fields("label", "Name"),
        *both_fields("help", "Meaning"),
    )
    scales = {**evidence.criteria, **evidence.indicators}.values()
    rows = tuple(
        (
            c.id,
            c.pillar or None,
            c.kind,
            joined(c.indicators),
            *((c.worst, c.best) if c.scored else (None, None)),
            c.scale or None,
            c.unit or None,
            *two_texts(c.label),
            *two_texts(c.help),
        )
        for c in scales
    )
    return Resource("criteria", "Criteria and indicators", fields, rows, ("id",), ((("pillar",), "pillars", ("id",)),))


def _levels(evidence: Evidence) -> Resource:
    fields = (
        text_field("criterion", "Criterion or indicator", required=True),
        text_field("value", "Value or code", required=True),
        field("integer", "level", "Level that it stands for"),
        *both_fields("label", "Name of the level"),
    )
    rows = []
    for c in {**evidence.criteria, **evidence.indicators}.values():
        rows += [(c.id, str(n), n, *two_texts(label)) for n, label in c.levels.items()]
        rows += [(c.id, code, n, None, None) for code, n in c.codes.items()]
    return Resource(
        "levels",
        "Named levels and coded values",
        fields,
        tuple(rows),
        ("criterion", "value"),
        ((("criterion",), "criteria", ("id",)),),
    )


def _musthaves(evidence: Evidence) -> Resource:
    fields = (
        ID,
        text_field("indicator", "Criterion or indicator", required=True),
        field("number", "minimum", "At least"),
        *both_fields("label", "Name"),
        *both_fields("law", "Rule it comes from"),
        field("date", "applies_from", "In force from"),
        *SOURCE,
    )
    rows = tuple(
        (g.id, g.indicator, g.minimum, *two_texts(g.label), *two_texts(g.law), g.applies_from, *source_cells(g.source))
        for g in evidence.gates.values()
    )
    return Resource("musthaves", "Named must-haves", fields, rows, ("id",), ((("indicator",), "criteria", ("id",)),))


def _plain(value: int | float | str) -> str:
    return value if isinstance(value, str) else repr(value).removesuffix(".0")

"""The evidence as plain tables with schemas: what the data package holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from exports.data.tables import value_of
from ranking.model import CONFIDENCE, FAMILIES, Bilingual, Evidence, Source

PARTIAL = {"pattern": r"\d{4}(-\d{2}(-\d{2})?)?"}


@dataclass(frozen=True, slots=True)
class Resource:
    """One table: fields as (name, Table Schema type, description, constraints), rows in the same order.

    key  names of the columns that identify a row; refers: (columns, other table, its columns)
    """

    name: str
    title: str
    fields: tuple[tuple[str, str, str, dict], ...]
    rows: tuple[tuple[Any, ...], ...]
    key: tuple[str, ...] = ()
    refers: tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...] = ()


def resources(evidence: Evidence) -> tuple[Resource, ...]:
    """Return every table of the evidence."""
    return (
        _offers(evidence),
        _facts(evidence),
        _pillars(evidence),
        _criteria(evidence),
        _levels(evidence),
        _profiles(evidence),
        _weights(evidence),
        _statements(evidence),
        _musthaves(evidence),
        _events(evidence),
        _decisions(evidence),
        _decision_sources(evidence),
    )


def _text(name: str, description: str, **constraints: Any) -> tuple:
    return name, "string", description, constraints


def _both(stem: str, description: str) -> tuple[tuple, tuple]:
    return _text(f"{stem}_fr", f"{description}, in French"), _text(f"{stem}_en", f"{description}, in English")


def _of(kind: str, name: str, description: str, **constraints: Any) -> tuple:
    return name, kind, description, constraints


ID = _text("id", "Stable identifier", required=True, unique=True)
SOURCE = (
    _text("source_title", "Title of the source", required=True),
    _text("source_url", "Address of the source"),
    _text("source_date", "Date of the source: a day, a month or a year", **PARTIAL),
)
GRADE = _text(
    "confidence", "A official, B documentation or serious press, C inference", required=True, enum=list(CONFIDENCE)
)


def _two(text: Bilingual | None) -> tuple[str | None, str | None]:
    return (text.fr, text.en) if text else (None, None)


def _sourced(source: Source) -> tuple[str, str | None, str | None]:
    return source.title, source.url, source.day


def _joined(items: Iterable[str]) -> str:
    return " ".join(items)


def _offers(evidence: Evidence) -> Resource:
    fields = (
        ID,
        _text("name", "Name", required=True),
        *_both("offer", "What is sold"),
        _text("family", "Kind of operator", enum=list(FAMILIES)),
        _text("country", "Seat of the operator, ISO 3166"),
        _of("date", "checked", "Last day its sources were read", required=True),
        _text("unknown", "Indicators looked for and not found, separated by spaces"),
    )
    rows = tuple(
        (o.id, o.name, *_two(o.offer), o.family, o.country, o.checked, _joined(o.unknown))
        for o in evidence.offers.values()
    )
    return Resource("offers", "Offers", fields, rows, ("id",))


def _facts(evidence: Evidence) -> Resource:
    fields = (
        _text("offer", "Offer", required=True),
        _text("indicator", "Criterion or indicator", required=True),
        _of(
            "date",
            "valid_from",
            "In force from this day until the next fact of the same offer and indicator",
            required=True,
        ),
        _text("value", "Value; several separated by spaces; unknown: open again from this day", required=False),
        _of("number", "low", "Lowest plausible value of a contested fact"),
        _of("number", "high", "Highest plausible value of a contested fact"),
        GRADE,
        *SOURCE,
        *_both("note", "Note"),
        _of("date", "valid_to", "Last day of a certificate; after it, with no later fact, the value is unknown"),
        _of("date", "checked", "Last day its source was read"),
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
            *_sourced(f.source),
            *_two(f.note),
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
    fields = (ID, *_both("label", "Name"), *_both("help", "What it covers"), _text("pole", "Pole of the balance"))
    rows = tuple((p.id, *_two(p.label), *_two(p.help), p.pole or None) for p in evidence.pillars.values())
    return Resource("pillars", "Groups of criteria", fields, rows, ("id",))


def _criteria(evidence: Evidence) -> Resource:
    fields = (
        ID,
        _text("pillar", "Pillar; empty where it is shown but not scored"),
        _text("kind", "level, number, share, set or info"),
        _text("indicators", "Indicators it is made from, separated by spaces"),
        _of("number", "worst", "Value that counts 0"),
        _of("number", "best", "Value that counts 100"),
        _text("scale", "Shape of the scale"),
        _text("unit", "Unit"),
        *_both("label", "Name"),
        *_both("help", "Meaning"),
    )
    scales = {**evidence.criteria, **evidence.indicators}.values()
    rows = tuple(
        (
            c.id,
            c.pillar or None,
            c.kind,
            _joined(c.indicators),
            *((c.worst, c.best) if c.scored else (None, None)),
            c.scale or None,
            c.unit or None,
            *_two(c.label),
            *_two(c.help),
        )
        for c in scales
    )
    return Resource("criteria", "Criteria and indicators", fields, rows, ("id",), ((("pillar",), "pillars", ("id",)),))


def _levels(evidence: Evidence) -> Resource:
    fields = (
        _text("criterion", "Criterion or indicator", required=True),
        _text("value", "Value or code", required=True),
        _of("integer", "level", "Level that it stands for"),
        *_both("label", "Name of the level"),
    )
    rows = []
    for c in {**evidence.criteria, **evidence.indicators}.values():
        rows += [(c.id, str(n), n, *_two(label)) for n, label in c.levels.items()]
        rows += [(c.id, code, n, None, None) for code, n in c.codes.items()]
    return Resource(
        "levels",
        "Named levels and coded values",
        fields,
        tuple(rows),
        ("criterion", "value"),
        ((("criterion",), "criteria", ("id",)),),
    )


def _profiles(evidence: Evidence) -> Resource:
    fields = (
        ID,
        *_both("name", "Name"),
        *_both("who", "Whose priorities"),
        _of("date", "date", "Day of the words"),
        _text("rule", "How an order became numbers"),
        *_both("reading", "Our reading"),
        _text("uncertainty", "Grade of the reading"),
        _text("order", "Order: groups from most to least important"),
    )
    rows = tuple(
        (
            p.id,
            *_two(p.name),
            *_two(p.who),
            p.day,
            p.rule,
            *_two(p.reading),
            p.uncertainty,
            " > ".join(" = ".join(group) for group in p.order),
        )
        for p in evidence.profiles.values()
    )
    return Resource("profiles", "Documented priorities", fields, rows, ("id",))


def _weights(evidence: Evidence) -> Resource:
    fields = (
        _text("profile", "Profile", required=True),
        _text("level", "Where the share counts", required=True, enum=["pillar", "within", "published"]),
        _text("item", "Pillar, criterion or published heading", required=True),
        _of("number", "share", "Share; published: as the authority wrote it", required=True),
    )
    rows = []
    for p in evidence.profiles.values():
        rows += [(p.id, "pillar", name, share) for name, share in p.shares.items()]
        rows += [(p.id, "within", c, share) for inside in p.within.values() for c, share in inside.items()]
        rows += [(p.id, "published", name, share) for name, share in p.published.items()]
    return Resource(
        "profile_weights",
        "Weights of the profiles",
        fields,
        tuple(rows),
        ("profile", "level", "item"),
        ((("profile",), "profiles", ("id",)),),
    )


def _statements(evidence: Evidence) -> Resource:
    fields = (_text("profile", "Profile", required=True), *_both("text", "Documented words"), *SOURCE)
    rows = tuple((p.id, *_two(s.text), *_sourced(s.source)) for p in evidence.profiles.values() for s in p.statements)
    return Resource(
        "profile_statements", "Words behind the profiles", fields, rows, refers=((("profile",), "profiles", ("id",)),)
    )


def _musthaves(evidence: Evidence) -> Resource:
    fields = (
        ID,
        _text("indicator", "Criterion or indicator", required=True),
        _of("number", "minimum", "At least"),
        *_both("label", "Name"),
        *_both("law", "Rule it comes from"),
        _of("date", "applies_from", "In force from"),
        *SOURCE,
    )
    rows = tuple(
        (g.id, g.indicator, g.minimum, *_two(g.label), *_two(g.law), g.applies_from, *_sourced(g.source))
        for g in evidence.gates.values()
    )
    return Resource("musthaves", "Named must-haves", fields, rows, ("id",), ((("indicator",), "criteria", ("id",)),))


def _events(evidence: Evidence) -> Resource:
    fields = (
        _of("date", "date", "Day", required=True),
        _text("kind", "Kind"),
        *_both("title", "Title"),
        *_both("text", "What happened"),
        *SOURCE,
        GRADE,
        _text("precision", "How exact the day is"),
        _of("boolean", "major", "Shown on small pictures too"),
        _of("date", "until", "Last day"),
    )
    rows = tuple(
        (e.day, e.kind, *_two(e.title), *_two(e.text), *_sourced(e.source), e.confidence, e.precision, e.major, e.until)
        for e in evidence.events
    )
    return Resource("events", "The case, day by day", fields, rows)


def _decisions(evidence: Evidence) -> Resource:
    fields = (
        ID,
        _of("date", "date", "Day", required=True),
        *_both("title", "Title"),
        *_both("question", "Question"),
        *_both("published_rule", "Published rule"),
        _text("gates", "Must-haves, separated by spaces"),
        _text("gate_rule", "Rule for the unproven"),
        _text("profile", "Profile"),
        *_both("profile_why", "Why this profile"),
        _text("chosen", "Chosen offers"),
        _text("considered", "Offers considered"),
        *_both("outcome", "Outcome"),
        *_both("unknown", "What is unknown"),
    )
    rows = tuple(
        (
            d.id,
            d.day,
            *_two(d.title),
            *_two(d.question),
            *_two(d.published_rule),
            _joined(d.gates),
            d.gate_rule,
            d.profile,
            *_two(d.profile_why),
            _joined(d.chosen),
            _joined(d.considered),
            *_two(d.outcome),
            *_two(d.unknown),
        )
        for d in evidence.decisions
    )
    return Resource("decisions", "Documented decisions", fields, rows, ("id",), ((("profile",), "profiles", ("id",)),))


def _decision_sources(evidence: Evidence) -> Resource:
    fields = (_text("decision", "Decision", required=True), *SOURCE)
    rows = tuple((d.id, *_sourced(s)) for d in evidence.decisions for s in d.sources)
    return Resource(
        "decision_sources", "Sources of the decisions", fields, rows, refers=((("decision",), "decisions", ("id",)),)
    )


def _plain(value: int | float | str) -> str:
    return value if isinstance(value, str) else repr(value).removesuffix(".0")

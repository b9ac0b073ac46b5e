"""Tables of the data package on people and events: whose priorities, what happened, what was decided."""

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
from ranking.model import Evidence


def profiles(evidence: Evidence) -> Resource:
    """Return one row a set of priorities: whose, from which words, read how."""
    fields = (
        ID,
        *both_fields("name", "Name"),
        *both_fields("who", "Whose priorities"),
        field("date", "date", "Day of the words"),
        text_field("rule", "How an order became numbers"),
        *both_fields("reading", "Our reading"),
        text_field("uncertainty", "Grade of the reading"),
        text_field("order", "Order: groups from most to least important"),
    )
    rows = tuple(
        (
            p.id,
            *two_texts(p.name),
            *two_texts(p.who),
            p.day,
            p.rule,
            *two_texts(p.reading),
            p.uncertainty,
            " > ".join(" = ".join(group) for group in p.order),
        )
        for p in evidence.profiles.values()
    )
    return Resource("profiles", "Documented priorities", fields, rows, ("id",))


def weights(evidence: Evidence) -> Resource:
    """Return one row a weight of a profile, at each of its levels."""
    fields = (
        text_field("profile", "Profile", required=True),
        text_field("level", "Where the share counts", required=True, enum=["pillar", "within", "published"]),
        text_field("item", "Pillar, criterion or published heading", required=True),
        field("number", "share", "Share; published: as the authority wrote it", required=True),
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


def statements(evidence: Evidence) -> Resource:
    """Return one row a documented statement behind a profile."""
    fields = (text_field("profile", "Profile", required=True), *both_fields("text", "Documented words"), *SOURCE)
    rows = tuple(
        (p.id, *two_texts(s.text), *source_cells(s.source)) for p in evidence.profiles.values() for s in p.statements
    )
    return Resource(
        "profile_statements", "Words behind the profiles", fields, rows, refers=((("profile",), "profiles", ("id",)),)
    )


def events(evidence: Evidence) -> Resource:
    """Return one row an event of the case."""
    fields = (
        field("date", "date", "Day", required=True),
        text_field("kind", "Kind"),
        *both_fields("title", "Title"),
        *both_fields("text", "What happened"),
        *SOURCE,
        GRADE,
        text_field("precision", "How exact the day is"),
        field("boolean", "major", "Shown on small pictures too"),
        field("date", "until", "Last day"),
    )
    rows = tuple(
        (
            e.day,
            e.kind,
            *two_texts(e.title),
            *two_texts(e.text),
            *source_cells(e.source),
            e.confidence,
            e.precision,
            e.major,
            e.until,
        )
        for e in evidence.events
    )
    return Resource("events", "The case, day by day", fields, rows)


def decisions(evidence: Evidence) -> Resource:
    """Return one row a documented decision."""
    fields = (
        ID,
        field("date", "date", "Day", required=True),
        *both_fields("title", "Title"),
        *both_fields("question", "Question"),
        *both_fields("published_rule", "Published rule"),
        text_field("gates", "Must-haves, separated by spaces"),
        text_field("gate_rule", "Rule for the unproven"),
        text_field("profile", "Profile"),
        *both_fields("profile_why", "Why this profile"),
        text_field("chosen", "Chosen offers"),
        text_field("considered", "Offers considered"),
        *both_fields("outcome", "Outcome"),
        *both_fields("unknown", "What is unknown"),
    )
    rows = tuple(
        (
            d.id,
            d.day,
            *two_texts(d.title),
            *two_texts(d.question),
            *two_texts(d.published_rule),
            joined(d.gates),
            d.gate_rule,
            d.profile,
            *two_texts(d.profile_why),
            joined(d.chosen),
            joined(d.considered),
            *two_texts(d.outcome),
            *two_texts(d.unknown),
        )
        for d in evidence.decisions
    )
    return Resource("decisions", "Documented decisions", fields, rows, ("id",), ((("profile",), "profiles", ("id",)),))


def decision_sources(evidence: Evidence) -> Resource:
    """Return one row a source of a decision."""
    fields = (text_field("decision", "Decision", required=True), *SOURCE)
    rows = tuple((d.id, *source_cells(s)) for d in evidence.decisions for s in d.sources)
    return Resource(
        "decision_sources", "Sources of the decisions", fields, rows, refers=((("decision",), "decisions", ("id",)),)
    )

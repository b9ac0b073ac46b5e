"""Replies to facts that wait for an answer, as tables and JSON; never with a contact, which no reply holds."""

from collections.abc import Iterable, Mapping
from typing import Any

from charts.parts.sheet import Column, Sheet
from exports.data.table_schema import Resource
from exports.data.tables import value_of
from ranking.model import Evidence, Fact
from ranking.replies.reply import Reply, counted, to_json, usable
from ranking.weighing.rank import Ranking
from words.facts.replies import ours_text, who_text
from words.facts.values import value_text
from words.language import Language


def shown(evidence: Evidence, ranking: Ranking, replies: Iterable[Reply]) -> tuple[Reply, ...]:
    """Return the open replies that concern the offers shown on the scenario's day."""
    return counted(evidence, replies, ranking.scenario.as_of, ranking.scenario.offers or evidence.offers)


def listed(evidence: Evidence, ranking: Ranking, replies: Iterable[Reply]) -> list[dict[str, Any]]:
    """Return the replies of `shown` for json.dumps: number, day received, what was proposed."""
    replies_shown = shown(evidence, ranking, replies)
    return [{"number": r.number, "received": r.received.isoformat(), **to_json(r.proposal)} for r in replies_shown]


def replies_table(say: Language, evidence: Evidence, ranking: Ranking, replies: Iterable[Reply]) -> Sheet:
    """Return the table of replies, one row each: the board's value, the one proposed, by whom, where it can be read."""
    columns = (
        Column("number", say("Number"), "integer"),
        Column("offer", say("Id"), "id"),
        Column("name", say("Offer")),
        Column("indicator", say("Code"), "id"),
        Column("label", say("Indicator")),
        Column("ours", say("Value here")),
        Column("value", say("Proposed value"), "value"),
        Column("value_text", say("Value in words")),
        Column("valid_from", say("In force from"), "day"),
        Column("page", say("Address"), "link"),
        Column("sentence", say("In a sentence")),
        Column("who", say("Who says so")),
        Column("received", say("Received on"), "day"),
    )
    rows = tuple(_row(say, evidence, r, ranking.matrix.facts) for r in shown(evidence, ranking, replies))
    return Sheet("replies", say("Replies"), columns, rows)


def resource(evidence: Evidence, replies: Iterable[Reply]) -> Resource:
    """Return every open reply as a table of the data package."""
    required = {"required": True}
    fields = (
        ("number", "integer", "How the reply is called", {"required": True, "unique": True}),
        ("offer", "string", "Offer", required),
        ("indicator", "string", "Criterion or indicator that is contested", required),
        ("valid_from", "date", "Day from which the proposed value would hold", required),
        ("value", "string", "Proposed value; several separated by spaces; unknown: nobody can know", {}),
        ("page", "string", "Public page that shows it; empty: a declaration", {}),
        ("sentence", "string", "What is wrong, as typed", required),
        ("name", "string", "Who says so, as typed", {}),
        ("organisation", "string", "Their organisation, as typed", {}),
        ("received", "date", "Day it was received; no answer yet", required),
    )
    rows = tuple(
        (
            r.number,
            r.proposal.offer,
            r.proposal.indicator,
            r.proposal.valid_from,
            _plain(r),
            r.proposal.page or None,
            r.proposal.sentence,
            r.proposal.name or None,
            r.proposal.organisation or None,
            r.received,
        )
        for r in usable(evidence, replies)
        if r.open
    )
    refers = ((("offer",), "offers", ("id",)), (("indicator",), "criteria", ("id",)))
    return Resource("replies", "Replies to facts, not yet answered", fields, rows, ("number",), refers)


def _plain(reply: Reply) -> str:
    value = value_of(reply.proposal)
    return value if isinstance(value, str) else repr(value).removesuffix(".0")


def _row(say: Language, evidence: Evidence, reply: Reply, facts: Mapping[tuple[str, str], Fact]) -> tuple:
    proposal, scale = reply.proposal, evidence.indicators[reply.proposal.indicator]
    return (
        reply.number,
        proposal.offer,
        evidence.offers[proposal.offer].name,
        proposal.indicator,
        say.text(scale.label),
        ours_text(say, evidence, proposal, facts),
        value_of(proposal),
        value_text(say, scale, proposal.value),
        proposal.valid_from,
        proposal.page or None,
        proposal.sentence,
        who_text(say, proposal),
        reply.received,
    )

"""Parsed tables of the case -> profiles, must-haves, events, decisions."""

from collections.abc import Container, Iterable, Mapping
from typing import Any

from ranking.errors import DataFault, told
from ranking.facts.checks import IDENTIFIER, DataTable, is_number
from ranking.facts.musthaves import TOKEN
from ranking.model import Criterion, Decision, Event, Gate, Profile, Source, Statement
from ranking.weights import equal_shares, rank_order_centroid

RULES = ("rank_order_centroid", "equal", "published", "reference")
KINDS = ("law", "decision", "court", "regulator", "statement", "award", "market")


def profile(
    head: DataTable,
    name: str,
    within: DataTable,
    statements: list[DataTable],
    published: Mapping,
    criteria: Mapping[str, Criterion],
    pillars: Iterable[str],
) -> Profile | None:
    """Return the profile of one file. The numbers follow from `order` by `rule`; nothing else sets them."""
    before = len(head.problems)
    pillars = tuple(pillars)
    if not IDENTIFIER.fullmatch(name):
        head.refuse(
            told("file name {name!r}", name=name), told("lower-case letters, digits and _, beginning with a letter")
        )
    label, who = head.both("name", limit=60), head.both("who")
    rule = head.choice("rule", RULES)
    day = head.day("date", None)
    reading, uncertainty = head.both("reading"), head.choice("uncertainty", ("A", "B", "C"), "C")
    order = _groups(head, "order", pillars) if rule == "rank_order_centroid" else ()
    for key in ("order", "within", "statements", "published", "version"):
        head.asked.add(key)
    inside = {p: _within(within, p, [k for k, c in criteria.items() if c is None or c.pillar == p]) for p in pillars}
    within.close()
    words = tuple(w for w in (_statement(s) for s in statements) if w)
    shares = {
        "equal": lambda: equal_shares(pillars),
        "rank_order_centroid": lambda: rank_order_centroid(order, pillars),
    }
    numbers = shares[rule]() if rule in shares else _published(head, published, pillars) if rule == "published" else {}
    figures = {k: v for k, v in published.items() if is_number(v)}
    if rule == "reference" and not figures:
        head.refuse(told("a reference profile without numbers"), told("a [published] table of numbers"))
    head.close()
    if len(head.problems) > before:
        return None
    return Profile(name, label, who, rule, numbers, inside, order, reading, day, uncertainty, words, figures)


def gate(table: DataTable, indicators: Mapping[str, Criterion]) -> Gate | None:
    """Return the must-have of one [[gate]] of musthaves.toml."""
    before = len(table.problems)
    name = _identifier(table)
    indicator = table.choice(
        "criterion", [i for i, c in indicators.items() if c is None or (c.scale != "text" and c.kind != "set")]
    )
    minimum = table.number("minimum")
    label, law = table.both("label", limit=60), table.both("law")
    since, source = table.day("applies_from", None), table.source()
    levels = indicators[indicator].levels if indicators.get(indicator) else ()
    if levels and minimum is not None and minimum not in levels:
        table.refuse(
            told("minimum = {minimum}", minimum=f"{minimum:g}"),
            told(
                "{indicator} is a whole number from {lowest} to {highest}",
                indicator=indicator,
                lowest=min(levels),
                highest=max(levels),
            ),
        )
    table.close()
    return Gate(name, indicator, minimum, label, law, since, source) if len(table.problems) == before else None


def subject(named: Any, offers: Container[str], problems: list[DataFault]) -> str | None:
    """Return the offer that the case is about, as timeline.toml names it; None where it names none or wrongly."""
    if named is None or (isinstance(named, str) and named in offers):
        return named
    allowed = told('the file name of an offer in providers/, such as "azure"')
    problems.append(DataFault("timeline.toml", 1, "", told("subject = {named!r}", named=named), allowed))
    return None


def event(table: DataTable) -> Event | None:
    """Return the event of one [[event]] of timeline.toml."""
    before = len(table.problems)
    day, kind = table.day("date"), table.choice("kind", KINDS)
    title, text, source = table.both("title", limit=90), table.both("text"), table.source()
    confidence = table.choice("confidence", ("A", "B", "C"))
    precision = table.choice("precision", ("day", "month", "year"), "day")
    major = table.get("major", lambda v: isinstance(v, bool), told("major is true or false"), False)
    short = table.both("short", required=bool(major), limit=24)
    until = table.day("until", None)
    table.close()
    if len(table.problems) > before:
        return None
    return Event(day, kind, title, text, source, confidence, precision, major, short, until)


def decision(table: DataTable, sources: list[DataTable], known: Mapping[str, Iterable[str]]) -> Decision | None:
    """Return the decision of one [[decision]] block. `known`: the offers, profiles and gates that it may name."""
    before = len(table.problems)
    name = _identifier(table)
    day, title, question = table.day("date"), table.both("title", limit=90), table.both("question")
    rule, outcome, unknown = table.both("published_rule"), table.both("outcome"), table.both("unknown")
    gates = table.texts("gates")
    for token in gates:
        if token not in known["gates"] and not _minimum(token, known["indicators"]):
            table.refuse(
                told("gates names {token!r}", token=token),
                told("gates takes {names}, or indicator>=number", names=", ".join(known["gates"])),
            )
    gate_rule = table.choice("gate_rule", ("strict", "tolerant"))
    chosen_profile, why = table.choice("profile", known["profiles"]), table.both("profile_why")
    chosen, considered = table.texts("chosen", known["offers"]), table.texts("considered", known["offers"], [])
    table.asked.add("sources")
    first = table.source()
    more = [s for s in (t.source() for t in sources) if s]
    table.close()
    if len(table.problems) > before:
        return None
    return Decision(
        name,
        day,
        title,
        question,
        rule,
        gates,
        gate_rule,
        chosen_profile,
        why,
        chosen,
        considered,
        outcome,
        unknown,
        (first, *more),
    )


def _identifier(table: DataTable) -> str | None:
    return table.get(
        "id", lambda v: isinstance(v, str) and IDENTIFIER.fullmatch(v), told("id is lower-case letters, digits and _")
    )


def _minimum(token: str, indicators: Iterable[str]) -> bool:
    match = TOKEN.fullmatch(token)
    return bool(match) and match[1] in indicators


def _statement(table: DataTable) -> Statement | None:
    text, source = table.both("text"), table.source()
    table.close()
    return Statement(text, source) if text and isinstance(source, Source) else None


def _groups(table: DataTable, key: str, allowed: Iterable[str], required: bool = True) -> tuple[tuple[str, ...], ...]:
    """Groups of ids, most important first; each id of `allowed` at most once."""
    allowed = tuple(allowed)
    groups = table.get(
        key,
        lambda v: (
            isinstance(v, list) and all(isinstance(g, list) and g and all(isinstance(i, str) for i in g) for g in v)
        ),
        told("{key} is a list of lists of ids, most important first", key=key),
        *(() if required else ([],)),
    )
    named = [i for g in groups or () for i in g]
    for item in named:
        if item not in allowed or named.count(item) > 1:
            table.refuse(
                told("{key} names {item!r}", key=key, item=item),
                told("each of {names} at most once", names=", ".join(allowed)),
            )
            return ()
    return tuple(tuple(g) for g in groups or ())


def _within(table: DataTable, pillar: str, criteria: list[str]) -> dict[str, float]:
    groups = _groups(table, pillar, criteria, required=False)
    return rank_order_centroid(groups, criteria) if groups else equal_shares(criteria)


def _published(head: DataTable, published: Mapping, pillars: tuple[str, ...]) -> dict[str, float]:
    numbers = published.values()
    if set(published) != set(pillars) or not all(is_number(v) and v >= 0 for v in numbers) or not sum(numbers):
        head.refuse(
            told("published weights that do not cover the pillars"),
            told("a [published] table of {names}", names=", ".join(pillars)),
        )
        return {}
    total = sum(published.values())
    return {p: published[p] / total for p in pillars}

"""Parsed provider tables -> offers and their facts."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from ranking.errors import told
from ranking.facts.checks import IDENTIFIER, DataTable, is_number
from ranking.model import CONFIDENCE, FAMILIES, UNKNOWN, Bilingual, Criterion, Fact, Offer, Source

# In `unknown`: every other indicator without a block, as nobody has looked for it yet.
REST = "*"
NOT_LISTED_AS_UNKNOWN = ("on_sale",)


def offer(head: DataTable, name: str, blocks: list[DataTable], indicators: Mapping[str, Criterion]) -> Offer | None:
    """Return one file of providers/. `blocks`: its [[indicator]] tables in file order; `name`: the file's stem."""
    before = len(head.problems)
    if not IDENTIFIER.fullmatch(name):
        head.refuse(
            told("file name {name!r}", name=name), told("lower-case letters, digits and _, beginning with a letter")
        )
    title, what = head.text("name"), head.both("offer")
    family = head.choice("family", FAMILIES)
    country = head.get(
        "country",
        lambda v: isinstance(v, str) and len(v) == 2 and v.isalpha() and v.isupper(),
        told("country is a two-letter code such as FR"),
    )
    checked = head.day("checked")
    listable = {i: c for i, c in indicators.items() if i not in NOT_LISTED_AS_UNKNOWN}
    unknown = head.texts("unknown", [*listable, REST])
    head.close()
    facts = [f for f in (fact(block, name, indicators, checked) for block in blocks) if f]
    _check_order(blocks)
    if list(unknown) == head.values.get("unknown"):
        present = {b.block for b in blocks}
        if REST in unknown:
            rest = (i for i in listable if i not in present and i not in unknown)
            unknown = (*(name for name in unknown if name != REST), *rest)
        _check_unknown(head, unknown, present, [i for i, c in listable.items() if c])
    if len(head.problems) > before:
        return None
    return Offer(name, title, what, family, country, checked, unknown, tuple(facts))


def fact(block: DataTable, offer_id: str, indicators: Mapping[str, Criterion], checked: date | None) -> Fact | None:
    """Return one [[indicator]] block; None without a further problem where the indicator's own row was refused."""
    before = len(block.problems)
    if block.block not in indicators:
        block.refuse(told("no such indicator in criteria.csv"), told("one of {names}", names=", ".join(indicators)))
    scale = indicators.get(block.block)
    if scale is None:
        return None
    start, confidence = block.day("valid_from"), block.choice("confidence", CONFIDENCE)
    end, own = block.day("valid_to", None), block.day("checked", None)
    checked = own or checked
    value = _value(block, scale)
    low, high = _range(block, scale, value)
    source, note = block.source(), block.both("note", required=False)
    block.close()
    _check_words(block, confidence, source, note, low)
    if start and end and end < start:
        block.refuse(
            told("valid_to = {end} is before valid_from = {start}", end=end, start=start),
            told("the last day of the certificate"),
        )
    if checked and start and start > checked:
        block.refuse(
            told("valid_from = {start} is after checked = {checked}", start=start, checked=checked),
            told("a day that somebody has already checked"),
        )
    if checked and source and source.day and source.day > checked.isoformat():
        block.refuse(
            told("source_date = {day} is after checked = {checked}", day=source.day, checked=checked),
            told("a day that somebody has already checked"),
        )
    if len(block.problems) > before:
        return None
    return Fact(offer_id, block.block, start, value, confidence, source, low, high, note, end, own)


def _value(block: DataTable, scale: Criterion) -> Any:
    allowed, check = value_rule(scale)
    value = block.get(
        "value",
        lambda v: v == UNKNOWN or check(v),
        told('{allowed}, or "{unknown}" where the matter is open again', allowed=allowed, unknown=UNKNOWN),
    )
    return tuple(value) if isinstance(value, list) else value


def value_rule(scale: Criterion) -> tuple[str, Any]:
    """Return what a value may be, in words and as a check of the parsed value."""
    name = scale.id
    if scale.kind == "set":
        return (
            told("{name} is a list of texts, each once", name=name),
            lambda v: isinstance(v, list) and all(isinstance(x, str) and x for x in v) and len(set(v)) == len(v),
        )
    if scale.codes:
        return told(
            "{key} is one of {names}", key=name, names=", ".join(scale.codes)
        ), lambda v: isinstance(v, str) and v in scale.codes
    if scale.scale == "text":
        return told("{name} is a text", name=name), lambda v: isinstance(v, str) and bool(v.strip())
    if scale.levels:
        lowest, highest = min(scale.levels), max(scale.levels)
        return (
            told(
                "{indicator} is a whole number from {lowest} to {highest}",
                indicator=name,
                lowest=lowest,
                highest=highest,
            ),
            lambda v: isinstance(v, int) and not isinstance(v, bool) and v in scale.levels,
        )
    return told("{name} is a number, 0 or more", name=name), lambda v: is_number(v) and v >= 0


def _range(block: DataTable, scale: Criterion, value: Any) -> tuple[float | None, float | None]:
    low, high = block.number("low", None), block.number("high", None)
    if low is None and high is None:
        return None, None
    if not is_number(value):
        if value is not None:
            block.refuse(
                told("low and high on a value that is not a number"), told("a range only for levels and quantities")
            )
        return None, None
    if low is None or high is None or not low <= value <= high:
        block.refuse(
            told("low = {low}, value = {value}, high = {high}", low=low, value=value, high=high),
            told("both ends, low <= value <= high"),
        )
        return None, None
    if scale.levels and not (low in scale.levels and high in scale.levels):
        block.refuse(
            told("low = {low}, high = {high}", low=low, high=high),
            told("levels from {lowest} to {highest}", lowest=min(scale.levels), highest=max(scale.levels)),
        )
    return float(low), float(high)


def _check_words(
    block: DataTable, confidence: str | None, source: Source | None, note: Bilingual | None, low: float | None
) -> None:
    if block.values.get("value") == UNKNOWN and not note:
        block.refuse(
            told("a value that becomes unknown without a note"), told("note_fr and note_en, one sentence each")
        )
    if confidence == "C" and not note:
        block.refuse(told("confidence C without a note"), told("note_fr and note_en, one sentence each"))
    if low is not None and not note:
        block.refuse(
            told("a contested range without a note"), told("note_fr and note_en, both sides in one sentence each")
        )
    if source and "source_url" not in block.values and confidence != "C":
        block.refuse(told("no source_url"), told("an address, or confidence C with a note that says why there is none"))


def _check_order(blocks: list[DataTable]) -> None:
    latest: dict[str, date] = {}
    for block in blocks:
        start = block.values.get("valid_from")
        if not isinstance(start, date) or type(start) is not date:
            continue
        before = latest.get(block.block)
        if before is not None and start <= before:
            block.refuse(
                told("valid_from = {start} after a block of {before}", start=start, before=before),
                told("ascending dates, no two blocks on one day"),
            )
        latest[block.block] = max(start, before or start)


def _check_unknown(head: DataTable, unknown: tuple[str, ...], present: set[str], listable: list[str]) -> None:
    for name in listable:
        if name in present and name in unknown:
            head.refuse(
                told("unknown lists {name!r}, which has a block", name=name), told("only indicators without a block")
            )
        if name not in present and name not in unknown:
            head.refuse(
                told("{name!r} has no block and is not listed in unknown", name=name),
                told("a [[block]] for it, or its name in unknown"),
            )

"""Results as typed tables, as CSV and as JSON with stable keys. Whatever leaves this board as numbers passes here."""

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from ranking.errors import ScenarioError
from ranking.facts.cells import standings
from ranking.facts.musthaves import Outcome
from ranking.model import Evidence, Fact
from ranking.weighing.rank import Excluded, Ranking
from ranking.weighing.scenario import Scenario, from_json
from words.facts.values import family_text, value_text
from words.language import Language
from words.ranking.verdict import exclusion_text

FORMULA = ("=", "+", "-", "@", "\t", "\r")
KINDS = ("text", "number", "integer", "share", "day", "value", "link")
MOST_BYTES = 10_000_000


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its stable key, its title in a language, and the kind of its cells.

    kind  "text", "number", "integer", "share" (0..1), "day" (a date; text where only a month or a year is known),
          "value" (number or text, as the fact has it), "link"
    """

    key: str
    title: str
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under typed columns; None is an empty cell. `key` is stable, `title` is in a language."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...]


def ranking_table(say: Language, evidence: Evidence, ranking: Ranking) -> Table:
    """One row an offer: those with a place first, then those without, with the reason."""
    columns = (
        Column("place", say("Place"), "integer"),
        Column("offer", say("Id")),
        Column("name", say("Offer")),
        Column("family", say("Family")),
        Column("score", say("Score"), "number"),
        Column("low", say("Worst case"), "number"),
        Column("high", say("Best case"), "number"),
        Column("gap", say("Ahead of the next"), "number"),
        Column("coverage", say("Criteria known"), "share"),
        Column("known_weight", say("Weight known"), "share"),
        Column("reason", say("Reason")),
    )
    placed = [
        (r.place, *_named(say, evidence, r.offer), r.score, r.low, r.high, r.gap, r.coverage, r.known_weight, None)
        for r in ranking.rows
    ]
    return Table("ranking", say("Ranking"), columns, (*placed, *(_without(say, evidence, x) for x in ranking.excluded)))


def facts_table(say: Language, evidence: Evidence, facts: Iterable[Fact], day: date, known: str = "true") -> Table:
    """One row a fact with its source, by offer, indicator and date; `standing` is its standing on `day`."""
    columns = (
        Column("offer", say("Id")),
        Column("name", say("Offer")),
        Column("indicator", say("Code")),
        Column("label", say("Indicator")),
        Column("valid_from", say("In force from"), "day"),
        Column("value", say("Value"), "value"),
        Column("value_text", say("Value in words")),
        Column("low", say("Lowest plausible"), "number"),
        Column("high", say("Highest plausible"), "number"),
        Column("confidence", say("Grade")),
        Column("standing", say("On that day")),
        Column("source_title", say("Source")),
        Column("source_url", say("Address"), "link"),
        Column("source_date", say("Date of the source"), "day"),
        Column("checked", say("Last read on"), "day"),
        Column("note", say("Note")),
    )
    found = _standings(facts, day, known)
    rank_of = {name: n for n, name in enumerate(evidence.indicators)}
    ordered = sorted(found, key=lambda f: (f.offer, rank_of[f.indicator], f.valid_from))
    return Table("facts", say("Facts and sources"), columns, tuple(_fact(say, evidence, f, found[f]) for f in ordered))


def csv_bytes(table: Table, form: str = "international") -> bytes:
    """The table as CSV.

    form  "international": stable keys, comma, decimal point, UTF-8; "french": titles, semicolon, decimal comma,
          byte-order mark. In both, days are ISO and a text that a spreadsheet would run begins with an apostrophe
    """
    french = form == "french"
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if french else ",", lineterminator="\n")
    writer.writerow([c.title if french else c.key for c in table.columns])
    writer.writerows([_written(cell, french) for cell in row] for row in table.rows)
    return out.getvalue().encode("utf-8-sig" if french else "utf-8")


def plain_text(text: str) -> str:
    """The text, with an apostrophe before what a spreadsheet would take for a formula."""
    return "'" + text if text.startswith(FORMULA) else text


def document(ranking: Ranking) -> dict:
    """The ranking for json.dumps, with stable keys."""
    return {
        "as_of": ranking.scenario.as_of.isoformat(),
        "data_version": ranking.version,
        "scenario": ranking.scenario.to_json(),
        "weights": ranking.weighting.overall,
        "thin_criteria": sorted(ranking.matrix.thin),
        "ranking": [
            {
                "place": r.place,
                "offer": r.offer,
                "score": r.score,
                "low": r.low,
                "high": r.high,
                "contributions": dict(r.contributions),
                "coverage": r.coverage,
                "known_weight": r.known_weight,
            }
            for r in ranking.rows
        ],
        "excluded": [{"offer": x.offer, "reason": reason(x)} for x in ranking.excluded],
    }


def json_bytes(ranking: Ranking) -> bytes:
    """`document` as UTF-8 text."""
    return (json.dumps(document(ranking), ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()


def scenario_of(content: bytes, evidence: Evidence) -> Scenario:
    """The scenario of a JSON file of `json_bytes`. Raises ScenarioError where it is none, or names what is unknown."""
    if len(content) > MOST_BYTES:
        raise ScenarioError(f"the file is longer than {MOST_BYTES} bytes; a JSON file written by this board")
    try:
        held = json.loads(content)["scenario"]
    except (ValueError, TypeError, KeyError, RecursionError):
        raise ScenarioError("not a JSON file with an entry scenario; one written by this board") from None
    return from_json(held, evidence)


def reason(out: Excluded) -> str:
    """Why an offer has no place, in English: part of the JSON, which has one language."""
    if out.reason == "not_on_sale":
        return "not on sale on that day"
    if out.reason == "not_enough_evidence":
        return f"not enough evidence (coverage {out.coverage:.0%})"
    return "; ".join(_failure(x) for x in out.outcomes)


def _failure(found: Outcome) -> str:
    wanted = found.requirement
    return f"must-have {wanted.token} {'not met' if found.result == 'failed' else 'unknown'}" + (
        f" ({wanted.indicator} {found.fact.value}, at least {wanted.minimum:g} wanted)" if found.fact else ""
    )


def _named(say: Language, evidence: Evidence, offer: str) -> tuple[str, str, str]:
    return offer, evidence.offers[offer].name, family_text(say, evidence.offers[offer].family)


def _without(say: Language, evidence: Evidence, out: Excluded) -> tuple:
    row = out.row
    numbers = (row.score, row.low, row.high) if row else (None, None, None)
    return (
        None,
        *_named(say, evidence, out.offer),
        *numbers,
        None,
        out.coverage,
        row and row.known_weight,
        exclusion_text(say, evidence, out),
    )


def _standings(facts: Iterable[Fact], day: date, known: str) -> dict[Fact, str]:
    """Each fact's standing on the day, history by history."""
    histories: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        histories.setdefault((fact.offer, fact.indicator), []).append(fact)
    return {fact: standing for one in histories.values() for fact, standing in standings(one, day, known)}


def _fact(say: Language, evidence: Evidence, fact: Fact, standing: str) -> tuple:
    offer, scale = evidence.offers[fact.offer], evidence.indicators[fact.indicator]
    words = {
        "in_force": say("in force"),
        "replaced": say("replaced"),
        "later": say("later"),
        "not_public": say("not yet public"),
    }
    return (
        fact.offer,
        offer.name,
        fact.indicator,
        say.text(scale.label),
        fact.valid_from,
        value_of(fact),
        value_text(say, scale, fact.value),
        fact.low,
        fact.high,
        fact.confidence,
        words[standing],
        fact.source.title,
        fact.source.url,
        source_day(fact.source.day),
        offer.checked,
        say.text(fact.note) if fact.note else None,
    )


def value_of(fact: Fact) -> int | float | str:
    """A fact's value as one cell: a list of texts is joined by spaces."""
    return " ".join(fact.value) if isinstance(fact.value, tuple) else fact.value


def source_day(stamp: str | None) -> date | str | None:
    """A source's date as a date where the day is known, else as it stands."""
    return date.fromisoformat(stamp) if stamp and len(stamp) == 10 else stamp


def _written(cell: Any, french: bool) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(int(cell))
    if isinstance(cell, float):
        text = repr(float(cell)).removesuffix(".0")
        return text.replace(".", ",") if french else text
    return cell.isoformat() if isinstance(cell, date) else plain_text(cell) if isinstance(cell, str) else str(cell)

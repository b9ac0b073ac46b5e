"""`facts` and `validate`."""

from datetime import date
from pathlib import Path

import click

from headless import options as o
from headless.output import put
from ranking.errors import DataError, ScenarioError
from ranking.facts.decision_matrix import facts_in_force
from ranking.facts.load import data_folder, load
from ranking.model import Fact


@click.command()
@click.argument("offer")
@click.argument("indicator", metavar="[CRITERION]", required=False)
@click.option("--as-of", metavar="DATE", help="Only the facts in force on that day; default the whole history.")
@o.form
def facts(offer: str, indicator: str | None, as_of: str | None, form: str) -> None:
    """Facts of an offer: those in force on --as-of, or the whole history without it."""
    evidence = o.opened()
    o.known_offer(evidence, offer)
    wanted = _indicators(evidence, indicator)
    every = evidence.offers[offer].facts
    if as_of is not None:
        every = facts_in_force(every, o.scenario(evidence, as_of).as_of).values()
    rows = [_row(f) for f in every if f.indicator in wanted]
    put(
        [
            {k: r[k] for k in ("indicator", "valid_from", "value", "low", "high", "confidence", "source_title")}
            for r in rows
        ]
        if form == "table"
        else rows,
        form,
    )


@click.command()
@click.argument("path", type=click.Path(path_type=Path), default=data_folder, required=False)
def validate(path: Path) -> None:
    """Check every data file; list every problem, exit 2 if there is one."""
    path = path.resolve()
    if not path.exists():
        raise ScenarioError(f"{path}: no such file or folder; the folder that holds criteria.csv")
    root = path if path.is_dir() else next((p for p in path.parents if (p / "criteria.csv").exists()), path.parent)
    try:
        evidence = load(root)
    except DataError as error:
        shown = [p for p in error.problems if path.is_dir() or p.path == path.relative_to(root).as_posix()]
        if shown:
            raise DataError(shown) from None
        print(f"{path.name}: no problem in this file ({len(error.problems)} elsewhere)")
        return
    print(
        f"{len(evidence.offers)} offers, {len(evidence.facts)} facts, {len(evidence.criteria)} criteria, "
        f"{len(evidence.profiles)} profiles, {len(evidence.events)} events: no problem; data {evidence.version}"
    )


def _indicators(evidence, name: str | None) -> set[str]:
    if name is None:
        return set(evidence.indicators)
    if name in evidence.criteria:
        return set(evidence.criteria[name].indicators)
    if name in evidence.indicators:
        return {name}
    known = dict.fromkeys([*evidence.criteria, *evidence.indicators])
    raise ScenarioError(f"criterion {name!r}: unknown; one of {', '.join(known)}")


def _row(fact: Fact) -> dict:
    return {
        "indicator": fact.indicator,
        "valid_from": _text(fact.valid_from),
        "value": _value(fact.value),
        "low": fact.low,
        "high": fact.high,
        "confidence": fact.confidence,
        "source_title": fact.source.title,
        "source_url": fact.source.url,
        "source_date": fact.source.day,
        "note_fr": fact.note and fact.note.fr,
        "note_en": fact.note and fact.note.en,
    }


def _text(day: date) -> str:
    return day.isoformat()


def _value(value):
    return ",".join(value) if isinstance(value, tuple) else value

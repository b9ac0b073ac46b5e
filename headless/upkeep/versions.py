"""`diff` and `snapshot`: data versions beside each other, and a version published."""

from datetime import date
from typing import Any

import click

from exports.answers.versions import about, document
from exports.data import change_log, snapshots
from exports.data.tables import value_of
from headless import options as o
from headless.board import rounded
from headless.output import warn, write_answer
from ranking.errors import ScenarioError
from ranking.model import Bilingual, Evidence
from ranking.versions.changes import changes, source_only
from ranking.versions.effects import Effect, RankingState, VersionChange, effects

NOW = "now"


@click.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="[NEW]", default=NOW)
@click.option("--of", "of", metavar="ID", help="Only what concerns this offer, criterion or indicator.")
@o.scenario_options
def diff(old: str, new: str, of: str | None, form: str, **chosen) -> None:
    """What changed from data version OLD to NEW (default: today's data), and what each change does.

    Versions are eight hexadecimal digits of snapshots/, or "now". Each change is measured twice: alone in the older
    version, and as the only one missing from the newer one; since changes work together, these need not add up.
    """
    then, now = _evidence(old), _evidence(new)
    scenario = o.scenario(now, **chosen)
    try:
        whole, differences = effects(then, now, scenario)
    except ScenarioError as error:
        raise ScenarioError(f"data {then.version} cannot answer this question: {error}") from None
    try:
        differences = about(differences, of, then, now)
    except ScenarioError as error:
        raise ScenarioError(f"--{error}") from None
    rows = [_row(c) for c in differences]
    write_answer(
        [rounded(r) for r in rows] if form == "table" else rows, form, document(then, now, scenario, whole, differences)
    )
    if form == "table":
        for state, version in ((whole.before, then.version), (whole.after, now.version)):
            print(f"data {version}: {_led(state)} first, {state.voice or 'nobody ranked'}")
        print(f"as of {scenario.as_of}; other parts that differ: {', '.join(changes(then, now).others) or 'none'}")


@click.command()
@click.option("--why-fr", metavar="TEXT", help="Why this version is published, one line in French.")
@click.option("--why-en", metavar="TEXT", help="The same in English.")
def snapshot(why_fr: str | None, why_en: str | None) -> None:
    """Keep the data files of this version in snapshots/, so that old links can show their facts.

    With --why-fr and --why-en the version is published: its line is written in snapshots/changes.toml.
    """
    if bool(why_fr) != bool(why_en):
        raise ScenarioError("--why-fr and --why-en: both or neither; the change log is in two languages")
    if why_fr and max(len(why_fr), len(why_en)) > change_log.LONGEST:
        raise ScenarioError(f"--why-fr, --why-en: longer than {change_log.LONGEST} characters; one line each")
    path, new = snapshots.write()
    print(f"{path}: {'written' if new else 'kept already'}")
    if why_fr:
        line = Bilingual(" ".join(why_fr.split()), " ".join(why_en.split()))
        print(f"{change_log.add(path.stem, date.today(), line)}: line of {path.stem} written")
    elif not change_log.change_log().of(path.stem):
        warn(f"snapshots/{change_log.NAME}: no line yet for {path.stem}; --why-fr and --why-en write it")


def _evidence(version: str) -> Evidence:
    """Return the evidence of a version. Raises ScenarioError for what is no version, BoardError where none is kept."""
    if version == NOW or (snapshots.is_version(version) and version == (today := o.opened()).version):
        return o.opened() if version == NOW else today
    if not snapshots.is_version(version):
        versions = sorted(p.stem for p in snapshots.folder().glob("*.zip"))
        raise ScenarioError(
            f"data version {version[:40]!r}: not one; now, or one of {', '.join(versions) or 'none kept'}"
        )
    return snapshots.evidence_of(version)


def _row(change: VersionChange) -> dict[str, Any]:
    fact = change.now or change.then
    return {
        "change": f"{change.kind} (source only)" if source_only(change.then, change.now) else change.kind,
        "offer": change.offer,
        "indicator": fact and fact.indicator,
        "valid_from": fact and fact.valid_from.isoformat(),
        "then": change.then and value_of(change.then),
        "now": change.now and value_of(change.now),
        **_moved("alone", change.alone, change.offer),
        **_moved("without", change.without, change.offer),
    }


def _moved(name: str, effect: Effect | None, offer: str | None) -> dict[str, Any]:
    """Return what an effect does to the offer of a change, and to who leads; empty where it touches nothing."""
    before, after = (effect.before, effect.after) if effect else (None, None)
    return {
        f"{name}_score": _gap(before.scores.get(offer), after.scores.get(offer)) if effect else None,
        f"{name}_place": _places(before.places.get(offer), after.places.get(offer)) if effect else None,
        f"{name}_first": _verdicts(before, after) if effect else None,
    }


def _gap(before: float | None, after: float | None) -> float | None:
    return None if before is None or after is None else after - before


def _places(before: int | None, after: int | None) -> str | None:
    return None if before == after else f"{before or '-'} -> {after or '-'}"


def _verdicts(before: RankingState, after: RankingState) -> str | None:
    """Return who leads and how firmly, where either is another."""
    texts = [f"{_led(s)} ({s.voice})" for s in (before, after)]
    return " -> ".join(texts) if texts[0] != texts[1] else None


def _led(state: RankingState) -> str:
    return ", ".join(state.leaders) or "nobody"

"""`export`: the files that the screens offer, without a screen."""

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import ModuleType
from urllib.parse import urlsplit

import click

from address.page_entries import PageEntries, page_entries_of
from charts.parts.sheet import Sheet
from charts.ranking.ranking_sheet import ranking_sheet
from exports.data import snapshots, tables
from exports.data.csv_files import csv_bytes
from exports.data.replies import listed
from exports.pictures.catalogue import CATALOGUE, SCREENS
from headless import options as o
from headless.output import warn
from headless.upkeep.open_replies import waiting
from ranking.decisions.lock import Locked, locked_by
from ranking.errors import BoardError, ScenarioError
from ranking.model import Evidence
from ranking.weighing.rank import rank
from ranking.weighing.scenario import Scenario
from results import results
from store import engine, records
from words.language import LANGUAGES, language

PICTURES = tuple(CATALOGUE)
# An SVG keeps its texts, for editing; with outlines for letters it looks the same in any program.
PICTURE_FORMATS = ("png", "svg", "pdf", "svg-outlines")
SETS = {"all": "all", **{f"all-{screen}": screen for screen, names in SCREENS.items() if len(names) > 1}}
FORMATS = {
    **dict.fromkeys((*SETS, *PICTURES), PICTURE_FORMATS),
    "ranking": (*PICTURE_FORMATS, "csv", "csv-fr"),
    "board": ("html",),
    "report": ("pdf", "html"),
    "slides": ("pptx",),
    "workbook": ("xlsx",),
    "package": ("zip",),
    "facts": ("csv", "csv-fr"),
    "json": ("json",),
}
# The files that say whether a record locks their scenario.
LOCKABLE = ("report", "slides", "workbook")
EVERY = tuple(dict.fromkeys(form for forms in FORMATS.values() for form in forms))
HOME = "http://localhost:8501"
_OPTIONS = (
    click.option("--what", type=click.Choice(list(FORMATS)), required=True, help="What to write."),
    click.option(
        "--format",
        "form",
        type=click.Choice(EVERY),
        help="Default: as --out ends, else the first that fits; of a set, that of its pictures. svg keeps its "
        "texts, for editing; svg-outlines looks the same in a program without our fonts.",
    ),
    click.option("--out", type=click.Path(path_type=Path), required=True, help="File to write, whole or not at all."),
    click.option("--lang", type=click.Choice(LANGUAGES), help="Language; default that of --link, else fr."),
    click.option(
        "--base", metavar="URL", help=f"Address of the board, for links; default that of --link, else {HOME}."
    ),
    click.option("--then", is_flag=True, help="The facts of the link's data version, where a snapshot is kept."),
    click.option("--size", metavar="SIZE", help="Pictures: slide, report, square, projector."),
    click.option("--scale", type=click.IntRange(1, 2), help="PNG: 1 or 2, as sharp again."),
    click.option("--dark", is_flag=True, help="Pictures: on dark paper."),
    click.option("--transparent", is_flag=True, help="Pictures: without paper."),
)


def _options(command: Callable) -> Callable:
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@click.command()
@_options
@o.scenario_only
def export(
    what: str,
    form: str | None,
    out: Path,
    lang: str | None,
    base: str | None,
    then: bool,
    size: str | None,
    scale: int | None,
    dark: bool,
    transparent: bool,
    **chosen,
) -> None:
    """Write pictures, the live board, report, slides, workbook, data package, table or JSON of a scenario."""
    form, link = _form(what, form, out), chosen["link"]
    looks = {k: v for k, v in {"size": size, "scale": scale, "dark": dark, "transparent": transparent}.items() if v}
    if looks and (form not in PICTURE_FORMATS or what not in (*PICTURES, *SETS)):
        raise ScenarioError(f"--{next(iter(looks))}: only for pictures ({', '.join(PICTURES)})")
    base = _base(base, link)
    _target(out)
    evidence = snapshots.evidence_of(o.link_version(link)) if then else o.opened()
    opened = o.from_link(link, evidence)
    lang = lang or opened.language or "fr"
    evidence, scenario = o.question(evidence, **chosen)
    view = replace(page_entries_of(opened.shown, evidence), replies=waiting(evidence))
    if what in LOCKABLE:
        view = replace(view, locked=_locked(opened.shown.get("record"), evidence, scenario))
    content = _content(evidence, scenario, view, what, form, lang, base, looks)
    try:
        snapshots.replace(out, content)
    except OSError as error:
        raise ScenarioError(f"--out {str(out)!r}: cannot be written ({error.strerror})") from None
    print(f"{out}: {len(content)} bytes, data {evidence.version}")


def _locked(name: str | None, evidence: Evidence, scenario: Scenario) -> Locked | None:
    """Return the record of the link, if this server keeps it and the scenario is what it locked, else say so."""
    if not name:
        return None
    try:
        stored = records.get(engine.store(), name) if engine.begun() else None
        why = "is no longer what this scenario is" if stored else "is not kept here"
    except BoardError as error:
        stored, why = None, f"cannot be read ({error})"
    lock = stored and locked_by(stored.record, evidence, scenario)
    if not lock:
        warn(f"link: record {name[:43]!r} {why}; the file says exploration")
    return lock


def _content(
    evidence: Evidence, scenario: Scenario, view: PageEntries, what: str, form: str, lang: str, base: str, looks: dict
) -> bytes:
    if what == "workbook":
        return _room("data.workbook").workbook(evidence, scenario, lang, base, view)
    if what == "package":
        return _room("data.package").package(evidence.filed, view.replies)
    if what == "json":
        answer = results.ranking(evidence, scenario)
        return tables.json_bytes(evidence, answer, listed(evidence, answer, view.replies), view.vary)
    if form in ("csv", "csv-fr"):
        manner = "french" if form == "csv-fr" else "international"
        return csv_bytes(_table(evidence, scenario, what, lang), manner)
    if what == "board":
        return _room("embed.page").file(evidence, scenario, lang, base, view, dict(view.entries))
    if what == "report":
        made = getattr(_room("documents.report"), "html" if form == "html" else "report")
        return made(evidence, scenario, lang, base, view)
    if what == "slides":
        return _room("documents.slides").slides(evidence, scenario, lang, base, view)
    more = {"form": form, "lang": lang, "base": base, "view": view, **looks}
    if what in SETS:
        sets = _room("pictures.picture_zip")
        return sets.picture_set(evidence, scenario, sets.pictures_of(SETS[what]), **more)
    return _room("pictures.picture_file").picture(evidence, scenario, what, **more)


def _table(evidence: Evidence, scenario: Scenario, what: str, lang: str) -> Sheet:
    say = language(lang)
    if what == "ranking":
        return ranking_sheet(say, evidence, rank(evidence, scenario))
    facts = [f for f in evidence.filed.facts if scenario.offers is None or f.offer in scenario.offers]
    return tables.facts_table(say, evidence, facts, scenario.as_of, scenario.known)


def _room(name: str) -> ModuleType:
    """Return a module of exports/, opened when asked for: its libraries take time, and may be missing."""
    try:
        return import_module(f"exports.{name}")
    except ModuleNotFoundError as error:
        raise ScenarioError(
            f"this installation cannot make it: module {error.name} is missing; install what requirements.txt names"
        ) from None


def _form(what: str, form: str | None, out: Path) -> str:
    allowed = FORMATS[what]
    ending = out.suffix.lower().removeprefix(".")
    if what in SETS and ending != "zip":
        raise ScenarioError(f"--out {str(out)!r}: a set is a ZIP; a name that ends in .zip")
    ending = "" if what in SETS else ending
    if ending and not form and ending not in EVERY:
        raise ScenarioError(f"--out {str(out)!r}: ends in .{ending}; one of {', '.join(allowed)}, or --format")
    form = form or (ending if ending in allowed else None if ending in EVERY else allowed[0])
    if form not in allowed:
        raise ScenarioError(f"--what {what}: not as {form or ending}; one of {', '.join(allowed)}")
    return form


def _base(base: str | None, link: str | None) -> str:
    """Return the address of the board: as given, else that of the link without its page."""
    if base is None:
        return o.link_entries(link).base or HOME
    try:
        parts = urlsplit(base)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise ScenarioError(f"--base {base!r}: not an address; such as https://board.example")
    return f"{parts.scheme}://{parts.netloc}{parts.path}".rstrip("/")


def _target(out: Path) -> None:
    if out.is_dir():
        raise ScenarioError(f"--out {str(out)!r}: is a folder; a file in it")
    if not out.parent.is_dir():
        raise ScenarioError(f"--out {str(out)!r}: no such folder; an existing one")

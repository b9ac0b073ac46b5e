"""Options that several commands share, and how they become a Scenario."""

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import click

from address import links
from address.entries import nearest
from address.links import LinkError
from address.readers import is_version
from headless.output import warn
from ranking.errors import ScenarioError
from ranking.facts.load import data_folder, load
from ranking.model import Evidence
from ranking.plain.entries import shown
from ranking.typed.number import coded
from ranking.unknowns import UNKNOWNS
from ranking.weighing.scenario import Scenario, checked, from_query, put_to, repriced, with_pairs
from ranking.written_day import written_day

FORMATS = ("table", "csv", "json")
_OPTIONS = {
    "as_of": click.option("--as-of", metavar="DATE", help="Day whose facts count (2020-07-06); default today."),
    "profile": click.option("--profile", metavar="ID", help="A profile of profiles/."),
    "weights": click.option(
        "--weights", metavar="NAME=NUMBER,...", help="Pillar percentages or criterion points, e.g. readiness=60,hds=3."
    ),
    "offers": click.option("--offers", metavar="ID,...", help="Offers to show; default all."),
    "require": click.option(
        "--require",
        metavar="GATE",
        multiple=True,
        help="Must-have: a gate of musthaves.toml or indicator>=number; repeat it or use commas.",
    ),
    "unknowns": click.option("--unknowns", type=click.Choice(UNKNOWNS), help="How gaps count."),
    "tolerant": click.option("--tolerant", is_flag=True, help="Unproven must-haves do not exclude."),
    "thin": click.option("--thin", is_flag=True, help="Weigh criteria known for few of the offers too."),
    "priced": click.option(
        "--priced",
        metavar="[WORKLOAD]",
        is_flag=False,
        flag_value="1",
        help="Cost is the bill of this workload, in place of unit prices; without a name the usual one.",
    ),
    "link": click.option("--link", metavar="URL", help="A link of the board; other options override it."),
}


class Finite(click.FloatRange):
    """A number of a range, never nan (which no bound keeps out) or infinity."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Return the number. Fails as click's own types do."""
        number = super().convert(value, param, ctx)
        return number if math.isfinite(number) else self.fail(f"{value} is not a finite number.", param, ctx)


form = click.option(
    "--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="Form of the answer."
)


def scenario_options(command: Callable) -> Callable:
    """Return the options that make a scenario, and --format."""
    return scenario_only(form(command))


def scenario_only(command: Callable) -> Callable:
    """Return the options that make a scenario."""
    for option in reversed(_OPTIONS.values()):
        command = option(command)
    return command


def scenario(
    evidence: Evidence,
    as_of: str | None = None,
    profile: str | None = None,
    weights: str | None = None,
    offers: str | None = None,
    require: tuple[str, ...] | None = None,
    unknowns: str | None = None,
    tolerant: bool = False,
    thin: bool = False,
    priced: str | None = None,
    link: str | None = None,
) -> Scenario:
    """Return the scenario of the given options. Entries of a link that cannot be used are named on standard error.

    Raises ScenarioError for an option that cannot be used.
    """
    opened_link = from_link(link, evidence)
    chosen = opened_link.scenario
    for notice in opened_link.notices:
        warn(f"link: {notice}")
    if opened_link.more:
        warn(f"link: and {opened_link.more} more")
    if opened_link.version not in ("", evidence.version):
        warn(f"link: made on data {opened_link.version!r}; this is data {evidence.version}")
    if as_of is not None:
        chosen = replace(chosen, as_of=day(as_of))
    plain = {
        "profile": profile,
        "unknowns": unknowns,
        "offers": listed(offers),
        "require": listed(",".join(require)) if require else None,
        "rule": "tolerant" if tolerant else None,
        "thin": thin or None,
    }
    chosen = replace(chosen, **{k: v for k, v in plain.items() if v is not None})
    if priced is not None:
        chosen = repriced(chosen, _priced(priced, evidence), evidence)
    return checked(_weighted(chosen, weights, put_to(evidence, chosen)) if weights else chosen, evidence)


def question(evidence: Evidence | None = None, **options: Any) -> tuple[Evidence, Scenario]:
    """Return the scenario of the given options, after the evidence that it is put to; as `scenario` otherwise."""
    evidence = evidence or opened()
    link_entries = scenario(evidence, **options)
    return put_to(evidence, link_entries), link_entries


def _priced(text: str, evidence: Evidence) -> str:
    """Return the workload of the option as links write it. Raises ScenarioError."""
    read, dropped = from_query({"priced": text}, evidence, date.min)
    if dropped:
        raise ScenarioError(f"--priced {text[:80]!r}: {dropped[0].allowed}")
    return read.priced


def opened() -> Evidence:
    """Return the project's evidence."""
    return load(data_folder())


def tell(document: Mapping[str, Any], form: str) -> None:
    """Print under a table the document's notice that its day is later than the facts (exports.answers.weighed.late)."""
    if form == "table" and "notice" in document:
        print(document["notice"])


def known_offer(evidence: Evidence, offer: str) -> str:
    """Return the offer, if there is one of that id. Raises ScenarioError."""
    if offer not in evidence.offers:
        raise ScenarioError(f"offer {shown(offer)}: unknown; one of {', '.join(evidence.offers)}")
    return offer


def link_version(link: str | None) -> str:
    """Return the data version that a link names. Raises ScenarioError where it names none."""
    version = link_entries(link).entries.get("data", "")
    if not is_version(version):
        raise ScenarioError("--then: needs a --link with data= and eight hexadecimal digits")
    return version


def link_entries(link: str | None) -> links.LinkEntries:
    """Return the entries of a link; none without a link. Raises ScenarioError where it is no link that can be read."""
    try:
        return links.read(link) if link else links.LinkEntries({})
    except LinkError as error:
        raise ScenarioError(f"--link: {error}") from None


def from_link(link: str | None, evidence: Evidence) -> links.OpenedLink:
    """Return what a link holds. Raises ScenarioError as `link_entries`, and for a key that is a right one misspelt."""
    entries = link_entries(link)
    for key, text in entries.entries.items():
        if key not in links.ENTRIES and nearest(key):
            raise ScenarioError(f"--link: {LinkError('unknown', text, key)}")
    return links.opened(entries, evidence, date.today())


def day(text: str, option: str = "--as-of") -> date:
    """Return the day of an option, written as in a link. Raises ScenarioError that names the option."""
    written = written_day(text)
    if written is None:
        raise ScenarioError(f"{option} {text!r}: not a day; a date such as 2020-07-06")
    return written


def listed(text: str | None) -> tuple[str, ...] | None:
    """Return the comma-separated parts of an option, without blanks, or None where it is not given."""
    return None if text is None else tuple(filter(None, (part.strip() for part in text.split(","))))


def _weighted(chosen: Scenario, text: str, evidence: Evidence) -> Scenario:
    pillars, points, named = dict(chosen.pillars), dict(chosen.weights), set()
    for part in listed(text):
        name, _, number = part.partition("=")
        target = pillars if name in evidence.pillars else points if name in evidence.criteria else None
        if target is None:
            names = ", ".join([*evidence.pillars, *evidence.criteria])
            raise ScenarioError(f"--weights {name!r}: unknown; one of {names}")
        if name in named:
            raise ScenarioError(f"--weights {name!r}: named twice; one weight for each name")
        named.add(name)
        try:
            target[name] = coded(number.strip())
        except ValueError:
            raise ScenarioError(f"--weights {part!r}: not a number; NAME=NUMBER such as readiness=60") from None
    return with_pairs(with_pairs(chosen, "pillars", pillars), "weights", points)

"""`agree`: several links side by side."""

from dataclasses import fields

import click

from address import links as reading
from address.links import LinkError
from address.pasted import checked
from exports.answers.agreement import document
from exports.data.snapshots import evidence_of
from headless import options as o
from headless.board import rounded
from headless.output import warn, write_answer
from ranking.errors import ScenarioError
from ranking.model import Evidence
from ranking.people.agreement import OWN, Voice, agreement, alongside
from ranking.weighing.scenario import EARLIEST, Scenario, put_to, repriced


@click.command()
@click.argument("links", metavar="LINK...", nargs=-1, required=True)
@click.option("--then", is_flag=True, help="The facts of the links' data version, where a snapshot is kept.")
@click.option(
    "--samples",
    type=click.IntRange(1, 10_000_000),
    default=100_000,
    show_default=True,
    help="Weightings drawn from the common ground.",
)
@o.form
def agree(links: tuple[str, ...], then: bool, samples: int, form: str) -> None:
    """Set the weights of several links side by side, on the day and must-haves of the first one."""
    evidence = evidence_of(_version(links)) if then else o.opened()
    scenarios = [_read(n, link, evidence) for n, link in enumerate(links, 1)]
    for n, scenario in enumerate(scenarios[1:], 2):
        if differs := _differing(scenarios[0], scenario):
            warn(f"link {n}: its {', '.join(differs)} left out; those of link 1 hold for all")
    first, evidence = scenarios[0], put_to(evidence, scenarios[0])
    own = [repriced(s, first.priced, evidence) if s.priced != first.priced else s for s in scenarios]
    voices = [Voice(f"link {n}", alongside(s, first)) for n, s in enumerate(own, 1)]
    side_by_side = agreement(evidence, voices)
    rows = [
        {
            "offer": x,
            "places": " ".join(map(str, side_by_side.places[:, i])),
            "borda": side_by_side.borda[i],
            "copeland": side_by_side.copeland[i],
            "greatest_regret": side_by_side.regret[:, i].max(),
            "mean_weights": row.place if (row := side_by_side.consensus.row(x)) else None,
        }
        for i, x in enumerate(side_by_side.offers)
    ]
    write_answer(
        [rounded(r) for r in rows] if form == "table" else rows,
        form,
        document(evidence, side_by_side, samples) if form == "json" else None,
    )
    if form == "table":
        print(
            f"{side_by_side.pairs[0]} of {side_by_side.pairs[1]} pairs of offers ordered alike by all; common ground: "
            f"{'none' if side_by_side.ground.empty else 'there is some'}"
        )


def _read(n: int, link: str, evidence: Evidence) -> Scenario:
    """Return the scenario of a link. Raises ScenarioError naming the link."""
    try:
        entries = reading.read(link)
        scenario = checked(entries, link, evidence, EARLIEST)
    except LinkError as error:
        raise ScenarioError(f"link {n}: {error}") from None
    if "date" not in entries.entries:
        raise ScenarioError(f"link {n}: without date=; as copied from the board")
    version = entries.entries.get("data", evidence.version)
    if version != evidence.version:
        warn(f"link {n}: made on data {version[:8]!r}; this is data {evidence.version}")
    return scenario


def _version(links: tuple[str, ...]) -> str:
    versions = {o.link_version(link) for link in links}
    if len(versions) > 1:
        raise ScenarioError(f"--then: links of data {', '.join(sorted(versions))}; links of one data version")
    return versions.pop()


def _differing(first: Scenario, other: Scenario) -> list[str]:
    return [f.name for f in fields(Scenario) if f.name not in OWN and getattr(first, f.name) != getattr(other, f.name)]

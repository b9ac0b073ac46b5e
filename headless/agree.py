"""`agree`: several links side by side."""

from dataclasses import fields

import click

from address import links as reading
from address.links import LinkError
from address.pasted import checked
from exports.data.snapshots import evidence_of
from headless import options as o
from headless.board import rounded
from headless.output import put, warn
from ranking.errors import ScenarioError
from ranking.model import Evidence
from ranking.people.agreement import OWN, Agreement, Voice, agreement, alongside
from ranking.people.common_ground import BETWEEN, Ground, Statement
from ranking.robustness.tipping import NotLinear
from ranking.weighing.rank import Ranking
from ranking.weighing.scenario import EARLIEST, Scenario


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
    voices = [Voice(f"link {n}", alongside(s, scenarios[0])) for n, s in enumerate(scenarios, 1)]
    found = agreement(evidence, voices)
    rows = [
        {
            "offer": x,
            "places": " ".join(map(str, found.places[:, i])),
            "borda": found.borda[i],
            "copeland": found.copeland[i],
            "greatest_regret": found.regret[:, i].max(),
            "mean_weights": row.place if (row := found.consensus.row(x)) else None,
        }
        for i, x in enumerate(found.offers)
    ]
    put(
        [rounded(r) for r in rows] if form == "table" else rows,
        form,
        document(evidence, found, samples) if form == "json" else None,
    )
    if form == "table":
        print(
            f"{found.pairs[0]} of {found.pairs[1]} pairs of offers ordered alike by all; common ground: "
            f"{'none' if found.ground.empty else 'there is some'}"
        )


def document(evidence: Evidence, found: Agreement, samples: int) -> dict:
    """Return everything about several voices, as JSON."""
    question = found.voices[0].scenario
    return {
        "as_of": question.as_of.isoformat(),
        "data_version": evidence.version,
        "offers": list(found.offers),
        "ranked_by_some": list(found.apart),
        "without_weight": list(found.silent),
        "voices": [_voice(found, k) for k in range(len(found.voices))],
        "tau": [[_number(x) for x in row] for row in found.tau.tolist()],
        "pairs": dict(zip(("alike", "all"), found.pairs, strict=True)),
        "same_place": found.same,
        "in_every_first": {str(n): list(found.top(n)) for n in (1, 3, 5)},
        "always_above": [[found.offers[i], found.offers[j]] for i, j in zip(*found.above.nonzero(), strict=True)],
        "divides": [
            {
                "item": d.item,
                "level": d.level,
                "low": d.low,
                "high": d.high,
                "lowest": _names(found, d.lowest),
                "highest": _names(found, d.highest),
                "share": _number(d.share),
            }
            for d in found.divides
        ],
        "cross_checks": [
            {
                "offer": x,
                "greatest_regret": float(found.regret[:, i].max()),
                "borda": float(found.borda[i]),
                "copeland": int(found.copeland[i]),
            }
            for i, x in enumerate(found.offers)
        ],
        "least_greatest_regret": list(found.safest),
        "condorcet": found.condorcet,
        "mean_weights": {"scenario": found.consensus.scenario.to_json(), "ranking": _ranking(found.consensus)},
        "common_ground": _ground(found, found.ground, samples),
    }


def _voice(found: Agreement, k: int) -> dict:
    one = found.voices[k]
    return {
        "name": one.name,
        "scenario": one.scenario.to_json(),
        "first": list(found.leaders[k]),
        "ranking": _ranking(found.rankings[k]),
    }


def _ranking(ranking: Ranking) -> list[dict]:
    return [{"place": r.place, "offer": r.offer, "score": r.score} for r in ranking.rows]


def _ground(found: Agreement, ground: Ground, samples: int) -> dict:
    shares = ground.shares(samples)
    weights = dict(zip(ground.problem.criteria, map(float, ground.problem.weights), strict=True))
    return {
        "empty": ground.empty,
        "room": ground.room,
        "statements": [_said(found, s) for s in ground.statements],
        "collisions": [[_said(found, s) for s in c.statements] for c in ground.collisions],
        "weigh_the_same": list(map(list, ground.tied)),
        "mean_weights": weights,
        "samples": samples,
        "seed": 0,
        "standings": [
            {"offer": x, "first": float(shares.first[x]), **_reached(ground, x)}
            for x in shares.first.sort_values(ascending=False, kind="stable").index
        ],
    }


def _said(found: Agreement, said: Statement) -> dict:
    return {
        "between": "pillars" if said.level == BETWEEN else f"criteria of {said.level}",
        "more": said.more,
        "less": said.less,
        "voices": _names(found, said.voices),
    }


def _reached(ground: Ground, offer: str) -> dict:
    """Return best and worst place anywhere in the region, or None where they cannot be known exactly."""
    try:
        reached = ground.reach(offer)
    except NotLinear:
        return {"best": None, "worst": None}
    return {"best": reached.best, "worst": reached.worst, "proven": reached.exact}


def _names(found: Agreement, voices: tuple[int, ...]) -> list[str]:
    return [found.voices[k].name for k in voices]


def _number(x: float) -> float | None:
    """Return the number, or None where it is not a number (NaN)."""
    return float(x) if x == x else None


def _read(n: int, link: str, evidence: Evidence) -> Scenario:
    """Return the scenario of a link. Raises ScenarioError naming the link."""
    try:
        found = reading.read(link)
        scenario = checked(found, link, evidence, EARLIEST)
    except LinkError as error:
        raise ScenarioError(f"link {n}: {error}") from None
    if "date" not in found.entries:
        raise ScenarioError(f"link {n}: without date=; as copied from the board")
    version = found.entries.get("data", evidence.version)
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

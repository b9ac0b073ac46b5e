"""`tradeoff`, `history` and `ready`."""

import click

from exports.answers import through_time as past
from exports.answers import weighed as answers
from exports.answers.weighed import late
from headless import options as o
from headless.board import rounded
from headless.output import write_answer
from ranking.balance import tradeoff as balance
from ranking.errors import ScenarioError
from ranking.facts.decision_matrix import KNOWN
from ranking.through_time import readiness
from ranking.through_time.history import history as steps_of
from ranking.weighing.scenario import EARLIEST


@click.command()
@o.scenario_options
@click.option("--between", metavar="A,B", help="Two pillars or two criteria; default urgency and sovereignty.")
def tradeoff(form: str, between: str | None, **chosen) -> None:
    """Who leads as the balance goes from all B (0) to all A (1), and where the lead changes."""
    evidence, scenario = o.question(**chosen)
    result = balance.tradeoff(evidence, scenario, _pair(between))
    rows = [
        {"from": s.start, "to": s.end, "offer": s.leaders[0], "tied_with": ", ".join(s.leaders[1:])}
        for s in result.segments
    ]
    document = answers.tradeoff(evidence, scenario, result)
    write_answer([rounded(r) for r in rows] if form == "table" else rows, form, document)
    if form == "table":
        print(
            f"0 is all {result.second}, 1 is all {result.first}; "
            + ("neither weighs anything" if result.position is None else f"now at {result.position:.2f}")
            + ("" if result.exact else "; switch points found numerically")
        )
        o.tell(document, form)


@click.command()
@o.scenario_options
@click.option("--since", metavar="DATE", default=EARLIEST.isoformat(), show_default=True, help="First day.")
def history(form: str, since: str, **chosen) -> None:
    """Places and scores through time, up to --as-of, and the facts that moved them."""
    evidence, scenario = o.question(**chosen)
    start = o.day(since, "--since")
    if start > scenario.as_of:
        raise ScenarioError(f"--since {start}: after --as-of {scenario.as_of}")
    steps = steps_of(evidence, scenario, scenario.as_of, start)
    rows = [
        {"date": s.day.isoformat(), "offer": x.offer, "place": x.place, "score": x.score}
        for s in steps
        for x in s.offers
        if x.place is not None
    ]
    document = past.history(evidence, scenario, steps)
    write_answer([rounded(r) for r in rows] if form == "table" else rows, form, document)
    o.tell(document, form)


@click.command()
@click.option("--as-of", metavar="DATE", help="Day whose missing items are listed (2020-07-06); default today.")
@click.option(
    "--bundle",
    metavar="GATE",
    multiple=True,
    help="A prerequisite: a gate of musthaves.toml or "
    "indicator>=number; repeat it or use commas. Default: the platform's own of 2019-2020.",
)
@click.option(
    "--known",
    type=click.Choice(KNOWN),
    default="true",
    show_default=True,
    help="What was so, or what was publicly documented.",
)
@click.option("--reference", metavar="OFFER", help="Lags start there; default: the offer that the case is about.")
@o.form
def ready(form: str, as_of: str | None, bundle: tuple[str, ...], known: str, reference: str | None) -> None:
    """The day each offer first had a whole bundle of prerequisites, what was missing, the lag in months."""
    evidence = o.opened()
    wanted = o.listed(",".join(bundle)) if bundle else readiness.DEFAULT_BUNDLE
    offers = readiness.readiness(evidence, o.scenario(evidence, as_of).as_of, wanted, known, reference)
    rows = past.readiness(offers)
    write_answer(rows if form == "json" else [_flat(r) for r in rows], form)
    o.tell(late(evidence, o.scenario(evidence, as_of).as_of), form)


def _flat(row: dict) -> dict:
    return {k: ", ".join(v) if isinstance(v, list) else v for k, v in row.items()}


def _pair(text: str | None) -> tuple[str, str] | None:
    names = o.listed(text)
    if names is not None and len(names) != 2:
        raise ScenarioError(f"--between {text!r}: two names, such as readiness,sovereignty")
    return names

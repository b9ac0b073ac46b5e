"""`tradeoff`, `history` and `ready`."""

import click

from headless import options as o
from headless.board import rounded
from headless.output import put
from ranking.balance import tradeoff as balance
from ranking.errors import ScenarioError
from ranking.facts.decision_matrix import KNOWN
from ranking.model import Fact
from ranking.through_time import readiness
from ranking.through_time.history import Change, Step
from ranking.through_time.history import history as steps_of
from ranking.weighing.scenario import EARLIEST


@click.command()
@o.scenario_options
@click.option("--between", metavar="A,B", help="Two pillars or two criteria; default urgency and sovereignty.")
def tradeoff(form: str, between: str | None, **chosen) -> None:
    """Who leads as the balance goes from all B (0) to all A (1), and where the lead changes."""
    evidence = o.opened()
    scenario = o.scenario(evidence, **chosen)
    found = balance.tradeoff(evidence, scenario, _pair(between))
    segments = [segment(s) for s in found.segments]
    document = {
        "as_of": scenario.as_of.isoformat(),
        "data_version": evidence.version,
        "scenario": scenario.to_json(),
        "first": found.first,
        "second": found.second,
        "position": found.position,
        "exact": found.exact,
        "without_weight": list(found.silent),
        "segments": segments,
        "lines": [
            {"offer": x.offer, "excluded": x.reason, "score": x.now, "points": [list(p) for p in x.points]}
            for x in found.lines
        ],
        **(late := o.spoken_for(evidence, scenario.as_of)),
    }
    rows = [
        {"from": s.start, "to": s.end, "offer": s.leaders[0], "tied_with": ", ".join(s.leaders[1:])}
        for s in found.segments
    ]
    put([rounded(r) for r in rows] if form == "table" else rows, form, document)
    if form == "table":
        print(
            f"0 is all {found.second}, 1 is all {found.first}; "
            + ("neither weighs anything" if found.position is None else f"now at {found.position:.2f}")
            + ("" if found.exact else "; switch points found numerically")
        )
        o.tell(late, form)


@click.command()
@o.scenario_options
@click.option("--since", metavar="DATE", default=EARLIEST.isoformat(), show_default=True, help="First day.")
def history(form: str, since: str, **chosen) -> None:
    """Places and scores through time, up to --as-of, and the facts that moved them."""
    evidence = o.opened()
    scenario = o.scenario(evidence, **chosen)
    start = o.day(since)
    if start > scenario.as_of:
        raise ScenarioError(f"--since {start}: after --as-of {scenario.as_of}")
    steps = steps_of(evidence, scenario, scenario.as_of, start)
    rows = [
        {"date": s.day.isoformat(), "offer": x.offer, "place": x.place, "score": x.score}
        for s in steps
        for x in s.standings
        if x.place is not None
    ]
    put(
        [rounded(r) for r in rows] if form == "table" else rows,
        form,
        {
            "as_of": scenario.as_of.isoformat(),
            "data_version": evidence.version,
            "scenario": scenario.to_json(),
            "steps": [step(s) for s in steps],
            **(late := o.spoken_for(evidence, scenario.as_of)),
        },
    )
    o.tell(late, form)


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
    found = readiness.readiness(evidence, o.scenario(evidence, as_of).as_of, wanted, known, reference)
    rows = [readied(r) for r in sorted(found, key=lambda r: (r.complete_on is None, r.complete_on, r.offer))]
    put(rows if form == "json" else [_flat(r) for r in rows], form)
    o.tell(o.spoken_for(evidence, o.scenario(evidence, as_of).as_of), form)


def segment(s: balance.Segment) -> dict:
    """Return a segment as JSON; `offers` only where leaders are tied."""
    tied = {"offers": list(s.leaders)} if len(s.leaders) > 1 else {}
    return {
        "from": s.start,
        "to": s.end,
        "offer": s.leaders[0],
        **tied,
        "next": [{"from": r.start, "to": r.end, "offers": list(r.offers)} for r in s.runners],
        "close": [{"from": a, "to": b} for a, b in s.close],
    }


def step(s: Step) -> dict:
    """Return a step of the history as JSON."""
    ranked = [{"offer": x.offer, "place": x.place, "score": x.score, "reason": x.reason} for x in s.standings]
    return {
        "date": s.day.isoformat(),
        "ranking": ranked,
        "changes": [_change(c) for c in s.changes],
        "criteria_weighed": list(s.weighed),
        "criteria_set_aside": list(s.set_aside),
    }


def readied(r: readiness.Readiness) -> dict:
    """Return an offer's readiness as JSON."""
    return {
        "offer": r.offer,
        "complete_on": r.complete_on and r.complete_on.isoformat(),
        "status": r.state.status,
        "missing": list(r.state.missing),
        "unknown": list(r.state.unknown),
        "lag_months": r.lag_months,
        "not_before": r.not_before and r.not_before.isoformat(),
        "status_at_last_check": r.last.status,
    }


def _change(c: Change) -> dict:
    return {
        "offer": c.offer,
        "indicator": c.indicator,
        "criterion": c.criterion,
        "old": _fact(c.old),
        "new": _fact(c.new),
        "before": c.before,
        "after": c.after,
        "score_before": c.total_before,
        "score_after": c.total_after,
    }


def _fact(fact: Fact | None) -> dict | None:
    return fact and {
        "value": list(fact.value) if isinstance(fact.value, tuple) else fact.value,
        "valid_from": fact.valid_from.isoformat(),
        "confidence": fact.confidence,
        "source_title": fact.source.title,
        "source_url": fact.source.url,
        "source_date": fact.source.day,
    }


def _flat(row: dict) -> dict:
    return {k: ", ".join(v) if isinstance(v, list) else v for k, v in row.items()}


def _pair(text: str | None) -> tuple[str, str] | None:
    names = o.listed(text)
    if names is not None and len(names) != 2:
        raise ScenarioError(f"--between {text!r}: two names, such as readiness,sovereignty")
    return names

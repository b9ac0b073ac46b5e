"""What `robustness` and `solve` show as a table."""

from headless.output import put
from ranking.robustness import smaa
from ranking.robustness.problem import WeightProblem


def show(base: WeightProblem, found: smaa.Acceptability, document: dict, form: str) -> None:
    """Write the answer: all of it as JSON, or the shares of each offer as table or CSV."""
    spans = found.span()
    rows = [
        {
            "offer": x,
            "first_share": float(found.first[x]),
            "error": float(found.error(found.first)[x]),
            "expected_rank": float(found.expected[x]),
            "from": int(spans.best[x]),
            "to": int(spans.worst[x]),
        }
        for x in found.first.sort_values(ascending=False, kind="stable").index
    ]
    short = [{k: round(v, 4) if isinstance(v, float) else v for k, v in row.items()} for row in rows]
    put(short if form == "table" else rows, form, document)
    if form == "table":
        print(_sentence(document["verdict"]))


def _sentence(said: dict) -> str:
    start = f"{said['leader']} is first for {said['share']:.0%} of the weightings"
    rival = f", {said['rival']} for {said['rival_share']:.0%}" if said["rival"] else ""
    if said["enough"]:
        return start + rival
    why = {
        "threshold": f"nobody reaches {said['threshold']:.0%}",
        "overlap": "the two are too close for so few samples",
    }
    return f"not enough evidence to say who is first: {start}{rival}; {why[said['reason']]}"

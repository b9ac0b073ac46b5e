"""What `robustness` and `solve` show as a table."""

from headless.output import write_answer
from ranking.robustness import smaa
from ranking.robustness.problem import WeightProblem


def show(base: WeightProblem, sampled: smaa.Acceptability, document: dict, form: str) -> None:
    """Write the answer: all of it as JSON, or the shares of each offer as table or CSV."""
    spans = sampled.span()
    rows = [
        {
            "offer": x,
            "first_share": float(sampled.first[x]),
            "error": float(sampled.error(sampled.first)[x]),
            "expected_rank": float(sampled.expected[x]),
            "from": int(spans.best[x]),
            "to": int(spans.worst[x]),
        }
        for x in sampled.first.sort_values(ascending=False, kind="stable").index
    ]
    short = [{k: round(v, 4) if isinstance(v, float) else v for k, v in row.items()} for row in rows]
    write_answer(short if form == "table" else rows, form, document)
    if form == "table":
        print(_sentence(document["verdict"]))


def _sentence(verdict: dict) -> str:
    start = f"{verdict['leader']} is first for {verdict['share']:.0%} of the weightings"
    rival = f", {verdict['rival']} for {verdict['rival_share']:.0%}" if verdict["rival"] else ""
    if verdict["enough"]:
        return start + rival
    why = {
        "threshold": f"nobody reaches {verdict['threshold']:.0%}",
        "overlap": "the two are too close for so few samples",
    }
    return f"not enough evidence to say who is first: {start}{rival}; {why[verdict['reason']]}"

"""Lines that tell their family without colour: plain, with a light core, or with a dotted light core."""

from charts.parts.look import FAMILY_MARK, Look

CORES = {"hyperscaler": "solid", "licensed": "dot"}
CORE = 0.28


def cores(traces: list[tuple[str, dict]], look: Look) -> list[dict]:
    """Return what to draw over the lines of (family, trace): a thin line of paper inside each that needs one."""
    return [
        {k: v for k, v in trace.items() if k not in ("name", "customdata")}
        | {
            "opacity": 1,
            "line": trace["line"]
            | {"color": look.paper, "width": CORE * trace["line"]["width"], "dash": CORES[family]},
        }
        for family, trace in traces
        if family in CORES
    ]


def marked(family: str, name: str) -> str:
    """Return the name after its family's mark, in bold."""
    return f"<b>{FAMILY_MARK[family]} {name}</b>"


def line_id(offer: str) -> str:
    """Return under which name the browser finds the line of an offer and its label (ui/parts/browser/lines.js)."""
    return f"line-{offer}"

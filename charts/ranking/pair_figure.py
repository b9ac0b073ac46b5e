"""Why one offer stands above another, as a figure: what each criterion adds to the gap."""

from collections.abc import Sequence

from charts.parts.look import FAMILY_SYMBOL, Look, axis, layout, text
from charts.parts.ruler import cut, width, wrapped
from ranking.model import Evidence
from ranking.weighing.explain import Difference
from words.language import Language

HEAD, PAD, MOST = 46.0, 8, 48.0
LEAST = 0.05


def pair_figure(
    say: Language,
    evidence: Evidence,
    pair: tuple[str, str],
    found: Sequence[Difference],
    states: dict[tuple[str, str], str],
    look: Look,
) -> dict:
    """The figure as a plain dict: x and y in pixels of the plot, y downward, the widest difference on top.

    states  what is known of each of the two on each criterion, in words, by (offer, criterion)
    """
    shown = [d for d in found if abs(d.points) >= LEAST]
    grid = _Grid(say, evidence, shown, look)
    notes, shapes = _heads(say, evidence, pair, grid, look), []
    for k, item in enumerate(shown):
        at = HEAD + (k + 0.5) * grid.row
        notes += _words(say, evidence, pair, item, states, at, grid, look)
        shapes.append(_bar(evidence, pair, item, at, grid, look))
    rules = [
        {"type": "line", "x0": 0, "x1": grid.wide, "y0": y, "y1": y, "line": {"color": look.rule, "width": 0.8}}
        for y in (HEAD + k * grid.row for k in range(len(shown) + 1))
    ]
    middle = {
        "type": "line",
        "x0": grid.zero,
        "x1": grid.zero,
        "y0": HEAD,
        "y1": HEAD + len(shown) * grid.row,
        "line": {"color": look.ink, "width": 1},
    }
    return {
        "data": [_marks(evidence, pair, grid, look)],
        "layout": layout(
            look,
            shapes=[*rules, *shapes, middle],
            annotations=notes,
            margin={"l": PAD, "r": PAD, "t": 4, "b": 4},
            xaxis=axis(look, range=[0, grid.wide], tickvals=[], showgrid=False),
            yaxis=axis(look, range=[grid.high, 0], tickvals=[], showgrid=False),
        ),
    }


class _Grid:
    """Columns in pixels: criterion, what is known of the first, of the second, then the bars."""

    def __init__(self, say: Language, evidence: Evidence, shown: Sequence[Difference], look: Look):
        self.wide, self.high = look.width - 2 * PAD, look.height - 8.0
        self.row = min(MOST, (self.high - HEAD) / max(1, len(shown)))
        longest = max(
            (width(say.text(evidence.criteria[d.criterion].label), look.text, True) for d in shown), default=100
        )
        self.label = min(0.24 * self.wide, longest + 14)
        self.state = 0.21 * self.wide
        self.lefts = (self.label, self.label + self.state)
        start, end = self.label + 2 * self.state + 4 * look.text, self.wide - 4 * look.text
        reach = max((abs(d.points) for d in shown), default=1.0)
        below = max((-d.points for d in shown if d.points < 0), default=0.0)
        above = max((d.points for d in shown if d.points > 0), default=0.0)
        self.scale = (end - start) / ((below + above) or reach)
        self.zero = start + below * self.scale


def _heads(say: Language, evidence: Evidence, pair: tuple[str, str], grid: _Grid, look: Look) -> list[dict]:
    low = {"yanchor": "bottom", "xanchor": "left"}
    quiet = {"size": look.text, "color": look.quiet}
    room = grid.state - 1.6 * look.text
    names = [
        text(
            x + 1.2 * look.text, HEAD - 5, f"<b>{cut(evidence.offers[o].name, room, look.text, True)}</b>", look, **low
        )
        for o, x in zip(pair, grid.lefts, strict=True)
    ]
    sides = [("right", -8, f"◀ {say('for the second')}"), ("left", 8, f"{say('for the first')} ▶")]
    return [
        text(0, HEAD - 5, say("Criterion"), look, font=quiet, **low),
        *names,
        *(
            text(
                grid.zero,
                HEAD - 8 - 1.4 * look.text,
                words,
                look,
                xanchor=anchor,
                xshift=shift,
                yanchor="bottom",
                font=quiet,
            )
            for anchor, shift, words in sides
        ),
    ]


def _words(
    say: Language,
    evidence: Evidence,
    pair: tuple[str, str],
    item: Difference,
    states: dict,
    at: float,
    grid: _Grid,
    look: Look,
) -> list[dict]:
    label = cut(say.text(evidence.criteria[item.criterion].label), grid.label - 10, look.text, True)
    notes = [text(0, at, f"<b>{label}</b>", look, xanchor="left")]
    for offer, x in zip(pair, grid.lefts, strict=True):
        most = 2 if grid.row > 2.8 * look.text else 1
        rows = wrapped(states[offer, item.criterion], grid.state - 12, look.text - 1, most)
        notes.append(
            text(
                x,
                at,
                "<br>".join(rows),
                look,
                xanchor="left",
                align="left",
                font={"size": look.text - 1, "color": look.quiet},
            )
        )
    side = 1 if item.points > 0 else -1
    return [
        *notes,
        text(
            grid.zero + item.points * grid.scale,
            at,
            f"<b>{say.signed(item.points, 1)}</b>",
            look,
            xanchor="left" if side > 0 else "right",
            xshift=6 * side,
        ),
    ]


def _bar(evidence: Evidence, pair: tuple[str, str], item: Difference, at: float, grid: _Grid, look: Look) -> dict:
    """From the middle towards the offer that the criterion speaks for, in its family's colour."""
    ends = sorted((grid.zero, grid.zero + item.points * grid.scale))
    colour = look.colour(evidence.offers[pair[item.points < 0]].family)
    half = 0.3 * grid.row
    return {
        "type": "rect",
        "x0": ends[0],
        "x1": ends[1],
        "y0": at - half,
        "y1": at + half,
        "fillcolor": colour,
        "line": {"width": 0},
    }


def _marks(evidence: Evidence, pair: tuple[str, str], grid: _Grid, look: Look) -> dict:
    families = [evidence.offers[o].family for o in pair]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [x + 0.5 * look.text for x in grid.lefts],
        "y": [HEAD - 7 - 0.5 * look.text] * 2,
        "hoverinfo": "skip",
        "cliponaxis": False,
        "marker": {
            "size": 0.72 * look.text,
            "symbol": [FAMILY_SYMBOL[f] for f in families],
            "color": [look.colour(f) for f in families],
        },
    }

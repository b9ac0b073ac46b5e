"""One fact that would change the leader, as a figure: what it says, what it would have to say, how far that is."""

from collections.abc import Sequence

from charts.parts.look import FAMILY_SYMBOL, Look, axis, layout, text
from charts.parts.ruler import wrapped
from ranking.model import Evidence
from ranking.robustness.fact_tipping import Flip
from words.language import Language
from words.ranking.robustness import flip_values

SHARES = (0.22, 0.21, 0.19, 0.17, 0.21)
HEAD, PAD, LINE, MOST = 26.0, 8, 1.25, 64.0


def flips_figure(say: Language, evidence: Evidence, found: Sequence[Flip], look: Look) -> dict:
    """The figure as a plain dict: x and y in pixels of the plot, y downward; as many rows as have room, in order."""
    grid = _Grid(len(found), look)
    heads = (
        say("Fact"),
        say("As it stands"),
        say("As it would have to be"),
        say("How far, out of 100"),
        say("Then first"),
    )
    notes = [_note(words, x, HEAD - 7, look, look.quiet, "bottom") for words, x in zip(heads, grid.lefts, strict=True)]
    shapes, marks = [_rule(HEAD, grid, look)], []
    for k, flip in enumerate(found[: grid.count]):
        top = HEAD + k * grid.row
        notes += _texts(say, evidence, flip, top, grid, look)
        shapes += [*_bar(flip, top, grid, look), _rule(top + grid.row, grid, look)]
        marks += [
            (grid.lefts[0] + 0.5 * look.text, top + grid.first, flip.offer),
            (grid.lefts[4] + 0.5 * look.text, top + grid.first, flip.leaders[0]),
        ]
    if len(found) > grid.count:
        rest = say("{n} more, with a change at least as large.", n=len(found) - grid.count)
        notes.append(_note(rest, grid.lefts[0], grid.end + 1.1 * look.text, look, look.quiet))
    return {
        "data": [_marks(evidence, marks, look)],
        "layout": layout(
            look,
            shapes=shapes,
            annotations=notes,
            margin={"l": PAD, "r": PAD, "t": 4, "b": 4},
            xaxis=axis(look, range=[0, grid.wide], tickvals=[], showgrid=False),
            yaxis=axis(look, range=[grid.high, 0], tickvals=[], showgrid=False),
        ),
    }


class _Grid:
    """Columns, and rows of two lines that share the height. first  from a row's top to the middle of its first line"""

    def __init__(self, rows: int, look: Look):
        self.wide, self.high, self.step = look.width - 2 * PAD, look.height - 8.0, LINE * look.text
        self.lefts = [sum(SHARES[:k]) * self.wide for k in range(len(SHARES))]
        self.rooms = [share * self.wide - 14 for share in SHARES]
        least = 2 * self.step + 8
        room = self.high - HEAD - 1.6 * look.text
        self.count = min(rows, max(1, int(room / least)))
        self.row = max(least, min(MOST, room / self.count))
        self.end = HEAD + self.count * self.row
        self.first = 0.5 * self.step + 4 + (self.row - least) / 4


def _texts(say: Language, evidence: Evidence, flip: Flip, top: float, grid: _Grid, look: Look) -> list[dict]:
    """Offer and fact, both values, how far, who would lead."""
    indent, (before, after) = 1.3 * look.text, flip_values(say, evidence, flip)
    names = say.both(evidence.offers[o].name for o in flip.leaders)
    offer = wrapped(evidence.offers[flip.offer].name, grid.rooms[0] - indent, look.text, 1, True)
    label = wrapped(say.text(evidence.indicators[flip.indicator].label), grid.rooms[0] - indent, look.text, 1)
    columns = [
        (0, indent, offer + label, [True, False]),
        (1, 0, wrapped(before, grid.rooms[1], look.text, 2), []),
        (2, 0, wrapped(after, grid.rooms[2], look.text, 2), []),
        (4, indent, wrapped(names, grid.rooms[4] - indent, look.text, 2, True), [True, True]),
    ]
    notes = [_note(say.number(flip.size), grid.lefts[3], top + grid.first, look, look.ink)]
    for k, shift, lines, bold in columns:
        for n, line in enumerate(lines):
            strong = n < len(bold) and bold[n]
            notes.append(
                _note(
                    f"<b>{line}</b>" if strong else line,
                    grid.lefts[k] + shift,
                    top + grid.first + n * grid.step,
                    look,
                    look.ink if strong or k == 2 else look.quiet,
                )
            )
    return notes


def _bar(flip: Flip, top: float, grid: _Grid, look: Look) -> list[dict]:
    """How far the score of its criterion moves, on a track of 100 points."""
    x0, y = grid.lefts[3] + 2.2 * look.text, top + grid.first
    long = grid.rooms[3] - 2.2 * look.text
    box = {"type": "rect", "y0": y - 0.28 * look.text, "y1": y + 0.28 * look.text, "line": {"width": 0}}
    return [
        box | {"x0": x0, "x1": x0 + long, "fillcolor": look.rule, "opacity": 0.45},
        box | {"x0": x0, "x1": x0 + long * flip.size / 100, "fillcolor": look.quiet},
    ]


def _note(words: str, x: float, y: float, look: Look, ink: str, anchor: str = "middle") -> dict:
    return text(x, y, words, look, xanchor="left", yanchor=anchor, font={"size": look.text, "color": ink})


def _rule(y: float, grid: _Grid, look: Look) -> dict:
    return {"type": "line", "x0": 0, "x1": grid.wide, "y0": y, "y1": y, "line": {"color": look.rule, "width": 1}}


def _marks(evidence: Evidence, marks: list, look: Look) -> dict:
    families = [evidence.offers[o].family for _, _, o in marks]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [x for x, _, _ in marks],
        "y": [y for _, y, _ in marks],
        "hoverinfo": "skip",
        "cliponaxis": False,
        "marker": {
            "size": 0.72 * look.text,
            "symbol": [FAMILY_SYMBOL[f] for f in families],
            "color": [look.colour(f) for f in families],
        },
    }

"""Documented decisions beside the board, as a figure: the rows of charts/decisions/replay.py for pictures."""

from collections.abc import Sequence

from charts.parts.look import FAMILY_SYMBOL, Look, axis, layout, text
from charts.parts.ruler import wrapped
from ranking.decisions.replay import Replay
from ranking.model import Evidence
from words.decisions import replay as words
from words.language import Language

SHARES = (0.11, 0.29, 0.22, 0.2, 0.18)
HEAD = 26.0
LINE = 1.3
PAD = 8


def replay_figure(say: Language, evidence: Evidence, found: Sequence[Replay], look: Look) -> dict:
    """The figure as a plain dict: x and y in pixels of the plot, y downward; one row a decision, as high as need be."""
    grid = _Grid(say, evidence, found, look)
    notes = [
        _cell(words_, x, HEAD - 7, look, look.quiet, "bottom") for words_, x in zip(grid.heads, grid.lefts, strict=True)
    ]
    for row in grid.rows:
        notes += row.notes
    rules = [HEAD, *(row.bottom for row in grid.rows)]
    shapes = [
        {"type": "line", "x0": 0, "x1": grid.wide, "y0": y, "y1": y, "line": {"color": look.rule, "width": 1}}
        for y in rules
    ]
    return {
        "data": [_marks(evidence, grid, look)],
        "layout": layout(
            look,
            shapes=shapes,
            annotations=notes,
            margin={"l": PAD, "r": PAD, "t": 4, "b": 4},
            xaxis=axis(look, range=[0, grid.wide], tickvals=[], showgrid=False),
            yaxis=axis(look, range=[grid.high, 0], tickvals=[], showgrid=False),
        ),
    }


class _Row:
    """One decision: its texts, and where it ends. marks  (x, y, offer) of the names' family marks."""

    def __init__(
        self,
        columns: list[list[tuple[str, bool]]],
        marked: dict[int, list[str]],
        top: float,
        high: float,
        grid: "_Grid",
        look: Look,
    ):
        self.bottom, self.notes, self.marks = top + high, [], []
        step = LINE * look.text
        for k, rows in enumerate(columns):
            for n, (line, bold) in enumerate(rows):
                at = top + 0.5 * step + 6 + n * step
                indent = 1.3 * look.text if marked.get(k) else 0
                ink = look.ink if bold or k in (0, 4) else look.quiet
                self.notes.append(_cell(f"<b>{line}</b>" if bold else line, grid.lefts[k] + indent, at, look, ink))
                if bold and marked.get(k) and n < len(marked[k]):
                    self.marks.append((grid.lefts[k] + 0.5 * look.text, at, marked[k][n]))


class _Grid:
    """Columns, then rows that share what room is left."""

    def __init__(self, say: Language, evidence: Evidence, found: Sequence[Replay], look: Look):
        self.wide, self.high = look.width - 2 * PAD, look.height - 8.0
        self.lefts = [sum(SHARES[:k]) * self.wide for k in range(len(SHARES))]
        rooms = [share * self.wide - 14 for share in SHARES]
        self.heads = [
            say("Date"),
            say("Decision"),
            say("What was chosen"),
            say("First on the board that day"),
            say("The board"),
        ]
        cells = [_texts(say, evidence, r, rooms, look) for r in found]
        needs = [LINE * look.text * max(map(len, columns)) + 10 for columns, _ in cells]
        spare = max(0.0, self.high - HEAD - sum(needs)) / max(1, len(needs))
        self.rows, top = [], HEAD
        for (columns, marked), need in zip(cells, needs, strict=True):
            self.rows.append(_Row(columns, marked, top, need + min(spare, 26), self, look))
            top = self.rows[-1].bottom
        self.high = max(self.high, top)


def _texts(
    say: Language, evidence: Evidence, replay: Replay, rooms: list[float], look: Look
) -> tuple[list[list[tuple[str, bool]]], dict[int, list[str]]]:
    """Lines of each column, each with whether it is bold, and the offers whose marks stand before them."""
    decision, size = replay.decision, look.text
    leaders = [r.offer for r in replay.ranking.leaders] if replay.ranking else []
    verdict = f"{words.SIGNS[replay.verdict]} {words.verdict_word(say, replay.verdict)}"
    # Large letters leave no room for the question.
    question = [] if look.most else wrapped(say.text(decision.question), rooms[1], size, 3)
    why = wrapped(words.short_reason(say, replay.reason), rooms[4], size)
    lines = [
        [(row, False) for row in wrapped(say.day(decision.day), rooms[0], size)],
        [
            *((row, True) for row in wrapped(say.text(decision.title), rooms[1], size, 2, True)),
            *((row, False) for row in question),
        ],
        _names(say, evidence, decision.chosen, rooms[2], size),
        _names(say, evidence, leaders, rooms[3], size) or [(say("none"), False)],
        [(verdict, True), *((row, False) for row in why)],
    ]
    if leaders:
        score = say("{points} points", points=say.number(replay.ranking.leaders[0].score, 1))
        lines[3].append((score, False))
    return lines, {2: list(decision.chosen), 3: leaders}


def _names(say: Language, evidence: Evidence, offers: Sequence[str], room: float, size: float) -> list:
    """One offer a line, three at most."""
    names = [(wrapped(evidence.offers[o].name, room - 1.3 * size, size, 1, True)[0], True) for o in offers[:3]]
    rest = len(offers) - 3
    return [*names, (say.plural("and {n} other", "and {n} others", rest), False)] if rest > 0 else names


def _cell(words_: str, x: float, y: float, look: Look, ink: str, anchor: str = "middle") -> dict:
    return text(x, y, words_, look, xanchor="left", yanchor=anchor, font={"size": look.text, "color": ink})


def _marks(evidence: Evidence, grid: _Grid, look: Look) -> dict:
    marks = [mark for row in grid.rows for mark in row.marks]
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

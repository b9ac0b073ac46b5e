"""What is known of whom, as a figure: the cells of charts/evidence/evidence_matrix.py for pictures."""

from charts.evidence.evidence_matrix import Cells, groups, on_sale
from charts.parts.look import FAMILY_SYMBOL, Look, axis, layout, text
from charts.parts.ruler import cut, width, wrapped
from ranking.facts.cells import Cell, known_share
from ranking.model import Evidence
from ranking.weighing.rank import Ranking
from words.facts.replies import MARK
from words.language import Language
from words.reading import not_drawn

TOP, PAD = 118.0, 8


def evidence_figure(
    say: Language,
    evidence: Evidence,
    ranking: Ranking,
    cells: Cells,
    grades: str,
    look: Look,
    replied: frozenset[tuple[str, str]] = frozenset(),
) -> dict:
    """The figure as a plain dict: x in pixels of the plot, y in rows downward.

    grades   the grades shown; cells of others are hollow
    replied  (offer, criterion) of the cells that open replies contest
    """
    grid = _Grid(say, evidence, ranking, cells, look)
    known = [(cells[o, c], at, x) for o, at in grid.offers for c, x in grid.columns.items() if cells[o, c].facts]
    shown = [item for item in known if item[0].grade in grades]
    hidden = [item for item in known if item[0].grade not in grades]
    notes = [
        *_heads(say, evidence, grid, look),
        *_names(evidence, grid, look),
        *_titles(grid, look),
        *_foot(say, evidence, ranking, cells, grid, look),
        *_blanks(cells, grid, look, replied),
    ]
    shapes = [*_rules(evidence, grid, look), *_outlines(evidence, shown, hidden, grid, look)]
    return {
        "data": [
            *_fills(evidence, shown, grid, look),
            _families(evidence, grid, look),
            _scores(say, shown, grid, look, replied),
        ],
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
    """Where rows and columns stand: x in pixels, y in rows; `head`, the height of the headings in rows."""

    def __init__(self, say: Language, evidence: Evidence, ranking: Ranking, cells: Cells, look: Look):
        every = {reason: offers for reason, offers in groups(evidence, ranking, cells).items() if offers}
        found = every if look.most is None else {r: offers[: look.most] for r, offers in list(every.items())[:1]}
        self.more = not_drawn(say, sum(map(len, every.values())) - sum(map(len, found.values())))
        rows = sum(map(len, found.values())) + sum(bool(r) for r in found) + len(self.more) + 1.6
        self.wide, self.size = look.width - 2 * PAD, look.text - 2
        self.row = (look.height - 8 - TOP) / rows
        self.head = TOP / self.row
        self.high = self.head + rows
        names = [evidence.offers[o].name for offers in found.values() for o in offers]
        self.mark = 0.5 * look.text
        self.name = 1.4 * look.text
        first = self.name + min(0.22 * self.wide, max(width(n, look.text - 1, True) for n in names) + 8)
        self.step = (self.wide - first - 4.2 * look.text) / len(evidence.criteria)
        self.columns = {c: first + k * self.step for k, c in enumerate(evidence.criteria)}
        self.room, self.known = first - self.name - 8, self.wide
        titles = {
            "not_enough_evidence": say("Not enough evidence to rank"),
            "not_on_sale": say("Not on sale on that day"),
        }
        self.offers, self.titles, at = [], [], self.head
        for reason, offers in found.items():
            if reason:
                self.titles.append((titles[reason], at + 0.5))
                at += 1
            self.offers += [(o, at + k + 0.5) for k, o in enumerate(offers)]
            at += len(offers)
        self.titles += [(words, at + 0.5) for words in self.more]
        self.end = at + len(self.more)


def _heads(say: Language, evidence: Evidence, grid: _Grid, look: Look) -> list[dict]:
    """Criteria on end above their columns, each pillar across the top of its own."""
    room, font, notes = TOP - 2.2 * look.text, {"size": grid.size, "color": look.quiet}, []
    for name, x in grid.columns.items():
        label = say.text(evidence.criteria[name].label)
        rows = [label] if width(label, grid.size) < room else wrapped(label, room, grid.size, 3)
        for k, words in enumerate(rows):
            shift = (k - (len(rows) - 1) / 2) * 1.15 * grid.size
            notes.append(
                text(
                    x + grid.step / 2 + shift,
                    grid.head - 1.9 * look.text / grid.row,
                    words,
                    look,
                    yanchor="bottom",
                    textangle=-90,
                    font=font,
                )
            )
    for pillar in evidence.pillars.values():
        inside = evidence.criteria_of(pillar.id)
        if inside:
            label = cut(say.text(pillar.label), grid.step * len(inside) - 6, look.text - 1, True)
            notes.append(
                text(
                    grid.columns[inside[0].id] + 2,
                    grid.head - 0.4 * look.text / grid.row,
                    f"<b>{label}</b>",
                    look,
                    xanchor="left",
                    yanchor="bottom",
                    font={"size": look.text - 1, "color": look.ink},
                )
            )
    return [
        *notes,
        text(
            grid.known,
            grid.head - 0.4 * look.text / grid.row,
            say("Known"),
            look,
            xanchor="right",
            yanchor="bottom",
            font=font,
        ),
    ]


def _names(evidence: Evidence, grid: _Grid, look: Look) -> list[dict]:
    font = {"size": look.text - 1, "color": look.ink}
    return [
        text(
            grid.name,
            at,
            f"<b>{cut(evidence.offers[o].name, grid.room, look.text - 1, True)}</b>",
            look,
            xanchor="left",
            font=font,
        )
        for o, at in grid.offers
    ]


def _titles(grid: _Grid, look: Look) -> list[dict]:
    return [
        text(grid.name, at, words, look, xanchor="left", font={"size": look.text - 1, "color": look.quiet})
        for words, at in grid.titles
    ]


def _foot(say: Language, evidence: Evidence, ranking: Ranking, cells: Cells, grid: _Grid, look: Look) -> list[dict]:
    """Known shares: of each offer at the right, of each criterion over the offers that can be ranked below."""
    font, at = {"size": grid.size, "color": look.ink}, grid.end + 0.8
    known = ranking.matrix.known.loc[ranking.matrix.status == "ranked"].mean()
    notes = [
        text(
            grid.known,
            y,
            say.percent(known_share([cells[o, c] for c in evidence.criteria])),
            look,
            xanchor="right",
            font=font,
        )
        for o, y in grid.offers
    ]
    notes += [
        text(x + grid.step / 2, at, say.percent(known[c]), look, font=font)
        for c, x in grid.columns.items()
        if known[c] == known[c]
    ]
    label = cut(say("Known, offers that can be ranked"), grid.room, grid.size)
    return [
        *notes,
        text(grid.name, at, label, look, xanchor="left", font=font),
        text(
            grid.known,
            at,
            f"<b>{say.percent(known_share(on_sale(evidence, ranking, cells)))}</b>",
            look,
            xanchor="right",
            font=font,
        ),
    ]


def _blanks(cells: Cells, grid: _Grid, look: Look, replied: frozenset[tuple[str, str]]) -> list[dict]:
    """A dot where nothing is known, the mark of a reply where one proposes something."""
    return [
        text(
            x + grid.step / 2,
            at,
            MARK if (o, c) in replied else "·",
            look,
            font={"size": look.text, "color": look.quiet},
        )
        for o, at in grid.offers
        for c, x in grid.columns.items()
        if not cells[o, c].facts
    ]


def _scores(say: Language, shown: list, grid: _Grid, look: Look, replied: frozenset[tuple[str, str]]) -> dict:
    """The score of each cell, the sign of a contested fact and of an open reply, the grade; one trace of texts."""
    marks = [("±" if c.contested else "") + (MARK if (c.offer, c.criterion) in replied else "") for c, _, _ in shown]
    words = [f"{say.number(cell.score)}{mark} {cell.grade}" for (cell, _, _), mark in zip(shown, marks, strict=True)]
    size = grid.size if grid.step > 44 else grid.size - 1
    return {
        "type": "scatter",
        "mode": "text",
        "x": [_end(cell, at, x, width(said, size), grid) for (cell, at, x), said in zip(shown, words, strict=True)],
        "y": [at for _, at, _ in shown],
        "text": words,
        "textposition": "middle left",
        "hoverinfo": "skip",
        "cliponaxis": False,
        "textfont": {"size": size, "color": look.ink},
    }


def _end(cell: Cell, at: float, x: float, wide: float, grid: _Grid) -> float:
    """Where a cell's words end: at the right of their column; where their tile's edge would cross them, before it, or
    after it.
    """
    column, (left, right, _, _) = x + grid.step - 6, _box(cell, at, x, grid)
    if not column - wide < right < column:
        return column
    return right - 4 if right - 4 - wide > left else min(right + 2 + wide, x + grid.step)


def _box(cell: Cell, at: float, x: float, grid: _Grid) -> tuple[float, float, float, float]:
    """x0, x1, y0, y1 of a tile: as wide as the part that is known."""
    return x + 2, x + 2 + (grid.step - 4) * cell.known, at - 0.42, at + 0.42


def _fills(evidence: Evidence, shown: list, grid: _Grid, look: Look) -> list[dict]:
    """Grade A in a full tint, grade B in a light one: one trace a family and grade; hatching is for doubt alone."""
    found: dict[tuple[str, str], tuple[list, list]] = {}
    for cell, at, x in shown:
        if cell.grade in "AB":
            x0, x1, y0, y1 = _box(cell, at, x, grid)
            xs, ys = found.setdefault((evidence.offers[cell.offer].family, cell.grade), ([], []))
            xs += [x0, x1, x1, x0, x0, None]
            ys += [y0, y0, y1, y1, y0, None]
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "fill": "toself",
            "x": xs,
            "y": ys,
            "hoverinfo": "skip",
            "line": {"width": 0},
            "opacity": 0.45 if grade == "A" else 0.2,
            "fillcolor": look.colour(family),
        }
        for (family, grade), (xs, ys) in sorted(found.items())
    ]


def _outlines(evidence: Evidence, shown: list, hidden: list, grid: _Grid, look: Look) -> list[dict]:
    """Grade C as an outline in the family's colour; what the filter hides dotted."""
    lines = [
        (item, {"color": look.colour(evidence.offers[item[0].offer].family), "width": 1.2})
        for item in shown
        if item[0].grade == "C"
    ] + [(item, {"color": look.quiet, "width": 0.8, "dash": "dot"}) for item in hidden]
    found = []
    for (cell, at, x), line in lines:
        x0, x1, y0, y1 = _box(cell, at, x, grid)
        found.append({"type": "rect", "x0": x0, "x1": x1, "y0": y0, "y1": y1, "line": line})
    return found


def _rules(evidence: Evidence, grid: _Grid, look: Look) -> list[dict]:
    """A line under each pillar's name, and one above the shares at the foot."""
    spans = [
        (grid.columns[inside[0].id] + 2, grid.columns[inside[-1].id] + grid.step - 4, grid.head)
        for inside in map(evidence.criteria_of, evidence.pillars)
        if inside
    ]
    return [
        {"type": "line", "x0": a, "x1": b, "y0": y, "y1": y, "line": {"color": look.ink, "width": 1.2}}
        for a, b, y in [*spans, (0, grid.wide, grid.end + 0.2)]
    ]


def _families(evidence: Evidence, grid: _Grid, look: Look) -> dict:
    families = [evidence.offers[o].family for o, _ in grid.offers]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [grid.mark] * len(families),
        "y": [at for _, at in grid.offers],
        "hoverinfo": "skip",
        "cliponaxis": False,
        "marker": {
            "size": 0.68 * look.text,
            "symbol": [FAMILY_SYMBOL[f] for f in families],
            "color": [look.colour(f) for f in families],
        },
    }

"""What is known of whom, as a figure: the cells of charts/evidence/evidence_matrix.py for pictures."""

from charts.evidence.evidence_grid import PAD, EvidenceGrid
from charts.evidence.evidence_labels import blanks, foot, heads, names, titles
from charts.evidence.evidence_matrix import Cells
from charts.parts.look import FAMILY_SYMBOL, Look, axis, layout
from charts.parts.ruler import width
from ranking.facts.cells import MatrixCell, is_shown
from ranking.model import Evidence
from ranking.weighing.rank import Ranking
from words.facts.replies import MARK
from words.language import Language


def evidence_figure(
    say: Language,
    evidence: Evidence,
    ranking: Ranking,
    cells: Cells,
    grades: str,
    look: Look,
    replied: frozenset[tuple[str, str]] = frozenset(),
) -> dict:
    """Return the figure as a plain dict: x in pixels of the plot, y in rows downward.

    grades   the grades shown; cells of others are hollow
    replied  (offer, criterion) of the cells that open replies contest
    """
    grid = EvidenceGrid(say, evidence, ranking, cells, look)
    known = [(cells[o, c], at, x) for o, at in grid.offers for c, x in grid.columns.items() if cells[o, c].facts]
    shown = [item for item in known if is_shown(item[0], grades)]
    hidden = [item for item in known if not is_shown(item[0], grades)]
    notes = [
        *heads(say, evidence, grid, look),
        *names(evidence, grid, look),
        *titles(grid, look),
        *foot(say, evidence, ranking, cells, grid, look),
        *blanks(cells, grid, look, replied),
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


def _scores(say: Language, shown: list, grid: EvidenceGrid, look: Look, replied: frozenset[tuple[str, str]]) -> dict:
    """The score of each cell, the sign of a contested fact and of an open reply, the grade; one trace of texts."""
    marks = [("±" if c.contested else "") + (MARK if (c.offer, c.criterion) in replied else "") for c, _, _ in shown]
    words = [f"{say.number(cell.score)}{mark} {cell.grade}" for (cell, _, _), mark in zip(shown, marks, strict=True)]
    size = grid.size if grid.step > 44 else grid.size - 1
    return {
        "type": "scatter",
        "mode": "text",
        "x": [_end(cell, at, x, width(text, size), grid) for (cell, at, x), text in zip(shown, words, strict=True)],
        "y": [at for _, at, _ in shown],
        "text": words,
        "textposition": "middle left",
        "hoverinfo": "skip",
        "cliponaxis": False,
        "textfont": {"size": size, "color": look.ink},
    }


def _end(cell: MatrixCell, at: float, x: float, wide: float, grid: EvidenceGrid) -> float:
    """Where a cell's words end: at the right of their column; where their tile's edge would cross them, before it, or
    after it.
    """
    column, (left, right, _, _) = x + grid.step - 6, _box(cell, at, x, grid)
    if not column - wide < right < column:
        return column
    return right - 4 if right - 4 - wide > left else min(right + 2 + wide, x + grid.step)


def _box(cell: MatrixCell, at: float, x: float, grid: EvidenceGrid) -> tuple[float, float, float, float]:
    """x0, x1, y0, y1 of a tile: as wide as the part that is known."""
    return x + 2, x + 2 + (grid.step - 4) * cell.known, at - 0.42, at + 0.42


def _fills(evidence: Evidence, shown: list, grid: EvidenceGrid, look: Look) -> list[dict]:
    """Grade A in a full tint, grade B in a light one: one trace a family and grade; hatching is for doubt alone."""
    outlines: dict[tuple[str, str], tuple[list, list]] = {}
    for cell, at, x in shown:
        if cell.grade in "AB":
            x0, x1, y0, y1 = _box(cell, at, x, grid)
            xs, ys = outlines.setdefault((evidence.offers[cell.offer].family, cell.grade), ([], []))
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
        for (family, grade), (xs, ys) in sorted(outlines.items())
    ]


def _outlines(evidence: Evidence, shown: list, hidden: list, grid: EvidenceGrid, look: Look) -> list[dict]:
    """Grade C as an outline in the family's colour; what the filter hides dotted."""
    lines = [
        (item, {"color": look.colour(evidence.offers[item[0].offer].family), "width": 1.2})
        for item in shown
        if item[0].grade == "C"
    ] + [(item, {"color": look.quiet, "width": 0.8, "dash": "dot"}) for item in hidden]
    shapes = []
    for (cell, at, x), line in lines:
        x0, x1, y0, y1 = _box(cell, at, x, grid)
        shapes.append({"type": "rect", "x0": x0, "x1": x1, "y0": y0, "y1": y1, "line": line})
    return shapes


def _rules(evidence: Evidence, grid: EvidenceGrid, look: Look) -> list[dict]:
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


def _families(evidence: Evidence, grid: EvidenceGrid, look: Look) -> dict:
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

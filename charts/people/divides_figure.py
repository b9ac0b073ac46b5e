"""What divides several points of view, as a figure: the rows of charts/people/stakeholders.py's table for pictures."""

from charts.parts.look import Look, axis, layout, line, text
from charts.parts.ruler import cut, width
from charts.people.stakeholders import CRITERIA, untagged
from ranking.model import Evidence
from ranking.people.agreement import Agreement
from ranking.people.divides import Divide
from words.language import Language
from words.people import viewpoints as words
from words.ranking.robustness import item_label

SHARES, PAD, HEAD, BEFORE = (0.24, 0.18, 0.27, 0.18, 0.13), 8, 1.4, 1.15


def divides_figure(say: Language, evidence: Evidence, found: Agreement, look: Look) -> dict:
    """The figure as a plain dict: x in pixels of the plot, y in rows downward; as many criteria as have room."""
    wide, rows = look.width - 2 * PAD, _rows(say, found, look)
    lefts = [sum(SHARES[:k]) * wide for k in range(len(SHARES))]
    rooms = [share * wide - 14 for share in SHARES]
    most = max((d.high for d in found.divides), default=0) or 1
    heads = (say("Weight"), say("least"), say("what each gives it"), say("most"), say("part of the disagreement"))
    notes = [
        _left(x, HEAD - 0.35, cut(h, r, look.text), look, look.quiet)
        for h, x, r in zip(heads, lefts, rooms, strict=True)
    ]
    dots, lines, at = ([], []), [], HEAD
    for row in rows:
        if isinstance(row, str):
            notes.append(_left(0, at + BEFORE / 2 + 0.1, f"<b>{row}</b>", look, look.ink))
            at += BEFORE
            continue
        y, shares = at + 0.5, words.given(found, row)
        spots = [lefts[2] + x / most * rooms[2] for x in shares]
        dots[0].extend(spots)
        dots[1].extend([y] * len(spots))
        lines.append(line([min(spots), max(spots)], [y, y], look, look.quiet, 1.5))
        notes += _said(say, evidence, found, row, y, lefts, rooms, look)
        at += 1
    marks = {
        "type": "scatter",
        "mode": "markers",
        "x": dots[0],
        "y": dots[1],
        "hoverinfo": "skip",
        "cliponaxis": False,
        "marker": {"size": 0.75 * look.text, "symbol": "circle", "color": look.ink},
        "opacity": 0.55,
    }
    return {
        "data": [*lines, marks],
        "layout": layout(
            look,
            annotations=notes,
            margin={"l": PAD, "r": PAD, "t": 4, "b": 4},
            xaxis=axis(look, range=[0, wide], tickvals=[], showgrid=False),
            yaxis=axis(look, range=[at + 0.2, 0], tickvals=[], showgrid=False),
        ),
    }


def _rows(say: Language, found: Agreement, look: Look) -> list[str | Divide]:
    """Titles and weights in order: every pillar, and of the criteria as many as the letters leave room for."""
    pillars, criteria = ([d for d in found.divides if d.level == level] for level in ("pillar", "criterion"))
    room = int(look.height / (1.6 * look.text) - HEAD - 2 * BEFORE) - len(pillars)
    return [say("Pillars"), *pillars, say("Criteria that divide most"), *criteria[: max(1, min(CRITERIA, room))]]


def _said(
    say: Language,
    evidence: Evidence,
    found: Agreement,
    item: Divide,
    y: float,
    lefts: list[float],
    rooms: list[float],
    look: Look,
) -> list[dict]:
    """The weight's name, who gives it least and most, its part of the disagreement."""
    notes = [_left(lefts[0], y, cut(item_label(say, evidence, item.item), rooms[0], look.text), look, look.ink)]
    for column, share, who in ((1, item.low, item.lowest), (3, item.high, item.highest)):
        part = say.percent(share)
        name = untagged(words.voices_text(say, found, who, 1))
        rest = rooms[column] - width(f"{part} ", look.text, True) - 4
        notes.append(_left(lefts[column], y, f"<b>{part}</b> {cut(name, rest, look.text)}", look, look.ink))
    part = say.percent(item.share) if item.share == item.share else "–"
    return [*notes, _left(lefts[4], y, f"<b>{part}</b>", look, look.ink)]


def _left(x: float, y: float, said: str, look: Look, ink: str) -> dict:
    return text(x, y, said, look, xanchor="left", font={"size": look.text, "color": ink})

"""Names at the right-hand end of the balance's lines: moved apart where they would meet, each joined to its line."""

from collections.abc import Sequence

from charts.parts.labels import spread
from charts.parts.line_marks import line_id, marked
from charts.parts.look import Look, text
from charts.parts.ruler import cut
from ranking.balance.tradeoff import BalanceLine
from ranking.model import Evidence

# Right of the plot, on a desk and on a phone: half of "100 %" has room.
RIGHT, RIGHT_NARROW = 222, 24
# Named: those in the lead somewhere, the subject, and as many of the best ends as make five.
NAMED = 5
# Pixels from a line's end to its name, crossed by a thin line where the name had to move; a smaller move is not joined.
JOIN, MOVED = 20, 3


def line_names(
    evidence: Evidence, lines: Sequence[BalanceLine], leading: set[str], look: Look, high: float, top: float
) -> tuple[list[dict], list[dict]]:
    """Return labels and the thin lines to them; on a phone those in the lead somewhere, inside the picture.

    high  pixels of the plot; top: the upper end of its axis, whose lower end is 0
    """
    lines = _named(evidence, lines, leading, look)
    ends = [item.points[-1][1] for item in lines]
    places = spread(ends, top * (look.text + 1) / high, 0, top)
    labels = [_label(evidence, item, place, leading, look) for item, place in zip(lines, places, strict=True)]
    moved = [(end, place) for end, place in zip(ends, places, strict=True) if abs(end - place) * high > MOVED * top]
    return labels, [] if look.narrow else [_join(end, place, look) for end, place in moved]


def _named(evidence: Evidence, lines: Sequence[BalanceLine], leading: set[str], look: Look) -> list[BalanceLine]:
    lines = [item for item in lines if not look.narrow or item.offer in leading]
    near = leading | {evidence.subject} & {i.offer for i in lines}
    best = [i.offer for i in sorted(lines, key=lambda i: -i.points[-1][1]) if i.offer not in near]
    named = look.named(near, best) & {*near, *best[: max(0, NAMED - len(near))]}
    return [item for item in lines if item.offer in named]


def _label(evidence: Evidence, item: BalanceLine, place: float, leading: set[str], look: Look) -> dict:
    leads = item.offer in leading
    return text(
        1,
        place,
        _name(evidence, item, leads, look),
        look,
        xref="paper",
        xanchor="right" if look.narrow else "left",
        xshift=-4 if look.narrow else JOIN + 2,
        yanchor=_side(item) if look.narrow else "middle",
        font={
            "size": look.text if look.narrow else look.text - 1,
            "color": look.words(evidence.offers[item.offer].family) if leads else look.quiet,
        },
        name=line_id(item.offer),
    )


def _side(item: BalanceLine) -> str:
    """Return how a name inside the picture hangs at its line's end: over a rising line, under a falling one."""
    before, end = item.points[-2:] if len(item.points) > 1 else (item.points[-1],) * 2
    return "bottom" if end[1] >= before[1] else "top"


def _join(end: float, place: float, look: Look) -> dict:
    plot = look.width - look.room(48, 34) - look.room(RIGHT, RIGHT_NARROW)
    return {
        "type": "line",
        "xref": "paper",
        "x0": 1,
        "x1": 1 + JOIN / plot,
        "y0": end,
        "y1": place,
        "line": {"color": look.quiet, "width": 0.8},
    }


def _name(evidence: Evidence, item: BalanceLine, leads: bool, look: Look) -> str:
    offer, room = evidence.offers[item.offer], look.room(RIGHT) - JOIN - 5
    if not leads:
        return cut(offer.name, room, look.text - 1)
    return marked(offer.family, cut(offer.name, room - look.text, look.text - 1, True))

"""Places before and after a change of weights, as a figure: one line an offer, its name and place at both ends."""

from charts.parts.labels import spread
from charts.parts.line_marks import cores, marked
from charts.parts.look import FAMILY_SYMBOL, Look, axis, layout, line, text
from charts.parts.ruler import cut, width, wrapped
from ranking.model import Evidence
from ranking.weighing.rank import Ranking
from ranking.weights import whole_percentages
from words.language import Language

PAD, MOST, SIDE, GAP, APART = 8, 3.0, 0.36, 10, 1.18


def moves_figure(say: Language, evidence: Evidence, before: Ranking, after: Ranking, look: Look) -> dict:
    """Return the figure as a plain dict: x and y in pixels of the plot, y downward.

    In colour the offers that change place.

    Each side is headed by the pillars' shares that give its order.
    """
    wide, high, side = look.width - 2 * PAD, look.height - 8.0, _side(evidence, before, after, look)
    ends = (side, wide - side)
    heads = [
        _head(say, evidence, title, ranking, side - GAP, look)
        for title, ranking in ((say("Starting weights"), before), (say("These weights"), after))
    ]
    top = (max(map(len, heads)) + 0.6) * APART * look.text
    places = [{r.offer: r.place for r in ranking.rows} for ranking in (before, after)]
    row = min(MOST * look.text, (high - top) / max(1, *map(len, places)))
    spots = [{o: top + (k + 0.5) * row for k, o in enumerate(one)} for one in places]
    moved = {o for o in spots[1] if places[0].get(o) != places[1][o]}
    traces = _lines(evidence, spots, moved, ends, look)
    notes = []
    for k, at in enumerate(({"xanchor": "right", "xshift": -GAP}, {"xanchor": "left", "xshift": GAP})):
        notes += [text(ends[k], (n + 0.5) * APART * look.text, words, look, **at) for n, words in enumerate(heads[k])]
        notes += _names(evidence, places[k], spots[k], moved, ends[k], at, (top, high), side, look)
    return {
        "data": traces,
        "layout": layout(
            look,
            annotations=notes,
            margin={"l": PAD, "r": PAD, "t": 4, "b": 4},
            xaxis=axis(look, range=[0, wide], tickvals=[], showgrid=False),
            yaxis=axis(look, range=[high, 0], tickvals=[], showgrid=False),
        ),
    }


def _side(evidence: Evidence, before: Ranking, after: Ranking, look: Look) -> float:
    """Pixels on either side of the lines: for the longest name, its place and its mark, within bounds."""
    names = [evidence.offers[r.offer].name for ranking in (before, after) for r in ranking.rows]
    longest = max((width(f"99 ● {name}", look.text, True) for name in names), default=0)
    return min(SIDE * (look.width - 2 * PAD), max(14 * look.text, longest + GAP))


def _head(say: Language, evidence: Evidence, title: str, ranking: Ranking, room: float, look: Look) -> list[str]:
    """What stands over a side: its name, then the pillars' shares in as many lines as they need."""
    shares = whole_percentages(ranking.weighting.pillars)
    shares_text = ", ".join(
        f"{say.text(evidence.pillars[p].label).lower()} {say.percent(n / 100)}" for p, n in shares.items()
    )
    return [f"<b>{title}</b>", *wrapped(shares_text, room, look.text)]


def _lines(
    evidence: Evidence, spots: list[dict[str, float]], moved: set[str], ends: tuple[float, float], look: Look
) -> list[dict]:
    """One line an offer, those that move on top; a mark at both ends, at one where an offer has no place before."""
    order = sorted(spots[1], key=lambda o: o in moved)
    family = {o: evidence.offers[o].family for o in order}
    drawn = [
        (
            family[o],
            line(
                list(ends),
                [spots[0][o], spots[1][o]],
                look,
                look.colour(family[o]) if o in moved else look.quiet,
                2.6 if o in moved else 1,
            ),
        )
        for o in order
        if o in spots[0]
    ]
    points = [(x, y, o) for o in order for x, side in zip(ends, spots, strict=True) if (y := side.get(o)) is not None]
    marks = {
        "type": "scatter",
        "mode": "markers",
        "x": [x for x, _, _ in points],
        "y": [y for _, y, _ in points],
        "hoverinfo": "skip",
        "cliponaxis": False,
        "marker": {
            "size": 0.6 * look.text,
            "symbol": [FAMILY_SYMBOL[family[o]] for _, _, o in points],
            "color": [look.colour(family[o]) if o in moved else look.quiet for _, _, o in points],
        },
    }
    return [*(trace for _, trace in drawn), *cores([d for d in drawn if d[1]["line"]["width"] > 1], look), marks]


def _names(
    evidence: Evidence,
    places: dict[str, int],
    spots: dict[str, float],
    moved: set[str],
    x: float,
    at: dict,
    bounds: tuple[float, float],
    side: float,
    look: Look,
) -> list[dict]:
    """Place and name beside each mark, as near to it as the letters allow; all of them, or the first ones."""
    named = look.named({o for o, place in places.items() if place == 1}, list(places))
    order = [o for o in spots if o in named]
    half = 0.5 * APART * look.text
    heights = spread([spots[o] for o in order], APART * look.text, bounds[0] + half, bounds[1] - half)
    room = side - GAP - width("99 ● ", look.text, True)
    return [
        text(
            x,
            y,
            f"{places[o]} {_name(evidence, o, o in moved, room, look)}",
            look,
            **at,
            font={"size": look.text, "color": look.words(evidence.offers[o].family) if o in moved else look.quiet},
        )
        for o, y in zip(order, heights, strict=True)
    ]


def _name(evidence: Evidence, offer: str, moved: bool, room: float, look: Look) -> str:
    described = evidence.offers[offer]
    return (
        marked(described.family, cut(described.name, room, look.text, True))
        if moved
        else cut(described.name, room, look.text)
    )

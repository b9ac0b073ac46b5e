"""Rank acceptability as a shaded grid, and tipping weights as intervals on the sliders' own scale."""

from collections.abc import Iterator, Sequence

from charts.parts.door_marks import door_marks
from charts.parts.look import Look, axis, layout, line, text
from charts.parts.ruler import cut, width, wrapped
from charts.parts.ticks import percents
from ranking.facts.door import door_of
from ranking.model import Evidence
from ranking.robustness.smaa import Acceptability
from ranking.robustness.stability import Stability
from words.facts.values import item_label
from words.language import Language
from words.ranking.robustness import stability_text

PLACES_ON_A_PHONE = 5
NAMES, ITEMS = 224, 274


def acceptability_figure(say: Language, evidence: Evidence, acceptability: Acceptability, look: Look) -> dict:
    """Return shares of every place, offers by expected place downward; as a plain dict.

    A phone gets the first places only.
    """
    order = list(acceptability.expected.sort_values(kind="stable").index)[: look.most]
    # In a narrow window the numbers of all places would run into each other: the first ones stand, as on a phone.
    fitting = int((look.width - look.room(NAMES, 176) - 8) / (width("88 %", look.text - 2) + 4))
    last = PLACES_ON_A_PHONE if look.narrow else min(len(acceptability.expected), max(fitting, PLACES_ON_A_PHONE))
    shares = [[float(v) for v in acceptability.places.loc[o]][:last] for o in order]
    places = list(range(1, len(shares[0]) + 1))
    words = [[say.percent(v) if v >= 0.045 else "" for v in row] for row in shares]
    paper = [[0, look.paper], [1, "#56B4E9" if look.dark else "#0072B2"]]
    grid = {
        "type": "heatmap",
        "z": [[v**0.6 for v in row] for row in shares],
        "x": places,
        "y": list(range(len(order))),
        "text": words,
        "texttemplate": "%{text}",
        "colorscale": paper,
        "zmin": 0,
        "zmax": 1,
        "showscale": False,
        "xgap": 1,
        "ygap": 1,
        "hoverinfo": "skip",
        "textfont": {"size": look.text - 2},
    }
    notes = [
        text(
            0,
            k,
            _named(evidence, o, k == 0, look),
            look,
            xref="paper",
            xanchor="right",
            xshift=-8,
            align="right",
            font={
                "size": look.text - look.narrow,
                "color": look.words(evidence.offers[o].family) if k == 0 else look.ink,
            },
        )
        for k, o in enumerate(order)
    ]
    return {
        "data": [grid, door_marks(_told(say, evidence, order, shares), size=24)],
        "layout": layout(
            look,
            annotations=notes,
            margin={"l": look.room(NAMES, 176), "r": 8, "t": look.room(46), "b": 8},
            # Given, since marks for the pointer would widen it beyond the cells.
            xaxis=axis(look, say("Place"), range=[0.5, last + 0.5], side="top", tickvals=places, showgrid=False),
            yaxis=axis(look, range=[len(order) - 0.5, -0.5], tickvals=[], showgrid=False),
        ),
    }


def _told(
    say: Language, evidence: Evidence, order: Sequence[str], shares: Sequence[Sequence[float]]
) -> Iterator[tuple[int, int, str, str]]:
    """Yield of every cell where it stands, what the pointer reads, and the door to its offer."""
    for k, o in enumerate(order):
        for n, share in enumerate(shares[k], 1):
            name, part = evidence.offers[o].name, say.percent(share, 1 if 0 < share < 0.045 else 0)
            yield n, k, say("{name}: place {n} in {share} of the draws", name=name, n=n, share=part), o


def _named(evidence: Evidence, offer: str, first: bool, look: Look) -> str:
    name = "<br>".join(wrapped(evidence.offers[offer].name, look.room(NAMES, 176) - 12, look.text, 1 + look.narrow))
    return f"<b>{name}</b>" if first else name


def stability_figure(
    say: Language, evidence: Evidence, leader: str, intervals: Sequence[Stability], look: Look
) -> dict:
    """Return one row a pillar or criterion: where the leader leads (pale), the whole order holds (dark), it stands."""
    data, notes = [], []
    for k, item in enumerate(intervals):
        low, high = (100 * x for x in item.leads)
        order = _seen(item, look)
        data += [
            line([0, 100], [k, k], look, look.rule, 2),
            line([low, high], [k, k], look, look.colour("european"), 8, opacity=0.75),
            line(order, [k, k], look, look.colour("european"), 14),
        ]
        label = item_label(say, evidence, item.item)
        beside = {"xshift": -10, "xanchor": "right"}
        above = {"xanchor": "left", "yanchor": "bottom", "yshift": 11}
        label = label if look.narrow else cut(label, look.room(ITEMS) - 14, look.text)
        notes.append(text(0, k, label, look, xref="paper", **(above if look.narrow else beside)))
        notes += (
            []
            if look.narrow
            else [
                _edge(say, evidence, edge, k, who, outward, high - low, 100 * item.now, look)
                for edge, who, outward in ((low, item.below, -1), (high, item.above, 1))
                if who
            ]
        )
    data.append(
        {
            "type": "scatter",
            "mode": "markers",
            "x": [100 * s.now for s in intervals],
            "y": list(range(len(intervals))),
            "hoverinfo": "skip",
            "marker": {"symbol": "line-ns", "size": 20, "line": {"width": 3, "color": look.ink}},
        }
    )
    data.append(
        door_marks((spot for k, s in enumerate(intervals) for spot in _on_band(say, evidence, leader, s, k)), 20)
    )
    return {
        "data": data,
        "layout": layout(
            look,
            annotations=_apart(notes, len(intervals), look),
            margin={"l": look.room(ITEMS, 10), "r": look.room(24, 14), "t": 8, "b": look.room(34)},
            xaxis=axis(look, range=[-1, 101], **percents(say, 25)),
            yaxis=axis(look, range=[len(intervals) - 0.5, -0.8 if look.narrow else -0.5], tickvals=[], showgrid=False),
        ),
    }


def _on_band(
    say: Language, evidence: Evidence, leader: str, item: Stability, row: int
) -> Iterator[tuple[float, int, str, str]]:
    """Yield spots of one row: at its ends who takes over, between them who leads, each the door to its points there."""
    (low, high), wording = item.leads, "<br>".join(wrapped(stability_text(say, evidence, leader, item), 420, 13, 4))
    ends = ((low, item.below), (item.now, leader), (high, item.above))
    for at, who in (*ends, ((low + item.now) / 2, leader), ((high + item.now) / 2, leader)):
        if who:
            yield 100 * at, row, wording, door_of(evidence, who, item.item)


def _apart(notes: Sequence[dict], rows: int, look: Look) -> list[dict]:
    """Return the notes, where rows stand close without those above a band that would lie on one of the row above.

    Who takes over there is said by the table.
    """
    size = look.text - 2
    if (look.height - 8 - look.room(34)) / rows > 8 + 1.6 * size:
        return list(notes)
    pixel = (look.width - look.room(ITEMS + 24, 24)) / 102
    ends = {}
    for note in (n for n in notes if n.get("xref") != "paper"):
        near, long = note["x"] * pixel + note["xshift"], width(note["text"], size)
        ends[id(note)] = (near, near + long) if note["xanchor"] == "left" else (near - long, near)

    def lies_on(note: dict, other: dict) -> bool:
        (left, right), (start, end) = ends[id(note)], ends[id(other)]
        return other["y"] == note["y"] - 1 and other["yanchor"] == "middle" and left < end and start < right

    written = [n for n in notes if id(n) in ends]
    return [n for n in notes if n.get("yanchor") != "bottom" or not any(lies_on(n, other) for other in written)]


def _seen(item: Stability, look: Look) -> list[float]:
    """Return where the whole order holds, in per cent; never so narrow that the mark of the weight hides it."""
    least, now = 5 * 102 / (look.width - look.room(ITEMS + 24, 24)), 100 * item.now
    return [min(100 * item.order[0], now - least), max(100 * item.order[1], now + least)]


def _edge(
    say: Language,
    evidence: Evidence,
    edge: float,
    row: int,
    who: str,
    outward: int,
    band: float,
    now: float,
    look: Look,
) -> dict:
    """Return who takes over beyond an end, written outward where there is room, else inward above the band.

    Inward it stands clear of the mark of the weight `now`: beyond it, seen from the end.
    """
    name, share = evidence.offers[who].name, say.percent(edge / 100)
    room = 100 - edge if outward > 0 else edge
    fits = room / 100 * (look.width - look.room(260)) > width(f"{share} {name}", look.text - 2) + 12
    if not fits:
        # Inward two names may meet, one from each end.
        half = band / 200 * (look.width - look.room(ITEMS + 24))
        name = cut(name, max(8 * look.text, half - 5 * look.text), look.text - 2)
    side = "left" if (outward > 0) == fits else "right"
    if not fits:
        pixel, own = 102 / (look.width - look.room(ITEMS + 24, 24)), width(f"{share} ", look.text - 2) + 10
        to_mark, beyond = -outward * (now - edge) / pixel, (now if outward > 0 else 100 - now) / pixel
        if 0 <= to_mark <= own + width(name, look.text - 2):
            # Neither across the mark nor off the scale, onto the names of the rows: cut where neither side has room.
            name = cut(name, max(to_mark, beyond) - own, look.text - 2)
            edge = now if own + width(name, look.text - 2) <= beyond else edge
    words = f"{share} {name}" if side == "left" else f"{name} {share}"
    return text(
        edge,
        row,
        words,
        look,
        xanchor=side,
        xshift=6 if side == "left" else -6,
        bgcolor=look.paper if fits else None,
        yanchor="middle" if fits else "bottom",
        yshift=0 if fits else 8,
        font={"size": look.text - 2, "color": look.quiet},
    )

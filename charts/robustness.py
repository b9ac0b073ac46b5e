"""Rank acceptability as a shaded grid, and tipping weights as intervals on the sliders' own scale."""

from collections.abc import Sequence

from charts.lettering import cut
from charts.look import Look, axis, layout, line, text
from ranking.model import Evidence
from ranking.smaa import Acceptability
from ranking.stability import Stability
from words.language import Language
from words.robustness import item_label

NAMES, ITEMS = 196, 230


def acceptability_figure(say: Language, evidence: Evidence, found: Acceptability, look: Look) -> dict:
    """Shares of every place, offers by expected place downward; as a plain dict."""
    order = list(found.expected.sort_values(kind="stable").index)
    shares = [[float(v) for v in found.places.loc[o]] for o in order]
    words = [[say.percent(v) if v >= 0.045 else "" for v in row] for row in shares]
    paper = [[0, look.paper], [1, "#56B4E9" if look.dark else "#0072B2"]]
    grid = {
        "type": "heatmap",
        "z": [[v**0.6 for v in row] for row in shares],
        "x": list(range(1, len(order) + 1)),
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
            cut(evidence.offers[o].name, NAMES - 12, look.text),
            look,
            xref="paper",
            xanchor="right",
            xshift=-8,
            font={"size": look.text, "color": look.colour(evidence.offers[o].family) if k == 0 else look.ink},
        )
        for k, o in enumerate(order)
    ]
    return {
        "data": [grid],
        "layout": layout(
            look,
            annotations=notes,
            margin={"l": NAMES, "r": 8, "t": 46, "b": 8},
            xaxis=axis(look, say("Place"), side="top", tickvals=list(range(1, len(order) + 1)), showgrid=False),
            yaxis=axis(look, range=[len(order) - 0.5, -0.5], tickvals=[], showgrid=False),
        ),
    }


def stability_figure(say: Language, evidence: Evidence, found: Sequence[Stability], look: Look) -> dict:
    """One row a pillar or criterion: where the leader leads (pale), the whole order holds (dark), it stands."""
    data, notes = [], []
    for k, item in enumerate(found):
        low, high = (100 * x for x in item.leads)
        order = [100 * x for x in item.order]
        data += [
            line([0, 100], [k, k], look, look.rule, 2),
            line([low, high], [k, k], look, look.colour("european"), 10, opacity=0.45),
            line(order, [k, k], look, look.colour("european"), 10),
        ]
        label = cut(item_label(say, evidence, item.item), ITEMS - 14, look.text)
        notes.append(text(0, k, label, look, xref="paper", xanchor="right", xshift=-10))
        notes += [
            _edge(say, evidence, edge, k, who, outward, high - low, look)
            for edge, who, outward in ((low, item.below, -1), (high, item.above, 1))
            if who
        ]
    data.append(
        {
            "type": "scatter",
            "mode": "markers",
            "x": [100 * s.now for s in found],
            "y": list(range(len(found))),
            "hoverinfo": "skip",
            "marker": {"symbol": "line-ns", "size": 20, "line": {"width": 3, "color": look.ink}},
        }
    )
    return {
        "data": data,
        "layout": layout(
            look,
            annotations=notes,
            margin={"l": ITEMS, "r": 24, "t": 8, "b": 34},
            xaxis=axis(look, range=[-1, 101], tickvals=[0, 25, 50, 75, 100],
                       ticktext=[say.percent(k / 4) for k in range(5)]),
            yaxis=axis(look, range=[len(found) - 0.5, -0.5], tickvals=[], showgrid=False),
        ),
    }


def _edge(say: Language, evidence: Evidence, edge: float, row: int, who: str, outward: int, band: float,
          look: Look) -> dict:
    """Who takes over beyond an end, written outward where there is room, else inward on the band."""
    name, share = evidence.offers[who].name, say.percent(edge / 100)
    room = 100 - edge if outward > 0 else edge
    fits = room / 100 * (look.width - 260) > (len(name) + 6) * look.text * 0.5
    if not fits:
        # Inward two names may meet, one from each end.
        name = cut(name, max(8 * look.text, band / 200 * (look.width - ITEMS - 24) - 5 * look.text), look.text - 2)
    side = "left" if (outward > 0) == fits else "right"
    words = f"{share} {name}" if side == "left" else f"{name} {share}"
    return text(
        edge,
        row,
        words,
        look,
        xanchor=side,
        xshift=6 if side == "left" else -6,
        bgcolor=look.paper if fits else None,
        font={"size": look.text - 2, "color": look.quiet if fits else look.ink},
    )

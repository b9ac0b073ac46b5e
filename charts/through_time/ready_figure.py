"""Who was ready when, as a figure: the rows of charts/through_time/ready.py, for picture files."""

from collections.abc import Sequence

from charts.parts.look import FAMILY_SYMBOL, Look, axis, layout, line, text
from charts.parts.ruler import cut, width, wrapped
from charts.through_time.ready import in_order
from ranking.model import Evidence
from ranking.through_time.readiness import Readiness
from words.language import Language
from words.ranking.timeline import lag_text, ready_text, token_text
from words.reading import not_drawn

HEAD, ON_END = 3.2, 112.0


def ready_figure(
    say: Language, evidence: Evidence, found: Sequence[Readiness], bundle: Sequence[str], look: Look
) -> dict:
    """Return the figure as a plain dict: x in pixels of the plot, y in rows downward.

    A full mark is there, a cross missing, ? unknown.
    """
    every, wide = in_order(evidence, found), look.width - 16
    order = every[: look.most]
    longest = max((width(evidence.offers[r.offer].name, look.text, True) for r in order), default=10 * look.text)
    named = min(0.28 * wide, 2 * look.text + longest + 4)
    room = named - 2 * look.text
    since, lag = named + 10, named + 10 + 9.2 * look.text
    first = lag + 6.4 * look.text
    step = (wide - first) / max(1, len(bundle))
    spots = [first + (k + 0.5) * step for k in range(len(bundle))]
    head = _head(say, evidence, bundle, len(order), step, look)
    notes = _heads(say, evidence, bundle, (2 * look.text, since, lag), spots, step, head, look)
    signs: dict[str, list] = {"met": [], "failed": [], "unknown": []}
    for k, item in enumerate(order):
        at, results = head + k + 0.5, {o.requirement.token: o.result for o in item.state.outcomes}
        name = cut(evidence.offers[item.offer].name, room, look.text, True)
        notes += [
            _left(2 * look.text, at, f"<b>{name}</b>", look, look.ink),
            _left(since, at, ready_text(say, item), look, look.ink if item.complete_on else look.quiet),
            _left(lag, at, lag_text(say, item), look, look.quiet),
        ]
        for token, x in zip(bundle, spots, strict=True):
            signs[results[token]].append((x, at))
    notes += [text(x, y, "?", look, font={"size": look.text, "color": look.quiet}) for x, y in signs["unknown"]]
    notes += [
        _left(2 * look.text, head + len(order) + 0.5, more, look, look.quiet)
        for more in not_drawn(say, len(every) - len(order))
    ]
    shapes = [
        {
            "type": "line",
            "x0": 0,
            "x1": wide,
            "y0": head + k,
            "y1": head + k,
            "line": {"color": look.rule, "width": 0.8},
        }
        for k in range(len(order) + 1)
    ]
    marks = [_families(evidence, order, head, look), _there(signs["met"], look), _crosses(signs["failed"], look)]
    return {
        "data": marks,
        "layout": layout(
            look,
            shapes=shapes,
            annotations=notes,
            margin={"l": 8, "r": 8, "t": 4, "b": 4},
            xaxis=axis(look, range=[0, wide], tickvals=[], showgrid=False),
            yaxis=axis(
                look, range=[head + len(order) + (1 if every[len(order) :] else 0.2), 0], tickvals=[], showgrid=False
            ),
        ),
    }


def _head(say: Language, evidence: Evidence, bundle: Sequence[str], rows: int, step: float, look: Look) -> float:
    """Height of the headings in rows: higher where a word is wider than its column, so that they stand on end."""
    if not _on_end([token_text(say, evidence, t) for t in bundle], step, look):
        return HEAD
    return ON_END * (rows + 1) / (look.height - 8 - ON_END)


def _on_end(labels: Sequence[str], step: float, look: Look) -> bool:
    return any(width(word, look.text - 2) > step - 6 for label in labels for word in label.split(" "))


def _heads(
    say: Language,
    evidence: Evidence,
    bundle: Sequence[str],
    lefts: tuple[float, float, float],
    spots: list[float],
    step: float,
    head: float,
    look: Look,
) -> list[dict]:
    size = look.text - 2
    font, low = {"size": size, "color": look.quiet}, {"yanchor": "bottom"}
    words = (say("Offer"), say("All of them since"), say("After Azure"))
    heads = [text(x, head - 0.1, w, look, xanchor="left", font=font, **low) for x, w in zip(lefts, words, strict=True)]
    labels = [token_text(say, evidence, t) for t in bundle]
    if not _on_end(labels, step, look):
        return heads + [
            text(x, head - 0.1, "<br>".join(wrapped(label, step - 4, size, 3)), look, font=font, **low)
            for x, label in zip(spots, labels, strict=True)
        ]
    for x, label in zip(spots, labels, strict=True):
        rows = wrapped(label, ON_END - 12, size, max(1, int(step / (1.15 * size))))
        heads += [
            text(x + (k - (len(rows) - 1) / 2) * 1.15 * size, head - 0.2, row, look, textangle=-90, font=font, **low)
            for k, row in enumerate(rows)
        ]
    return heads


def _left(x: float, y: float, words: str, look: Look, ink: str) -> dict:
    return text(x, y, words, look, xanchor="left", font={"size": look.text, "color": ink})


def _families(evidence: Evidence, order: Sequence[Readiness], head: float, look: Look) -> dict:
    families = [evidence.offers[r.offer].family for r in order]
    return _marks(
        [look.text] * len(order),
        [head + k + 0.5 for k in range(len(order))],
        [FAMILY_SYMBOL[f] for f in families],
        [look.colour(f) for f in families],
        0.72 * look.text,
    )


def _there(spots: list[tuple[float, float]], look: Look) -> dict:
    return _marks(
        [x for x, _ in spots], [y for _, y in spots], ["circle"] * len(spots), [look.ink] * len(spots), 0.62 * look.text
    )


def _marks(x: list, y: list, symbols: list, colours: list, size: float) -> dict:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": x,
        "y": y,
        "hoverinfo": "skip",
        "cliponaxis": False,
        "marker": {"size": size, "symbol": symbols, "color": colours},
    }


def _crosses(spots: list[tuple[float, float]], look: Look) -> dict:
    """Missing items as crosses, in one trace of strokes; a row is one unit high, so the vertical half is in rows."""
    half, x, y = 0.32 * look.text, [], []
    for cx, cy in spots:
        x += [cx - half, cx + half, None, cx - half, cx + half, None]
        y += [cy - 0.2, cy + 0.2, None, cy + 0.2, cy - 0.2, None]
    return line(x, y, look, look.quiet, 1.6)

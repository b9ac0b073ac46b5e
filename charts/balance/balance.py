"""The balance line: every offer's score from all of one side to all of the other, and who leads where."""

import numpy as np

from charts.balance.line_names import RIGHT, RIGHT_NARROW, line_names
from charts.parts.line_marks import cores, line_id
from charts.parts.look import Look, axis, layout, line, text
from charts.parts.ruler import width
from charts.parts.ticks import percents
from ranking.balance.tradeoff import BalanceLine, Tradeoff
from ranking.model import Evidence
from words.language import Language
from words.ranking.tradeoff import balance_ends

STRIP = 106.0
# The band over the lines, in units of the scale: BAND, or as high as large letters need.
BAND, FLOOR = 7.0, STRIP - 3
STEPS, READ = 101, 21
# Pixels of a picture in which captions may need a second line.
SMALL = 900


def balance_figure(say: Language, evidence: Evidence, tradeoff: Tradeoff, look: Look) -> dict:
    """Return the figure as a plain dict. Points that can be clicked carry their balance (0..1) as customdata."""
    leading = {o for s in tradeoff.segments for o in s.leaders}
    lines = [(item, _offer(evidence, item, item.offer in leading, look)) for item in drawn(tradeoff)]
    traces = [trace for _, trace in lines]
    bold = [(evidence.offers[i.offer].family, t) for i, t in lines if i.offer in leading and not i.reason]
    traces += cores(bold, look)
    shapes, notes = _strip(say, evidence, tradeoff, look)
    traces += [_readable(say, evidence, lines), _clickable(say, evidence, tradeoff)]
    names, leaders = line_names(evidence, drawn(tradeoff), leading, look, _high(look), FLOOR + _band(look) + 2)
    notes += names + _ends(say, evidence, tradeoff, look)
    shapes += leaders
    if tradeoff.position is not None:
        at = 100 * tradeoff.position
        shapes.append(
            {
                "type": "line",
                "x0": at,
                "x1": at,
                "y0": 0,
                "y1": STRIP - 3,
                "line": {"color": look.ink, "width": 2, "dash": "dot"},
            }
        )
        notes.append(
            text(
                at,
                1,
                say("you: {share}", share=say.percent(tradeoff.position)),
                look,
                yanchor="bottom",
                xanchor="left" if at < 85 else "right",
                bgcolor=look.paper,
            )
        )
    return {
        "data": traces,
        "layout": layout(
            look,
            shapes=shapes,
            annotations=notes,
            margin={
                "l": look.room(48, 34),
                "r": look.room(RIGHT, RIGHT_NARROW),
                "t": look.room(12),
                "b": _below(look),
            },
            xaxis=axis(look, range=[0, 100], **percents(say, 25 if look.narrow else 10)),
            yaxis=axis(
                look,
                "" if look.narrow else say("Score out of 100"),
                range=[0, FLOOR + _band(look) + 2],
                tickvals=list(range(20, 101, 20)),
            ),
        ),
    }


def drawn(tradeoff: Tradeoff) -> list[BalanceLine]:
    """Return the lines worth drawing: offers with a place, and those that a must-have shuts out."""
    return [item for item in tradeoff.lines if item.reason in (None, "must_have")]


def _offer(evidence: Evidence, item: BalanceLine, leads: bool, look: Look) -> dict:
    offer = evidence.offers[item.offer]
    out = item.reason is not None
    colour = look.excluded if out else look.colour(offer.family) if leads else look.quiet
    return line(
        [100 * t for t, _ in item.points],
        [s for _, s in item.points],
        look,
        colour,
        3 if leads else 1.6 if item.offer == evidence.subject else 1,
        "dot" if out else "solid",
        opacity=1 if leads else 0.9 if item.offer == evidence.subject else 0.4,
        name=line_id(item.offer),
    )


def _strip(say: Language, evidence: Evidence, tradeoff: Tradeoff, look: Look) -> tuple[list[dict], list[dict]]:
    """A band along the top that names the leader of each stretch; hatched where the lead is too small to call."""
    shapes, notes, band = [], [], _band(look)
    for segment in tradeoff.segments:
        family = evidence.offers[segment.leaders[0]].family
        x0, x1 = 100 * segment.start, 100 * segment.end
        shapes.append(
            {
                "type": "rect",
                "x0": x0,
                "x1": x1,
                "y0": STRIP - 3,
                "y1": FLOOR + band,
                "line": {"width": 1, "color": look.paper},
                "fillcolor": look.colour(family),
                "opacity": 0.95,
            }
        )
        shapes += [
            {
                "type": "rect",
                "x0": 100 * a,
                "x1": 100 * b,
                "y0": STRIP - 3,
                "y1": STRIP - 1.2,
                "line": {"width": 0},
                "fillcolor": look.paper,
                "opacity": 0.75,
            }
            for a, b in segment.close
        ]
        name = " = ".join(evidence.offers[o].name for o in segment.leaders)
        if (x1 - x0) / 100 * (look.width - look.room(50 + RIGHT, 34 + RIGHT_NARROW)) > width(name, look.text, True) + 8:
            notes.append(
                text(
                    (x0 + x1) / 2,
                    FLOOR + band / 2,
                    f"<b>{name}</b>",
                    look,
                    font={"size": look.text, "color": look.over(family)},
                )
            )
    for at in tradeoff.switches:
        shapes.append(
            {
                "type": "line",
                "x0": 100 * at,
                "x1": 100 * at,
                "y0": 0,
                "y1": STRIP - 3,
                "line": {"color": look.ink, "width": 1},
            }
        )
        notes.append(
            text(
                100 * at,
                STRIP - 4,
                f"<b>{say.percent(at, 1)}</b>",
                look,
                yanchor="top",
                bgcolor=look.paper,
                xanchor="right" if at > 0.96 else "left" if at < 0.04 else "center",
            )
        )
    return shapes, notes


def _high(look: Look) -> float:
    """Height of the plot in pixels."""
    return max(1, look.height - look.room(12) - _below(look))


def _below(look: Look) -> float:
    """Return the margin under the plot: a small picture has the captions of its ends on two lines."""
    return look.room(66) if look.width >= SMALL else look.room(66) + 1.3 * look.text


def _band(look: Look) -> float:
    """Height of the band, so that a name fits in."""
    letters = min(0.3, 1.25 * look.text / _high(look))
    return max(BAND, (FLOOR + 2) * letters / (1 - letters))


def _ends(say: Language, evidence: Evidence, tradeoff: Tradeoff, look: Look) -> list[dict]:
    second, first = balance_ends(say, evidence, tradeoff)
    low = {"yref": "paper", "y": 0, "yshift": -look.room(34), "yanchor": "top"}
    return [
        text(0, 0, f"◀ <b>{_short(second, look)}</b>", look, xanchor="left", align="left") | low,
        text(100, 0, f"<b>{_short(first, look)}</b> ▶", look, xanchor="right", align="right") | low,
    ]


def _short(words: str, look: Look) -> str:
    """Return the caption of an end, on two lines where both would not stand beside each other."""
    plot = look.width - look.room(48, 34) - look.room(RIGHT, RIGHT_NARROW)
    if width(words, look.text, True) + 2 * look.text < plot / 2:
        return words
    cut = min((k for k, letter in enumerate(words) if letter == " "), key=lambda k: abs(k - len(words) / 2), default=0)
    return f"{words[:cut]}<br>{words[cut + 1 :]}" if cut else words


def _readable(say: Language, evidence: Evidence, lines: list[tuple[BalanceLine, dict]]) -> dict:
    """Return invisible marks along every line: the pointer, or a finger, reads whose it is and the score there."""
    steps = [k / (READ - 1) for k in range(READ)]
    spots = [(t, float(np.interp(t, *zip(*item.points, strict=True))), item.offer) for item, _ in lines for t in steps]
    score = {round(10 * y): say("{score} points", score=say.number(round(10 * y) / 10, 1)) for _, y, _ in spots}
    shares = {t: say.percent(t) for t in steps}
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [100 * t for t, _, _ in spots],
        "y": [y for _, y, _ in spots],
        "text": [f"<b>{evidence.offers[o].name}</b><br>{shares[t]} · {score[round(10 * y)]}" for t, y, o in spots],
        "customdata": [o for _, _, o in spots],
        "hoverinfo": "text",
        "marker": {"size": 9, "opacity": 0},
    }


def _clickable(say: Language, evidence: Evidence, tradeoff: Tradeoff) -> dict:
    """Invisible marks on the strip: a click moves the balance there."""
    steps = [k / (STEPS - 1) for k in range(STEPS)]
    names = [
        next(
            (
                " = ".join(evidence.offers[o].name for o in s.leaders)
                for s in tradeoff.segments
                if s.start <= t <= s.end
            ),
            "",
        )
        for t in steps
    ]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [100 * t for t in steps],
        "y": [STRIP] * STEPS,
        "customdata": steps,
        "text": [f"{say.percent(t)} · {n}" for t, n in zip(steps, names, strict=True)],
        "hoverinfo": "text",
        "marker": {"size": 16, "opacity": 0},
    }

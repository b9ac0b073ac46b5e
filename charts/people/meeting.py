"""A meeting's pictures, as HTML that is readable on a phone and across a room: the door, who answered, the spread."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import segno

from charts.parts.templates import render
from ranking.model import Evidence
from ranking.people.meeting import Seat, Spread
from ranking.weights import whole_percentages
from words.facts.values import item_label
from words.language import Language
from words.people import meeting as words
from words.people.ballots import nameless_sentence

STACK, NEAR = 1.9, 0.8
# Up to so many voices all are named under their strip.
NAMED = 8
# Width of a letter, the least distance of two labels, and of one from the edge, as shares of a strip.
LETTER, APART, EDGE = 0.0145, 0.12, 0.07


def door_html(say: Language, code: str, link: str, local: bool) -> str:
    """Return how to join: QR code of the link, the code in large letters, where to type it.

    local  the link works on this machine only
    """
    drawn = segno.make(link, error="m").svg_data_uri(omitsize=True, border=2, dark="#1B1B1B", light="#FFFFFF")
    return render(
        "people/meeting_door.html.j2",
        qr=drawn,
        alt=say("QR code that leads to {link}", link=link),
        how=say("Join with this code at {link}:", link=link.partition("://")[2].partition("?")[0]),
        code=code,
        local=say(
            "This address works on this computer only: open the board under its network address to let others in."
        )
        if local
        else "",
    )


def waiting_html(say: Language, seats: Sequence[Seat]) -> str:
    """Return who takes part and who has answered, by name; those without a name only as a count.

    Nothing of any answer.
    """
    listed = [
        {
            "name": s.name,
            "done": s.answers > 0,
            "word": say("has answered") if s.answers else say("is weighing"),
        }
        for s in seats
        if s.name
    ]
    nameless = nameless_sentence(say, seats)
    return render("people/meeting_waiting.html.j2", seats=listed, nameless=nameless, label=say("Participants"))


@dataclass(frozen=True, slots=True)
class Strips:
    """What strips of weights show: one a weight, the voices' names in the order of their shares.

    reference  whose weights the differences are measured against, in words; own: which voice is the reader's
    agreed     whether the reference is a common set, which then has a mark of its own
    """

    spreads: Sequence[Spread]
    names: Sequence[str]
    reference: str
    own: int | None = None
    agreed: bool = False


def spread_html(say: Language, evidence: Evidence, shown: Strips, title: str, reading: str) -> str:
    """Return one strip a weight: a dot a voice, named up to NAMED, the median, where the leader stays first."""
    top = _top(shown.spreads)
    ticks = [{"x": 100 * t / top, "text": say.percent(t)} for t in _ticks(top)]
    whole = _whole(shown.spreads)
    rows = [_spread(say, evidence, s, shown, top, whole[s.item]) for s in shown.spreads]
    return render("people/meeting_spread.html.j2", title=title, rows=rows, ticks=ticks, reading=reading)


def stacked(values: Sequence[float], near: float = NEAR) -> list[int]:
    """Return the height of each value in its pile: how many earlier ones lie within `near` of the first."""
    piles: list[list[float]] = []
    heights = [0] * len(values)
    for i in sorted(range(len(values)), key=lambda i: values[i]):
        if not piles or values[i] - piles[-1][0] > near:
            piles.append([values[i]])
        else:
            heights[i] = len(piles[-1])
            piles[-1].append(values[i])
    return heights


def _whole(spreads: Sequence[Spread]) -> dict[str, list[float]]:
    """Return weight -> each voice's share as printed, the reference's last: whole per cent that add up to 100."""
    voices = zip(*((*s.shares, s.reference) for s in spreads), strict=True)
    percentages = [whole_percentages({s.item: x for s, x in zip(spreads, v, strict=True)}) for v in voices]
    return {s.item: [one[s.item] / 100 for one in percentages] for s in spreads}


def _spread(
    say: Language, evidence: Evidence, spread: Spread, shown: Strips, top: float, whole: Sequence[float]
) -> dict:
    shares, names = [100 * min(x / top, 1.0) for x in spread.shares], shown.names
    low, high = (100 * min(x / top, 1.0) for x in spread.leads)
    dots = _dots(shares, [f"{n} {say.percent(x)}" for n, x in zip(names, spread.shares, strict=True)])
    named = len(names) <= NAMED
    return {
        "label": item_label(say, evidence, spread.item),
        "decides": spread.decides,
        "low": round(low, 2),
        "high": round(high, 2),
        "middle": round(100 * min(median(spread.shares) / top, 1.0), 2),
        "agreed": round(100 * min(spread.reference / top, 1.0), 2) if shown.agreed else None,
        "effect": words.effect_text(say, evidence, spread, names, shown.reference),
        "dots": [
            d | {"out": out, "own": n == shown.own} for n, (d, out) in enumerate(zip(dots, spread.outside, strict=True))
        ],
        "ends": [] if named else _ends(say, spread, names, top),
        "named": _named(say, shown, whole) if named else [],
        "sentence": words.spread_sentence(say, evidence, spread, names, shown.reference),
    }


def _named(say: Language, shown: Strips, whole: Sequence[float]) -> list[dict]:
    """Return every share with those who gave it, from the smallest; the common set's among them."""
    groups: dict[str, dict] = {}
    voices = [(x, name, n == shown.own) for n, (x, name) in enumerate(zip(whole[:-1], shown.names, strict=True))]
    if shown.agreed:
        voices.append((whole[-1], say("common set"), False))
    for share, name, own in sorted(voices, key=lambda v: v[0]):
        groups.setdefault(say.percent(share), {"share": say.percent(share), "who": []})["who"].append(
            {"name": name, "own": own}
        )
    return list(groups.values())


def _dots(xs: Sequence[float], titles: Sequence[str]) -> list[dict]:
    """Dots of one strip, in em above its axis; high piles are drawn closer so that they fit."""
    heights = stacked(xs)
    step = min(0.42, STACK / max(max(heights, default=0), 1))
    return [
        {"x": round(x, 2), "y": round(0.1 + step * h, 3), "title": t}
        for x, h, t in zip(xs, heights, titles, strict=True)
    ]


def _ends(say: Language, spread: Spread, names: Sequence[str], top: float) -> list[dict]:
    """Labels of the smallest and the largest share: outward where there is room, inward where they do not meet."""
    low, high = min(spread.shares), max(spread.shares)
    left, right = low / top, min(high / top, 1.0)
    ends = [words.who(say, names, spread.shares, end, 1) for end in (low, high)]
    wide = [LETTER * (len(name) + 6) for name in ends]
    if spread.width <= 0.005 or (right - left < APART and left < APART):
        share = (
            say("{share} for everyone", share=say.percent(low))
            if spread.width <= 0.005
            else say("{low} to {high}", low=say.percent(low), high=say.percent(high))
        )
        return [_end(left, "left" if left > 0.5 else "right", share, "")]
    outward = left > wide[0], 1 - right > wide[1]
    inward = right - left > max(wide[0], APART), right - left > max(wide[1], APART)
    inside = inward[1] and outward[0] or right - left > sum(wide)
    return [
        _end(
            left,
            "left" if outward[0] or not inward[0] else "right",
            say.percent(low),
            ends[0] if outward[0] or inward[0] else "",
        ),
        _end(
            right,
            "right" if outward[1] or (1 - right > EDGE and not inside) else "left",
            say.percent(high),
            ends[1] if outward[1] or inside else "",
        ),
    ]


def _end(x: float, side: str, share: str, name: str) -> dict:
    return {"x": round(100 * x, 2), "side": side, "share": share, "name": name}


def _top(spreads: Sequence[Spread]) -> float:
    """End of the common scale: 1, or a tenth above the largest share where all are small."""
    largest = max((max(s.shares) for s in spreads), default=1.0)
    return 1.0 if largest > 0.6 else max(0.1, -(-largest * 1.15 // 0.1) / 10)


def _ticks(top: float) -> list[float]:
    return [round(top * k / 4, 3) for k in range(5)] if top == 1.0 else [round(top * k / 2, 3) for k in range(3)]

"""Points of view side by side: places as lines across columns."""

from collections.abc import Iterator, Mapping, Sequence

from charts.parts.door_marks import door_marks
from charts.parts.labels import spread
from charts.parts.look import FAMILY_MARK, FAMILY_SYMBOL, Look, axis, layout, line, text
from charts.parts.ruler import cut, wrapped
from ranking.model import Evidence
from ranking.people.agreement import Agreement
from words.language import Language

# UPRIGHT: letters of a name that stands so over its column; what tells two of one beginning apart is at its end.
SIDE, NUMBERS, FOOT, UPRIGHT = 252, 30, 14, 17


def across(agreement: Agreement) -> list[int]:
    """Return positions of the voices from left to right.

    By weight on the pillars that divide most, the heaviest first.
    """
    pillars = [d.item for d in agreement.divides if d.level == "pillar"]
    weights = [[round(r.weighting.pillars[p], 9) for p in pillars] for r in agreement.rankings]
    return sorted(range(len(agreement.voices)), key=lambda k: ([-w for w in weights[k]], agreement.voices[k].name))


def marked(evidence: Evidence, agreement: Agreement) -> set[str]:
    """Return the offers in colour: put first by somebody, least regretted, and the one that the case is about."""
    return (
        {o for first in agreement.leaders for o in first}
        | set(agreement.safest)
        | ({evidence.subject} & set(agreement.offers))
    )


def untagged(name: str) -> str:
    """Return a typed name for pictures, whose writers take <b> and the like for type.

    Its angle brackets as single quotes.
    """
    return name.replace("<", "‹").replace(">", "›")


def voices_figure(say: Language, evidence: Evidence, agreement: Agreement, look: Look) -> dict:
    """Return places of every offer from one point of view to the next, as a plain dict; 1 on top."""
    order, near, n = across(agreement), marked(evidence, agreement), len(agreement.offers)
    if len(order) == 1:
        order = order * 2
    columns = list(range(len(order)))
    tracks = {o: [int(agreement.places[k, i]) for k in order] for i, o in enumerate(agreement.offers)}
    data = [line(columns, tracks[o], look, look.quiet, 1, opacity=0.4) for o in agreement.offers if o not in near]
    for o in (o for o in agreement.offers if o in near):
        family = evidence.offers[o].family
        data.append(line(columns, tracks[o], look, look.colour(family), 2.6))
        data.append(
            {
                "type": "scatter",
                "mode": "markers",
                "x": columns,
                "y": tracks[o],
                "hoverinfo": "skip",
                "cliponaxis": False,
                "marker": {"size": 9, "symbol": FAMILY_SYMBOL[family], "color": look.colour(family)},
            }
        )
    data.append(door_marks(_spots(say, evidence, agreement, order, tracks), 13))
    left, right = look.room(SIDE, NUMBERS), look.room(SIDE, 150)
    turn, space = _turn((look.width - left - right) / len(order), look)
    head = (UPRIGHT + 0.5 if turn == -90 else 14 if look.narrow else 10.8 if turn else 4.6) * look.text
    names = [untagged(agreement.voices[k].name) for k in order]
    names = names if len(agreement.voices) > 1 else [names[0], ""]
    return {
        "data": data,
        "layout": layout(
            look,
            annotations=[
                *_ends(evidence, tracks, near, head, look, 0, left),
                *_ends(evidence, tracks, near, head, look, -1, right),
                *_heads(names, turn, space, look),
            ],
            margin={"l": left, "r": right, "t": head, "b": FOOT},
            xaxis=axis(look, range=[-0.04, len(order) - 0.96], tickvals=[], showgrid=False),
            yaxis=axis(look, range=[n + 0.6, 0.4], tickvals=[], showgrid=False),
        ),
    }


def _spots(
    say: Language, evidence: Evidence, agreement: Agreement, order: Sequence[int], tracks: Mapping[str, Sequence[int]]
) -> Iterator[tuple[int, int, str, str]]:
    """Yield every offer's place in every column: where, what the pointer reads, and its door."""
    for offer, places in tracks.items():
        for x, (k, place) in enumerate(zip(order, places, strict=True)):
            name, voice = evidence.offers[offer].name, untagged(agreement.voices[k].name)
            yield x, place, say("{name}: place {n} for {voice}", name=name, n=place, voice=voice), offer


def _turn(step: float, look: Look) -> tuple[int, float]:
    """Return (angle of the names, their room in pixels) over columns `step` apart: the steeper the more there are."""
    if step >= 6.3 * look.text:
        return 0, min(step - 6, 9.4 * look.text)
    steep = (-60, 15.5 if look.narrow else 11.4) if step >= 1.1 * look.text else (-90, UPRIGHT)
    angle, letters = (-32, 16) if step >= 2 * look.text else steep
    return angle, letters * look.text


def _heads(names: Sequence[str], turn: int, room: float, look: Look) -> list[dict]:
    """The names over their columns: turned where they are many, else in lines."""
    font = {"size": look.text - 2, "color": look.ink}
    if turn:
        side = "center" if turn == -90 else "left"
        return [
            text(
                x,
                1,
                cut(name, room, look.text - 2),
                look,
                yref="paper",
                xanchor=side,
                yanchor="bottom",
                textangle=turn,
                xshift=0 if turn == -90 else -4,
                font=font,
            )
            for x, name in enumerate(names)
        ]
    return [
        text(x, 1, "<br>".join(wrapped(name, room, look.text - 2, 3)), look, yref="paper", yanchor="bottom", font=font)
        for x, name in enumerate(names)
    ]


def _ends(
    evidence: Evidence, tracks: Mapping[str, list[int]], near: set[str], head: float, look: Look, end: int, room: float
) -> list[dict]:
    """Each offer's name at one end (0 left, -1 right), with its place there; spread so that none covers another.

    Where not all find a line, on a phone or in large letters, only those in colour are named.
    """
    n, high = len(tracks), max(look.height - head - FOOT, 1)
    gap = (1 + (look.narrow and room > NUMBERS)) * (n + 0.2) * (look.text + 1) / high
    every = sorted(tracks, key=lambda o: (tracks[o][end], o not in near, evidence.offers[o].name))
    named = look.named(near, every)
    fit = not look.narrow and gap * n <= n + 0.2
    order = [o for o in every if o in named and (fit or o in near)]
    side = {"x": 1, "xanchor": "left", "xshift": 10} if end else {"x": 0, "xanchor": "right", "xshift": -10}
    spots = spread([tracks[o][end] for o in order], gap, 0.4, n + 0.6)
    return [
        text(
            y=spot,
            align="left" if end else "right",
            words=_end(evidence, o, tracks[o][end], o in near, bool(end), room, look),
            look=look,
            xref="paper",
            **side,
            font={"size": look.text - 1, "color": look.words(evidence.offers[o].family) if o in near else look.quiet},
        )
        for o, spot in zip(order, spots, strict=True)
    ]


def _end(evidence: Evidence, offer: str, place: int, bold: bool, right: bool, room: float, look: Look) -> str:
    """An offer's mark, name and place, the place next to its line; the place alone where no name finds room."""
    if room <= NUMBERS:
        return f"<b>{place}</b>" if bold else str(place)
    mark = FAMILY_MARK[evidence.offers[offer].family]
    space, size = room - 12 - 2.6 * look.text, look.text - 1
    name = "<br>".join(wrapped(evidence.offers[offer].name, space, size, 2 if look.narrow else 1, bold))
    name = f"<b>{name}</b>" if bold else name
    return f"{place} {mark} {name}" if right else f"{name} {mark} {place}"

"""Ranks through time: the subject and those first on the day chosen in colour, the others as ghosts."""

from collections.abc import Sequence
from datetime import date

from charts.parts.door_marks import door_marks
from charts.parts.labels import spread
from charts.parts.line_marks import cores, line_id, marked
from charts.parts.look import Look, axis, layout, line, text
from charts.parts.ruler import cut
from charts.parts.ticks import years
from ranking.model import Evidence
from ranking.through_time.history import HistoryStep
from words.language import Language

RIGHT = 264
# Marks along each line that the pointer reads.
READ = 40


def bump_figure(
    say: Language, evidence: Evidence, steps: Sequence[HistoryStep], day: date, end: date, look: Look
) -> dict:
    """Return the figure as a plain dict; places downward from 1."""
    tracks = {offer: _track(steps, offer, end) for offer in evidence.offers}
    tracks = {offer: t for offer, t in tracks.items() if any(p is not None for p in t[1])}
    lowest = max((p for _, places in tracks.values() for p in places if p is not None), default=1)
    near = {s.offer for s in _on(steps, day).offers if s.place == 1} | {evidence.subject}
    order = sorted(tracks, key=lambda o: o in near)
    data = [
        line(
            x,
            y,
            look,
            look.colour(evidence.offers[o].family) if o in near else look.quiet,
            2.8 if o in near else 1,
            shape="hv",
            opacity=1 if o in near else 0.35,
            name=line_id(o),
        )
        for o in order
        for x, y in [tracks[o]]
    ]
    for trace in data:
        trace["line"]["shape"] = trace.pop("shape")
    data += cores([(evidence.offers[o].family, t) for o, t in zip(order, data, strict=True) if o in near], look)
    data.append(_readable(say, evidence, tracks, steps[0].day, end))
    shapes = [
        {
            "type": "line",
            "x0": day.isoformat(),
            "x1": day.isoformat(),
            "y0": 0.4,
            "y1": lowest + 0.6,
            "line": {"color": look.ink, "width": 1.5, "dash": "dot"},
        }
    ]
    return {
        "data": data,
        "layout": layout(
            look,
            shapes=shapes,
            annotations=_ends(evidence, tracks, near, lowest, look),
            margin={"l": look.room(44, 26), "r": look.room(RIGHT, 168), "t": 8, "b": look.room(40)},
            xaxis=axis(
                look, range=[steps[0].day.isoformat(), end.isoformat()], type="date", **years(steps[0].day, end)
            ),
            yaxis=axis(
                look,
                "" if look.narrow else say("Place"),
                range=[lowest + 0.6, 0.4],
                tickvals=[1, *range(5, lowest + 1, 5)],
                showgrid=False,
            ),
        ),
    }


def _on(steps: Sequence[HistoryStep], day: date) -> HistoryStep:
    """Return the step that holds on a day."""
    return [s for s in steps if s.day <= day][-1] if day >= steps[0].day else steps[0]


def _readable(say: Language, evidence: Evidence, tracks: dict[str, tuple[list, list]], start: date, end: date) -> dict:
    """Return invisible marks along every line: the pointer reads whose it is, a press opens it on that day."""
    days = [(start + (end - start) * k / (READ - 1)).isoformat() for k in range(READ)]
    spots = []
    for offer, (x, y) in tracks.items():
        for day in sorted({*days, *x}):
            since, place = next(((a, p) for a, p in zip(x[::-1], y[::-1], strict=True) if a <= day), (day, None))
            if place is not None:
                spots.append((day, place, offer, since))
    return door_marks(
        (day, place, _told(say, evidence, offer, since, place), f"{offer}@{day}") for day, place, offer, since in spots
    )


def _told(say: Language, evidence: Evidence, offer: str, day: str, place: int) -> str:
    """Return what the pointer reads of an offer from a day on."""
    name = evidence.offers[offer].name
    return say("{name}, place {place} from {day} on", name=name, place=place, day=say.day(date.fromisoformat(day)))


def _track(steps: Sequence[HistoryStep], offer: str, end: date) -> tuple[list, list]:
    """(days, places) of an offer; None where it has no place."""
    x, y = [], []
    for step in steps:
        place = next((s.place for s in step.offers if s.offer == offer), None)
        if not y or place != y[-1]:
            x.append(step.day.isoformat())
            y.append(place)
    return x + [end.isoformat()], y + y[-1:]


def _ends(evidence: Evidence, tracks: dict, near: set[str], lowest: int, look: Look) -> list[dict]:
    """Name and last place at the right; tied offers side by side on the lines below are moved apart."""

    last = {o: p[-1] for o, (_, p) in tracks.items() if p[-1] is not None and (o in near or not look.narrow)}
    named = look.named(near & set(last), sorted(last, key=last.get))
    last = {o: place for o, place in last.items() if o in named}
    order = sorted(last, key=lambda o: (last[o], evidence.offers[o].name))
    gap = (lowest + 0.2) * (look.text + 1) / (look.height - 8 - look.room(40))
    spots = spread([last[o] for o in order], gap, 0.4, lowest + 0.6)
    return [
        text(
            1,
            spot,
            f"{last[o]} {_name(evidence, o, o in near, look)}",
            look,
            xref="paper",
            xanchor="left",
            xshift=7,
            font={"size": look.text - 1, "color": look.words(evidence.offers[o].family) if o in near else look.quiet},
            name=line_id(o),
        )
        for o, spot in zip(order, spots, strict=True)
    ]


def _name(evidence: Evidence, offer: str, near: bool, look: Look) -> str:
    described, room = evidence.offers[offer], look.room(RIGHT, 168) - 14 - 1.6 * look.text
    if not near:
        return cut(described.name, room, look.text - 1)
    return marked(described.family, cut(described.name, room - look.text, look.text - 1, True))

"""Who comes where for whom in a meeting, as HTML: one row an offer, one column a place."""

from collections.abc import Callable, Mapping, Sequence

from charts.parts.look import FAMILY_MARK
from charts.parts.templates import render
from ranking.model import Evidence
from ranking.people.meeting import firsts, places_by_voice
from ranking.weighing.rank import Ranking
from words.facts.values import family_text
from words.language import Language
from words.people import meeting as words

SHOWN = 6


def places_html(
    say: Language,
    evidence: Evidence,
    voices: Sequence[Ranking],
    names: Sequence[str],
    sets: Mapping[str, Ranking],
    caption: str,
    opened: Callable[[Ranking, str], str] | None = None,
) -> str:
    """Return one row an offer: its place under each of `sets` (title -> ranking), who puts it first, its places.

    In the order of the first of `sets`: SHOWN offers, and whoever is first for somebody.
    opened  address at which an offer's score in a ranking stands with all that it rests on; None: places lead nowhere
    """
    places, first = places_by_voice(voices), firsts(voices)
    order = [r.offer for r in next(iter(sets.values())).rows if r.offer in places]
    last = max((max(places[o]) for o in order), default=1)
    shown = [o for n, o in enumerate(order) if n < SHOWN or o in first]
    rows = [_places(say, evidence, o, places[o], (voices, names, sets), last, opened) for o in shown]
    reading = say("Reading: each column is a place, the first at the left; its height, how many participants give it.")
    below = len(order) - len(shown)
    more = say.plural(
        "{n} offer further down is in the table below.", "{n} offers further down are in the table below.", below
    )
    return render(
        "people/meeting_places.html.j2",
        caption=caption,
        rows=rows,
        reading=reading,
        more=more if below else "",
        heads={
            "offer": say("Offer"),
            "sets": list(sets),
            "first": say("First for"),
            "places": say("Places from {first} to {last}", first=1, last=last),
        },
    )


def _places(
    say: Language,
    evidence: Evidence,
    offer: str,
    places: Sequence[int],
    heard: tuple,
    last: int,
    opened: Callable[[Ranking, str], str] | None,
) -> dict:
    voices, names, sets = heard
    about = evidence.offers[offer]
    leads = [n for r, n in zip(voices, names, strict=True) if offer in {x.offer for x in r.leaders}]
    leading = say(
        "{n} of {total}: {names}",
        n=say.number(len(leads)),
        total=say.number(len(voices)),
        names=words.some(say, leads, 3),
    )
    low, high = min(places), max(places)
    spread = say("place {place}", place=low) if low == high else say("places {low} to {high}", low=low, high=high)
    return {
        "name": about.name,
        "family": about.family,
        "family_text": family_text(say, about.family),
        "mark": FAMILY_MARK[about.family],
        "sets": [{"place": _place(r, offer), "href": opened(r, offer) if opened else ""} for r in sets.values()],
        "first": leading if leads else "–",
        "range": spread,
        "bars": _bars(places, last),
    }


def _bars(places: Sequence[int], last: int) -> list[dict]:
    """One column a place that somebody gives: where it stands and how high, in per cent."""
    counts = {p: places.count(p) for p in sorted(set(places))}
    return [
        {
            "x": round(100 * (p - 1) / last, 2),
            "width": round(86 / last, 2),
            "height": round(100 * n / len(places), 1),
            "title": f"{p}: {n}",
        }
        for p, n in counts.items()
    ]


def _place(ranking: Ranking, offer: str) -> str:
    row = ranking.row(offer)
    return str(row.place) if row and row.place else "–"

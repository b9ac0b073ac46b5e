"""Bids by price, across, and quality, upward, without any total: one mark a bid, its range, the front drawn."""

from charts.parts.look import FAMILY_SYMBOL, Look, axis, layout, line
from charts.parts.point_names import point_names
from charts.parts.sheet import Column, Sheet
from charts.parts.ticks import rounds
from ranking.model import Evidence
from ranking.tender.price_quality import PlacedBid, PriceQuality
from words.language import Language
from words.typography import set_apart

LEFT, RIGHT, TOP, BOTTOM = 56, 60, 16, 58
# Bids named beside those on the front: the first places.
MOST_NAMED = 20
PAD = 0.08
# The mark of a bidder without an offer on the board, and so without a family.
NO_FAMILY = "square"
_NO_MARKUP = str.maketrans("<>", "‹›")


def price_quality_figure(say: Language, evidence: Evidence, placed: PriceQuality, look: Look) -> dict:
    """Return the figure as a plain dict: cheaper to the left, better upward."""
    left, right, below = look.room(LEFT, 40), look.room(RIGHT, 14), look.room(BOTTOM)
    wide, high = look.width - left - right, look.height - TOP - below
    low, top = _span(placed)

    def pixel(x: float, y: float) -> tuple[float, float]:
        return (x - low) / (top - low) * wide, (y + 5) / 110 * high

    stairs = _front(placed, top)
    corners = list(zip(*stairs, strict=True))
    lines = [(*pixel(*a), *pixel(*b)) for a, b in zip(corners, corners[1:], strict=False)]
    lines += [(*pixel(b.price, b.low), *pixel(b.price, b.high)) for b in placed.bids]
    spots = {b.bidder: pixel(b.price, b.quality) for b in placed.bids}
    sizes = {b.bidder: _size(b, placed) for b in placed.bids}
    labels = point_names(_named(evidence, placed, look), placed.front, spots, sizes, (wide + right, high), lines, look)
    ticks = rounds(say, low, top, 4 if look.narrow else 7)
    return {
        "data": [
            line(*stairs, look, dash="dash", fill="tozeroy", fillcolor="rgba(128,128,128,0.07)"),
            *_ranges(placed, look),
            _marks(say, evidence, placed, labels, look),
        ],
        "layout": layout(
            look,
            margin={"l": left, "r": right, "t": TOP, "b": below},
            xaxis=axis(look, "◀ " + say("Price before tax"), range=[low, top], **ticks),
            yaxis=axis(look, say("Quality, points of 100") + " ▶", range=[-5, 105], tickvals=[0, 25, 50, 75, 100]),
        ),
    }


def price_quality_sheet(
    say: Language, evidence: Evidence, placed: PriceQuality, places: dict[str, int | None]
) -> Sheet:
    """Return one row a bid, in the order of the places: price, quality with its range, who passes it."""
    columns = (
        Column("bidder", say("Id"), "id"),
        Column("name", say("Bidder")),
        Column("place", say("Place"), "integer"),
        Column("price", say("Price before tax"), "number", digits=2),
        Column("quality", say("Quality"), "number", digits=2),
        Column("lowest", say("Lowest"), "number", digits=2),
        Column("highest", say("Highest"), "number", digits=2),
        Column("on_the_front", say("On the front")),
        Column("beaten_by", say("Passed by")),
    )
    rows = (
        (
            b.bidder,
            evidence.offers[b.bidder].name,
            places.get(b.bidder),
            b.price,
            b.quality,
            b.low,
            b.high,
            "✓" if b.bidder in placed.front else "",
            ", ".join(set_apart(evidence.offers[o].name) for o in placed.dominated_by.get(b.bidder, ())),
        )
        for b in placed.bids
    )
    return Sheet("price_quality", say("Price against quality"), columns, tuple(rows))


def _span(placed: PriceQuality) -> tuple[float, float]:
    """Both ends of the axis of prices: those of the bids, with air."""
    prices = [b.price for b in placed.bids]
    low, high = min(prices), max(prices)
    air = PAD * (high - low) or 0.5 * high
    return low - air, high + air


def _named(evidence: Evidence, placed: PriceQuality, look: Look) -> dict[str, str]:
    """Names of those that are named: of all, few where letters are large or room is small."""
    most = 0 if look.narrow else look.most or MOST_NAMED
    first = [b.bidder for b in placed.bids][:most]
    return {
        b.bidder: _plain(evidence.offers[b.bidder].name) for b in placed.bids if b.bidder in (*placed.front, *first)
    }


def _size(bid: PlacedBid, placed: PriceQuality) -> int:
    """The size of a bid's mark in pixels: larger on the front."""
    return 15 if bid.bidder in placed.front else 10


def _marks(
    say: Language, evidence: Evidence, placed: PriceQuality, labels: dict[str, tuple[str, str]], look: Look
) -> dict:
    family = [evidence.offers[b.bidder].family for b in placed.bids]
    first = [b.bidder in placed.front for b in placed.bids]
    names, sides = zip(*(labels.get(b.bidder, ("", "middle right")) for b in placed.bids), strict=True)
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [b.price for b in placed.bids],
        "y": [b.quality for b in placed.bids],
        "text": [f"<b>{n}</b>" if f and n else n for n, f in zip(names, first, strict=True)],
        "textposition": list(sides),
        "textfont": {
            "size": look.text,
            "color": [
                (look.words(f) if f else look.ink) if lead else look.quiet
                for f, lead in zip(family, first, strict=True)
            ],
        },
        "hoverinfo": "text",
        "hovertext": [_told(say, evidence, b) for b in placed.bids],
        "cliponaxis": False,
        "marker": {
            "size": [_size(b, placed) for b in placed.bids],
            "opacity": 1,
            "color": [look.colour(f) if f else look.ink for f in family],
            "symbol": [FAMILY_SYMBOL.get(f, NO_FAMILY) for f in family],
            "line": {"width": 1.5, "color": [look.paper] * len(placed.bids)},
        },
    }


def _told(say: Language, evidence: Evidence, bid: PlacedBid) -> str:
    """What the pointer reads of a bid: its name and both numbers."""
    price, quality = say.number(bid.price, 2), say.number(bid.quality, 2)
    name = _plain(evidence.offers[bid.bidder].name)
    return f"<b>{name}</b><br>{say('Price')} {price}<br>{say('Quality')} {quality}"


def _plain(name: str) -> str:
    """A typed name in which nothing is markup to Plotly."""
    return name.translate(_NO_MARKUP)


def _ranges(placed: PriceQuality, look: Look) -> list[dict]:
    """Worst to best case of the quality, in one trace."""
    wide = [b for b in placed.bids if b.high - b.low > 0.05]
    x = [x for b in wide for x in (b.price, b.price, None)]
    y = [y for b in wide for y in (b.low, b.high, None)]
    return [line(x, y, look, width=1.2, opacity=0.7)] if wide else []


def _front(placed: PriceQuality, end: float) -> tuple[list[float], list[float]]:
    """The stairs that no bid passes: from the cheapest on the front up to the dearest, then on to the right."""
    at = {b.bidder: b for b in placed.bids}
    x, y, height = [], [], 0.0
    for bidder in placed.front:
        x += [at[bidder].price] * 2
        y += [height, at[bidder].quality]
        height = at[bidder].quality
    return [*x, end], [*y, height]

"""The code that a page of somebody else's includes: the frame, and the script that makes it as high as it needs."""

from html import escape

from exports.embed.page import BOARD

# Where the article includes no script: high enough for the first places, or for a picture and its words.
HEIGHTS = {BOARD: 860}
PICTURE = 760


def height(what: str) -> int:
    """Return the height in pixels of a frame that cannot ask for its own."""
    return HEIGHTS.get(what, PICTURE)


def frame(address: str, title: str, high: int, wide: int | None = None) -> str:
    """Return the frame alone, `high` pixels high, as wide as its column or `wide` pixels."""
    width = "100%" if wide is None else str(wide)
    return (
        f'<iframe src="{escape(address)}" title="{escape(title)}" width="{width}" height="{high}" '
        f'style="border:0;max-width:100%" loading="lazy"></iframe>'
    )


def snippet(base: str, address: str, title: str, what: str) -> str:
    """Return the frame and, on a line of its own, the script that follows its height; without it the height stands."""
    script = f'<script src="{escape(base)}/embed/height.js" async></script>'
    return f"{frame(address, title, height(what))}\n{script}"

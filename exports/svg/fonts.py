"""The board's fonts inside a file, so that it looks the same wherever it is opened."""

import base64
from functools import lru_cache

from charts.parts.ruler import FILES, FOLDER, SANS

SERVED = FOLDER.parent / "static"
_ITALIC = "UrgenceSans-Italic"


Cut = tuple[str, int, str, str]


def cuts(wanted: tuple[tuple[str, int], ...] | None = None) -> list[Cut]:
    """Return family, weight, style and file of the fonts; wanted: families and weights, None for all."""
    every = [(family, 700 if bold else 400, "normal", name) for (family, bold), name in FILES.items()]
    every.append((SANS, 400, "italic", _ITALIC))
    return [cut for cut in every if wanted is None or cut[:2] in wanted and cut[2] == "normal"]


@lru_cache(maxsize=2)
def faces(wanted: tuple[tuple[str, int], ...] | None = None) -> str:
    """Return CSS that carries the fonts: @font-face rules with the fonts as data. wanted: as for `cuts`."""
    return "".join(_face(*cut) for cut in cuts(wanted))


def _face(family: str, weight: int, style: str, name: str) -> str:
    data = base64.b64encode((SERVED / f"{name}.woff2").read_bytes()).decode()
    return (
        f'@font-face{{font-family:"{family}";font-weight:{weight};font-style:{style};'
        f'src:url(data:font/woff2;base64,{data}) format("woff2")}}'
    )

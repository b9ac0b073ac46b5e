"""The board's fonts inside a file, so that it looks the same wherever it is opened."""

import base64
from functools import lru_cache

from charts.parts.ruler import FILES, FOLDER, SANS

SERVED = FOLDER.parent / "static"
_ITALIC = "UrgenceSans-Italic"


@lru_cache(maxsize=1)
def faces() -> str:
    """Return CSS that carries the fonts: @font-face rules with the fonts as data."""
    cuts = [(family, 700 if bold else 400, "normal", name) for (family, bold), name in FILES.items()]
    cuts.append((SANS, 400, "italic", _ITALIC))
    return "".join(_face(*cut) for cut in cuts)


def _face(family: str, weight: int, style: str, name: str) -> str:
    data = base64.b64encode((SERVED / f"{name}.woff2").read_bytes()).decode()
    return (
        f'@font-face{{font-family:"{family}";font-weight:{weight};font-style:{style};'
        f'src:url(data:font/woff2;base64,{data}) format("woff2")}}'
    )

"""Names of offers inside a sentence as doors to what stands behind them."""

import re
from collections.abc import Callable, Mapping
from html import escape

from ranking.model import Evidence


def with_doors(text: str, evidence: Evidence, link: Callable[[str], str] | None) -> str:
    """Return the text as safe HTML, each offer's name in it a link that opens its score; link: None for plain text."""
    safe = escape(text, quote=True)
    if link is None:
        return safe
    offers, pattern = _names(evidence)
    return pattern.sub(lambda found: _door(offers[found[0]], found[0], link), safe)


def _names(evidence: Evidence) -> tuple[Mapping[str, str], re.Pattern]:
    """Return escaped name -> offer, and what finds them, the longest first."""
    offers = {escape(o.name, quote=True): o.id for o in evidence.offers.values()}
    every = "|".join(re.escape(name) for name in sorted(offers, key=len, reverse=True))
    return offers, re.compile(rf"(?<!\w)(?:{every})(?!\w)")


def _door(offer: str, name: str, link: Callable[[str], str]) -> str:
    return f'<a class="door" data-door="{offer}" href="{escape(link(offer))}" target="_self">{name}</a>'

"""Typed texts inside labels, which Streamlit reads as Markdown: shown as they were typed."""

import re

# Between two signs it shows nothing, and they are no link, emoji, icon or arrow any more.
_APART = "\u2060"
_SIGNS = re.compile(r"[\\`*_\[\]$<>~|&]|^(?:[#+-]|\d+[.)])")
_DRAWN = re.compile(r":(?=[\w/+-]+:|//)|[<>~-](?=[-=>])|\bwww(?=\.)|@")
_DIRECTIVE = re.compile(r":(?=[a-z])")


def literal(text: str) -> str:
    """Return a text for a label so that nothing in it is Markdown, LaTeX, a link, a colour, an icon or an arrow."""
    apart = _DRAWN.sub(lambda m: m[0] + _APART, " ".join(text.split(" ")).replace("\n", " "))
    return _DIRECTIVE.sub(r"\:", _SIGNS.sub(lambda m: f"{m[0][:-1]}\\{m[0][-1]}", apart))

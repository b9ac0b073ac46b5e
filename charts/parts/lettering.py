"""How wide a text is about, and how it breaks or is cut to fit its column, where no font can be asked."""

NARROW, WIDE = frozenset("iljtfrI.,;:'’!|()[]- \u00a0\u202f"), frozenset("mwMWGOQD@%—")
SHARES = {"narrow": 0.31, "plain": 0.545, "wide": 0.79, "capital": 0.62}


def width(words: str, size: float, bold: bool = False) -> float:
    """Width in pixels of one line, a little on the safe side."""
    return sum(map(_share, words)) * size * (1.05 if bold else 1.0)


def wrapped(words: str, room: float, size: float, most: int = 99, bold: bool = False) -> list[str]:
    """Lines no wider than `room`, at most `most`; what does not fit ends in an ellipsis."""
    rows: list[str] = []
    for word in words.split(" "):
        longer = f"{rows[-1]} {word}" if rows else word
        if rows and width(longer, size, bold) <= room:
            rows[-1] = longer
        else:
            rows.append(word)
    if len(rows) > most:
        rows = [*rows[: most - 1], " ".join(rows[most - 1 :])]
    return [cut(row, room, size, bold) for row in rows]


def cut(words: str, room: float, size: float, bold: bool = False) -> str:
    """The text, with an ellipsis where it is wider than `room`."""
    if width(words, size, bold) <= room:
        return words
    while words and width(words + "…", size, bold) > room:
        words = words[:-1]
    return words.rstrip(" ,;:(") + "…"


def _share(letter: str) -> float:
    kind = "narrow" if letter in NARROW else "wide" if letter in WIDE else "capital" if letter.isupper() else "plain"
    return SHARES[kind]

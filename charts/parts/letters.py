"""Letters that files can hold, by the board's fonts and the fallback fonts; a visible substitute for the rest."""

import json
import unicodedata
from bisect import bisect_right
from functools import cache

from charts.parts.ruler import FOLDER
from words.language import Language

SUBSTITUTE = "□"
MOST_NAMED = 8
# What the substitute swallows: joiners and selectors that only shape the letters beside them.
_SHAPERS = frozenset("\u200d\ufe0e\ufe0f") | {chr(c) for c in range(0x1F3FB, 0x1F400)}
# No PDF may hold them: what shows nothing goes, what parts lines or paragraphs parts words.
_UNWRITTEN = {"\ufeff": "", "\u2028": " ", "\u2029": " "}
# It says in which order letters stand, and shows nothing.
_ORDER = "\u200e"
# Bullets that word processors paste from their symbol fonts.
_PASTED = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "▶", "\uf0fc": "✓", "\uf02d": "–"}


@cache
def _ranges() -> tuple[list[int], list[int]]:
    """Return first and last code points of the runs that some font holds, in order."""
    runs: list[list[int]] = []
    for first, last in sorted(run for of_font in _held().values() for run in of_font):
        if runs and first <= runs[-1][1] + 1:
            runs[-1][1] = max(runs[-1][1], last)
        else:
            runs.append([first, last])
    return [a for a, _ in runs], [b for _, b in runs]


@cache
def _held() -> dict[str, list[list[int]]]:
    return json.loads((FOLDER / "letters.json").read_text("utf-8"))


def holds(letter: str) -> bool:
    """Return whether a font of the files holds the letter; line breaks and tabs need none."""
    if letter in "\n\r\t" or letter == _ORDER:
        return True
    firsts, lasts = _ranges()
    k = bisect_right(firsts, ord(letter)) - 1
    return k >= 0 and ord(letter) <= lasts[k]


@cache
def font_of(letter: str) -> str:
    """Return the family of the first font that holds the letter, or "" for the board's own fonts, or none."""
    own, *others = _held().items()
    point = ord(letter)
    if any(a <= point <= b for a, b in own[1]) or letter.isspace():
        return ""
    return next((family for family, runs in others if any(a <= point <= b for a, b in runs)), "")


def shaped(text: str) -> bool:
    """Return whether some letter of a fallback font takes its place from others: a vowel sign of Tamil, of Hindi."""
    return any(unicodedata.category(c) in ("Mc", "Mn") and font_of(c) for c in set(text) if not c.isascii())


def drawable(text: str) -> str:
    """Return the text with each letter that no font holds replaced by SUBSTITUTE; known pasted bullets by a bullet."""
    # A report is a million letters of a hundred kinds: each kind is looked up once.
    strange = {c for c in set(text) if c in _PASTED or c in _SHAPERS or c in _UNWRITTEN or not holds(c)}
    if not strange:
        return text
    letters: list[str] = []
    for letter in text:
        if letter not in strange:
            letters.append(letter)
            continue
        if letter in _UNWRITTEN:
            letters.append(_UNWRITTEN[letter])
            continue
        letter = _PASTED.get(letter, letter)
        if letter in _SHAPERS and (not holds(letter) or (letters and letters[-1] == SUBSTITUTE)):
            continue
        letters.append(letter if holds(letter) else SUBSTITUTE)
    return "".join(letters)


def lost(text: str) -> list[str]:
    """Return the letters that `drawable` replaces, each once, in order."""
    bare = (c for c in dict.fromkeys(text) if c not in _SHAPERS and c not in _PASTED and not c.isascii())
    return [c for c in bare if not holds(c)]


def names(letters: list[str]) -> list[str]:
    """Return the code point and the Unicode name of each letter."""
    return [f"U+{ord(c):04X} {unicodedata.name(c, '')}".strip() for c in letters]


def lost_sentence(say: Language, text: str) -> str:
    """Return what a file says of the letters it could not write, or "" where it holds all of them."""
    missing = lost(text)
    if not missing:
        return ""
    return say(
        "No font of this file holds these letters, which stand here as {mark}: {letters}. The page and the JSON keep "
        "them as typed.",
        mark=SUBSTITUTE,
        letters=", ".join(names(missing[:MOST_NAMED])) + (" …" if len(missing) > MOST_NAMED else ""),
    )

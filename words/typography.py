"""How a language sets its sentences: spaces, apostrophes, and the vowel that French drops before a name."""

import re
from collections.abc import Mapping

from words.keeping import kept

# A word that loses its last vowel before another, right before a blank: "de {name}", "que {name}".
_DROPPING = re.compile(r"\b([Dd]|(?:[Qq]|[Ll]orsq|[Pp]uisq|[Jj]usq)u)e \{(\w+)\}")
# A vowel, or a mute h; not a letter alone, such as a grade, nor the few words before which French keeps the vowel.
_VOWEL = re.compile(
    r"(?!on(?:ze|zi)|oui\b|un(?:ième)?$)(?:[aeiouàâäéèêëîïôöùûüœæ]|h(?:éberg|eure|ommes?\b))\w", re.IGNORECASE
)
# French counts anything below two as one: 0,9 point.
_POINTS = re.compile(r"\{(\w+)\}(\s)points\b")
_BELOW_TWO = re.compile(r"[+−-]?[01](?:,\d+)?")
_INSIDE = re.compile(r"(?<=«) | (?=»)")
# A plain space before the mark, or none where a word, a quotation or a blank ends.
_BEFORE_COLON = re.compile(r" (?=:)|(?<=[\w»”)\]}%…])(?=:(?:\s|$))")
_BEFORE_MARK = re.compile(r" (?=[;?!])|(?<=[\w»”)\]}%…])(?=[;?!](?:\s|$|[)”»]))")
_PER_CENT = re.compile(r"(?<=[\d}]) (?=%)")
_EURO = re.compile(r"(?<=[\d}]) (?=€)")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)|(?<=s)'(?=[\s.,;:)]|$)")
NO_BREAK, NARROW, LEFT_TO_RIGHT = "\u00a0", "\u202f", "\u200e"
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")


@kept(20_000)
def set_text(text: str, code: str) -> str:
    """Return a text of the board's own with its language's marks.

    French: a no-break space before a colon and inside guillemets, a narrow one before ; ? ! and %. English: no space
    before %. Both: typographic apostrophes, and a sum keeps its € on its line. Addresses and times keep their colons,
    which nothing blank follows.
    """
    text = _EURO.sub(NO_BREAK, _APOSTROPHE.sub("’", text))
    if code != "fr":
        return _PER_CENT.sub("", text)
    text = _BEFORE_MARK.sub(NARROW, _BEFORE_COLON.sub(NO_BREAK, _INSIDE.sub(NO_BREAK, text)))
    return _PER_CENT.sub(NARROW, text)


def filled(template: str, blanks: Mapping[str, object], code: str) -> str:
    """Return the template with its blanks filled; in French, "de" and "que" elided before a vowel: d’OVHcloud.

    French also has one point where there are fewer than two: 0,9 point.
    """
    if code == "fr" and "e {" in template:
        template = _DROPPING.sub(lambda m: _elided(m, blanks), template)
    if code == "fr" and "points" in template:
        template = _POINTS.sub(lambda m: _counted(m, blanks), template)
    return template.format(**{name: set_apart(value) for name, value in blanks.items()})


def set_apart(value: object) -> object:
    """Return a text of Hebrew, Arabic and the like so that signs and numbers after it keep their order; all else as is.

    Both languages of the board read from left to right, as the mark says that follows it.
    """
    if isinstance(value, str) and not value.isascii() and _RIGHT_TO_LEFT.search(value):
        return value if value.endswith(LEFT_TO_RIGHT) else value + LEFT_TO_RIGHT
    return value


def _elided(match: re.Match, blanks: Mapping[str, object]) -> str:
    word, blank = match.groups()
    return f"{word}’{{{blank}}}" if _VOWEL.match(str(blanks.get(blank, ""))) else match[0]


def _counted(match: re.Match, blanks: Mapping[str, object]) -> str:
    name, space = match.groups()
    return f"{{{name}}}{space}point" if _BELOW_TWO.fullmatch(str(blanks.get(name, ""))) else match[0]

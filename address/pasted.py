"""Pasted links of the board, one a line, read back as weights. A link is read, never fetched."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from address import links, mail_damage
from address.entries import ENTRIES, SCENARIO, allowed, nearest
from address.links import LinkError
from address.priced import whole
from address.weights_code import WEIGHTS, written
from ranking.model import Evidence
from ranking.weighing.scenario import Scenario, repriced
from words.language import Language, language

# Brackets and quotes part a link from what stands around it; `>=` belongs to a must-have.
_REST = r"""(?:[^\s"<>]|>=)+"""
_BARE = r"(?:[\w-]+(?:\.[\w-]+)+|localhost)(?::\d+)?/[\w./-]*"
LINK = re.compile(rf"https?(?:://|%3a%2f%2f){_REST}|(?:{_BARE})?\?{_REST}", re.IGNORECASE)
# What mail programs and lists put around a name.
BEFORE_NAME, AFTER_NAME = ' >*•·-–—"“«', ' :,;|=<(["”»«“-–—→'
# What an HTML link or a field of Word puts around an address; other tags may be a name, as typed.
MARKUP = re.compile(r"</?a\b[^<>]*(?:>|$)|\b(?:HYPERLINK|view-source:)\s*[\"']?$", re.IGNORECASE)
# Behind a blank, what can only be the rest of a link.
TORN = re.compile(rf"&\w+=|\b(?:{'|'.join(SCENARIO)})=|\b[a-z_]{{3,}}:\d|(?<=\d)\s\d{{3}}\b")
# An entry that holds the next one, since what parted them was lost.
SWALLOWED = re.compile(rf"[;&](?:{'|'.join(SCENARIO)})=")
MOST_PIECES = 12
# Entries that say which criteria weights are given to.
PRICED = ("priced", "known")


def read_link(text: str, evidence: Evidence, day: date, home: str = "", keys: Iterable[str] = SCENARIO) -> Scenario:
    """Return the scenario that a link of the board holds, as far as `keys` go. Raises LinkError.

    text  a whole address, or its query; day stands in for a missing date
    home  address of the board: a link to another host is refused; "" to take any
    """
    return checked(links.read(text, home), text, evidence, day, keys)


def checked(
    link: links.LinkEntries, text: str, evidence: Evidence, day: date, keys: Iterable[str] = SCENARIO
) -> Scenario:
    """Return the scenario of the entries of `text`. Raises LinkError for the first one that is unknown or unusable."""
    if not set(link.entries) & set(SCENARIO):
        raise LinkError("no_link", text)
    for key, value in link.entries.items():
        if key not in ENTRIES:
            raise LinkError("unknown", value, key)
    # Weights are those of criteria, and which those are depends on whether a bill stands in the place of unit prices.
    entries = whole(link.entries, evidence)
    if swallowed := next((k for k, v in entries.items() if SWALLOWED.search(v)), ""):
        raise LinkError("entry", entries[swallowed], swallowed, allowed(language("en"), evidence, swallowed))
    # Which day or must-haves are meant is not asked for here; that they can be read shows that the link is whole.
    asked_for = {k: v for k, v in entries.items() if k in SCENARIO or k in keys}
    if notices := links.opened(links.LinkEntries(asked_for), evidence, day).notices:
        raise LinkError("entry", notices[0].value, notices[0].key, notices[0].allowed)
    entries = {k: v for k, v in entries.items() if k in keys or k in PRICED}
    scenario = links.opened(links.LinkEntries(entries), evidence, day).scenario
    if "priced" in keys or scenario.priced == evidence.priced:
        return scenario
    return repriced(scenario, evidence.priced, evidence)


def sentence(say: Language, evidence: Evidence, line: int, error: LinkError) -> str:
    """Return what is wrong with a line of pasted links, and what is allowed."""
    if error.code == "elsewhere":
        return say(
            "Line {line}: a link to {place}, not to this board; paste one copied from this board's address bar "
            "or its Share button.",
            line=line,
            place=error.what,
        )
    if error.code == "entry":
        return say(
            "Line {line}: {key} = “{value}” cannot be used; allowed: {allowed}.",
            line=line,
            key=error.key,
            value=error.what,
            allowed=allowed(say, evidence, error.key),
        )
    if error.code == "unknown":
        near = nearest(error.key)
        return (
            say(
                "Line {line}: a link of this board has no entry “{key}”; the nearest is {near}.",
                line=line,
                key=error.key[:40],
                near=near,
            )
            if near
            else say(
                "Line {line}: a link of this board has no entry “{key}”; take it out.", line=line, key=error.key[:40]
            )
        )
    if error.code in ("damaged", "long"):
        return say("Line {line}: this link is damaged or cut; paste it whole, as copied from this board.", line=line)
    return say(
        "Line {line}: “{text}” is not a link of this board; paste one copied from its address bar or its Share "
        "button, after a name if you like.",
        line=line,
        text=error.what,
    )


def from_lines(text: str, evidence: Evidence, day: date, home: str) -> tuple[tuple[str, ...], Mapping[int, LinkError]]:
    """Return entries of pasted links, each with the name written before it, and the lines that cannot be used."""
    codes, refused = [], {}
    for n, line, scenario in _read(text.splitlines(), evidence, day, home):
        if isinstance(scenario, LinkError):
            refused[n] = scenario
        else:
            codes.append(written(scenario, _parted(line)[0]))
    return tuple(codes), refused


def _read(
    lines: list[str], evidence: Evidence, day: date, home: str
) -> Iterator[tuple[int, str, Scenario | LinkError]]:
    """Number, text and scenario of every line that holds something; a link broken over lines is one."""
    n = 0
    while n < len(lines):
        start, line, n = n, lines[n], n + 1
        if not line.strip():
            continue
        scenario, longer = _read_one(line, evidence, day, home), line
        for end in range(n, min(n + MOST_PIECES, len(lines))):
            if not _goes_on(line, lines[end]):
                break
            longer = f"{longer}\n{lines[end]}"
            # Only pieces that make a link together are one: else each is said by its own line.
            if isinstance(_read_one(longer, evidence, day, home, ENTRIES), Scenario):
                line, scenario, n = longer, _read_one(longer, evidence, day, home), end + 1
        yield start + 1, line, scenario


def _goes_on(line: str, following: str) -> bool:
    """Whether the following line may be the rest of the link that a line ends with: one word, no link itself."""
    rest = following.strip(" \t>")
    return len(rest.split()) == 1 and not LINK.search(rest) and bool(_parted(line)[1])


def _read_one(
    line: str, evidence: Evidence, day: date, home: str, keys: Iterable[str] = WEIGHTS
) -> Scenario | LinkError:
    link = _parted(line)[1]
    try:
        scenario = read_link(link or line.strip(), evidence, day, home, keys)
    except LinkError as error:
        return error
    return scenario if _alone(line, scenario, evidence, day, home, keys) else LinkError("damaged", link)


def _alone(line: str, scenario: Scenario, evidence: Evidence, day: date, home: str, keys: Iterable[str]) -> bool:
    """Whether a line holds nothing else of a link: no rest behind a blank, no second one for other weights."""
    text = _joined(line)
    if not (there := list(LINK.finditer(text))):
        return True
    first, *more = there
    for other in more:
        try:
            if read_link(other[0], evidence, day, home, keys) != scenario:
                return False
        except LinkError:
            continue
    return not TORN.search(text[first.end() - 1] + LINK.sub("", text[first.end() :]))


def _joined(line: str) -> str:
    """A line, pieces of a broken link put together, as it was before mail escaped it."""
    joined = re.sub(r"=\n" if mail_damage.QUOTED in line else r"\s*\n[\s>]*", "", line)
    return mail_damage.unescaped(joined)


def _parted(line: str) -> tuple[str, str]:
    """(name, link) of a line, "" where there is none. The name stands before the link, else after it."""
    whole = _joined(line)
    link = LINK.search(whole)
    if not link:
        return "", ""
    return _name(whole[: link.start()]) or _name(whole[link.end() :]), link[0]


def _name(text: str) -> str:
    """A name without what stands around it; blanks of any kind are single spaces."""
    name = " ".join(MARKUP.sub(" ", text).split()).rstrip(AFTER_NAME).lstrip(BEFORE_NAME)
    if re.fullmatch(r"\[[^\]]+\]|\([^)]+\)", name):
        return name[1:-1]
    return name if re.search(r"\w", name) else ""

"""Points of view in an address: short entries for sets of weights, and links of the board read back as weights.

An entry is `me` (the weights in force), a profile's id, or
`profile~~pillar:share~pillar:share~~criterion:points~~name`. Links are read, never fetched.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from urllib.parse import parse_qsl, unquote, urlsplit

from address.packed_link import expanded
from ranking.errors import ScenarioError
from ranking.model import Evidence
from ranking.people.agreement import Voice
from ranking.weighing.scenario import Scenario, from_query
from words.language import Language
from words.notices import allowed_text

ME, MOST, LONGEST_NAME, LONGEST = "me", 40, 40, 6000
WEIGHTS = ("profile", "pillars", "weights")
# Every key that a scenario can write: those of one that differs from the default in all of them.
KEYS = tuple(
    Scenario(
        date(2020, 7, 6), "p", (("p", 1),), (("c", 1),), ("g",), "tolerant", "ignore", 0.0, True, "documented", ("o",)
    ).to_query()
)


class LinkError(ScenarioError):
    """A text that is no link of this board, or one with an entry that cannot be used.

    code  "no_link", "elsewhere" or "entry"; what: the text, the other place, or the entry; key: of the entry
    """

    def __init__(self, code: str, what: str, key: str = "", allowed: str = "") -> None:
        self.code, self.what, self.key = code, what if len(what) <= 60 else what[:57] + "...", key
        super().__init__(
            {
                "no_link": f"{self.what!r}: not a link of the board; as copied from it",
                "elsewhere": f"a link to {self.what}: not this board",
                "entry": f"{key}={self.what}: cannot be used; {allowed}",
            }[code]
        )


def read_link(text: str, evidence: Evidence, day: date, home: str = "", keys: Iterable[str] = KEYS) -> Scenario:
    """The scenario that a link of the board holds, as far as `keys` go. Raises LinkError.

    text  a whole address, or its query; day stands in for a missing date
    home  address of the board: a link to another host is refused; "" to take any
    """
    try:
        parts = urlsplit(text.strip())
        asked = expanded(dict(parse_qsl(parts.query, keep_blank_values=True)))
    except ValueError:
        raise LinkError("no_link", text) from None
    if not set(asked) & set(KEYS):
        raise LinkError("no_link", text)
    if home and parts.netloc and parts.netloc != urlsplit(home).netloc:
        raise LinkError("elsewhere", parts.netloc)
    scenario, notices = from_query({k: v for k, v in asked.items() if k in keys}, evidence, day)
    if notices:
        raise LinkError("entry", notices[0].value, notices[0].key, notices[0].allowed)
    return scenario


def sentence(say: Language, evidence: Evidence, line: int, error: LinkError) -> str:
    """What is wrong with a line of pasted links, and what is allowed."""
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
            allowed=allowed_text(say, evidence, error.key),
        )
    return say(
        "Line {line}: “{text}” is not a link of this board; paste one copied from its address bar or its Share "
        "button, after a name if you like.",
        line=line,
        text=error.what,
    )


def written(scenario: Scenario, name: str = "") -> str:
    """The entry of a set of weights under a name."""
    asked = scenario.to_query()
    pairs = (asked.get(k, "").replace(",", "~") for k in WEIGHTS[1:])
    # Only what parts entries: the address itself escapes the rest, and escaped twice it is half as long again.
    kept = name[:LONGEST_NAME].replace("%", "%25").replace(",", "%2C").replace("~", "%7E")
    return "~~".join([scenario.profile, *pairs, kept])


def opened(entry: str, evidence: Evidence, question: Scenario) -> tuple[str, Scenario] | None:
    """(name, scenario) of an entry, its weights put to the question; None where it cannot be used.

    The name is "" for `me`, a profile, and weights without one.
    """
    if entry == ME:
        return "", question
    parts = entry.split("~~")
    if len(parts) not in (1, 4):
        return None
    profile, pillars, weights, name = parts if len(parts) == 4 else (*parts, "", "", "")
    asked = {"profile": profile, "pillars": pillars.replace("~", ","), "weights": weights.replace("~", ",")}
    found, notices = from_query({**question.to_query(), **asked}, evidence, question.as_of)
    return None if notices else (unquote(name)[:LONGEST_NAME], found)


def entries(text: str) -> tuple[str, ...]:
    """The entries of an address value, each once, at most MOST."""
    return tuple(dict.fromkeys(filter(None, text.split(","))))[:MOST]


def usual(evidence: Evidence, question: Scenario) -> tuple[str, ...]:
    """The entries where none is chosen: every documented profile that can be applied; `me` once a weight was moved."""
    documented = tuple(k for k, p in evidence.profiles.items() if p.usable and p.day)
    return (*documented, ME) if question.pillars or question.weights or not documented else documented


def chosen(text: str, evidence: Evidence, question: Scenario) -> tuple[str, ...]:
    """The entries of an address value that can be used; the usual ones where none can."""
    return tuple(e for e in entries(text) if opened(e, evidence, question)) or usual(evidence, question)


def voices(say: Language, evidence: Evidence, question: Scenario, chosen: Iterable[str]) -> tuple[Voice, ...]:
    """The points of view of entries that can be used, named as on screen; links without a name are numbered."""
    found, number = [], 0
    for entry in chosen:
        title, scenario = opened(entry, evidence, question)
        number += not (title or entry == ME or entry in evidence.profiles)
        name = title or (
            say("Your weights")
            if entry == ME
            else say.text(evidence.profiles[entry].name)
            if entry in evidence.profiles
            else say("Link {n}", n=number)
        )
        found.append(Voice(name, scenario))
    return tuple(found)


def from_lines(text: str, evidence: Evidence, day: date, home: str) -> tuple[tuple[str, ...], Mapping[int, LinkError]]:
    """Entries of pasted links, one a line, each with the name written before it; and the lines that cannot be used."""
    found, refused = [], {}
    for n, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        name, link = _parted(line)
        try:
            found.append(written(read_link(link, evidence, day, home, WEIGHTS), name))
        except LinkError as error:
            refused[n] = error
    return tuple(found), refused


def _parted(line: str) -> tuple[str, str]:
    """(name, link) of a line: the link is its last word."""
    name, _, link = line.strip().rpartition(" ")
    return name.strip().rstrip(":,;|=").strip(), link

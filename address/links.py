"""Links of the board: written, and read back by one reader for the address bar, the command line and pasted lines."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from address import mail_damage
from address.entries import ENTRIES, PAGES, SCENARIO, allowed, nearest
from address.packed_link import KEY as PACKED
from address.packed_link import expanded, packed
from address.priced import whole
from ranking.errors import ScenarioError
from ranking.model import Evidence
from ranking.weighing.scenario import TODAY, Notice, Scenario, from_query, put_to
from words.language import language

# A longer query is packed: it would wrap over several lines, and its QR code would be too fine to be read.
LONG = 200
# Entries are read while they fit into this; one with everything this board can write has about 11,000.
MOST_CHARACTERS = 20_000
# Of what cannot be used, so many are named, and so many under one key; the rest is counted.
MOST_NAMED, MOST_OF_A_KEY = 24, 3
# What newsletters, social networks and Streamlit add to any link.
STRANGERS = ("utm_", "_x_tr_", "fbclid", "gclid", "dclid", "msclkid", "mc_cid", "mc_eid", "igshid", "embed")


class LinkError(ScenarioError):
    """A text that is no link of this board, or one with an entry that cannot be used.

    code  "no_link", "elsewhere", "entry", "unknown", "damaged" or "long"
    what  the text, the other place, or the entry; key: of the entry
    """

    def __init__(self, code: str, what: str, key: str = "", hint: str = "") -> None:
        self.code, self.what, self.key = code, what if len(what) <= 60 else what[:57] + "...", key
        super().__init__(
            {
                "no_link": f"{self.what!r}: not a link of the board; as copied from it",
                "elsewhere": f"a link to {self.what}: not this board",
                "entry": f"{key}={self.what}: cannot be used; {hint}",
                "unknown": f"{key}={self.what}: no such entry"
                + (f"; the nearest is {near}" if (near := nearest(key)) else f"; one of {', '.join(ENTRIES)}"),
                "damaged": f"the code {PACKED}={self.what[:12]}… is damaged or cut; the whole link as copied",
                "long": f"longer than {MOST_CHARACTERS} characters; as copied from the board",
            }[code]
        )


class LinkEntries(NamedTuple):
    """Entries of a link by their right keys, its code opened; the keys that were too long to be read; the board's
    address where the link names it, without its page.
    """

    entries: dict[str, str]
    long: tuple[str, ...] = ()
    base: str = ""


@dataclass(frozen=True, slots=True)
class OpenedLink:
    """What a link holds.

    scenario  what can be used of it; shown: the usable entries of pages, as text
    evidence  that the scenario is put to: with the bill of a workload in the place of unit prices where it says so
    language, version  "" where the link names none that can be used
    notices   what cannot be used, MOST_NAMED at most; more: how many beyond; long: keys that were too long to be read
    """

    scenario: Scenario
    shown: Mapping[str, str]
    language: str
    version: str
    notices: tuple[Notice, ...]
    more: int
    long: tuple[str, ...]
    evidence: Evidence


def link(base: str, scenario: Scenario, version: str, lang: str, page: str = "", **more: str) -> str:
    """Return the address that reproduces a screen: scenario, language and data version; short where it would be long.

    base  where the board stands (https://board.example/path), or "" for an address relative to it
    more  the page's own entries, such as pair="azure,scaleway"
    """
    return _address(base, page, {**scenario.to_query(), **more}, {"lang": lang, "data": version})


def living_link(base: str, scenario: Scenario, lang: str, page: str = "", **more: str) -> str:
    """Return the address that asks the same question of the day and the facts on which it is opened."""
    return _address(base, page, {**scenario.to_query(), "date": TODAY, **more}, {"lang": lang})


def _address(base: str, page: str, entries: dict[str, str], ends: Mapping[str, str]) -> str:
    query = _query(entries | ends)
    if len(query) > LONG:
        day = {"date": entries["date"]}
        rest = {key: text for key, text in entries.items() if key != "date"}
        query = min(query, _query(day | {PACKED: packed(rest)} | ends), key=len)
    return f"{base.rstrip('/')}/{page}?{query}"


def _query(entries: Mapping[str, str]) -> str:
    # Commas and colons may stand in a query as they are; escaped, a link is half as long again.
    return urlencode(entries, safe=",:", quote_via=quote)


def entries_of(pairs: Iterable[tuple[str, str]]) -> LinkEntries:
    """Return the entries of a query's (key, value) pairs. A key that comes several times is one list."""
    texts: dict[str, dict[str, None]] = {}
    long, room = [], MOST_CHARACTERS
    for key, text in _parted(pairs):
        key = _right(key)
        if key.startswith(STRANGERS) and key not in ENTRIES:
            continue
        if (size := len(key) + len(text)) > room:
            long.append(key)
            continue
        room -= size
        texts.setdefault(key, {})[text] = None
    return LinkEntries(expanded({key: ",".join(each) for key, each in texts.items()}), tuple(dict.fromkeys(long)))


def _parted(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The pairs; those of a query that was escaped as a whole, which arrives as one key, one by one."""
    for key, text in pairs:
        if "=" in key:
            yield from parse_qsl(f"{key}={text}" if text else key, keep_blank_values=True)
        else:
            yield key, text


def _right(key: str) -> str:
    """A key without what escapes left of it; in small letters where that is one of ours."""
    key = mail_damage.REST_OF_REFERENCE.sub("", mail_damage.INVISIBLE.sub("", key).strip())
    return key.lower() if key.lower() in ENTRIES else key


def opened(parsed: LinkEntries, evidence: Evidence, day: date) -> OpenedLink:
    """Return what entries hold. Total: never raises. day stands in for a missing date."""
    evidence = evidence.filed
    texts = whole(parsed.entries, evidence)
    # What else the link says is said of the evidence that it asks for.
    asked_for, _ = from_query({k: t for k, t in texts.items() if k in ("priced", "known")}, evidence, day)
    evidence = put_to(evidence, asked_for)
    entries = {key: _mended(key, text, evidence) for key, text in texts.items()}
    scenario, dropped = from_query({k: t for k, t in entries.items() if k in SCENARIO}, evidence, day)
    say = language("en")
    unusable = [
        (key, text)
        for key, text in entries.items()
        if key not in SCENARIO and (key not in ENTRIES or ENTRIES[key].read(text, evidence) is None)
    ]
    # Of thousands only those that can be named are looked at: each is compared with every key there is.
    bad = [
        Notice(short(key), short(text), allowed(say, evidence, key) if n < MOST_NAMED else "")
        for n, (key, text) in enumerate(unusable)
    ]
    notices, refused = (*dropped, *bad), {n.key for n in bad}
    usable = {key: text for key, text in entries.items() if key not in refused}
    named = _first_of_each(notices)
    return OpenedLink(
        scenario,
        # A workload whose bill counts is the scenario's, on the screen of costs as well.
        {key: text for key, text in usable.items() if key in PAGES and not (key == "workload" and scenario.priced)},
        usable.get("lang", ""),
        usable.get("data", ""),
        named,
        len(notices) - len(named),
        parsed.long,
        evidence,
    )


def _first_of_each(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """The notices to be named."""
    seen: Counter[str] = Counter()
    named = []
    for notice in notices:
        seen[notice.key] += 1
        if seen[notice.key] <= MOST_OF_A_KEY:
            named.append(notice)
    return tuple(named[:MOST_NAMED])


def language_of(parsed: LinkEntries) -> str:
    """Return the language that entries name, "" where they name none that there is."""
    texts = mail_damage.readings("lang", parsed.entries.get("lang", ""))
    return next((text for text in texts if ENTRIES["lang"].read(text, None)), "")


def _mended(key: str, text: str, evidence: Evidence) -> str:
    """The text, or the first of its readings that can be used where it cannot."""
    if not (row := ENTRIES.get(key)):
        return text
    usable = row.mended or row.read
    if usable(text, evidence) is not None:
        return text
    return next((t for t in mail_damage.readings(key, text) if usable(t, evidence) is not None), text)


def read(text: str, home: str = "") -> LinkEntries:
    """Return the entries of a link as it travelled: escaped, bracketed, or wrapped into another site's link.

    text  a whole address, or its query
    home  address of the board: a link to another place is refused; "" to take any
    Raises LinkError where the text is no link, leads elsewhere, is too long, or holds a code that cannot be opened.
    """
    text = mail_damage.JOINERS.sub("", mail_damage.unescaped(text)).strip().strip("<>[](){}«»\"'“”‘’ ")
    if "?" not in text and "%3f" in text.lower():
        text = unquote(text)
    parsed = _unwrapped(text, urlsplit(home).netloc.lower(), mail_damage.DEEPEST)
    if parsed.long:
        raise LinkError("long", text)
    if PACKED in parsed.entries:
        raise LinkError("damaged", parsed.entries[PACKED], PACKED)
    return parsed


def _unwrapped(text: str, home: str, depth: int) -> LinkEntries:
    text = mail_damage.in_path(text) or text
    try:
        parts = urlsplit(text)
        pairs = parse_qsl(parts.query, keep_blank_values=True)
    except ValueError:
        raise LinkError("no_link", text) from None
    place, parsed = parts.netloc.lower(), entries_of(pairs)
    if parts.scheme in ("http", "https") and place:
        parsed = parsed._replace(base=f"{parts.scheme}://{parts.netloc}{parts.path.rpartition('/')[0]}".rstrip("/"))
    ours = not place or not home or place == home
    if ours and any(key in SCENARIO for key in parsed.entries):
        return parsed
    elsewhere = place if not ours else ""
    for inner in mail_damage.inner_links(text) if depth else ():
        try:
            return _unwrapped(inner, home, depth - 1)
        except LinkError as error:
            elsewhere = error.what if error.code == "elsewhere" else elsewhere
    if elsewhere:
        raise LinkError("elsewhere", elsewhere)
    if not place and "?" not in text:
        raise LinkError("no_link", text)
    return parsed


def short(text: str) -> str:
    """Return the text, cut to the length at which a notice repeats it."""
    return text if len(text) <= 40 else text[:37] + "..."

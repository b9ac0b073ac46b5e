"""A request read strictly: the entries of a link of the board, every one of them usable, each given once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from urllib.parse import parse_qsl

from address.entries import ENTRIES, PAGES, SCENARIO, allowed, nearest
from address.links import MOST_CHARACTERS
from address.packed_link import KEY as PACKED
from address.packed_link import unpacked
from address.page_entries import PageEntries, page_entries_of
from address.priced import whole
from exports.data import change_log, snapshots
from ranking.errors import BoardError
from ranking.model import Evidence
from ranking.replies.reply import Reply
from ranking.weighing.scenario import TODAY, Scenario, from_query, put_to
from ranking.workload.written import written
from web.api.problems import Problem, bad_entry
from words.language import LANGUAGES, Language, language

NOW = "now"


@dataclass(frozen=True, slots=True)
class Own:
    """An entry of one endpoint that links do not have.

    read     its value from a text; None where the text cannot be used
    schema   JSON schema of the text; allowed: in words; default: where it is not given
    """

    name: str
    allowed: str
    read: Callable[[str], Any]
    schema: Mapping[str, Any]
    default: Any = None


@dataclass(frozen=True)
class Question:
    """What is asked, on which evidence.

    view    what the entries of pages say; own: the endpoint's own entries, parsed; path: what stands in the path
    living  whether another day or data version would be asked for tomorrow; base: address of the board, for links
    """

    evidence: Evidence
    scenario: Scenario
    view: PageEntries
    say: Language
    living: bool
    today: date
    base: str = ""
    given: frozenset[str] = frozenset()
    own: Mapping[str, Any] = field(default_factory=dict)
    path: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> tuple:
        """Return the key under which an answer is kept: equal for equal questions only."""
        own = tuple(sorted((k, repr(v)) for k, v in {**self.own, **self.path}.items()))
        return self.evidence.version, self.scenario, self.view, self.say.code, self.base, "date" in self.given, own


def read(
    query: str,
    path: Mapping[str, str],
    own: Mapping[str, Own],
    now: Evidence,
    today: date,
    replies: tuple[Reply, ...],
    base: str = "",
) -> Question:
    """Return the question of a query string. Raises Problem for the first entry that cannot be used."""
    entries = _entries(query, own)
    evidence = _evidence(entries.pop("data", None), now)
    entries = whole(entries, evidence)
    if "priced" in entries:
        evidence = _fed(entries, evidence, own)
    for name, text in entries.items():
        _check(name, text, evidence, own)
    scenario, _ = from_query({k: v for k, v in entries.items() if k in SCENARIO}, evidence, today)
    view = replace(page_entries_of({k: v for k, v in entries.items() if k in PAGES}, evidence), replies=replies)
    values = {name: row.read(entries[name]) if name in entries else row.default for name, row in own.items()}
    pinned = entries.get("date", TODAY) != TODAY and "data=" in f"&{query}"
    return Question(
        evidence,
        scenario,
        view,
        language(entries.get("lang", LANGUAGES[0])),
        not pinned,
        today,
        base,
        frozenset(entries),
        values,
        dict(path),
    )


def _entries(query: str, own: Mapping[str, Own]) -> dict[str, str]:
    """Return the entries of a query, a packed code opened. Raises Problem for an unknown or repeated one."""
    if len(query) > 4 * MOST_CHARACTERS:
        raise Problem("entry", f"the query is longer than {MOST_CHARACTERS} characters")
    entries: dict[str, str] = {}
    for name, text in parse_qsl(query, keep_blank_values=True, errors="replace"):
        if name not in ENTRIES and name not in own:
            near = nearest(name)
            names = ", ".join((*own, *ENTRIES))
            hint = f"the nearest is {near}" if near else f"one of {names}"
            raise Problem("unknown-entry", f"{name[:60]}: no such entry; {hint}", name[:60], text, names)
        if name in entries:
            raise bad_entry(name, text, "once; several values are written with commas")
        entries[name] = text
    if PACKED not in entries:
        return entries
    unpacked_entries = unpacked(code := entries.pop(PACKED))
    if unpacked_entries is None:
        raise bad_entry(PACKED, code, "a code as this board makes it, copied whole")
    return unpacked_entries | entries


def _fed(entries: Mapping[str, str], evidence: Evidence, own: Mapping[str, Own]) -> Evidence:
    """Return the evidence with the bill that is asked for. Raises Problem where an entry of it cannot be used."""
    for name in ("priced", "known"):
        if name in entries:
            _check(name, entries[name], evidence, own)
    billed, _ = from_query({k: v for k, v in entries.items() if k in ("priced", "known")}, evidence, date.min)
    named = PAGES["workload"].read(entries["workload"], evidence) if "workload" in entries else None
    if named is not None and billed.priced and written(named) != billed.priced:
        raise bad_entry("workload", entries["workload"], "that of priced=, or priced=1 beside it")
    return put_to(evidence, billed)


def _check(name: str, text: str, evidence: Evidence, own: Mapping[str, Own]) -> None:
    if name in own:
        if own[name].read(text) is None:
            raise bad_entry(name, text, own[name].allowed)
    elif name in SCENARIO:
        _, dropped = from_query({name: text}, evidence, date.min)
        if dropped:
            raise bad_entry(name, dropped[0].value, dropped[0].allowed)
    elif name not in ENTRIES or ENTRIES[name].read(text, evidence) is None:
        raise bad_entry(name, text, allowed(language("en"), evidence, name))


def _evidence(version: str | None, now: Evidence) -> Evidence:
    return now if version in (None, now.version) else of_version(version, now, "data")


def of_version(version: str, now: Evidence, entry: str) -> Evidence:
    """Return the evidence of a version, NOW for today's. Raises Problem naming the entry."""
    if version in (NOW, now.version):
        return now
    versions = ", ".join(dict.fromkeys([now.version, *(p.version for p in change_log.change_log().published)]))
    if not snapshots.is_version(version):
        raise bad_entry(entry, version, f"a data version; one of {versions}")
    try:
        return snapshots.kept_evidence(version)
    except BoardError as error:
        raise Problem("no-version", f"{error}; one of {versions}", entry, version, f"one of {versions}") from None

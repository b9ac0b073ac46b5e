"""A reply to one fact: what is proposed instead, from when, on which page, by whom; checked like the data."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ranking.errors import BoardError
from ranking.facts.addresses import unfit
from ranking.facts.cells import history
from ranking.facts.decision_matrix import facts_in_force
from ranking.facts.offers import value_rule
from ranking.json_objects import plain
from ranking.model import UNKNOWN, Bilingual, Evidence, Fact, Source, Value
from ranking.typed.text import one_line

EARLIEST = date(2000, 1, 1)
# Longest texts, in characters; most items of a list.
ADDRESS, SENTENCE, NAME, ORGANISATION, CONTACT, REASON, TEXT, ITEMS = 500, 600, 80, 120, 160, 500, 80, 20
# Beyond it a number is no price, share or count that an offer states.
LARGEST = 1e12
# The browser copies addresses in ASCII; a name and a password before the host would only deceive.
_PAGE = re.compile(r"https?://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}(:\d+)?([/?#][!#-;=?-\[\]_a-~]*)?")


class ReplyError(BoardError):
    """What a reply cannot be: `code` names the fault, `about` holds what a sentence needs besides."""

    def __init__(self, code: str, message: str, **about: Any):
        super().__init__(message)
        self.code, self.about = code, about


@dataclass(frozen=True, slots=True)
class Proposal:
    """What somebody says a fact should be.

    value      on the indicator's own scale, or UNKNOWN: what the board says is not proven
    page       address of a public page that shows it, "" where none is given: then it is a declaration
    sentence, name, organisation  as typed; the last two may be empty
    """

    offer: str
    indicator: str
    value: Value
    valid_from: date
    page: str
    sentence: str
    name: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """A proposal where it is kept, without the contact, which only the editors read.

    number    how it is called; data: the data version it was made on
    answered  day of the answer and reason: None while the state is "received"
    """

    number: int
    proposal: Proposal
    data: str
    received: date
    state: str = "received"
    answered: date | None = None
    reason: Bilingual | None = None

    @property
    def open(self) -> bool:
        """Return whether it waits for an answer."""
        return self.state == "received"


def proposal(evidence: Evidence, typed: Proposal, today: date) -> Proposal:
    """Return the proposal with its texts cleaned and its parts checked: offer, indicator, value, day, page, sentence.

    Raises ReplyError: unknown_fact, not_value, not_day, not_page, no_sentence, too_long, said_already.
    """
    if typed.offer not in evidence.offers or typed.indicator not in evidence.indicators:
        raise ReplyError("unknown_fact", "no such offer or indicator; as in criteria.csv and providers/")
    allowed, check = value_rule(evidence.indicators[typed.indicator])
    value = _value(typed.value)
    if value != UNKNOWN and not check(list(value) if isinstance(value, tuple) else value):
        raise ReplyError("not_value", f"{typed.indicator}: {allowed}, or {UNKNOWN}", allowed=allowed)
    if not EARLIEST <= typed.valid_from <= today:
        raise ReplyError("not_day", f"from {EARLIEST} to {today}", first=EARLIEST, last=today)
    texts = {
        name: _text(getattr(typed, name), most)
        for name, most in (
            ("page", ADDRESS),
            ("sentence", SENTENCE),
            ("name", NAME),
            ("organisation", ORGANISATION),
        )
    }
    if texts["page"] and (not is_page(texts["page"]) or unfit(texts["page"])):
        raise ReplyError("not_page", "the address of the page itself, beginning with https:// or http://")
    if not texts["sentence"]:
        raise ReplyError("no_sentence", "a sentence that says what is wrong")
    cleaned = Proposal(typed.offer, typed.indicator, value, typed.valid_from, **texts)
    if _said_already(evidence, cleaned):
        raise ReplyError("said_already", "the board says the same of that day")
    return cleaned


def contact(typed: str) -> str:
    """Return the way to reach the author, cleaned; only editors read it. Raises ReplyError("too_long")."""
    return _text(typed, CONTACT)


def is_page(text: str) -> bool:
    """Return whether a text is a web address that may be shown as a link."""
    return len(text) <= ADDRESS and _PAGE.fullmatch(text) is not None


def fact_of(proposed: Proposal, received: date) -> Fact:
    """Return the fact that the board would have: grade B with a page that shows it, without one grade C."""
    source = Source(proposed.organisation or proposed.name or "?", proposed.page or None, received.isoformat())
    grade = "B" if proposed.page else "C"
    note = Bilingual(proposed.sentence, proposed.sentence)
    return Fact(proposed.offer, proposed.indicator, proposed.valid_from, proposed.value, grade, source, note=note)


def usable(evidence: Evidence, replies: Iterable[Reply]) -> tuple[Reply, ...]:
    """Return the replies that these facts know: their offer, their indicator, and their value on its scale."""
    return tuple(r for r in replies if _known(evidence, r.proposal))


def counted(evidence: Evidence, replies: Iterable[Reply], day: date, offers: Iterable[str]) -> tuple[Reply, ...]:
    """Return the open replies that concern these offers on a day, by offer, indicator and number."""
    wanted, order = set(offers), {name: n for n, name in enumerate(evidence.indicators)}
    open_replies = [
        r for r in usable(evidence, replies) if r.open and r.proposal.offer in wanted and r.proposal.valid_from <= day
    ]
    return tuple(sorted(open_replies, key=lambda r: (r.proposal.offer, order[r.proposal.indicator], r.number)))


def by_cell(evidence: Evidence, replies: Iterable[Reply]) -> Mapping[tuple[str, str], tuple[Reply, ...]]:
    """Return (offer, criterion or indicator) -> its open replies; those of a service stand under its share too."""
    cells: dict[tuple[str, str], tuple[Reply, ...]] = {}
    for reply in usable(evidence, replies):
        if reply.open:
            own = reply.proposal.indicator
            names = dict.fromkeys([own, *(c.id for c in evidence.criteria.values() if own in c.indicators)])
            for name in names:
                key = (reply.proposal.offer, name)
                cells[key] = (*cells.get(key, ()), reply)
    return cells


def to_json(proposed: Proposal) -> dict[str, Any]:
    """Return the proposal for json.dumps."""
    return {
        "offer": proposed.offer,
        "indicator": proposed.indicator,
        "value": plain(proposed.value),
        "valid_from": proposed.valid_from.isoformat(),
        "page": proposed.page,
        "sentence": proposed.sentence,
        "name": proposed.name,
        "organisation": proposed.organisation,
    }


def from_json(data: Any) -> Proposal:
    """Return the proposal of `to_json`, texts cleaned, not yet checked against data. Raises ReplyError("not_reply")."""
    try:
        texts = {k: data[k] for k in ("offer", "indicator", "page", "sentence", "name", "organisation")}
        if not all(isinstance(t, str) for t in texts.values()):
            raise TypeError
        texts = {name: one_line(text) for name, text in texts.items()}
        return Proposal(value=_value(data["value"]), valid_from=date.fromisoformat(data["valid_from"]), **texts)
    except (KeyError, TypeError, ValueError, ReplyError):
        raise ReplyError("not_reply", "not a reply; a file written by this board") from None


def _value(value: Any) -> Value:
    """The value as facts hold it, bounded in size. Raises ReplyError("too_long"), ReplyError("not_value")."""
    if isinstance(value, list | tuple):
        if len(value) > ITEMS:
            raise ReplyError("too_long", f"at most {ITEMS} items", most=ITEMS, length=len(value))
        return tuple(_text(v, TEXT) for v in value)
    if isinstance(value, str):
        return _text(value, TEXT)
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= LARGEST:
        raise ReplyError("not_value", "a number, a text or a list of texts", allowed="")
    return value


def _text(text: Any, most: int) -> str:
    shown = one_line(text)
    if len(shown) > most:
        raise ReplyError("too_long", f"“{shown[:40]}…” is too long; at most {most}", most=most, length=len(shown))
    return shown


def _said_already(evidence: Evidence, proposed: Proposal) -> bool:
    """Whether the board's own history says the same of the day proposed."""
    force = facts_in_force(history(evidence, proposed.offer, proposed.indicator), proposed.valid_from)
    fact = force.get((proposed.offer, proposed.indicator))
    return proposed.value == UNKNOWN if fact is None else _same(fact.value, proposed.value)


def _same(one: Value, other: Value) -> bool:
    return set(one) == set(other) if isinstance(one, tuple) and isinstance(other, tuple) else one == other


def _known(evidence: Evidence, proposed: Proposal) -> bool:
    if proposed.offer not in evidence.offers or proposed.indicator not in evidence.indicators:
        return False
    _, check = value_rule(evidence.indicators[proposed.indicator])
    return proposed.value == UNKNOWN or check(
        list(proposed.value) if isinstance(proposed.value, tuple) else proposed.value
    )

"""A reply as the block of providers/<offer>.toml that would take it in, ready to paste."""

import json
from collections.abc import Iterable

from ranking.model import Evidence, Value
from ranking.replies.reply import Reply, fact_of
from words.facts.replies import who_text
from words.language import Language, language


def block(evidence: Evidence, reply: Reply) -> str:
    """Return the block as TOML, in the order of keys of providers/README.md, with what the editor must still do.

    A reply that names no page is a declaration: grade C, without an address, and its note says so.
    """
    found = reply.proposal
    fact, fr, en = fact_of(found, reply.received), language("fr"), language("en")
    lines = [f"# providers/{found.offer}.toml", *(f"# {todo}" for todo in _to_do(evidence, reply))]
    lines += [
        f"[[{found.indicator}]]",
        f"valid_from   = {fact.valid_from.isoformat()}",
        f"value        = {_value(fact.value)}",
        f"confidence   = {_text(fact.confidence)}",
        f"source_title = {_text(f'{who_text(fr, found)} : réponse n° {reply.number}')}",
        *([f"source_url   = {_text(found.page)}"] if found.page else []),
        f"source_date  = {reply.received.isoformat()}",
        f"note_fr      = {_text(_note(fr, reply))}",
        f"note_en      = {_text(_note(en, reply))}",
    ]
    return "\n".join(lines) + "\n"


def _to_do(evidence: Evidence, reply: Reply) -> Iterable[str]:
    """Yield what the editor checks before the block may stand."""
    found, offer = reply.proposal, evidence.offers[reply.proposal.offer]
    if found.page:
        yield "Read the page: title, date and grade below are those of the reply until you have."
    if found.indicator in offer.unknown:
        yield f'Take "{found.indicator}" out of the list unknown.'
    if max(found.valid_from, reply.received) > offer.checked:
        yield f"checked = {offer.checked} is earlier than this block: re-read the sources, then renew it."
    if any(f.indicator == found.indicator and f.valid_from == found.valid_from for f in offer.facts):
        yield "It replaces the block of the same day."
    elif any(f.indicator == found.indicator for f in offer.facts):
        yield "Put it among the blocks of its name, in the order of their days."


def _note(say: Language, reply: Reply) -> str:
    blanks = {"day": say.day(reply.received), "sentence": reply.proposal.sentence}
    if reply.proposal.page:
        return say("Reply received on {day}: “{sentence}”", **blanks)
    return say("Declaration received on {day}, with no page that shows it: “{sentence}”", **blanks)


def _value(value: Value) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_text, value))}]"
    return _text(value) if isinstance(value, str) else repr(value).removesuffix(".0")


def _text(text: str) -> str:
    """Return the text as a basic string of TOML, whose escapes are those of JSON."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")

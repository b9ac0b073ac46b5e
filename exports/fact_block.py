"""A fact as a block of providers/<offer>.toml, in the order of keys of providers/README.md."""

import json
from collections.abc import Iterable

from ranking.model import Fact, Value


def fact_block(fact: Fact, remarks: Iterable[str] = ()) -> str:
    """Return the block as TOML, remarks above it as comments; keys that the fact leaves open are left out."""
    source, note = fact.source, fact.note
    lines = [f"# providers/{fact.offer}.toml", *(f"# {line}" for line in remarks), f"[[{fact.indicator}]]"]
    keys = {
        "valid_from": fact.valid_from.isoformat(),
        "checked": fact.checked and fact.checked.isoformat(),
        "value": _value(fact.value),
        "low": None if fact.low is None else _value(fact.low),
        "high": None if fact.high is None else _value(fact.high),
        "confidence": _text(fact.confidence),
        "source_title": _text(source.title),
        "source_url": source.url and _text(source.url),
        "source_date": source.day,
        "note_fr": note and _text(note.fr),
        "note_en": note and _text(note.en),
    }
    lines += [f"{key:<12} = {text}" for key, text in keys.items() if text]
    return "\n".join(lines) + "\n"


def _value(value: Value) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_text, value))}]"
    return _text(value) if isinstance(value, str) else repr(value).removesuffix(".0")


def _text(text: str) -> str:
    """Return the text as a basic string of TOML, whose escapes are those of JSON."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")

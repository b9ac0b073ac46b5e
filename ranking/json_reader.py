"""JSON as people bring it: any of its encodings, one sentence for what is wrong, no key twice."""

import json
from typing import Any

from ranking.errors import BoardError, told
from ranking.typed.file_kind import file_kind

_WORDS = {
    "Expecting value": told(
        "a value is missing, or is not written as JSON (a text in double quotes, a number such as 72.5, true, false, "
        "null)"
    ),
    "Expecting property name enclosed in double quotes": told(
        "a name in double quotes is missing, or a comma is too many"
    ),
    "Expecting ':' delimiter": told("a colon is missing after a name"),
    "Expecting ',' delimiter": told("a comma or a closing bracket is missing"),
    "Unterminated string starting at": told("a text has no closing quote"),
    "Invalid control character at": told("a line break or control character stands inside a text"),
    "Extra data": told("something stands after the end"),
}
# More digits than any double has; Python takes quadratic time to read thousands.
_DIGITS = 400


class NotJson(BoardError):
    """A file that holds no JSON, or JSON that two readers would take differently."""


def json_value(content: bytes) -> Any:
    """Return the value a JSON file holds, in UTF-8 (with or without byte-order mark), UTF-16 or UTF-32.

    Raises NotJson, in one sentence that says where: another kind of file, another encoding, a fault of syntax, a key
    that stands twice in one object, NaN or Infinity, brackets nested too deep, a number too long to be one.
    """
    text = _text(content)
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_number, parse_int=_whole)
    except json.JSONDecodeError as error:
        what = next((words for start, words in _WORDS.items() if error.msg.startswith(start)), error.msg)
        raise NotJson(
            told("not JSON (line {lineno}, column {colno}: {what})", lineno=error.lineno, colno=error.colno, what=what)
        ) from None
    except RecursionError:
        raise NotJson(told("not JSON that can be read (its brackets are nested too deep)")) from None


def _text(content: bytes) -> str:
    if kind := file_kind(content):
        raise NotJson(told("not JSON (this is {kind})", kind=kind))
    try:
        text = content.decode(json.detect_encoding(content)).removeprefix("\ufeff")
    except UnicodeDecodeError:
        raise NotJson(told("not JSON in UTF-8 or UTF-16 (saved in another encoding; save it again as UTF-8)")) from None
    if not text.strip():
        raise NotJson(told("not JSON (the file is empty)"))
    return text


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The object of these pairs. Readers would disagree on the value of a key that stands twice."""
    entries = {}
    for key, value in pairs:
        if key in entries:
            raise NotJson(told("not JSON that can be trusted: a key stands twice in one object, {key!r}", key=key[:60]))
        entries[key] = value
    return entries


def _no_number(text: str) -> None:
    raise NotJson(
        told(
            "not JSON: {text} is no number; a number such as 72.5, or null where unknown, never nan or infinity",
            text=text,
        )
    )


def _whole(text: str) -> int:
    if len(text) > _DIGITS:
        raise NotJson(
            told("not JSON that can be read: a number of {n} digits; at most {most}", n=len(text), most=_DIGITS)
        )
    return int(text)

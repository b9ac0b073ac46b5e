"""Checks of one parsed table at a time. Pure: no file is opened here (ranking.facts.load does that)."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from ranking.errors import DataFault, told
from ranking.model import Bilingual, Source

IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*")
ADDRESS = re.compile(r"https?://[^\s<>\"]+\.[^\s<>\"]+")
PARTIAL_DATE = re.compile(r"(?:19|20)[0-9]{2}(-(0[1-9]|1[0-2]))?")
MISSING = object()


def is_day(value: Any) -> bool:
    """Return whether a parsed value is a date without a time."""
    return isinstance(value, date) and not isinstance(value, datetime)


def is_number(value: Any) -> bool:
    """Return whether a parsed value is a number from -1e15 to 1e15."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= 1e15


@dataclass
class DataTable:
    """A parsed table that remembers where it stands, so that every refusal names path, line and block."""

    path: str
    line: int
    block: str
    values: Mapping[str, Any]
    problems: list[DataFault]
    asked: set[str] = field(default_factory=set)

    def refuse(self, wrong: str, allowed: str) -> None:
        """Note a problem at the table's line: what is wrong, what is allowed."""
        self.problems.append(DataFault(self.path, self.line, self.block, wrong, allowed))

    def get(self, key: str, check: Callable[[Any], bool], allowed: str, default: Any = MISSING) -> Any:
        """Return the value of `key` if `check` accepts it; otherwise None, with a problem noted."""
        self.asked.add(key)
        value = self.values.get(key, default)
        if value is MISSING:
            self.refuse(told("{key} is missing", key=key), allowed)
            return None
        if value is not default and not check(value):
            self.refuse(told("{key} = {value}", key=key, value=_shown(value)), allowed)
            return None
        return value

    def text(self, key: str, default: Any = MISSING) -> Any:
        """Return the text of `key`, not empty; None on refusal."""
        return self.get(
            key, lambda v: isinstance(v, str) and v.strip(), told("{key} is a text that is not empty", key=key), default
        )

    def day(self, key: str, default: Any = MISSING) -> Any:
        """Return the date of `key`; None on refusal."""
        return self.get(key, is_day, told("{key} is a date such as 2020-07-06, without quotes", key=key), default)

    def choice(self, key: str, options: Iterable[str], default: Any = MISSING) -> Any:
        """Return the value of `key` where it is one of `options`; None on refusal."""
        options = tuple(options)
        return self.get(
            key, lambda v: v in options, told("{key} is one of {names}", key=key, names=", ".join(options)), default
        )

    def number(self, key: str, default: Any = MISSING) -> Any:
        """Return the number of `key`; None on refusal."""
        return self.get(key, is_number, told("{key} is a number", key=key), default)

    def texts(self, key: str, options: Iterable[str] | None = None, default: Any = MISSING) -> tuple[str, ...]:
        """Return a list of texts without repetition, each among `options` where given; () on refusal."""
        allowed = f"{key} is a list of texts, each once"
        value = self.get(
            key,
            lambda v: (
                isinstance(v, list) and all(isinstance(x, str) and x.strip() for x in v) and len(set(v)) == len(v)
            ),
            allowed,
            default,
        )
        if options is not None:
            options = tuple(options)
            for item in value or ():
                if item not in options:
                    self.refuse(
                        told("{key} names {item!r}", key=key, item=item),
                        told("{key} takes {names}", key=key, names=", ".join(options)),
                    )
        return tuple(value or ())

    def both(self, stem: str, required: bool = True, limit: int = 0) -> Bilingual | None:
        """Return the texts `stem`_fr and `stem`_en; both or neither."""
        keys = (f"{stem}_fr", f"{stem}_en")
        if not required and not any(key in self.values for key in keys):
            self.asked.update(keys)
            return None
        fr, en = (self.text(key) for key in keys)
        if fr is None or en is None:
            return None
        if limit and max(len(fr), len(en)) > limit:
            self.refuse(
                told("{stem}_fr or {stem}_en is longer than {limit} characters", stem=stem, limit=limit),
                told("at most {limit} characters", limit=limit),
            )
        return Bilingual(fr.strip(), en.strip())

    def source(self, required: bool = True) -> Source | None:
        """Return source_title, source_url, source_date as one Source."""
        title = self.text("source_title", MISSING if required else None)
        url = self.get(
            "source_url",
            lambda v: isinstance(v, str) and ADDRESS.fullmatch(v),
            told("source_url is an address that begins with https:// or http://"),
            None,
        )
        day = self.get(
            "source_date",
            lambda v: is_day(v) or (isinstance(v, str) and PARTIAL_DATE.fullmatch(v)),
            told('source_date is a date, or "2025-11", or "2025"'),
            None,
        )
        return Source(title, url, day if day is None or isinstance(day, str) else day.isoformat()) if title else None

    def close(self) -> None:
        """Refuse every key nobody asked for."""
        for key in self.values:
            if key not in self.asked:
                self.refuse(
                    told("unknown key {key!r}", key=key),
                    told(
                        "keys here are {names} (a plain key typed after a [[block]] falls into that block)",
                        names=", ".join(sorted(self.asked)),
                    ),
                )


def _shown(value: Any) -> str:
    text = value.isoformat() if isinstance(value, date) else repr(value)
    return text if len(text) <= 60 else text[:57] + "..."

"""What the days of facts say: certificates that end soon, sources to be re-read, days that nothing speaks for."""

from collections.abc import Iterable
from datetime import date, timedelta

from ranking.model import Evidence, Fact

# A source that nobody has read for so long is to be re-read.
RE_READ_AFTER = timedelta(days=180)


def ending(facts: Iterable[Fact], day: date) -> list[Fact]:
    """Return the certificates in force at `day` that end within twelve months after it, soonest first."""
    last = _a_year_on(day)
    certificates = (f for f in facts if f.valid_to is not None and day <= f.valid_to <= last)
    return sorted(certificates, key=lambda f: (f.valid_to, f.offer, f.indicator))


def beyond(evidence: Evidence, day: date) -> date | None:
    """Return the last day on which facts were re-read, where `day` lies after it; else None."""
    return evidence.checked if day > evidence.checked else None


def to_re_read(evidence: Evidence, fact: Fact, day: date) -> bool:
    """Return whether nobody had re-read the source of `fact` in the 180 days before `day`."""
    return day - evidence.re_read(fact) > RE_READ_AFTER


def stale(evidence: Evidence, day: date) -> list[Fact]:
    """Return the newest facts at `day` whose source is to be re-read, by offer and indicator, longest unread first."""
    last: dict[tuple[str, str], Fact] = {}
    for fact in sorted(evidence.facts, key=lambda f: f.valid_from):
        if fact.valid_from <= day:
            last[fact.offer, fact.indicator] = fact
    due = (f for f in last.values() if to_re_read(evidence, f, day))
    return sorted(due, key=lambda f: (evidence.re_read(f), f.offer, f.indicator))


def _a_year_on(day: date) -> date:
    """The same day a year later; 28 February after a 29th."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 2, 28)

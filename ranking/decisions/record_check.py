"""Does a record reproduce, and what differs between two: pure comparison, named item by item."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ranking.decisions.lock import as_weighed
from ranking.decisions.record_content import RecordContent
from ranking.decisions.recording import TypedTexts, content
from ranking.errors import BoardError
from ranking.model import Bilingual, Evidence
from ranking.tolerances import SAME_WEIGHT
from ranking.weighing.rank import rank

# Scores are sums of a few dozen products; another processor may move a draw or two in ten thousand.
EXACT = {"points": 1e-6, "weights": SAME_WEIGHT, "shares": 1e-3}
# Two records are two decisions: what no screen shows is no difference between them.
SHOWN = {"points": 0.05, "weights": 5e-4, "shares": 5e-3}
RESULTS = (
    "place",
    "score",
    "low",
    "high",
    "first",
    "first_unsure",
    "out",
    "unknown",
    "voice",
    "named",
    "decisive",
    "lead_unknown",
)


@dataclass(frozen=True, slots=True)
class RecordDifference:
    """One thing that is not the same in two records: its kind, what it is about, how it stands in each.

    kind  "question", "as_of", "data", "program", "setting", "musthave", "weight", "reason", "agreed", "dissented",
          "place", "score", "low", "high", "first", "first_unsure", "out", "unknown", "lead_unknown",
          "voice", "named", "decisive"
    label what it is about, in words (empty where the kind says it); before, after: None where it stands in one only
    """

    kind: str
    item: str
    label: Bilingual
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Check:
    """The answer of a program and its facts to a record.

    data, program  what it was put to
    differences    between the result recorded and the result found
    why_not        the reason where the question can no longer be put to these facts
    """

    data: str
    program: str
    differences: tuple[RecordDifference, ...] = ()
    why_not: str = ""

    @property
    def reproduces(self) -> bool:
        """Return whether the result is the same: the question could be put, and nothing differs."""
        return not self.differences and not self.why_not


def verify(recorded: RecordContent, evidence: Evidence, program: str) -> Check:
    """Return whether the same question, put to `evidence`, gives what the record says: places, scores, shares, gaps.

    A record that gives another day than its own scenario does not.
    """
    try:
        scenario = as_weighed(recorded, evidence)
        words = TypedTexts(
            recorded.question,
            {m.token: m.reason for m in recorded.musthaves},
            {w.item: w.reason for w in recorded.weights},
            recorded.agreed,
            recorded.dissented,
        )
        recomputed = content(evidence, rank(evidence, scenario), words, program, recorded.salt)
    except BoardError as error:
        return Check(evidence.version, program, why_not=str(error))
    days = _mapped("as_of", *({"": c.as_of.isoformat()} for c in (recorded, recomputed)), {})
    return Check(evidence.version, program, (*days, *_results(recorded, recomputed, EXACT)))


def compare(a: RecordContent, b: RecordContent) -> tuple[RecordDifference, ...]:
    """Return all in which two records differ for a reader: what was asked, found (RESULTS) and said."""
    nothing = Bilingual("", "")
    plain = [
        RecordDifference(kind, "", nothing, x, y)
        for kind, x, y in (
            ("question", a.question, b.question),
            ("as_of", a.as_of.isoformat(), b.as_of.isoformat()),
            ("data", a.data, b.data),
            ("program", a.program, b.program),
        )
        if x != y
    ]
    people = [
        RecordDifference(kind, "", nothing, x, y)
        for kind, x, y in (("agreed", a.agreed, b.agreed), ("dissented", a.dissented, b.dissented))
        if x != y
    ]
    return (*plain, *_settings(a.scenario, b.scenario), *_results(a, b, SHOWN), *_reasons(a, b), *people)


def _results(a: RecordContent, b: RecordContent, slack: Mapping[str, float]) -> Iterator[RecordDifference]:
    """Yield effective weights, must-haves, places, scores, shares, gaps."""
    musts, weights, offers = _musthaves(a, b), _weights(a, b), _offers(a, b)
    yield from _mapped("musthave", *({m.token: True for m in c.musthaves} for c in (a, b)), musts)
    yield from _mapped("weight", *({w.item: w.share for w in c.weights} for c in (a, b)), weights, slack["weights"])
    by_offer = [{p.offer: p for p in c.result.places} for c in (a, b)]
    for name, kind in (("place", ""), ("score", "points"), ("first", "shares"), ("first_unsure", "shares")):
        sides = ({o: getattr(p, name) for o, p in places.items()} for places in by_offer)
        yield from _mapped(name, *sides, offers, slack.get(kind, 0.0))
    for end in ("low", "high"):
        sides = ({o: getattr(p, end) for o, p in places.items()} for places in by_offer)
        yield from (d for d in _mapped(end, *sides, offers, slack["points"]) if None not in (d.before, d.after))
    yield from _mapped(
        "out", *({x.offer: (x.reason, x.fails, x.unproven) for x in c.result.out} for c in (a, b)), offers
    )
    yield from _mapped(
        "unknown", *({g.offer: tuple(sorted(g.criteria)) for g in c.result.unknown} for c in (a, b)), offers
    )
    voices = [c.result.verdict for c in (a, b)]
    if all(voices):
        yield from _mapped("voice", *({"": v.voice} for v in voices), {})
        yield from _mapped("named", *({"": v.leaders} for v in voices), {})
        yield from _mapped("decisive", *({"": v.decisive} for v in voices), {})
    yield from _mapped("lead_unknown", *({"": c.result.lead_unknown} for c in (a, b)), {}, slack["weights"])


def _settings(a: Mapping, b: Mapping) -> Iterator[RecordDifference]:
    """Yield the rules of the scenario; its day, weights and must-haves are compared elsewhere."""
    for key in sorted((a.keys() | b.keys()) - {"as_of", "pillars", "weights", "require"}):
        if a.get(key) != b.get(key):
            yield RecordDifference("setting", key, Bilingual("", ""), a.get(key), b.get(key))


def _mapped(
    kind: str, a: Mapping, b: Mapping, labels: Mapping[str, Bilingual], slack: float = 0.0
) -> Iterator[RecordDifference]:
    for item in dict.fromkeys([*a, *b]):
        x, y = a.get(item), b.get(item)
        if not _same(x, y, slack):
            yield RecordDifference(kind, item, labels.get(item, Bilingual(item, item)), x, y)


def _same(x: Any, y: Any, slack: float) -> bool:
    if slack and isinstance(x, float | int) and isinstance(y, float | int):
        return math.isclose(x, y, rel_tol=0, abs_tol=slack)
    return x == y


def _reasons(a: RecordContent, b: RecordContent) -> Iterator[RecordDifference]:
    """Yield the reasons given for must-haves, then for weights, or "" where none was."""
    yield from _mapped("reason", *({m.token: m.reason for m in c.musthaves} for c in (a, b)), _musthaves(a, b))
    yield from _mapped("reason", *({w.item: w.reason for w in c.weights} for c in (a, b)), _weights(a, b))


def _musthaves(*contents: RecordContent) -> dict[str, Bilingual]:
    return {m.token: m.label for c in contents for m in c.musthaves}


def _weights(*contents: RecordContent) -> dict[str, Bilingual]:
    return {w.item: w.label for c in contents for w in c.weights}


def _offers(*contents: RecordContent) -> dict[str, Bilingual]:
    """Return what each offer is called in the records themselves."""
    return {x.offer: Bilingual(x.name, x.name) for c in contents for x in (*c.result.places, *c.result.out)}

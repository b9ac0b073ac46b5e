"""From a ranking and what people say of it to the content of a record."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from ranking.decisions.record import RecordError
from ranking.decisions.record_content import (
    Aside,
    Ending,
    EvidenceGap,
    Musthave,
    Out,
    Place,
    RecordContent,
    RecordResult,
    RecordVerdict,
    Weight,
)
from ranking.facts.freshness import ending
from ranking.facts.musthaves import Requirement, requirement
from ranking.model import Bilingual, Evidence
from ranking.robustness.first_places import DRAWS, SEED, drawn_shares
from ranking.robustness.smaa import Acceptability
from ranking.typed.number import plain_text
from ranking.typed.text import one_line
from ranking.verdict.decisive_facts import rests_on
from ranking.verdict.verdict import verdict
from ranking.weighing.rank import Excluded, Ranking
from ranking.weighing.scenario import put_to

# Characters of each text that people type, and names at most.
QUESTION, REASON, NAME, NAMES = 300, 500, 80, 300


class NoQuestion(RecordError):
    """Nothing says what is decided."""


class TooLong(RecordError):
    """A typed text, or a list of them, is longer than a record holds."""

    def __init__(self, text: str, length: int, most: int):
        self.text, self.length, self.most = text, length, most
        super().__init__(f"“{text[:40]}…” is too long ({length}); at most {most}")


@dataclass(frozen=True, slots=True)
class TypedTexts:
    """What people typed. musthaves: token -> why; weights: pillar or criterion -> why."""

    question: str
    musthaves: Mapping[str, str] = field(default_factory=dict)
    weights: Mapping[str, str] = field(default_factory=dict)
    agreed: tuple[str, ...] = ()
    dissented: tuple[str, ...] = ()


def typed_texts(
    question: str,
    musthaves: Mapping[str, str],
    weights: Mapping[str, str],
    agreed: Iterable[str],
    dissented: Iterable[str],
) -> TypedTexts:
    """Return the typed texts cleaned: no outer spaces, no empty or repeated names, no characters that show nothing.

    Raises NoQuestion, or TooLong for the first text that is.
    """
    sentence = _typed(question, QUESTION)
    if not sentence:
        raise NoQuestion("the question is empty; a sentence that says what is decided")
    why, reasons = (
        {k: text for k, v in typed.items() if (text := _typed(v, REASON))} for typed in (musthaves, weights)
    )
    return TypedTexts(sentence, why, reasons, _names(agreed), _names(dissented))


def content(evidence: Evidence, ranking: Ranking, words: TypedTexts, program: str, salt: str) -> RecordContent:
    """Return the content of the record of a ranking. program: versions.program(); salt: a random text."""
    scenario = ranking.scenario
    evidence = put_to(evidence, scenario)
    return RecordContent(
        words.question,
        scenario.as_of,
        ranking.version,
        program,
        scenario.to_json(),
        tuple(
            Musthave(t, musthave_label(evidence, requirement(t, evidence)), words.musthaves.get(t, ""))
            for t in scenario.require
        ),
        weights(evidence, ranking, words.weights),
        words.agreed,
        words.dissented,
        result(evidence, ranking),
        salt,
    )


def weights(evidence: Evidence, ranking: Ranking, reasons: Mapping[str, str]) -> tuple[Weight, ...]:
    """Return each pillar, then each of its criteria, with its share of the whole; those at 0 too."""
    shares, overall = ranking.weighting.pillars, ranking.weighting.overall
    rows = []
    for pillar in evidence.pillars.values():
        rows.append(Weight(pillar.id, "", pillar.label, shares[pillar.id], reasons.get(pillar.id, "")))
        rows += [
            Weight(c.id, pillar.id, c.label, overall[c.id], reasons.get(c.id, ""))
            for c in evidence.criteria_of(pillar.id)
        ]
    return tuple(rows)


def result(evidence: Evidence, ranking: Ranking) -> RecordResult:
    """Return places, shares and gaps: the same numbers as the line under the verdict shows."""
    tested = len(ranking.rows) > 1
    first = unsure = {}
    if tested:
        alone, both = drawn_shares(evidence, ranking)
        first, unsure = dict(alone.first), dict(both.first)
    names = {o: x.name for o, x in evidence.offers.items()}
    places = tuple(
        Place(
            r.offer,
            names[r.offer],
            r.place,
            r.score,
            r.low,
            r.high,
            _share(first.get(r.offer)),
            _share(unsure.get(r.offer)),
        )
        for r in ranking.rows
    )
    out = tuple(
        Out(x.offer, names[x.offer], x.reason, _tokens(x, "failed"), _tokens(x, "unknown")) for x in ranking.excluded
    )
    lead = 1 - min(r.known_weight for r in ranking.leaders) if ranking.leaders else None
    return RecordResult(
        places,
        out,
        _gaps(ranking),
        lead,
        DRAWS if tested else 0,
        SEED,
        _ending(ranking),
        _voice(evidence, ranking),
        aside(evidence, ranking),
    )


def aside(evidence: Evidence, ranking: Ranking) -> tuple[Aside, ...]:
    """Return the criteria that weigh nothing and why, those that the law of the day makes a must-have first."""
    thin = frozenset() if ranking.scenario.thin else ranking.matrix.thin
    binding = {
        g.indicator for g in evidence.gates.values() if g.applies_from and g.applies_from <= ranking.scenario.as_of
    }
    rows = (
        Aside(c, "thin" if c in thin else "zero", c in binding)
        for c, weight in ranking.weighting.overall.items()
        if weight == 0
    )
    return tuple(sorted(rows, key=lambda x: not x.law))


def _voice(evidence: Evidence, ranking: Ranking) -> RecordVerdict:
    """Return the verdict, and the single facts that it rests on."""
    judgement = verdict(evidence, ranking)
    decisive = (d.facts[0] for d in rests_on(evidence, ranking, judgement) if not d.source)
    facts = tuple(sorted({f"{f.offer}.{f.indicator}" for f in decisive}))
    return RecordVerdict(judgement.voice, judgement.leaders, round(judgement.share, 6), facts)


def shares_of(recorded: RecordResult) -> tuple[Acceptability, Acceptability]:
    """Return the recorded first shares, facts certain and uncertain, as `drawn_shares` gives them (no other place)."""
    offers = [p.offer for p in recorded.places]
    columns = ([p.first or 0.0 for p in recorded.places], [p.first_unsure or 0.0 for p in recorded.places])
    nothing = pd.DataFrame(index=offers)
    return tuple(
        Acceptability(pd.DataFrame({1: c}, offers, dtype=float), nothing, nothing, recorded.draws) for c in columns
    )


def musthave_label(evidence: Evidence, wanted: Requirement) -> Bilingual:
    """Return a must-have in words that need no data: a gate's name, or indicator and minimum."""
    if wanted.gate:
        return wanted.gate.label
    scale = evidence.indicators[wanted.indicator]
    level = scale.levels.get(int(wanted.minimum)) if wanted.minimum == int(wanted.minimum) else None
    plain = f"{plain_text(wanted.minimum)} {scale.unit}".strip()
    fr, en = (level.fr, level.en) if level else (plain, plain)
    return Bilingual(f"{scale.label.fr} : au moins « {fr} »", f"{scale.label.en}: at least “{en}”")


def _gaps(ranking: Ranking) -> tuple[EvidenceGap, ...]:
    overall, known = ranking.weighting.overall, ranking.matrix.known
    gaps = (
        EvidenceGap(r.offer, tuple(c for c, w in overall.items() if w > 0 and known.loc[r.offer, c] < 1))
        for r in ranking.rows
    )
    return tuple(g for g in gaps if g.criteria)


def _ending(ranking: Ranking) -> tuple[Ending, ...]:
    ranked = {r.offer for r in ranking.rows}
    facts = (f for (offer, _), f in ranking.matrix.facts.items() if offer in ranked)
    return tuple(Ending(f.offer, f.indicator, f.valid_to) for f in ending(facts, ranking.scenario.as_of))


def _tokens(out: Excluded, result: str) -> tuple[str, ...]:
    shut = out.outcomes if out.reason == "must_have" else ()
    return tuple(o.requirement.token for o in shut if o.result == result)


def _share(value: float | None) -> float | None:
    return None if value is None else float(value)


def _names(texts: Iterable[str]) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(filter(None, (_typed(n, NAME) for n in texts))))
    if len(names) > NAMES:
        raise TooLong(", ".join(names[:3]), len(names), NAMES)
    return names


def _typed(text: str, most: int) -> str:
    """Return the text on one line. Raises TooLong."""
    shown = one_line(text)
    if len(shown) > most:
        raise TooLong(shown, len(shown), most)
    return shown

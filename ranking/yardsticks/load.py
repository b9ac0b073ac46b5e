"""The files of yardsticks/: a framework and its rules, checked whole before anything is used."""

import math
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from ranking.errors import DataError, DataFault, told
from ranking.facts.checks import DataTable, is_number
from ranking.facts.files import blocks_of, folder_version, refuse
from ranking.facts.load import ROOT
from ranking.model import Bilingual, Evidence
from ranking.yardsticks.compare import Awarded, FrameworkAward
from ranking.yardsticks.framework import (
    AnswerRule,
    AssuranceLevel,
    Framework,
    FrameworkQuestion,
    ProposedLaw,
    ProposedLevel,
    Weights,
)

FOLDER = "yardsticks"
LEVELS = range(5)


@lru_cache(maxsize=4)
def framework(name: str = "csf", root: Path = ROOT) -> Framework:
    """Return the framework of `<name>.toml` and `<name>_rules.toml` in yardsticks/.

    Raises DataError with every problem of both files.
    """
    problems: list[DataFault] = []
    tables = blocks_of(root, f"{FOLDER}/{name}.toml", problems)
    ruled = blocks_of(root, f"{FOLDER}/{name}_rules.toml", problems)
    refuse(problems)
    head = tables[""][0]
    objectives = {t.text("id"): t.both("name") for t in tables["objective"]}
    questions = [_question(t, objectives) for t in tables["criterion"]]
    known = {q.id: q for q in questions if q}
    loaded = Framework(
        id=head.text("id"),
        name=head.both("name"),
        nominal=head.number("nominal_points"),
        checked=head.day("checked"),
        source=tables["source"][0].source() if tables["source"] else None,
        read_in=tuple(t.source() for t in tables["transcription"]),
        note=head.both("note"),
        seals=tuple(AssuranceLevel(t.values.get("level"), t.both("name"), t.both("means")) for t in tables["seal"]),
        objectives=objectives,
        weights={w.id: w for t in tables["weights"] if (w := _weights(t, objectives))},
        questions=known,
        rules=tuple(r for t in ruled["rule"] if (r := _rule(t, known))),
        union=frozenset(ruled[""][0].texts("union")),
    )
    _complete(loaded, head)
    refuse(problems)
    return loaded


@lru_cache(maxsize=4)
def version(root: Path = ROOT) -> str:
    """Return the version of the files of yardsticks/, which the data version does not count in."""
    return folder_version(root, FOLDER)


def faults_of(evidence: Evidence, root: Path = ROOT, name: str = "csf") -> list[DataFault]:
    """Return every problem of the files of yardsticks/: in themselves, and of facts and offers that they name."""
    problems: list[DataFault] = []
    for read, file in ((framework, name), (award, name), (proposal, "cada")):
        try:
            read(file, root)
        except DataError as error:
            problems += error.problems
    if problems:
        return problems
    for t in blocks_of(root, f"{FOLDER}/{name}_rules.toml", problems)["rule"]:
        fact, text = t.values["fact"], "inside" in t.values
        if fact not in evidence.indicators or (evidence.indicators[fact].scale == "text") != text:
            kind = told("a text") if text else told("a level or a quantity")
            t.refuse(told("fact {name!r}", name=fact), told("an indicator of criteria.csv that is {kind}", kind=kind))
    for t in blocks_of(root, f"{FOLDER}/{name}_award.toml", problems)["award"]:
        t.texts("offers", evidence.offers)
    return problems


def _question(t: DataTable, objectives: Mapping[str, Bilingual]) -> FrameworkQuestion | None:
    name, asks = t.text("id"), t.both("asks")
    points = t.get("points", lambda v: _rising(v, is_number), told("points rise from 0, one an answer"))
    seals = t.get("seals", lambda v: _rising(v, lambda x: x in LEVELS), told("seals are levels 0 to 4 that never fall"))
    both = [
        t.get(f"answers_{lang}", _labels, told("answers_fr and answers_en are lists of texts")) for lang in ("fr", "en")
    ]
    if None in (name, asks, points, seals, *both):
        return None
    if len({len(points), len(seals), *map(len, both)}) > 1 or f"SOV-{name.partition('.')[0]}" not in objectives:
        t.refuse(
            told("criterion {name}", name=name), told("one point, level and label an answer, of a known objective")
        )
        return None
    answers = tuple(Bilingual(fr, en) for fr, en in zip(*both, strict=True))
    return FrameworkQuestion(name, asks, tuple(map(float, points)), tuple(seals), answers)


def _weights(t: DataTable, objectives: Mapping[str, Bilingual]) -> Weights | None:
    of = t.get(
        "of",
        lambda v: isinstance(v, dict) and set(v) == set(objectives) and math.isclose(sum(v.values()), 100),
        told("of gives each objective its per cent, adding up to 100"),
    )
    name, since, label, source = t.text("id"), t.day("from"), t.both("name"), t.source()
    return None if None in (of, name, since, label, source) else Weights(name, since, label, source, of)


def _rule(t: DataTable, questions: Mapping[str, FrameworkQuestion]) -> AnswerRule | None:
    question = questions.get(t.choice("criterion", questions))
    fact, reason = t.text("fact"), t.both("reason")
    ways = [k for k in ("answers", "bands", "inside") if k in t.values]
    if len(ways) != 1:
        t.refuse(told("{n} ways to read the fact", n=len(ways)), told("answers, bands, or inside and outside"))
    if None in (question, fact, reason) or len(ways) != 1:
        return None

    def left(value: Any) -> frozenset[int]:
        if not isinstance(value, list) or not value or not question.every.issuperset(value):
            t.refuse(told("answers {value}", value=value), told("numbers of answers of that criterion"))
            return question.every
        return frozenset(value)

    if ways == ["answers"]:
        return AnswerRule(question.id, fact, reason, levels={int(k): left(v) for k, v in t.values["answers"].items()})
    if ways == ["bands"]:
        bands = tuple((float(b.get("under", math.inf)), left(b.get("answers"))) for b in t.values["bands"])
        if [b for b, _ in bands] != sorted({b for b, _ in bands}) or bands[-1][0] != math.inf:
            t.refuse(told("bands out of order"), told("ascending bounds, none in the last band"))
        return AnswerRule(question.id, fact, reason, bands=bands)
    return AnswerRule(question.id, fact, reason, inside=left(t.values["inside"]), outside=left(t.values.get("outside")))


def _complete(framework: Framework, head: DataTable) -> None:
    """Refuse a framework with an objective without questions, or without weights, levels or source."""
    empty = [o for o, questions in framework.of_objective.items() if not questions]
    if empty or not framework.weights or not framework.source or [s.level for s in framework.seals] != list(LEVELS):
        head.refuse(
            told("an incomplete framework"), told("a source, weights, levels 0 to 4, and questions for each objective")
        )


def _rising(value: Any, fits: Any) -> bool:
    return isinstance(value, list) and len(value) > 1 and all(map(fits, value)) and value == sorted(value)


def _labels(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(v, str) and v.strip() for v in value)


def award(name: str = "csf", root: Path = ROOT) -> FrameworkAward:
    """Return the award of `<name>_award.toml`. Raises DataError with every problem of it."""
    problems: list[DataFault] = []
    tables = blocks_of(root, f"{FOLDER}/{name}_award.toml", problems)
    refuse(problems)
    head = tables[""][0]
    awarded = tuple(
        Awarded(t.text("bidder"), t.texts("offers"), t.get("seal", lambda v: v in LEVELS, told("seal is 0 to 4")), s)
        for t in tables["award"]
        if (s := t.source())
    )
    minimum = head.get("minimum", lambda v: v in LEVELS, told("minimum is a level 0 to 4"))
    loaded = FrameworkAward(head.text("decision"), head.day("date"), minimum, head.source(), awarded)
    refuse(problems)
    return loaded


def proposal(name: str = "cada", root: Path = ROOT) -> ProposedLaw:
    """Return the proposed law of `<name>.toml`. Raises DataError with every problem of it."""
    problems: list[DataFault] = []
    tables = blocks_of(root, f"{FOLDER}/{name}.toml", problems)
    refuse(problems)
    head = tables[""][0]
    levels = tuple(ProposedLevel(int(t.number("level") or 0), t.both("asks"), t.both("shown")) for t in tables["level"])
    law = ProposedLaw(head.both("name"), head.day("date"), head.both("state"), head.source(), levels)
    refuse(problems)
    return law

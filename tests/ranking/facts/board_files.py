"""Evidence written as a data folder that the loader accepts.

root = write_board(tmp_path, evidence)            # then spoil one thing and load(root)
"""

import csv
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from ranking.facts.criteria import COLUMNS
from ranking.model import (
    Bilingual,
    Decision,
    Event,
    Evidence,
    Gate,
    Offer,
    Profile,
    Source,
)
from tests.examples import small_evidence


def write_board(root: Path, evidence: Evidence | None = None) -> Path:
    """`root`, filled with the data folder of `evidence` (default small_evidence()); load(root) gives it back."""
    evidence = evidence or small_evidence()
    for folder in ("providers", "profiles"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    write_criteria(root / "criteria.csv", evidence)
    for name, one in evidence.offers.items():
        (root / "providers" / f"{name}.toml").write_text(offer_toml(one), "utf-8")
    for name, one in evidence.profiles.items():
        (root / "profiles" / f"{name}.toml").write_text(profile_toml(one), "utf-8")
    (root / "musthaves.toml").write_text("".join(block("gate", _gate(g)) for g in evidence.gates.values()), "utf-8")
    (root / "timeline.toml").write_text("".join(block("event", _event(e)) for e in evidence.events), "utf-8")
    (root / "decisions.toml").write_text("".join(_decision(d) for d in evidence.decisions), "utf-8")
    return root


def write_criteria(path: Path, evidence: Evidence) -> None:
    """criteria.csv of the evidence: pillars, then scored criteria, then the other indicators."""
    rows = [
        dict(id=p.id, kind="pillar", scale=p.pole, **both("label", p.label), **both("help", p.help))
        for p in evidence.pillars.values()
    ]
    for c in {**evidence.criteria, **evidence.indicators}.values():
        anchors = {} if c.kind == "info" else {"worst": f"{c.worst:g}", "best": f"{c.best:g}"}
        named = {
            f"levels_{lang}": "; ".join(f"{n} = {t.in_(lang)}" for n, t in c.levels.items()) for lang in ("fr", "en")
        }
        codes = "; ".join(c.codes if c.kind == "set" else (f"{k} = {v}" for k, v in c.codes.items()))
        rows.append(
            dict(
                id=c.id,
                pillar=c.pillar,
                kind=c.kind,
                scale=c.scale,
                unit=c.unit,
                codes=codes,
                indicators=" ".join(c.indicators) if c.kind == "share" else "",
                **anchors,
                **both("label", c.label),
                **both("help", c.help),
                **named,
            )
        )
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def offer_toml(one: Offer) -> str:
    """providers/<id>.toml of an offer."""
    head = {
        "name": one.name,
        **both("offer", one.offer),
        "family": one.family,
        "country": one.country,
        "checked": one.checked,
        "unknown": one.unknown,
    }
    return keys(head) + "".join(
        block(
            f.indicator,
            {
                "valid_from": f.valid_from,
                "valid_to": f.valid_to,
                "checked": f.checked,
                "value": f.value,
                "low": f.low,
                "high": f.high,
                "confidence": f.confidence,
                **source(f.source),
                **both("note", f.note),
            },
        )
        for f in one.facts
    )


def profile_toml(one: Profile) -> str:
    """profiles/<id>.toml of a profile; `within` only where an order stands behind it."""
    head = {
        **both("name", one.name),
        **both("who", one.who),
        "date": one.day,
        "rule": one.rule,
        **both("reading", one.reading),
        "uncertainty": one.uncertainty,
        "order": [list(g) for g in one.order] if one.order else None,
    }
    ordered = one.order and "jurisdiction" in one.within["sovereignty"]
    inside = {"sovereignty": [["jurisdiction"]]} if ordered else {}
    return (
        keys(head)
        + (f"\n[published]\n{keys(one.published)}" if one.published else "")
        + (f"\n[within]\n{keys(inside)}" if inside else "")
        + "".join(block("statements", {**both("text", s.text), **source(s.source)}) for s in one.statements)
    )


def block(name: str, values: Mapping[str, Any]) -> str:
    """A [[name]] table, after an empty line."""
    return f"\n[[{name}]]\n{keys(values)}"


def keys(values: Mapping[str, Any]) -> str:
    """key = value lines; what is None is left out."""
    return "".join(f"{k} = {_toml(v)}\n" for k, v in values.items() if v is not None)


def both(stem: str, text: Bilingual | None) -> dict[str, str]:
    """The keys stem_fr and stem_en; none for None."""
    return {} if text is None else {f"{stem}_fr": text.fr, f"{stem}_en": text.en}


def source(found: Source) -> dict[str, Any]:
    """The three keys of a source."""
    whole = found.day is not None and len(found.day) == 10
    return {
        "source_title": found.title,
        "source_url": found.url,
        "source_date": date.fromisoformat(found.day) if whole else found.day,
    }


def _toml(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_toml, value))}]"
    return json.dumps(value, ensure_ascii=False)


def _gate(g: Gate) -> dict[str, Any]:
    return {
        "id": g.id,
        "criterion": g.indicator,
        "minimum": g.minimum,
        "applies_from": g.applies_from,
        **both("label", g.label),
        **both("law", g.law),
        **source(g.source),
    }


def _event(e: Event) -> dict[str, Any]:
    return {
        "date": e.day,
        "kind": e.kind,
        **both("title", e.title),
        **both("text", e.text),
        **source(e.source),
        "confidence": e.confidence,
        "precision": e.precision,
        "major": e.major,
        **both("short", e.short),
        "until": e.until,
    }


def _decision(d: Decision) -> str:
    first, *more = d.sources
    head = {
        "id": d.id,
        "date": d.day,
        **both("title", d.title),
        **both("question", d.question),
        **both("published_rule", d.published_rule),
        "gates": d.gates,
        "gate_rule": d.gate_rule,
        "profile": d.profile,
        **both("profile_why", d.profile_why),
        "chosen": d.chosen,
        "considered": d.considered,
        **both("outcome", d.outcome),
        **both("unknown", d.unknown),
        **source(first),
    }
    return block("decision", head) + "".join(block("decision.sources", source(s)) for s in more)

"""Rows of criteria.csv -> pillars, criteria and indicators."""

import re

from ranking.errors import told
from ranking.facts.checks import IDENTIFIER, DataTable, is_number
from ranking.facts.scales import apart
from ranking.model import Bilingual, Criterion, Pillar
from ranking.typed.number import coded

COLUMNS = (
    "id",
    "pillar",
    "kind",
    "indicators",
    "worst",
    "best",
    "scale",
    "unit",
    "label_fr",
    "label_en",
    "help_fr",
    "help_en",
    "levels_fr",
    "levels_en",
    "codes",
)
NUMBERS = ("worst", "best")
KINDS = ("pillar", "level", "number", "share", "set", "info")
SCALES = {"number": ("linear", "log"), "info": ("flag", "number", "text"), "level": ("",), "share": ("",), "set": ("",)}
POLES = ("", "sovereignty", "urgency")
LEVEL = re.compile(r"(-?\d+) = (.+)")


def pillar(row: DataTable) -> Pillar | None:
    """Return the pillar of a row of that kind; its column `scale` holds the pole."""
    label, help_ = row.both("label"), row.both("help")
    pole = row.choice("scale", POLES)
    return None if None in (label, help_, pole) else Pillar(row.values["id"], label, help_, pole)


def criterion(row: DataTable, pillars: dict) -> Criterion | None:
    """Return the criterion of a row of any other kind. `pillars`: what a scored row may name."""
    before = len(row.problems)
    kind = row.choice("kind", KINDS)
    group = row.choice("pillar", ("", *pillars))
    if kind not in SCALES or group is None:
        return None
    if (kind == "info") == bool(group):
        row.refuse(
            told("kind {kind} with pillar {group!r}", kind=kind, group=group),
            told("info rows have no pillar, all others have one"),
        )
    scale = row.choice("scale", SCALES[kind])
    worst, best = (_anchor(row, key, kind) for key in ("worst", "best"))
    if worst is not None and worst == best and kind != "info":
        row.refuse(told("worst equals best"), told("two different anchors"))
    elif worst is not None and best is not None and kind != "info" and not apart(worst, best):
        row.refuse(
            told("worst and best are too near each other"), told("two anchors that differ by a billionth at least")
        )
    if scale == "log" and worst is not None and best is not None and min(worst, best) <= 0:
        row.refuse(told("a log scale with an anchor that is not positive"), told("anchors above 0"))
    levels = _levels(row)
    if (
        kind == "level"
        and levels is not None
        and worst is not None
        and best is not None
        and not _spans(levels, worst, best)
    ):
        row.refuse(
            told("the named levels are not those from worst to best"),
            told("one name for each of {worst} to {best}", worst=f"{worst:g}", best=f"{best:g}"),
        )
    if scale == "flag" and levels is not None and set(levels) != {0, 1}:
        row.refuse(told("a flag without names for 0 and 1"), told("0 = no; 1 = yes"))
    if kind != "share" and row.values["indicators"]:
        row.refuse(told("indicators on a row of kind {kind}", kind=kind), told("indicators only on a share"))
    codes = _codes(row, kind)
    if kind == "set" and best is not None and len(codes) != best:
        row.refuse(
            told("{n} codes for best = {best}", n=len(codes), best=f"{best:g}"), told("best is the number of codes")
        )
    indicators = tuple(row.values["indicators"].split()) or (row.values["id"],)
    label, help_ = row.both("label"), row.both("help")
    if len(row.problems) > before:
        return None
    return Criterion(
        row.values["id"], group, kind, indicators, worst, best, scale, row.values["unit"], label, help_, levels, codes
    )


def check_id(row: DataTable, seen: set[str]) -> bool:
    """Return whether a row has an id of its own; a problem is noted where it has not."""
    name = row.values["id"]
    if not IDENTIFIER.fullmatch(name):
        row.refuse(told("id {name!r}", name=name), told("lower-case letters, digits and _, beginning with a letter"))
        return False
    if name in seen:
        row.refuse(told("id {name!r} stands twice", name=name), told("each id once"))
        return False
    seen.add(name)
    return True


def _anchor(row: DataTable, key: str, kind: str) -> float | None:
    text = row.values[key]
    if kind == "info":
        if text:
            row.refuse(told("{key} = {text!r} on an info row", key=key, text=text), told("info rows have no anchors"))
        return 0.0
    try:
        number = coded(text)
    except ValueError:
        number = None
    if is_number(number):
        return number
    row.refuse(told("{key} = {text!r}", key=key, text=text), told("{key} is a number", key=key))
    return None


def _spans(levels: dict, worst: float, best: float) -> bool:
    """Whether the whole numbers from worst to best are named, and no others."""
    return bool(levels) and (min(levels), max(levels), len(levels)) == (worst, best, best - worst + 1)


def _levels(row: DataTable) -> dict | None:
    """`0 = none; 1 = some` in both languages -> level -> Bilingual; None on refusal."""
    named = {}
    for lang in ("fr", "en"):
        text = row.values[f"levels_{lang}"]
        matches = [LEVEL.fullmatch(part.strip()) for part in text.split(";")] if text else []
        if not all(matches):
            row.refuse(told("levels_{lang} = {text!r}", lang=lang, text=text), told("names such as 0 = none; 1 = some"))
            return None
        named[lang] = {int(m[1]): m[2].strip() for m in matches}
    if named["fr"].keys() != named["en"].keys():
        row.refuse(told("levels_fr and levels_en name different levels"), told("the same levels in both languages"))
        return None
    return {level: Bilingual(fr, named["en"][level]) for level, fr in named["fr"].items()}


def _codes(row: DataTable, kind: str) -> dict[str, int]:
    """`P100 = 1; V100 = 2` on a level row, `ISO27001; SOC2` on a set row (each counts 1)."""
    codes = {}
    for part in filter(None, (p.strip() for p in row.values["codes"].split(";"))):
        name, equals, level = part.partition(" = ")
        if kind == "set" and not equals:
            codes[name] = 1
        elif kind == "level" and equals and level.isdecimal():
            codes[name] = int(level)
        else:
            row.refuse(
                told("code {part!r}", part=part),
                told("text = level on a level row, a bare text on a set row, nothing elsewhere"),
            )
    return codes

"""How the entries of single pages are read and written. Every reader returns None where a text cannot be used."""

import re
from collections.abc import Callable, Collection
from datetime import date
from typing import Any

from address import viewpoints
from address.questionnaire import parsed
from address.weights_code import with_weights
from ranking.balance.move_weight import lockable
from ranking.errors import ScenarioError
from ranking.facts.cells import CONTESTED
from ranking.facts.musthaves import requirement
from ranking.model import CONFIDENCE, Evidence
from ranking.robustness.first_places import ANY, Vary
from ranking.robustness.weight_spaces import KINDS
from ranking.weighing.scenario import Scenario
from ranking.weighing.scenario_entries import EARLIEST, LATEST
from ranking.written_day import written_day

Reader = Callable[[str, Evidence], Any]
VERSION = re.compile(r"[0-9a-f]{8}")
RECORD = re.compile(r"[A-Za-z0-9_-]{1,43}")
GRADES = "".join(CONFIDENCE)


def is_version(text: str) -> bool:
    """Tell whether a text can be a data version: eight hexadecimal digits."""
    return VERSION.fullmatch(text) is not None


def one_of(*texts: str) -> Reader:
    """Return the reader of an entry that is one of a few words."""
    return lambda text, evidence: text if text in texts else None


def among(names: Callable[[Evidence], Collection[str]]) -> Reader:
    """Return the reader of an entry that is one of the names which the evidence, or a file, holds."""
    return lambda text, evidence: text if text in names(evidence) else None


def matching(check: Callable[[str], bool]) -> Reader:
    """Return the reader of an entry that is any text which passes a check."""
    return lambda text, evidence: text if check(text) else None


def sides(text: str, evidence: Evidence) -> tuple[str, str] | None:
    """Return the two pillars, or two criteria, of `one,other`; None where the text names no such pair."""
    names = _different(text)
    kinds = (evidence.pillars, evidence.criteria)
    return names if len(names) == 2 and any(set(names) <= set(kind) for kind in kinds) else None


def pair(text: str, evidence: Evidence) -> tuple[str, str] | None:
    """Return the two offers of `one,other`; None unless both are known and differ."""
    names = _different(text)
    return names if len(names) == 2 and set(names) <= set(evidence.offers) else None


def bundle(text: str, evidence: Evidence) -> tuple[str, ...] | None:
    """Return the must-haves of a list with commas, as `requirement` reads each; None where one is unknown."""
    try:
        return tuple(token for token in text.split(",") if requirement(token, evidence))
    except ScenarioError:
        return None


def day(text: str, evidence: Evidence) -> date | None:
    """Return the day of YYYY-MM-DD, from EARLIEST to LATEST; else None."""
    written = written_day(text)
    return written if written and EARLIEST <= written <= LATEST else None


def decision(text: str, evidence: Evidence) -> str | None:
    """Return the text where it is the name of a documented decision, else None."""
    return text if text in {d.id for d in evidence.decisions} else None


def locked(text: str, evidence: Evidence) -> tuple[str, ...] | None:
    """Return the pillars and criteria whose weights stay as they are while others move; None where one is unknown."""
    names = _different(text)
    return names if names and all(lockable(evidence, name) for name in names) else None


def grades(text: str, evidence: Evidence) -> str | None:
    """Return some of the grades, each once, then CONTESTED where only contested cells are shown."""
    letters = text.removesuffix(CONTESTED)
    return text if letters and set(letters) <= set(GRADES) and len(set(letters)) == len(letters) else None


def offer(text: str, evidence: Evidence) -> str | None:
    """Return the text where it is the identifier of an offer, else None."""
    return text if text in evidence.offers else None


def cell(text: str, evidence: Evidence) -> tuple[str, str] | None:
    """Return (offer, criterion or indicator) of `offer.criterion`."""
    one, _, name = text.partition(".")
    known = name in evidence.criteria or name in evidence.indicators
    return (one, name) if one in evidence.offers and known else None


def vary(text: str, evidence: Evidence) -> Vary | None:
    """Return what may vary, from `kind-draw-concentration-width-A-B-C` such as any-nested-30-10-97-85-60.

    Then, where they are not the usual ones, the thresholds of the verdict: -firm-leads.
    """
    try:
        kind, draw, *numbers = text.split("-")
        concentration, width, *rest = map(int, numbers)
    except ValueError:
        return None
    right, thresholds = rest[: len(CONFIDENCE)], rest[len(CONFIDENCE) :] or [ANY.firm, ANY.leads]
    ok = (
        kind in KINDS
        and draw in ("nested", "flat")
        and len(right) == len(CONFIDENCE)
        and 5 <= concentration <= 200
        and 1 <= width <= 50
        and all(34 <= g <= 100 for g in right)
        and len(thresholds) == 2
        and 0 <= thresholds[1] <= thresholds[0] <= 100
    )
    return Vary(kind, draw == "nested", concentration, width, tuple(right), *thresholds) if ok else None


def vary_written(choice: Vary) -> str:
    """Write what may vary."""
    draw, thresholds = "nested" if choice.nested else "flat", (choice.firm, choice.leads)
    usual = thresholds == (ANY.firm, ANY.leads)
    numbers = (choice.concentration, choice.width, *choice.grades, *(() if usual else thresholds))
    return "-".join(map(str, (choice.kind, draw, *numbers)))


def voices(text: str, evidence: Evidence) -> str | None:
    """Return points of view as written; which of them can be used, `viewpoints.chosen` tells."""
    return text if 0 < len(text) <= viewpoints.LONGEST else None


def all_voices(text: str, evidence: Evidence) -> str | None:
    """Return points of view of which every one can be used."""
    question = Scenario(EARLIEST)
    usable = all(viewpoints.opened(entry, evidence, question) for entry in viewpoints.entries(text))
    return voices(text, evidence) if usable else None


def answers(text: str, evidence: Evidence) -> str | None:
    """Return the answers to a questionnaire as written; `questionnaire.parsed` gives them as numbers."""
    return None if parsed(text, evidence) is None else text


def before(text: str, evidence: Evidence) -> str | None:
    """Return starting weights as written; `weights_code.with_weights` puts them into a scenario."""
    return text if with_weights(Scenario(EARLIEST), text, evidence) else None


def _different(text: str) -> tuple[str, ...]:
    """The parts of a list with commas, each once; none where one stands there twice."""
    names = tuple(text.split(","))
    return names if len(set(names)) == len(names) else ()

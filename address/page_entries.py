"""What a screen shows beyond its scenario, and how its address writes it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from address.viewpoints import LONGEST
from ranking.decisions.lock import Locked
from ranking.errors import ScenarioError
from ranking.facts.musthaves import requirement
from ranking.model import CONFIDENCE, Evidence
from ranking.people.elicitation import WAYS
from ranking.people.questionnaire import parsed, with_code
from ranking.robustness.first_places import ANY, Vary
from ranking.robustness.weight_spaces import KINDS
from ranking.through_time.readiness import DEFAULT_BUNDLE
from ranking.weighing.scenario import Scenario

# Entries that belong to the whole board rather than to one page: they go along from page to page.
CARRIED = ("sides", "bundle", "vary")
# Every entry that a page may have of its own (ui.session.address_keys); those that no file needs are not read here.
KEYS = (
    *CARRIED,
    "pair",
    "grades",
    "voices",
    "cell",
    "believe",
    "record",
    "other",
    "board",
    "lock",
    "view",
    "meeting",
    "screen",
    "way",
    "step",
    "answers",
    "before",
    "bids",
    "terms",
)


@dataclass(frozen=True, slots=True)
class View:
    """The two sides, prerequisites, what may vary (see `first_places`), the pair, the grades, the points of view.

    way, answers, before  weights drawn from a person (elicitation), and those in force before (questionnaire)

    entries  the same as the address of that screen writes it, for links
    locked   the record that locks the scenario, None where it is explored; no link of a file opens that record, which
             may hold names: whoever has its own link can read it
    """

    sides: tuple[str, str] | None = None
    bundle: tuple[str, ...] = DEFAULT_BUNDLE
    vary: Vary = ANY
    pair: tuple[str, str] | None = None
    shown: str = "".join(CONFIDENCE)
    voices: str = ""
    way: str = ""
    answers: str = ""
    before: str = ""
    entries: tuple[tuple[str, str], ...] = ()
    locked: Locked | None = None


def view_of(entries: Mapping[str, str], evidence: Evidence) -> View:
    """The view of address entries; those that cannot be used leave the default."""
    kept = {k: read(v, evidence) for k, v in entries.items() if (read := _READ.get(k)) and read(v, evidence)}
    values = {name: value for found in kept.values() for name, value in found.items()}
    return View(**values, entries=tuple(sorted((k, entries[k]) for k in kept)))


def space(text: str) -> Vary | None:
    """What may vary, from any-nested-30-10-97-85-60; None where it is not that."""
    try:
        kind, draw, *numbers = text.split("-")
        concentration, width, *grades = map(int, numbers)
    except ValueError:
        return None
    ok = (
        kind in KINDS
        and draw in ("nested", "flat")
        and len(grades) == 3
        and 5 <= concentration <= 200
        and 1 <= width <= 50
        and all(34 <= g <= 100 for g in grades)
    )
    return Vary(kind, draw == "nested", concentration, width, tuple(grades)) if ok else None


def _vary(text: str, evidence: Evidence) -> dict | None:
    return {"vary": found} if (found := space(text)) else None


def _sides(text: str, evidence: Evidence) -> dict | None:
    names = text.split(",")
    same = any(set(names) <= set(kind) for kind in (evidence.pillars, evidence.criteria))
    return {"sides": tuple(names)} if len(set(names)) == len(names) == 2 and same else None


def _bundle(text: str, evidence: Evidence) -> dict | None:
    try:
        return {"bundle": tuple(token for token in text.split(",") if requirement(token, evidence))}
    except ScenarioError:
        return None


def _pair(text: str, evidence: Evidence) -> dict | None:
    names = text.split(",")
    return {"pair": tuple(names)} if len(set(names)) == len(names) == 2 and set(names) <= set(evidence.offers) else None


def _shown(text: str, evidence: Evidence) -> dict | None:
    return {"shown": text} if text and set(text) <= set(CONFIDENCE) and len(set(text)) == len(text) else None


_READ: dict[str, Callable[[str, Evidence], dict | None]] = {
    "sides": _sides,
    "bundle": _bundle,
    "vary": _vary,
    "pair": _pair,
    "grades": _shown,
    "voices": lambda text, evidence: {"voices": text} if 0 < len(text) <= LONGEST else None,
    "way": lambda text, evidence: {"way": text} if text in WAYS else None,
    "answers": lambda text, evidence: {"answers": text} if parsed(text, evidence) is not None else None,
    "before": lambda text, evidence: {"before": text} if with_code(Scenario(date.max), text, evidence) else None,
}

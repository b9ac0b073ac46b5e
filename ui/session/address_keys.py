"""Address keys that are no part of the scenario: what each page shows; what an entry may be, as words and a check."""

from dataclasses import dataclass
from datetime import date

from address.viewpoints import LONGEST
from ranking.balance.move_weight import lockable
from ranking.errors import ScenarioError
from ranking.facts.musthaves import requirement
from ranking.model import Evidence
from ranking.people.elicitation import WAYS
from ranking.people.questionnaire import parsed, with_code
from ranking.weighing.scenario import Scenario
from store.keys import is_code
from store.keys import read as read_code
from ui.session import bids

GRADES = "ABC"
# Entries that every page keeps, whatever else it shows.
EVERYWHERE = ("record",)


@dataclass(frozen=True, slots=True)
class ViewKey:
    """An address key of one page that is not part of the scenario: what it allows, in words and as a check."""

    allowed: str
    check: object


def _offers(text: str, evidence: Evidence, count: int) -> bool:
    names = text.split(",")
    return len(names) == count == len(set(names)) and all(n in evidence.offers for n in names)


def _cell(text: str, evidence: Evidence) -> bool:
    offer, _, indicator = text.partition(".")
    return offer in evidence.offers and (indicator in evidence.criteria or indicator in evidence.indicators)


def _sides(text: str, evidence: Evidence) -> bool:
    names = text.split(",")
    return len(set(names)) == len(names) == 2 and any(
        set(names) <= set(kind) for kind in (evidence.pillars, evidence.criteria)
    )


def _locks(text: str, evidence: Evidence) -> bool:
    names = text.split(",")
    return len(set(names)) == len(names) and all(lockable(evidence, name) for name in names)


def _record_id(text: str) -> bool:
    return 1 <= len(text) <= 43 and all(c.isascii() and (c.isalnum() or c in "-_") for c in text)


def _bundle(text: str, evidence: Evidence) -> bool:
    try:
        return all(requirement(token, evidence) for token in text.split(","))
    except ScenarioError:
        return False


VIEW: dict[str, ViewKey] = {
    "meeting": ViewKey("a meeting's code: meeting=K7QXM2PD", lambda text, e: is_code(read_code(text))),
    "screen": ViewKey("a meeting's common screen: screen=common", lambda text, e: text == "common"),
    "vary": ViewKey(
        "what may vary: vary=any-nested-30-10-97-85-60", lambda text, e: len(text) < 60 and text.count("-") == 6
    ),
    "voices": ViewKey(
        "points of view, as that screen writes them: voices=cnil,hub_2020,me", lambda text, e: 0 < len(text) <= LONGEST
    ),
    "believe": ViewKey("an offer: believe=azure", lambda text, e: text in e.offers),
    "bundle": ViewKey("must-haves with commas: bundle=hds,svc_spark>=1", _bundle),
    "sides": ViewKey("two pillars or two criteria: sides=readiness,sovereignty", _sides),
    "board": ViewKey("the ordinary table: board=table", lambda text, e: text == "table"),
    "lock": ViewKey("weights that stay: lock=readiness,hds", _locks),
    "pair": ViewKey("two offers: pair=azure,scaleway", lambda text, e: _offers(text, e, 2)),
    "cell": ViewKey("an offer and a criterion: cell=azure.hds", _cell),
    "record": ViewKey("a record's id: record=Ab3…", lambda text, e: _record_id(text)),
    "other": ViewKey("a record's id: other=Ab3…", lambda text, e: _record_id(text)),
    "grades": ViewKey(
        "some of A, B, C: grades=AB",
        lambda text, e: bool(text) and set(text) <= set(GRADES) and len(set(text)) == len(text),
    ),
    "view": ViewKey("view=projector", lambda text, e: text == "projector"),
    "way": ViewKey(f"one of {', '.join(WAYS)}: way=swing", lambda text, e: text in WAYS),
    "step": ViewKey("a question's number: step=2", lambda text, e: text.isdecimal() and len(text) < 3),
    "answers": ViewKey("answers as this screen writes them", lambda text, e: parsed(text, e) is not None),
    "bids": ViewKey("offers as this screen writes them", lambda text, e: bids.parsed(text) is not None),
    "terms": ViewKey("terms as this screen writes them", lambda text, e: bids.terms_parsed(text) is not None),
    "before": ViewKey(
        "starting weights as this screen writes them",
        lambda text, e: with_code(Scenario(date.max), text, e) is not None,
    ),
}

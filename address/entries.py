"""The address table: every key that a link of the board may hold, one row each.

Screens, files, the command line and pasted links all read, check, write and explain entries by these rows.
A new key is a row here, and its name where a page reads (`ui.session.address.value`) and sets it (`show`).
"""

from datetime import date
from difflib import get_close_matches

from address import bids, readers
from address.entry import (
    EVERY_PAGE,
    Entry,
    a_usable_profile,
    an_offer,
    as_written,
    numbers_of,
    of_a_record,
    of_the_scenario,
    plain,
)
from ranking.facts import door
from ranking.facts.decision_matrix import KNOWN
from ranking.facts.musthaves import RULES
from ranking.model import Evidence
from ranking.people.elicitation import WAYS
from ranking.unknowns import UNKNOWNS
from ranking.workload import written as workloads
from ranking.workload.load import presets
from ranking.yardsticks.load import framework
from store import keys
from words.language import LANGUAGES, Language

# What the ranking's rows may be sorted by beside a pillar; by score where nothing is asked.
SORTS = ("name", "group", "doubt")


# In the model's order, which links keep.
_SCENARIO = (
    of_the_scenario("date", lambda say, e: say("a day from 1 January 2018 on, such as 2020-07-06, or today")),
    of_the_scenario("profile", a_usable_profile),
    of_the_scenario("pillars", numbers_of("pillars")),
    of_the_scenario("weights", numbers_of("criteria")),
    of_the_scenario(
        "require",
        lambda say, e: say("{names}, or indicator>=number within its scale", names=", ".join(e.gates)),
    ),
    of_the_scenario("rule", plain(", ".join(RULES))),
    of_the_scenario("unknowns", plain(", ".join(UNKNOWNS))),
    of_the_scenario("mix", lambda say, e: say("a number up to 1, or min")),
    of_the_scenario("thin", plain("0, 1")),
    of_the_scenario("known", plain(", ".join(KNOWN))),
    of_the_scenario("offers", lambda say, e: say("one or several of {names}", names=", ".join(e.offers))),
    # Cost is then the bill of that workload; 1: of the link's `workload`, else of the usual one (links.opened).
    of_the_scenario(
        "priced",
        lambda say, e: say(
            "1 with a workload, or one itself: {names}, or as the screen of costs writes it", names=", ".join(presets())
        ),
    ),
)
_BOARD = (
    Entry("lang", plain(", ".join(LANGUAGES)), readers.one_of(*LANGUAGES)),
    Entry("data", lambda say, e: say("a data version such as ab12cd34"), readers.matching(readers.is_version)),
    # A code that could be opened is no longer there when entries are checked (packed_link.expanded).
    Entry("s", lambda say, e: say("a code as this board makes it, copied whole"), readers.one_of()),
)
_PAGES = (
    Entry(
        "sides",
        lambda say, e: say("two pillars or two criteria, with a comma"),
        readers.sides,
        ",".join,
        ("tradeoff",),
        carried=True,
        shows="sides",
        pictures=("tradeoff", "plane"),
    ),
    Entry(
        "bundle",
        lambda say, e: say("must-haves, with commas"),
        readers.bundle,
        ",".join,
        ("timeline",),
        carried=True,
        shows="bundle",
        pictures=("ready",),
    ),
    Entry(
        "vary",
        lambda say, e: say(
            "any, mine, order or range; nested or flat; five whole numbers within their limits: "
            "any-nested-30-10-97-85-60"
        ),
        readers.vary,
        readers.vary_written,
        ("robustness",),
        carried=True,
        shows="vary",
        pictures=("robustness",),
    ),
    Entry("record", of_a_record, readers.matching(readers.RECORD.fullmatch), carried=True),
    Entry("view", plain("projector"), readers.one_of("projector")),
    Entry(
        "open",
        lambda say, e: say("an offer, then perhaps a pillar and a criterion, with dots: azure.certification.hds"),
        door.parsed,
        door.written,
    ),
    Entry(
        "pair",
        lambda say, e: say("two different offers, with a comma"),
        readers.pair,
        ",".join,
        ("ranking", "cost"),
        shows="pair",
        pictures=("pair",),
    ),
    Entry(
        "against",
        lambda say, e: say("a day from 1 January 2018 on, such as 2020-07-06"),
        readers.day,
        date.isoformat,
        pages=("ranking",),
    ),
    Entry("board", plain("table"), readers.one_of("table"), pages=("ranking",)),
    Entry(
        "sort",
        lambda say, e: ", ".join((*SORTS, *e.pillars)),
        readers.among(lambda e: (*SORTS, *e.pillars)),
        pages=("ranking",),
    ),
    Entry("pin", an_offer, readers.offer, pages=("ranking",)),
    Entry(
        "lock",
        lambda say, e: say("one or several of {names}", names=", ".join((*e.pillars, *e.criteria))),
        readers.locked,
        ",".join,
        ("ranking",),
    ),
    Entry("believe", an_offer, readers.offer, pages=("robustness",)),
    Entry("case", lambda say, e: say("the name of a documented decision"), readers.decision, pages=("replay",)),
    Entry("cell", lambda say, e: say("an offer and a criterion: azure.hds"), readers.cell, ".".join, ("evidence",)),
    Entry(
        "seal",
        plain("0, 1, 2, 3, 4"),
        lambda text, e: int(text) if text in ("0", "1", "2", "3", "4") else None,
        pages=("framework",),
    ),
    Entry(
        "csf",
        lambda say, e: ", ".join(framework().weights),
        readers.among(lambda e: framework().weights),
        pages=("framework",),
    ),
    Entry("questions", an_offer, readers.offer, pages=("framework",)),
    Entry(
        "workload",
        lambda say, e: say(
            "{names}, or as this screen writes it: {example}",
            names=", ".join(presets()),
            example="machines:4x8x32,storage:50,egress:1,gpu:0,card:4,services:,months:36,growth:0",
        ),
        workloads.parsed,
        workloads.written,
        ("cost",),
        shows="workload",
        pictures=("cost",),
    ),
    Entry(
        "grades",
        lambda say, e: say("some of the letters A, B, C; ~ at their end for contested facts alone"),
        readers.grades,
        pages=("evidence",),
        shows="shown",
        pictures=("evidence",),
    ),
    Entry(
        "voices",
        lambda say, e: say("profiles, “me” and entries of the screen of points of view, with commas"),
        readers.voices,
        pages=("stakeholders",),
        shows="voices",
        pictures=("stakeholders", "divides"),
        mended=readers.all_voices,
    ),
    Entry("other", of_a_record, readers.matching(readers.RECORD.fullmatch), pages=("records",)),
    Entry(
        "meeting",
        lambda say, e: say("a meeting's code: eight letters and digits"),
        readers.matching(lambda text: keys.is_code(keys.read(text))),
        pages=("meeting",),
    ),
    Entry("screen", plain("common"), readers.one_of("common"), pages=("meeting",)),
    Entry(
        "way", plain(", ".join(WAYS)), readers.one_of(*WAYS), pages=("weights",), shows="way", pictures=("elicited",)
    ),
    Entry(
        "step",
        lambda say, e: say("the number of a question"),
        readers.matching(lambda text: text.isdecimal() and len(text) < 3),
        pages=("weights",),
    ),
    Entry("answers", as_written, readers.answers, pages=("weights",), shows="answers", pictures=("elicited",)),
    Entry("before", as_written, readers.before, pages=("weights",), shows="before", pictures=("elicited",)),
    Entry("bids", as_written, lambda text, e: bids.parsed(text), bids.written, ("method",)),
    Entry("terms", as_written, lambda text, e: bids.terms_parsed(text), bids.terms_written, ("method",)),
)
SCENARIO: dict[str, Entry] = {row.key: row for row in _SCENARIO}
PAGES: dict[str, Entry] = {row.key: row for row in _PAGES}
ENTRIES: dict[str, Entry] = {row.key: row for row in (*_SCENARIO, *_BOARD, *_PAGES)}
CARRIED = tuple(row.key for row in _PAGES if row.carried)


def of_page(page: str) -> tuple[str, ...]:
    """Return the keys that a page has beside the scenario, those of every page last."""
    own = [row.key for row in _PAGES if page in row.pages]
    return (*own, *(row.key for row in _PAGES if row.pages == EVERY_PAGE))


def of_picture(what: str) -> tuple[str, ...]:
    """Return the keys that enter a picture beside the scenario."""
    return tuple(row.key for row in _PAGES if what in row.pictures)


def nearest(key: str) -> str:
    """Return the right key that an unknown one was most likely meant to be, "" where none is near."""
    return next(iter(get_close_matches(key.lower(), ENTRIES, 1)), "")


def allowed(say: Language, evidence: Evidence, key: str) -> str:
    """Return what is allowed under a key, in words; of an unknown key the nearest right one."""
    if row := ENTRIES.get(key):
        return row.allowed(say, evidence)
    near = nearest(key)
    return say("no such entry; the nearest is {key}", key=near) if near else say("no such entry")

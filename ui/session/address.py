"""The address bar: scenario, language and what a page shows, read once and written back after every change."""

import time
from dataclasses import replace

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from address.packed_link import expanded
from exports.citation import DATA_KEY
from exports.data.snapshots import is_version
from ranking.model import Evidence
from ranking.weighing.scenario import Notice, Scenario, from_query
from ui.session.address_keys import VIEW
from ui.session.calendar import today
from ui.session.widgets import FRESH, moves, sent
from words.language import LANGUAGES, preferred

_SCENARIO, _VIEW, _LANG, _SEEN, _NOTICES = "scenario", "view", "lang", "address_seen", "address_notices"
_VERSION, _OTHER, _LINK = "data_version", "data_of_link", "link"
_TOUCHED, _OVERTAKEN, _LINKS = "a_control_was_touched", "address_overtaken", "address_of_the_links"
_DRAWN = "page_and_language_drawn_to_their_end"
# Seconds in which a browser may still show the links of the run before.
LAG = 2.0


def language_code() -> str:
    """The language in force: the address, else the visitor's last choice, else the browser's preference."""
    asked = st.query_params.get("lang")
    if asked in LANGUAGES and asked != st.session_state.get("lang_seen"):
        st.session_state[_LANG] = asked
    if _LANG not in st.session_state:
        st.session_state[_LANG] = preferred(st.context.locale)
    st.session_state["lang_seen"] = asked
    return st.session_state[_LANG]


def choose_language(code: str) -> None:
    """Switch the language from the next drawing on."""
    st.session_state[_LANG] = code


def read(evidence: Evidence, page: str) -> Scenario:
    """The scenario in force: the address first after a link, a reload or the back button, else the session's own."""
    for move in moves(others=st.session_state.get(_TOUCHED, False)):
        move()
    address = expanded({key: ",".join(st.query_params.get_all(key)) for key in st.query_params})
    moved = st.session_state.get("page_seen") not in (None, page)
    # A list of choices speaks with the browser in words: after a change of language it is told its choice anew.
    st.session_state[FRESH] = st.session_state.get(_DRAWN) != (page, st.session_state.get(_LANG))
    st.session_state["page_seen"] = page
    plain_link = not (set(address) - {"lang"}) and moved
    st.session_state[_VERSION] = evidence.version
    # A hand faster than the page sends the address of the run before: what a control has just said wins over it.
    touched = st.session_state.pop(_TOUCHED, False)
    ours = touched or plain_link or address == st.session_state.get(_SEEN) or (moved and _overtaken(address))
    if _SCENARIO in st.session_state and ours:
        return st.session_state[_SCENARIO]
    views = {k: v for k, v in address.items() if k in VIEW}
    scenario, notices = from_query({k: v for k, v in address.items() if k not in VIEW}, evidence, today())
    kept = {k: v for k, v in views.items() if VIEW[k].check(v, evidence)}
    dropped = [Notice(k, v[:40], VIEW[k].allowed) for k, v in views.items() if k not in kept]
    if "lang" in address and address["lang"] not in LANGUAGES:
        dropped.append(Notice("lang", address["lang"][:40], "fr or en"))
    version = address.get(DATA_KEY, evidence.version)
    if not is_version(version):
        dropped.append(Notice(DATA_KEY, version[:40], "a data version: data=ab12cd34"))
    st.session_state[_OTHER] = version if is_version(version) and version != evidence.version else None
    st.session_state[_LINK] = {k: v for k, v in address.items() if k not in VIEW}
    st.session_state[_SCENARIO], st.session_state[_VIEW] = scenario, kept
    st.session_state[_NOTICES] = (*notices, *dropped)
    return scenario


def _overtaken(address: dict[str, str]) -> bool:
    """Whether this is an older question of ours: a link to another page, pressed before it had the newest one.

    Links have the question of the last run of the whole page, and for a moment that of the run before.
    """
    if _back_or_forward():
        return False
    before, when = st.session_state.get(_OVERTAKEN, ({}, -LAG))
    old = [st.session_state.get(_LINKS, {})] + [before] * (time.monotonic() - when < LAG)
    return _question(address) in map(_question, old)


def _back_or_forward() -> bool:
    """Whether the browser's own buttons led here."""
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def _question(address: dict[str, str]) -> dict[str, str]:
    return {k: v for k, v in address.items() if k not in VIEW}


def other_version() -> str | None:
    """The data version that the link was made on, where it is not the one shown and nothing was decided yet."""
    return st.session_state.get(_OTHER)


def asked(evidence: Evidence) -> Scenario:
    """The question of the last link, put to `evidence`."""
    return from_query(st.session_state.get(_LINK, {}), evidence, today())[0]


def settle(evidence: Evidence, scenario: Scenario) -> None:
    """Go on with these facts and this scenario; what these facts do not know is dropped and said."""
    found, notices = from_query(scenario.to_query(), evidence, today())
    st.session_state[_VERSION], st.session_state[_OTHER] = evidence.version, None
    st.session_state[_SCENARIO], st.session_state[_NOTICES] = found, notices


def notices() -> tuple[Notice, ...]:
    """What the last link held that could not be used."""
    return st.session_state.get(_NOTICES, ())


def scenario() -> Scenario:
    """The session's scenario, after `read`."""
    return st.session_state[_SCENARIO]


def put(scenario: Scenario) -> None:
    """Replace the session's scenario; the address follows when the page is drawn."""
    st.session_state[_SCENARIO] = scenario
    st.session_state[_NOTICES] = ()
    st.session_state[_TOUCHED] = True


def change(**entries: object) -> None:
    """Replace entries of the session's scenario."""
    put(replace(scenario(), **entries))


def view(key: str) -> str | None:
    """What the page's own address key says."""
    return st.session_state.get(_VIEW, {}).get(key)


def projected() -> bool:
    """Whether the page is drawn for a projector."""
    return view("view") == "projector"


def show(key: str, value: str | None) -> None:
    """Set or clear a page's own address key."""
    others = {k: v for k, v in st.session_state.get(_VIEW, {}).items() if k != key}
    st.session_state[_VIEW] = others | ({key: value} if value else {})
    st.session_state[_TOUCHED] = True


def query(keys: tuple[str, ...] = ()) -> dict[str, str]:
    """Query parameters of the scenario, the language, the page's own `keys` and the data version.

    The version of a link made on other data stands until the visitor decides.
    """
    version = st.session_state.get(_OTHER) or st.session_state[_VERSION]
    return {**scenario().to_query(), **entries(keys), "lang": st.session_state[_LANG], DATA_KEY: version}


def entries(keys: tuple[str, ...]) -> dict[str, str]:
    """The page's own entries among `keys`."""
    return {k: v for k, v in st.session_state.get(_VIEW, {}).items() if k in keys}


def moved() -> None:
    """Begin a run of only a part of the page: what the hand has said is in force, and no address is read."""
    st.session_state.pop(_TOUCHED, None)
    st.session_state[FRESH] = False


def write(keys: tuple[str, ...] = (), links: bool = False) -> None:
    """At the end of a run, bring the address bar to the session's state.

    links  whether this run drew the whole page, and so the links to the others
    """
    sent()
    wanted = query(keys)
    if {key: ",".join(st.query_params.get_all(key)) for key in st.query_params} != wanted:
        st.query_params.from_dict(wanted)
    if (before := st.session_state.get(_SEEN)) not in (None, wanted):
        st.session_state[_OVERTAKEN] = before, time.monotonic()
    st.session_state[_SEEN] = wanted
    if links:
        st.session_state[_LINKS], st.session_state[_DRAWN] = wanted, (st.session_state["page_seen"], wanted["lang"])
    st.session_state["lang_seen"] = wanted["lang"]

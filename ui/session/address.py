"""The address bar: scenario, language and what a page shows, read once and written back after every change."""

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from address import links
from address.entries import CARRIED, PAGES, of_page
from address.links import LinkEntries, OpenedLink
from address.opening import AGAINST, DECISION_DAY, is_bare, question_first
from ranking.model import Evidence
from ranking.weighing.scenario import TODAY, Scenario
from ui.session.calendar import today
from ui.session.routes import FIRST
from ui.session.widgets import FRESH, sent
from words.language import preferred

_SCENARIO, _VIEW, _LANG, _SEEN, _UNUSED = "scenario", "view", "lang", "address_seen", "address_unused"
_VERSION, _OTHER, _LINK, _UNWRITTEN = "data_version", "data_of_link", "link", "address_unwritten"
_TOUCHED, _OVERTAKEN, _LINKS = "a_control_was_touched", "address_overtaken", "address_of_the_links"
_DRAWN, _DOORS, _LIVING = "page_and_language_drawn_to_their_end", "facts_of_the_doors", "address_follows_the_day"
# Seconds in which a browser may still show the links of the run before.
LAG = 2.0


def language_code() -> str:
    """Return the language in force: the address, else the visitor's last choice, else the browser's preference."""
    named = links.language_of(_link_entries())
    # The same address again says nothing new: a language chosen since then by hand stays.
    if named and named != st.session_state.get("lang_seen"):
        st.session_state[_LANG] = named
    if _LANG not in st.session_state:
        st.session_state[_LANG] = preferred(st.context.locale)
    st.session_state["lang_seen"] = named
    return st.session_state[_LANG]


def choose_language(code: str) -> None:
    """Switch the language from the next drawing on."""
    st.session_state[_LANG] = code


def _link_entries() -> LinkEntries:
    """Return what the address bar says."""
    return links.entries_of((key, text) for key in st.query_params for text in st.query_params.get_all(key))


def read(evidence: Evidence, page: str) -> Scenario:
    """Return the scenario in force.

    The address counts first after a link, a reload or the back button, else the session's own does.
    """
    link_entries = _link_entries()
    address = link_entries.entries
    moved = st.session_state.get("page_seen") not in (None, page)
    # A list of choices speaks with the browser in words: after a change of language it is told its choice anew.
    st.session_state[FRESH] = st.session_state.get(_DRAWN) != (page, st.session_state.get(_LANG))
    st.session_state["page_seen"] = page
    if moved:
        # The drawer stays on the page where it was opened.
        st.session_state[_VIEW] = {k: v for k, v in st.session_state.get(_VIEW, {}).items() if k != "open"}
    plain_link = not (set(address) - {"lang"}) and moved
    st.session_state[_VERSION] = evidence.version
    # A hand faster than the page sends the address of the run before: what a control has just said wins over it, but
    # not over the browser's own buttons, along with which a control may say again what it said before.
    touched = st.session_state.pop(_TOUCHED, False) and not _back_or_forward()
    same = address == st.session_state.get(_SEEN)
    turned = page == FIRST and (AGAINST in address) != (entry(AGAINST) is not None)
    # A link to the page that is open leaves the browser's address as it was.
    st.session_state[_UNWRITTEN] = turned and not moved and _SCENARIO in st.session_state
    ours = touched or plain_link or same or ((moved or turned) and _overtaken(address))
    if _SCENARIO in st.session_state and ours:
        if turned and not touched and not same:
            show(AGAINST, address.get(AGAINST))
        if living() and scenario().as_of != today():
            st.session_state[_SCENARIO] = replace(scenario(), as_of=today())
        return st.session_state[_SCENARIO]
    opened = links.opened(link_entries, evidence, today())
    if page == FIRST and is_bare(address):
        opened = question_first(opened, evidence)
    st.session_state[_OTHER] = opened.version if opened.version not in ("", evidence.version) else None
    st.session_state[_LINK], st.session_state[_LIVING] = _question(address), address.get("date") == TODAY
    st.session_state[_SCENARIO], st.session_state[_VIEW] = opened.scenario, dict(opened.shown)
    st.session_state[_UNUSED] = opened
    return opened.scenario


def _overtaken(address: dict[str, str]) -> bool:
    """Return whether this is an older question of ours: a link to another page, pressed before it had the newest one.

    Links have the question of the last run of the whole page, and for a moment that of the run before.
    """
    if _back_or_forward():
        return False
    before, when = st.session_state.get(_OVERTAKEN, ({}, -LAG))
    old = [st.session_state.get(_LINKS, {})] + [before] * (time.monotonic() - when < LAG)
    return _question(address) in map(_question, old)


def _back_or_forward() -> bool:
    """Return whether the browser's own buttons led here."""
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def _question(address: dict[str, str]) -> dict[str, str]:
    return {k: v for k, v in address.items() if k not in PAGES}


def other_version() -> str | None:
    """Return the data version that the link was made on, where it is not the one shown and nothing was decided yet."""
    return st.session_state.get(_OTHER)


def asked(evidence: Evidence) -> Scenario:
    """Return the question of the last link, put to `evidence`."""
    return links.opened(LinkEntries(st.session_state.get(_LINK, {})), evidence, today()).scenario


def settle(evidence: Evidence, scenario: Scenario) -> None:
    """Set facts and scenario of the session; what these facts do not know is dropped, and kept for `unused`."""
    link = links.opened(LinkEntries(scenario.to_query()), evidence, today())
    st.session_state[_VERSION], st.session_state[_OTHER] = evidence.version, None
    st.session_state[_SCENARIO], st.session_state[_UNUSED] = link.scenario, link


def unused() -> OpenedLink | None:
    """Return the notices of the last link where not all of it could be used, else None."""
    link = st.session_state.get(_UNUSED)
    return link if link and (link.notices or link.long) else None


def scenario() -> Scenario:
    """Return the session's scenario, after `read`."""
    return st.session_state[_SCENARIO]


def living() -> bool:
    """Return whether the address follows the day, as a link with date=today does until another day is chosen."""
    return st.session_state.get(_LIVING, False)


def put(scenario: Scenario) -> None:
    """Replace the session's scenario; the address follows when the page is drawn."""
    if scenario.as_of != today():
        st.session_state[_LIVING] = False
    st.session_state[_SCENARIO] = scenario
    st.session_state[_UNUSED] = None
    st.session_state[_TOUCHED] = True


def change(**entries: object) -> None:
    """Replace entries of the session's scenario."""
    put(replace(scenario(), **entries))


def entry(key: str) -> str | None:
    """Return the text under a page's own address key, None where it is not there."""
    return st.session_state.get(_VIEW, {}).get(key)


def value(key: str, evidence: Evidence | None = None) -> Any:
    """Return what a page's own address key holds, read by its row of address.entries, or None where it is not there."""
    text = entry(key)
    return None if text is None else PAGES[key].read(text, evidence)


def set_value(key: str, value: Any) -> None:
    """Set a page's own address key to a value, or clear it where that is None or empty."""
    show(key, PAGES[key].write(value) if value else None)


def projected() -> bool:
    """Return whether the page is drawn for a projector."""
    return entry("view") == "projector"


def show(key: str, value: str | None) -> None:
    """Set or clear a page's own address key."""
    others = {k: v for k, v in st.session_state.get(_VIEW, {}).items() if k != key}
    st.session_state[_VIEW] = others | ({key: value} if value else {})
    st.session_state[_TOUCHED] = True


def query(keys: tuple[str, ...] = ()) -> dict[str, str]:
    """Return query parameters of the scenario, the language, the page's own `keys` and the data version.

    The version of a link made on other data stands until the visitor decides; an address that follows the day has none.
    """
    own, lang = {**scenario().to_query(), **entries(keys)}, st.session_state[_LANG]
    if living():
        return own | {"date": TODAY, "lang": lang}
    return own | {"lang": lang, "data": st.session_state.get(_OTHER) or st.session_state[_VERSION]}


def home() -> dict[str, str]:
    """Return the query of the board's first screen with the settings in force: the question, on two days."""
    later = scenario().as_of if scenario().as_of > DECISION_DAY else today()
    return query(CARRIED) | {"date": later.isoformat(), AGAINST: PAGES[AGAINST].write(DECISION_DAY)}


def entries(keys: tuple[str, ...]) -> dict[str, str]:
    """Return the page's own entries among `keys`."""
    return {k: v for k, v in st.session_state.get(_VIEW, {}).items() if k in keys}


def allow_doors(evidence: Evidence | None) -> None:
    """Set the facts by which names and numbers of this page open the drawer; None on a page without it."""
    st.session_state[_DOORS] = evidence


def doors() -> Evidence | None:
    """Return the facts set by `allow_doors`."""
    return st.session_state.get(_DOORS)


def door_link() -> Callable[[str], str] | None:
    """Return what gives the address of this page with a door open ("" shuts it); None on a page without the drawer."""
    if doors() is None:
        return None
    here = {k: v for k, v in query(of_page(st.session_state["page_seen"])).items() if k != "open"}
    page = "?" + urlencode(here)
    return lambda door: f"{page}&{urlencode({'open': door})}" if door else page


def moved() -> None:
    """Start a fragment rerun: keep the session's scenario, do not read the URL."""
    st.session_state.pop(_TOUCHED, None)
    st.session_state[FRESH] = False


def write(keys: tuple[str, ...] = (), links: bool = False) -> None:
    """Bring the address bar to the session's state at the end of a run; links: of one that drew the links to pages."""
    sent()
    wanted = query(keys)
    # Written only where it differs: every write is an entry in the browser's history.
    there = {key: ",".join(st.query_params.get_all(key)) for key in st.query_params}
    if st.session_state.pop(_UNWRITTEN, False) or there != wanted:
        st.query_params.from_dict(wanted)
    if (before := st.session_state.get(_SEEN)) not in (None, wanted):
        st.session_state[_OVERTAKEN] = before, time.monotonic()
    st.session_state[_SEEN] = wanted
    if links:
        st.session_state[_LINKS], st.session_state[_DRAWN] = wanted, (st.session_state["page_seen"], wanted["lang"])
    st.session_state["lang_seen"] = wanted["lang"]

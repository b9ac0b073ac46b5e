"""A link made on other data than today's: said on the page, with "then" and "now" to choose from, and what changed."""

import streamlit as st

from charts.decisions.comparison_sheets import ComparisonSide, places_beside_sheet
from exports.data import snapshots
from ranking.errors import BoardError, NothingToWeigh
from ranking.model import Evidence
from ranking.versions.changes import changes
from ranking.weighing.rank import Ranking
from ranking.weighing.scenario import Scenario, put_to
from results import results
from ui.parts import tables
from ui.parts.changed_facts import changed_facts
from ui.parts.verdict import sentence
from ui.session import address, data
from words.language import Language

_THEN = "facts_of_then"


def in_force(now: Evidence) -> Evidence:
    """Return the evidence to draw from: today's, or that of the version chosen while the address still names it."""
    chosen = st.session_state.get(_THEN)
    if chosen is None or st.query_params.get("data", chosen) != chosen:
        st.session_state[_THEN] = None
        return now
    try:
        return snapshots.kept_evidence(chosen)
    except BoardError:
        st.session_state[_THEN] = None
        return now


def on_screen() -> Evidence:
    """Return the evidence that the question in force is put to, in the version shown."""
    return asked_for(in_force(data.evidence()))


def asked_for(evidence: Evidence) -> Evidence:
    """Return this evidence with the bill that the question asks for; a bill it cannot give is dropped, and said."""
    try:
        return put_to(evidence, address.scenario())
    except NothingToWeigh:
        address.settle(evidence, address.scenario())
        return evidence


def notice(evidence: Evidence, ranking: Ranking | None, say: Language) -> None:
    """Draw the notice that a link's data are not today's; nothing where they are.

    ranking  by the facts shown; None where there is none
    """
    other = address.other_version()
    if st.session_state.get(_THEN):
        _back(evidence, say)
    elif other:
        with st.container(border=True, gap="xsmall", key="version_notice"):
            st.text(
                say(
                    "This link was made on data {then}; this is data {now}.",
                    then=other,
                    now=evidence.version,
                )
            )
            _choice(other, evidence, ranking, say)


def _choice(other: str, evidence: Evidence, ranking: Ranking | None, say: Language) -> None:
    """Compare the link's data with today's if its snapshot is kept, in short where both say the same; else why not."""
    then = _kept(other, say)
    if then is None:
        _button_now(say("Go on with today's facts"), evidence)
        return
    scenario = address.asked(then)
    then = put_to(then, scenario)
    reworded = changes(then.filed, evidence.filed).reworded
    if reworded:
        st.text(say("Both say the same of every offer: only notes, sources or days of re-reading differ."))
    before = None if reworded else _ranked(then, scenario)
    if before and ranking:
        st.text(say("Then: {verdict}", verdict=sentence(say, then, before)))
        st.text(say("Now: {verdict}", verdict=sentence(say, evidence, ranking)))
    with st.container(horizontal=True):
        st.button(say("Then: the facts of the link"), key="facts_then", on_click=_go_then, args=(then, scenario))
        _button_now(say("Now: today's facts"), evidence)
    if before and ranking:
        _places(then, before, evidence, ranking, say)
    changed_facts(then, evidence, say, address.scenario(), "link")


def _kept(version: str, say: Language) -> Evidence | None:
    """Return the evidence of a version; None, with the reason on the page, where it cannot be shown."""
    if not snapshots.kept(version):
        st.text(
            say(
                "The facts of that version are not kept here: only today's can be shown, and the ranking may "
                "differ from the one that the link was made for."
            )
        )
        return None
    try:
        return snapshots.kept_evidence(version)
    except BoardError:
        st.text(
            say(
                "The facts of that version are kept but can no longer be read: only today's can be shown, and the "
                "ranking may differ from the one that the link was made for."
            )
        )
        return None


def _ranked(evidence: Evidence, scenario: Scenario) -> Ranking | None:
    try:
        return results.ranking(evidence, scenario)
    except BoardError:
        return None


def _back(evidence: Evidence, say: Language) -> None:
    with st.container(border=True, gap="xsmall", key="version_notice"):
        st.text(
            say(
                "Everything on this page rests on the facts of data {then}, kept since then; they are not today's.",
                then=evidence.version,
            )
        )
        _button_now(say("Now: today's facts"))


def _button_now(label: str, evidence: Evidence | None = None) -> None:
    st.button(label, key="facts_now", on_click=_go_now, args=(evidence,))


def _go_then(then: Evidence, scenario: Scenario) -> None:
    st.session_state[_THEN] = then.version
    address.settle(then, scenario)


def _go_now(now: Evidence | None) -> None:
    st.session_state[_THEN] = None
    address.settle(now or data.evidence(), address.scenario())


def _places(then: Evidence, before: Ranking, now: Evidence, after: Ranking, say: Language) -> None:
    old = ComparisonSide(say("Place then"), say("Score then"), {r.offer: (r.place, r.score) for r in before.rows})
    new = ComparisonSide(say("Place now"), say("Score now"), {r.offer: (r.place, r.score) for r in after.rows})
    names = {o: (now if o in now.offers else then).offers[o].name for o in dict.fromkeys([*old.held, *new.held])}
    with st.expander(say("Places then and now")):
        tables.whole(say, places_beside_sheet(say, names, (old, new)), f"rangs-{then.version}-{now.version}")

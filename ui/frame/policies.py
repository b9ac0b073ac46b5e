"""How gaps, weak pillars and thin criteria count, and which offers are shown."""

from collections.abc import Collection, Mapping
from typing import Any

import streamlit as st

from ranking.model import Evidence
from ui.session import address
from ui.session.widgets import fold, keep
from words.facts.values import family_text
from words.language import Language

COMPENSATIONS = (1.0, 0.0, float("-inf"))


def choose(name: str, options: Collection[Any], **others: Any) -> None:
    """Take an entry of the scenario from the widget of its name.

    A browser that has not yet heard of a change of language sends a choice in the old one's words: that is none.
    """
    if (chosen := st.session_state[name]) in options:
        address.change(**{name: chosen}, **others)


def thin(say: Language) -> None:
    """Draw the switch that lets thinly known criteria weigh."""
    keep("thin", address.scenario().thin)
    st.toggle(
        say("Also weigh thinly documented criteria"),
        key="thin",
        help=say(
            "A criterion known for fewer than 65 % of the offers on that day carries no weight unless you say so."
        ),
        on_change=lambda: address.change(thin=st.session_state["thin"]),
    )


def draw(evidence: Evidence, say: Language, ranked: bool = True) -> None:
    """Draw the policies: what unknown counts for, how far pillars compensate, which offers are shown.

    ranked  whether the page ranks: else compensation changes nothing there
    """
    part = fold(say("Unknowns, compensation") if ranked else say("Unknowns"), "policy")
    if part.open:
        with part:
            _choice(
                "unknowns",
                say("What is unknown counts"),
                {"cautious": say("as the worst"), "ignore": say("not at all (left out)"), "neutral": say("as half")},
            )
            if ranked:
                _compensation(say)
    part = fold(say("Offers shown: {n} of {all}", n=len(_shown(evidence)), all=len(evidence.offers)), "offers")
    if part.open:
        with part:
            _offers(evidence, say)


def _choice(key: str, label: str, options: Mapping[str, str]) -> None:
    keep(key, getattr(address.scenario(), key))
    st.radio(label, list(options), key=key, format_func=options.get, on_change=choose, args=(key, tuple(options)))


def _compensation(say: Language) -> None:
    """Draw the slider from arithmetic mean to weakest link: three named stops, and the value in force between them."""
    now = address.scenario().compensation
    stops = sorted({*COMPENSATIONS, now}, reverse=True)
    names = {
        1.0: say("full (arithmetic mean)"),
        0.0: say("partial (geometric mean)"),
        float("-inf"): say("none (weakest pillar)"),
    }
    keep("compensation", now)
    st.select_slider(
        say("Can a strong pillar make up for a weak one?"),
        stops,
        key="compensation",
        format_func=lambda p: names.get(p, say.brief(p) if p > -1e9 else ""),
        on_change=choose,
        args=("compensation", stops),
    )


def _shown(evidence: Evidence) -> tuple[str, ...]:
    shown = address.scenario().offers
    return tuple(evidence.offers) if shown is None else shown


def _offers(evidence: Evidence, say: Language) -> None:
    """Draw a box for each family, and under it one for each of its offers."""
    shown = _shown(evidence)
    for family in dict.fromkeys(o.family for o in evidence.offers.values()):
        own = [o.id for o in evidence.offers.values() if o.family == family]
        keep(f"family_{family}", set(own) <= set(shown))
        st.checkbox(
            f"**{family_text(say, family)}**",
            key=f"family_{family}",
            on_change=_show,
            args=(evidence, f"family_{family}", own),
        )
        with st.container(gap=None, key=f"offers_{family}"):
            for offer in own:
                keep(f"offer_{offer}", offer in shown)
                st.checkbox(
                    evidence.offers[offer].name,
                    key=f"offer_{offer}",
                    on_change=_show,
                    args=(evidence, f"offer_{offer}", [offer]),
                )


def _show(evidence: Evidence, key: str, offers: Collection[str]) -> None:
    """Show offers, or leave them out, as their box says; one offer at least stays."""
    shown = set(_shown(evidence))
    shown = shown | set(offers) if st.session_state[key] else shown - set(offers)
    chosen = tuple(o for o in evidence.offers if o in shown)
    if chosen:
        address.change(offers=None if len(chosen) == len(evidence.offers) else chosen)

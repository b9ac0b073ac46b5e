"""The lower parts of the screen of points of view: what all say, what divides, cross-checks, common ground, words."""

from contextlib import nullcontext
from dataclasses import replace

import streamlit as st

from charts.people import agreement_tables as charts
from charts.people.divides_sheet import divides_html
from charts.people.sheets import viewpoints_sheet
from ranking.people.agreement import EQUAL, Agreement
from ranking.weighing.scenario import Scenario
from results import people
from ui.method.slots import profile_words
from ui.parts import tables
from ui.parts.sections import section
from ui.session import address, visitor
from ui.session.links import open_ranking
from ui.session.page import Page
from ui.session.widgets import literal
from ui.stakeholders import viewpoints as side
from words.people import common_ground as ground_words
from words.people import viewpoints as words
from words.people import viewpoints_measured as measured
from words.ranking.weights import weights_sentence


def twin(page: Page, agreement: Agreement) -> None:
    """Draw places of every offer for every point of view as a table."""
    say = page.say
    with st.expander(say("The same as a table")):
        sheet = viewpoints_sheet(say, page.evidence, agreement)
        tables.shown(say, sheet)
        for line in words.excluded_sentences(say, page.evidence, agreement):
            st.text(line)
        tables.downloads(say, lambda: sheet, f"points-de-vue-{page.scenario.as_of}-{page.evidence.version}")


def agreed(page: Page, agreement: Agreement) -> None:
    """Draw, under a heading, the statements that hold for every chosen point of view."""
    say = page.say
    st.header(say("What all agree on"), anchor=False)
    tables.told(*words.agreed_sentences(say, page.evidence, agreement))


def divided(page: Page, agreement: Agreement) -> None:
    """Draw the weights that divide, and how alike the orders are."""
    say = page.say
    st.header(say("What divides"), anchor=False)
    st.text(measured.divide_sentence(say, page.evidence, agreement))
    divides(page, agreement)
    with section(say("How alike the orders are"), "alike"):
        st.text(measured.tau_sentence(say, agreement))
        st.html(charts.likeness_html(say, agreement))


def divides(page: Page, agreement: Agreement) -> None:
    """Draw what divides: the pillars, on a phone folded too, and folded the criteria that divide most."""
    pillars, (title, criteria) = divides_html(page.say, page.evidence, agreement, address.door_link())
    with section(page.say("Pillar by pillar"), "pillars") if visitor.narrow() else nullcontext():
        st.html(pillars)
    with section(title, "criteria"):
        st.html(criteria)


def checks(page: Page, agreement: Agreement) -> None:
    """Draw, folded, other ways to join the points of view: largest regret, Borda, Copeland, mean weights."""
    with section(page.say("Which offer would cost the least to those who like it least?"), "regret"):
        _checks(page, agreement)


def _checks(page: Page, agreement: Agreement) -> None:
    say = page.say
    tables.told(measured.regret_sentence(say, page.evidence, agreement))
    with st.expander(say("Every offer under each count")):
        st.html(charts.checks_html(say, page.evidence, agreement, address.door_link()))
        st.caption(
            say(
                "Regret: points that a point of view gives up with the offer, against its own best. Sum of "
                "places: the less the better, ties share the mean. Duels: offers that more points of view put "
                "below than above, less the reverse. The mean of all weights is one more ranking, nobody’s "
                "own."
            )
        )
    open_ranking(
        say, agreement.consensus.scenario, "mean", label=say("→ Open the ranking under the mean of all weights")
    )


def common(page: Page, agreement: Agreement) -> None:
    """Draw, folded, the common ground, or what stands in its way."""
    say, evidence, ground = page.say, page.evidence, agreement.ground
    stand = people.on_ground(evidence, agreement.voices)
    leader = next(iter(stand.reached))
    with section(say("Is there common ground?"), "common_ground"):
        sentence = ground_words.ground_sentence(say, evidence, agreement, stand.shares)
        tables.told(sentence)
        for collision in ground.collisions[:3]:
            tables.told(ground_words.collision_sentence(say, evidence, agreement, collision))
        if ground.empty:
            _all_collisions(page, agreement)
            tables.told(ground_words.tied_sentence(say, evidence, agreement))
        tables.told(ground_words.bounds_sentence(say, evidence, stand.reached[leader], stand.able))
        st.html(charts.ground_html(say, evidence, stand.shares, stand.reached, sentence, address.door_link()))
        st.caption(ground_words.rules_sentence(say))
        st.caption(
            say(
                "{n} weightings drawn evenly from it; places are proven by linear programmes.",
                n=say.number(stand.shares.samples),
            )
            if stand.reached[leader]
            else say("{n} weightings drawn evenly from it.", n=say.number(stand.shares.samples))
        )
        open_ranking(say, middle(agreement), "middle", label=say("→ Open the ranking at the middle of it"))


def _all_collisions(page: Page, agreement: Agreement) -> None:
    say, every = page.say, agreement.ground.collisions
    if len(every) > 3:
        with st.expander(say.plural("{n} collision in all", "{n} collisions in all", len(every))):
            for one in every:
                where = ground_words.level_text(say, page.evidence, one)
                st.text(
                    say(
                        "{where}: {what}",
                        where=where[:1].upper() + where[1:],
                        what=ground_words.collision_sentence(say, page.evidence, agreement, one),
                    )
                )


def middle(agreement: Agreement) -> Scenario:
    """Return the question with the centroid of the common ground as weights."""
    base = agreement.ground.problem
    pillars = dict.fromkeys(agreement.rankings[0].weighting.pillars, 0.0)
    pillars |= {p: round(100 * float(s), 4) for p, s in zip(base.pillars, base.shares, strict=True)}
    weights = {c: round(100 * float(w), 4) for c, w in zip(base.criteria, base.within, strict=True)}
    return replace(
        agreement.voices[0].scenario, profile=EQUAL, pillars=tuple(pillars.items()), weights=tuple(weights.items())
    )


def documented(page: Page, agreement: Agreement, entries: tuple[str, ...]) -> None:
    """Draw, folded, each point of view with its documented words, the rule that made numbers of them, its own ranking.

    First those set side by side, then the other profiles.
    """
    with section(page.say("Whose words stand behind each?"), "words"):
        _documented(page, agreement, entries)


def _documented(page: Page, agreement: Agreement, entries: tuple[str, ...]) -> None:
    say, profiles = page.say, page.evidence.profiles
    st.caption(
        say(
            "A documented point of view is our reading of somebody’s words on a given day; nobody named here "
            "has approved it."
        )
    )
    rankings = dict(zip((v.name for v in agreement.voices), agreement.rankings, strict=True))
    every = (*entries, *(k for k, p in profiles.items() if p.usable and k not in entries))
    for entry, voice in zip(every, side.voices(page, every), strict=True):
        with st.expander(literal(voice.name)):
            if entry in profiles:
                profile_words(page, profiles[entry])
            elif voice.name in rankings:
                st.text(weights_sentence(say, page.evidence, rankings[voice.name]))
            open_ranking(say, voice.scenario, f"voice_{entry}", literal(voice.name))
    for profile in (p for p in profiles.values() if not p.usable):
        with st.expander(
            say("{name}: published weights, shown for reference, not applied", name=say.text(profile.name))
        ):
            profile_words(page, profile)

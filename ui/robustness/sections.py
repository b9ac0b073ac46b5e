"""The lower parts of the robustness screen: what one would have to believe, one fact, other formulas, overlap."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from functools import partial

import pandas as pd
import streamlit as st

from charts.parts.fact_lines import FactLine, fact_lines_html
from charts.ranking.robustness_sheet import robustness_sheet
from ranking.facts.door import door_of
from ranking.model import Evidence
from ranking.robustness.fact_tipping import Flip
from ranking.robustness.first_places import Shares
from ranking.robustness.formulas import agreement, without_criterion
from ranking.robustness.overlap import influence, overlaps
from ranking.robustness.problem import WeightProblem
from results import results
from ui.parts import tables
from ui.parts.pictures import chart, under
from ui.parts.sections import section
from ui.parts.tables import printed
from ui.session import address, visitor
from ui.session.page import Page
from ui.session.widgets import fold, keep
from words.facts.values import item_label
from words.language import Language
from words.ranking.robustness import agreement_sentence, believe_sentences, flips_text, formula_name, stability_text

MOST_FLIPS, MOST_PAIRS = 8, 6


def listed(say: Language, lines: Sequence[str], key: str) -> None:
    """Draw a fold with what a picture shows, in sentences. key: that of the fold."""
    part = fold(say("The same in words"), key)
    if part.open:
        with part:
            tables.told(*lines)


def twin(evidence: Evidence, say: Language, shares: Shares, kind: str, version: str) -> None:
    """Draw rank acceptability as a table of numbers. kind: which weightings were drawn."""
    tables.twin(say, "robustness", lambda: robustness_sheet(say, evidence, shares, kind), f"solidite-{version}")


def pillars(page: Page, leader: str) -> None:
    """Draw, under a heading and on a phone folded, how far each pillar's weight can move before the leader changes."""
    title = page.say("How far one weight can move")
    if not visitor.narrow():
        st.header(title, anchor=False)
    with section(title, "weight") if visitor.narrow() else nullcontext():
        stability(page, leader, "pillar")


def stability(page: Page, leader: str, level: str) -> None:
    """Draw how far each weight of a level can move before the leader changes."""
    say, intervals = page.say, results.stability(page.evidence, page.scenario, level)
    lines = [stability_text(say, page.evidence, leader, s) for s in intervals]
    what = "stability" if level == "pillar" else "stability_criteria"
    alt, tall, opened = " ".join(lines), 60 + 52 * len(intervals), partial(address.show, "open")
    chart(page, what, 60 + 34 * len(intervals), f"stability_{level}", alt, opened, tall)
    under(page, what)
    listed(say, lines, f"words_{level}")


def believe(page: Page) -> None:
    """Draw, folded unless the address names an offer, what one would have to believe for another to win."""
    title = page.say("What would you have to believe for another to win?")
    with section(title, "believe", expanded=address.entry("believe") is not None):
        _believe(page)


def _believe(page: Page) -> None:
    say, evidence = page.say, page.evidence
    rivals = [row.offer for row in page.ranking.rows]
    named = address.entry("believe")
    offer = named if named in rivals else page.ranking.rows[1].offer
    keep("believe", offer)
    st.selectbox(
        say("Offer"),
        rivals,
        key="believe",
        format_func=lambda o: evidence.offers[o].name,
        on_change=lambda: address.show("believe", st.session_state["believe"]),
    )
    tables.told(*believe_sentences(say, evidence, offer, results.believe(evidence, page.scenario, offer)))


def one_fact(page: Page) -> None:
    """Draw the smallest changes of one fact that change the leader."""
    say, evidence = page.say, page.evidence
    st.header(say("One fact that would change the leader"), anchor=False)
    changes = results.flips(evidence, page.scenario)
    if not changes:
        st.text(say("No single fact, whatever its value, would put another offer first."))
    of_one: dict[tuple[str, str], list[Flip]] = {}
    for flip in changes:
        of_one.setdefault((flip.offer, flip.indicator), []).append(flip)
    lines = [
        FactLine(flips_text(say, evidence, flips), door_of(evidence, *name), flips[0].fact)
        for name, flips in list(of_one.items())[:MOST_FLIPS]
    ]
    st.html(fact_lines_html(say, lines, address.door_link()))
    if len(of_one) > MOST_FLIPS:
        st.caption(say("{n} more, with a larger change.", n=len(of_one) - MOST_FLIPS))


def formulas(page: Page, base: WeightProblem) -> None:
    """Draw, folded, other formulas on the same scales, and the board without one criterion."""
    with section(page.say("Would another formula say the same?"), "formulas"):
        _formulas(page, base)


def _formulas(page: Page, base: WeightProblem) -> None:
    say, evidence = page.say, page.evidence
    table = agreement(base)
    tables.told(agreement_sentence(say, evidence, [(n, r.leader, bool(r.same_leader)) for n, r in table.iterrows()]))
    _leaders(page, table, say("Formula"), lambda n: formula_name(say, n))
    part = fold(say("Without one criterion"), "without")
    if part.open:
        with part:
            _leaders(page, without_criterion(base), say("Without"), lambda n: item_label(say, evidence, n))


def _leaders(page: Page, table: pd.DataFrame, head: str, label: Callable[[str], str]) -> None:
    say, evidence = page.say, page.evidence
    rows = [
        {
            head: label(n),
            say("First"): evidence.offers[r.leader].name,
            say("Same first"): say("yes") if r.same_leader else say("no"),
            say("Likeness of the orders (1: the same)"): float(r.tau),
        }
        for n, r in table.iterrows()
    ]
    printed(say, pd.DataFrame(rows), digits=2, opens=True)


def overlap(page: Page) -> None:
    """Draw, folded, criteria that say nearly the same, and what each one really moves beside its weight."""
    with section(page.say("Is one fact weighed twice?"), "overlap"):
        _overlap(page)


def _overlap(page: Page) -> None:
    say, evidence, ranking = page.say, page.evidence, page.ranking
    pairs = [p for p in overlaps(ranking) if p.weight > 0][:MOST_PAIRS]
    alike = [
        {
            say("Criterion"): item_label(say, evidence, p.first),
            say("and"): item_label(say, evidence, p.second),
            say("Likeness (rank correlation)"): p.correlation,
            say("Offers known on both"): p.pairs,
            say("Weight of the two"): p.weight,
        }
        for p in pairs
    ]
    printed(say, pd.DataFrame(alike), (say("Weight of the two"),), digits=2)
    if ranking.scenario.compensation == 1:
        real = influence(ranking)
        real = real[real["weight"] > 0].sort_values("influence", ascending=False)
        moved = [
            {
                say("Criterion"): item_label(say, evidence, c),
                say("Weight"): r.weight,
                say("Real influence"): r.influence,
            }
            for c, r in real.iterrows()
        ]
        printed(say, pd.DataFrame(moved), (say("Weight"), say("Real influence")))
        st.caption(
            say(
                "Real influence: the share of the differences between totals that the criterion "
                "explains; negative where it levels them."
            )
        )

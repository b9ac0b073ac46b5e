"""The parts of the screen of costs beside its table: what a workload rests on, what points cost, services in use."""

import streamlit as st

from charts.decisions.comparison_sheets import ComparisonSide, places_beside_sheet
from charts.parts.sheet_html import sheet_html
from charts.workload.move_sheets import choices_sheet, leave_sheet
from charts.workload.sheets import STYLE, apart, bill_html, bill_sheet, poles_sheet, services_sheet
from ranking.bills.bill import POLES, Bill
from ranking.model import Evidence
from ranking.workload.load import presets
from ranking.workload.workload import Workload
from ranking.workload.written import named
from results import results as whole
from results import workload as results
from ui.parts import tables
from ui.parts.sections import section
from ui.parts.verdict import found
from ui.session import address, visitor
from ui.session.page import Page
from ui.session.widgets import fold, keep
from ui.workload import switch
from words.facts import price_of_points as poles_words
from words.facts import workload_choices as choice_words
from words.facts import workload_exit as exit_words
from words.facts import workload_in_ranking as fed_words
from words.language import Language


def basis(say: Language, used: Workload) -> None:
    """Draw what of a documented workload is published and what assumed, and what was published beside it.

    On a phone, folded: it would push the bills off the first screens.
    """
    preset = presets().get(named(used))
    if preset is None:
        return
    sentences = [say.text(preset.basis)]
    if preset.beside:
        sentences.append(say.text(preset.beside))
        title, url = preset.source.title, preset.source.url
        sentences.append(
            say("Source: [{title}]({url}), {day}.", title=title, url=url, day=say.partial_day(preset.source.day))
        )
    with st.expander(say("Where these numbers come from")) if visitor.narrow() else st.container():
        st.caption(" ".join(sentences))


def by_part(page: Page, bill: Bill, finding: str) -> None:
    """Draw, folded, every part of the bills with its price: on a phone the totals and their bars stand alone."""
    part = fold(page.say("Part by part, with each price"), "cost_parts")
    if part.open:
        with part:
            st.html(bill_html(page.say, page.evidence, bill, finding, address.door_link()))


def bounds(page: Page, bill: Bill) -> None:
    """Draw, folded, the bills that lack a part: they stand beside none."""
    say, evidence = page.say, page.evidence
    rest = apart(bill)[1]
    if not rest:
        return
    part = fold(say("Offers of which a part has no price: lower bounds ({n})", n=len(rest)), "cost_bounds")
    if part.open:
        with part:
            sheet = bill_sheet(say, evidence, bill, every=False, some=rest)
            st.html(sheet_html(say, sheet, STYLE, sheet.title, link=address.door_link()))


def poles(page: Page, bill: Bill) -> None:
    """Draw the price of urgency beside the price of sovereignty."""
    with section(page.say("The price of urgency, the price of sovereignty"), "cost_poles"):
        _poles(page, bill)


def _poles(page: Page, bill: Bill) -> None:
    say, evidence = page.say, page.evidence
    for sentence in choice_words.choice_sentences(say, evidence, bill):
        st.text(sentence)
    if bill.choices:
        sheet = choices_sheet(say, evidence, bill)
        st.html(sheet_html(say, sheet, f"{STYLE} wl-choices", sheet.title, link=address.door_link()))
        st.caption(choice_words.choices_note(say, bill))
        tables.downloads(
            say, lambda: choices_sheet(say, evidence, bill), f"cout-des-choix-{bill.day}-{evidence.version}"
        )
    part = fold(say("What more points cost"), "cost_points")
    if part.open:
        with part:
            _points(say, evidence, bill)


def _points(say: Language, evidence: Evidence, bill: Bill) -> None:
    for pole in POLES:
        st.text(poles_words.pole_sentence(say, evidence, evidence.pole(pole), bill.poles[pole]))
    if any(bill.poles.values()):
        sheet = poles_sheet(say, evidence, bill)
        st.html(sheet_html(say, sheet, f"{STYLE} wl-poles", sheet.title, link=address.door_link()))
        st.caption(poles_words.poles_note(say, bill))
        tables.downloads(say, lambda: sheet, f"cout-des-points-{bill.day}-{evidence.version}")


def leaving(page: Page, bill: Bill) -> None:
    """Draw, folded, what taking the stored data out once costs, and what the law says of it."""
    say, evidence = page.say, page.evidence
    if not bill.workload.storage_tb:
        return
    part = fold(say("To leave: taking the stored data out once"), "cost_leave")
    if part.open:
        with part:
            st.text(exit_words.leave_sentence(say, bill))
            sheet = leave_sheet(say, evidence, bill)
            if sheet.rows:
                st.html(sheet_html(say, sheet, STYLE, sheet.title, link=address.door_link()))
                tables.downloads(say, lambda: sheet, f"cout-de-sortie-{bill.day}-{evidence.version}")
            st.caption(exit_words.law_text(say))


def services(page: Page, bill: Bill) -> None:
    """Draw, folded, which offer is documented to have the managed services in use."""
    say, evidence = page.say, page.evidence
    if not bill.workload.services:
        return
    part = fold(say("Who has the managed services in use"), "cost_services")
    if part.open:
        with part:
            sheet = services_sheet(say, evidence, bill)
            st.html(sheet_html(say, sheet, STYLE, sheet.title, link=address.door_link()))
            tables.downloads(say, lambda: sheet, f"cout-services-{bill.day}-{evidence.version}")


def ranked(page: Page, used: Workload) -> None:
    """Draw the switch that ranks by the bill, and, where it is on, the ranking beside that by unit prices."""
    say, evidence = page.say, page.evidence
    st.subheader(say("The ranking by this bill"), anchor=False)
    keep("priced", bool(page.scenario.priced))
    st.toggle(
        fed_words.switch_text(say),
        key="priced",
        help=say("Every screen, file and link follows, until you go back to unit prices."),
        on_change=_switch,
        args=(evidence, used),
    )
    if not page.scenario.priced:
        return
    now, before = page.ranking, results.by_unit_prices(evidence, page.scenario)
    if before is None:
        st.text(say("By unit prices nothing is left to be weighed on that day."))
        return
    st.markdown(f"**{tables.escaped(fed_words.finding(say, evidence, now, found(evidence, now), before))}**")
    st.caption(fed_words.terms(say, evidence, now, whole.with_thin(evidence, now)))
    before, after = (
        ComparisonSide(place, score, {r.offer: (r.place, r.score) for r in answer.rows})
        for place, score, answer in (
            (say("Place by unit prices"), say("Score by unit prices"), before),
            (say("Place by the bill"), say("Score by the bill"), now),
        )
    )
    names = {o: evidence.offers[o].name for o in dict.fromkeys([*after.held, *before.held])}
    stem = f"classement-par-facture-{page.scenario.as_of}-{evidence.version}"
    part = fold(say("Both rankings, place by place"), "cost_ranked")
    if part.open:
        with part:
            tables.whole(say, places_beside_sheet(say, names, (after, before)), stem)


def _switch(evidence: Evidence, used: Workload) -> None:
    if st.session_state["priced"]:
        switch.put(evidence, used)
    else:
        switch.take_back(evidence)

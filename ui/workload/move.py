"""To go from one offer to another, on the screen of costs: the pair, service by service, and the exit sheet."""

import streamlit as st

from address.links import link
from charts.parts.sheet_html import sheet_html
from charts.workload.move_sheets import move_sheet
from charts.workload.sheets import STYLE
from exports.documents.exit_sheet import exit_sheet
from ranking.bills.leaving import Leaving
from ranking.model import Source
from ranking.workload.workload import Workload
from results import workload as results
from ui.parts import tables
from ui.parts.export.document import document_buttons
from ui.parts.sections import section
from ui.session import address, routes
from ui.session.page import Page
from ui.session.widgets import keep
from words.facts import workload_move as words
from words.facts.workload_exit import law_lines


def draw(page: Page, used: Workload) -> None:
    """Draw, folded unless a link names the pair, what it takes to go from one offer to another."""
    say, evidence = page.say, page.evidence
    offers = list(evidence.offers)
    pair = address.value("pair", evidence) or results.usual_pair(evidence, page.ranking)
    if pair is None:
        return
    pair_named = address.entry("pair") is not None
    with section(say("To go from one offer to another"), "move", expanded=pair_named, asked=True) as part:
        if not part.open:
            return
        names = {o: evidence.offers[o].name for o in offers}
        keep("move_left", pair[0])
        keep("move_taken", pair[1])
        left, taken = st.columns(2)
        left.selectbox(say("Leaving"), offers, key="move_left", format_func=names.get, on_change=_choose, args=(pair,))
        others = [o for o in offers if o != pair[0]]
        taken.selectbox(say("For"), others, key="move_taken", format_func=names.get, on_change=_choose, args=(pair,))
        _said(page, results.leaving(evidence, page.scenario, used, pair))


def _choose(before: tuple[str, str]) -> None:
    left, taken = st.session_state["move_left"], st.session_state["move_taken"]
    # Whoever leaves the offer that was to be taken goes the other way round.
    address.set_value("pair", (left, taken if left != taken else before[0]))


def _said(page: Page, way: Leaving) -> None:
    say, evidence = page.say, page.evidence
    st.markdown(tables.escaped(words.finding(say, evidence, way)))
    sheet = move_sheet(say, evidence, way)
    if sheet.rows:
        st.html(sheet_html(say, sheet, f"{STYLE} wl-move", sheet.title, link=address.door_link()))
    _named(say("To stay and to go"))
    st.text("\n".join(words.bill_lines(say, evidence, way)))
    published = say("Published of leaving {offer}, not ours", offer=words.names(evidence, way)["left"])
    for name, lines in (
        (say("What leaves, and what that costs"), words.out_lines(say, evidence, way)),
        (say("What the law says"), law_lines(say, way.day)),
        (published, words.published_lines(say, way) or [(say("Nothing on file by that day."), None)]),
    ):
        _named(name)
        for text, source in lines:
            _sourced(page, text, source)
    _named(say("What is unknown"))
    st.text("\n".join(f"– {line}" for line in words.unknown_lines(say, evidence, way)))
    _files(page, way)


def _named(name: str) -> None:
    """Draw the name of a part, in the words of the sheet."""
    st.markdown(f"**{tables.escaped(name)}**")


def _sourced(page: Page, text: str, source: Source | None) -> None:
    """Draw a sentence with its source behind it."""
    say = page.say
    if source is None or not source.url:
        st.text(text)
        return
    day = say.partial_day(source.day) if source.day else say("undated")
    st.caption(f"{text} " + say("Source: [{title}]({url}), {day}.", title=source.title, url=source.url, day=day))


def _files(page: Page, way: Leaving) -> None:
    """Draw the sheet's files, and the table's."""
    say, evidence = page.say, page.evidence
    stem = f"sortie-{'-'.join(way.pair)}-{way.day}-{evidence.version}"
    labels = {"docx": say("Exit sheet (DOCX)"), "pdf": say("Exit sheet (PDF)")}
    own = address.entries(("workload",)) | {"pair": ",".join(way.pair)}
    where = link(routes.base(), page.scenario, evidence.version, say.code, "cost", **own)
    document_buttons(labels, lambda: exit_sheet(say, evidence, way, where), stem, "exit")
    if way.moves:
        tables.downloads(say, lambda: move_sheet(say, evidence, way), stem)

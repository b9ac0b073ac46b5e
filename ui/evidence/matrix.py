"""The evidence page's parts: the finding, the matrix with its filter, the fact behind one cell."""

from collections.abc import Callable
from contextlib import nullcontext
from urllib.parse import urlencode

import streamlit as st

from address.readers import GRADES
from charts.evidence.evidence_fact import fact_html, history_html
from charts.evidence.evidence_matrix import Cells, groups, matrix_html, on_sale
from ranking.facts.cells import CONTESTED, cells
from ranking.facts.door import door_of
from ranking.model import Criterion, Evidence
from ranking.replies.reply import Reply, by_cell, counted
from ui.evidence import contest, replies, version_log
from ui.parts import projector
from ui.parts.replies import open_replies
from ui.parts.sections import section
from ui.parts.tables import heading, unfolding
from ui.session import address, visitor
from ui.session.js_components import mount
from ui.session.page import Page
from ui.session.widgets import FRESH, keep
from words.facts.evidence import details, title
from words.language import Language

_FOLDED = "matrix_folded"


def draw(page: Page) -> None:
    """Draw the whole page but its downloads."""
    matrix_cells = cells(page.evidence, page.ranking.matrix)
    sold = on_sale(page.evidence, page.ranking, matrix_cells)
    grades = address.entry("grades") or GRADES
    waiting = open_replies(page.evidence)
    sentence = title(page.say, page.evidence, page.ranking, sold)
    heading(sentence, details(page.say, page.evidence, page.ranking, sold, grades))
    offer, criterion = _chosen(page, matrix_cells)
    folded = not projector.on() and _folded(page)
    whole = section(page.say("All the facts, offer by offer"), "matrix") if folded else nullcontext()
    with st.container(key="ev_matrix"), whole:
        if not projector.on():
            _filter(page.say, grades)
        chosen = f"{offer}.{criterion}"
        shown = by_cell(page.evidence, counted(page.evidence, waiting, page.scenario.as_of, page.evidence.offers))
        subject = page.say, page.evidence, page.ranking
        st.html(unfolding(matrix_html(*subject, matrix_cells, grades, chosen, _doors(page), sentence, shown)))
    projector.enough()
    scale = page.evidence.criteria.get(criterion) or page.evidence.indicators[criterion]
    with st.container(key="ev_fact"):
        below = page.say("One fact, with its source and its history")
        with section(below, "fact", expanded=_asked_below(page)):
            _fact(page, matrix_cells, offer, scale, waiting)
        replies.every(page)
        version_log.draw(page, offer, scale)
    mount("evidence/browser", "evidence.js", key="evidence_links")


def _chosen(page: Page, matrix_cells: Cells) -> tuple[str, str]:
    """The open cell: the address's, else the first offer's first criterion."""
    if cell := address.value("cell", page.evidence):
        return cell
    shown = [o for offers in groups(page.evidence, page.ranking, matrix_cells).values() for o in offers]
    return (shown or list(page.evidence.offers))[0], next(iter(page.evidence.criteria))


def _asked_below(page: Page) -> bool:
    """Return whether a cell is asked for that the drawer does not show beside the matrix already."""
    beside = address.value("open", page.evidence)
    cell = address.entry("cell")
    return cell is not None and not (beside and cell == f"{beside.offer}.{beside.criterion}")


def _folded(page: Page) -> bool:
    """Return whether the matrix stands folded: a link led to one fact, which then stands in sight below it.

    It stays as it was when the page was opened, whatever cell is chosen there: nothing moves under a hand.
    """
    if st.session_state[FRESH]:
        st.session_state[_FOLDED] = _asked_below(page)
    return st.session_state.get(_FOLDED, False)


def _doors(page: Page) -> Callable[[str], str]:
    """Address of this page with a cell open, in the drawer and under the matrix."""
    link = _linker()
    return lambda cell: f"{link(cell)}&open={door_of(page.evidence, *cell.split('.'))}"


def _linker() -> Callable[[str], str]:
    """Address of this page with a cell open; ids need no quoting."""
    query = urlencode(address.query(("grades",)))
    return lambda cell: f"?{query}&cell={cell}"


def _filter(say: Language, grades: str) -> None:
    keep("grades", list(grades.removesuffix(CONTESTED)))
    keep("contested_only", grades.endswith(CONTESTED))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        st.pills(
            say("Grades shown"), list(GRADES), key="grades", selection_mode="multi", on_change=_choose, width="content"
        )
        st.toggle(say("Contested facts alone"), key="contested_only", on_change=_choose)


def _choose() -> None:
    chosen = "".join(sorted(st.session_state["grades"])) or GRADES
    chosen += CONTESTED if st.session_state["contested_only"] else ""
    address.show("grades", chosen if chosen != GRADES else None)


def _fact(page: Page, matrix_cells: Cells, offer: str, scale: Criterion, waiting: tuple[Reply, ...]) -> None:
    """Two choices, the fact, its history, and the form by which it is contested."""
    say, evidence, criterion = page.say, page.evidence, scale.id
    keep("cell_offer", offer)
    keep("cell_criterion", criterion)
    left, right = st.columns(2)
    left.selectbox(
        say("Offer"),
        sorted(evidence.offers, key=lambda o: evidence.offers[o].name.casefold()),
        key="cell_offer",
        format_func=lambda o: evidence.offers[o].name,
        on_change=_choose_cell,
    )
    labels = _labels(say, evidence)
    right.selectbox(
        say("Criterion or fact"), list(labels), key="cell_criterion", format_func=labels.get, on_change=_choose_cell
    )
    st.html(fact_html(say, evidence, page.ranking, matrix_cells, offer, scale))
    replies.of_cell(page, waiting, offer, scale)
    back = {"href": _linker()(f"{offer}.{criterion}"), "text": say("Back to the matrix"), "back": "yes"}
    st.html(history_html(say, evidence, page.ranking, offer, scale, back, visitor.narrow()))
    # A bill is worked out here: what can be contested is each of its prices.
    if evidence.replaced_prices is None or criterion != evidence.replaced_prices.bill:
        contest.draw(page, offer, scale)


def _choose_cell() -> None:
    address.set_value("cell", (st.session_state["cell_offer"], st.session_state["cell_criterion"]))


def _labels(say: Language, evidence: Evidence) -> dict[str, str]:
    """Scored criteria by pillar, each share followed by its services, then what is shown without being scored."""
    labels = {}
    for criterion in evidence.criteria.values():
        label = say.text(criterion.label)
        labels[criterion.id] = say(
            "{group}: {label}", group=say.text(evidence.pillars[criterion.pillar].label), label=label
        )
        if criterion.kind == "share":
            labels |= {
                i: say("{group}: {label}", group=label, label=say.text(evidence.indicators[i].label))
                for i in criterion.indicators
            }
    rest = [i for i in evidence.indicators if i not in labels]
    return labels | {
        i: say("{group}: {label}", group=say("Not scored"), label=say.text(evidence.indicators[i].label)) for i in rest
    }

"""The finding of every page but the ranking's, each from the functions that the page itself draws with."""

from collections.abc import Callable
from html import escape
from urllib.parse import urlencode

from address import viewpoints
from address.entries import PAGES
from address.readers import GRADES
from charts.balance.sides_sheet import sides_sheet
from charts.decisions.replay import overview_html
from charts.evidence.evidence_matrix import matrix_html, on_sale
from charts.parts.twin_html import twin_html
from charts.people.sheets import viewpoints_sheet
from charts.ranking.robustness_sheet import robustness_sheet
from charts.through_time.ready import ready_html
from charts.workload.sheets import bill_html
from charts.yardsticks.sheets import offers_sheet, offers_tables
from ranking.balance.balance import poles
from ranking.errors import BoardError
from ranking.facts.cells import cells
from ranking.people.elicitation import WAYS
from ranking.replies.reply import by_cell, counted
from ranking.weighing.rank import current_balance
from ranking.yardsticks.load import framework
from results import people, results, workload, yardsticks
from store.meetings import DAYS
from web.first_paint.finding import Finding, PageRequest, ranked
from words.decisions import replay as decided
from words.facts import workload as cost
from words.facts import yardsticks as csf
from words.facts.evidence import details
from words.facts.evidence import title as known
from words.method.documents import QUESTIONS, document, filled, questions
from words.method.values import values
from words.people import viewpoints as views
from words.people.elicitation import way_asks, way_name
from words.ranking import readiness, robustness, tradeoff
from words.refusals import reason_sentence


def balanced(request: PageRequest) -> Finding:
    """Return the trade-off's page; its twin holds both pictures."""
    say, evidence = request.say, request.evidence
    sides = poles(evidence, request.view.sides)
    balance, plane = (
        results.tradeoff(evidence, request.scenario, sides),
        results.plane(evidence, request.scenario, sides),
    )
    terms = (tradeoff.close_sentence(say, balance), tradeoff.numeric_sentence(say, balance), request.terms)
    return Finding(
        tradeoff.switch_sentence(say, evidence, balance),
        (tradeoff.position_sentence(say, evidence, balance),),
        " ".join(filter(None, terms)),
        twin_html(say, sides_sheet(say, evidence, balance, plane, request.ranking)),
    )


def through_time(request: PageRequest) -> Finding:
    """Return the timeline's page: who had all the prerequisites when."""
    say, evidence, scenario = request.say, request.evidence, request.scenario
    ready = results.readiness(evidence, scenario, request.view.bundle)
    balance = current_balance(evidence, request.ranking.weighting)
    lead = readiness.map_sentence(say, evidence, results.catch_up(evidence, scenario), balance)
    answer = readiness.director_sentence(say, evidence, ready)
    return Finding(
        answer,
        (readiness.since_sentence(say, evidence, ready),),
        " ".join(filter(None, (lead, readiness.open_sentence(say, evidence, ready)))),
        ready_html(say, evidence, ready, request.view.bundle, scenario.as_of, answer),
    )


def holding(request: PageRequest) -> Finding:
    """Return the robustness page: shares of first places over all weightings."""
    say, evidence, vary, answer = request.say, request.evidence, request.view.vary, request.ranking
    if len(answer.rows) < 2:
        return Finding(say("With fewer than two offers in the ranking there is nothing to test."), (), request.terms)
    shares = results.shares(evidence, request.scenario, vary)
    return Finding(
        robustness.hold_sentence(say, evidence, answer.rows[0].offer, shares.weights, vary.kind),
        (robustness.both_sentence(say, evidence, shares.both),),
        " ".join(filter(None, (robustness.error_sentence(say, shares.both), request.terms))),
        twin_html(say, robustness_sheet(say, evidence, shares, vary.kind)),
    )


def beside(request: PageRequest) -> Finding:
    """Return the viewpoints' page: places of every offer for every point of view."""
    say, evidence, scenario = request.say, request.evidence, request.scenario
    entries = viewpoints.chosen(request.view.voices, evidence, scenario)
    try:
        side_by_side = people.agreement(evidence, viewpoints.voices(say, evidence, scenario, entries))
    except BoardError as error:
        return Finding(say("Under these conditions no ranking can be compared."), (reason_sentence(say, error),))
    return Finding(
        views.headline(say, evidence, side_by_side),
        (views.apart_sentence(say, evidence, side_by_side),),
        views.terms(say, evidence, side_by_side),
        twin_html(say, viewpoints_sheet(say, evidence, side_by_side)),
    )


def replayed(request: PageRequest) -> Finding:
    """Return what the page of documented decisions says first: in how many the board agrees, and its overview."""
    say, every = request.say, results.replays(request.evidence)
    return Finding(
        decided.count_sentence(say, every),
        (decided.stated_sentence(say, every),),
        decided.terms_sentence(say),
        overview_html(say, request.evidence, every),
    )


def evident(request: PageRequest) -> Finding:
    """Return the evidence's page: the matrix of offers and criteria."""
    say, evidence, answer = request.say, request.evidence, request.ranking
    matrix_cells, grades = cells(evidence, answer.matrix), request.view.shown or GRADES
    sold = on_sale(evidence, answer, matrix_cells)
    here = f"?{urlencode(request.scenario.to_query() | {'lang': say.code})}"
    title = known(say, evidence, answer, sold)
    waiting = by_cell(evidence, counted(evidence, request.replies, request.scenario.as_of, evidence.offers))
    return Finding(
        title,
        (details(say, evidence, answer, sold, grades),),
        "",
        matrix_html(
            say, evidence, answer, matrix_cells, grades, "", lambda cell: f"{here}&cell={cell}", title, waiting
        ),
    )


def official(request: PageRequest) -> Finding:
    """Return the page of the Commission's framework, without the answers that a visit lays over the facts."""
    say, evidence, shown, used = request.say, request.evidence, request.shown, framework()
    level = PAGES["seal"].read(shown["seal"], evidence) if "seal" in shown else yardsticks.usual_level()
    weights = shown.get("csf") or used.weights_named().id
    reading = yardsticks.reading(evidence, request.scenario, weights)
    headline = csf.finding(say, evidence, reading, level)
    groups = offers_tables(say, offers_sheet(say, evidence, reading, level))
    tables = "".join(
        f"<details{' open' if open_at_first else ''}><summary>{escape(title)}</summary>{table}</details>"
        for title, table, open_at_first in groups
    )
    lines = (csf.sure_sentence(say, reading, level), csf.given_sentence(say, evidence, reading))
    return Finding(headline, lines, " ".join(filter(None, csf.terms(say, reading))), tables if reading.known else "")


def priced(request: PageRequest) -> Finding:
    """Return what the page of costs says first: who is cheapest, what is unknown, and the bill as a table."""
    say, evidence = request.say, request.evidence
    used = workload.in_use(evidence, request.scenario, request.view.workload)
    bill = workload.bill(evidence, request.scenario, used)
    headline = cost.finding(say, evidence, bill)
    known = cost.known_sentence(say, bill) or cost.cards_sentence(say, evidence, bill)
    lines = (known, cost.services_sentence(say, bill))
    table = bill_html(say, evidence, bill, headline) if bill.costs else ""
    return Finding(headline, lines, " ".join(filter(None, cost.terms(say, used))), table)


def drawn(request: PageRequest) -> Finding | None:
    """Return the page of the visitor's weights before a way in is chosen; None once questions are asked."""
    say = request.say
    if request.view.way:
        return None
    ways = "".join(f"<dt>{escape(way_name(say, w))}</dt><dd>{escape(way_asks(say, w))}</dd>" for w in WAYS)
    explanation = say(
        "Answer a few questions; the board makes weights of them, shows them beside the present ones, and "
        "says what that does to the ranking. Nothing changes until you say so."
    )
    return Finding(
        say("What matters to you, and how much? Four ways to say it."), (explanation,), "", f"<dl>{ways}</dl>"
    )


def explained(request: PageRequest) -> Finding:
    """Return the method's page: every question with its answer."""
    say, scope = request.say, values(request.say, request.evidence) | {"days": str(DAYS)}
    names = questions(say)
    answers = "".join(
        f"<dt>{escape(names[n])}</dt><dd>{filled(document(n, say.code).answer, scope)}</dd>" for n in QUESTIONS
    )
    opening = document("opening", say.code)
    scoped = f'<p class="conditions">{filled(opening.answer, scope)}</p>'
    return Finding(opening.title, (), "", f"{scoped}<dl>{answers}</dl>")


FINDINGS: dict[str, Callable[[PageRequest], Finding | None]] = {
    "ranking": ranked,
    "tradeoff": balanced,
    "timeline": through_time,
    "robustness": holding,
    "stakeholders": beside,
    "replay": replayed,
    "evidence": evident,
    "framework": official,
    "cost": priced,
    "weights": drawn,
    "method": explained,
}

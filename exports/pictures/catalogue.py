"""Every picture of the board: its figure or table, its title, what it measures, how to read it, its page.

A new picture is one function here (or in a file beside, as catalogue_facts) that returns a Picture, its name in
CATALOGUE, its page in SCREENS, its name in the rows of address.entries that enter it; then `chart(page, name)` and
`under(page, name)` on its page. Every size, form, theme and language, the sets, the command line and the tests of
labels and marks follow.
"""

from address.page_entries import PageEntries
from charts.balance.balance import balance_figure
from charts.balance.catchup import catchup_figure
from charts.balance.plane import plane_figure
from charts.ranking.ranking_sheet import ranking_sheet
from charts.ranking.ranking_table import reading
from charts.ranking.robustness import acceptability_figure, stability_figure
from charts.through_time.bump import bump_figure
from charts.through_time.ready import ready_sheet
from exports.pictures import catalogue_facts, catalogue_people, catalogue_weights
from exports.pictures.picture import Picture
from ranking.balance.balance import poles
from ranking.model import Evidence, Fact
from ranking.weighing.rank import Ranking, current_balance
from ranking.weighing.scenario import Scenario
from results import results, switches, workload
from words import reading as how
from words.facts.values import item_label
from words.facts.workload_choices import prices_text
from words.language import Language
from words.ranking import readiness, robustness, timeline, tradeoff
from words.ranking.verdict import share_sentence, switches_sentence, verdict


def ranking(say: Language, evidence: Evidence, scenario: Scenario, view: PageEntries) -> Picture:
    """Return the picture of places, scores with their range, points of each pillar."""
    ranked = results.ranking(evidence, scenario)
    judgement = results.verdict(evidence, ranked, view.vary)
    measure = say("Score out of 100, weighted mean of fixed scales, with its worst and best case")
    flips = switches_sentence(say, evidence, switches.switches(evidence, ranked), 140)
    return Picture(
        verdict(say, evidence, ranked, judgement),
        " · ".join(filter(None, (measure, share_sentence(say, evidence, judgement).rstrip("."), flips.rstrip(".")))),
        reading(say, evidence, ranked),
        "ranking",
        lambda look: ranking_sheet(say, evidence, ranked, look.most),
        _that_day(ranked),
    )


def balance(say: Language, evidence: Evidence, scenario: Scenario, view: PageEntries) -> Picture:
    """Return the picture of every offer's score along the balance of two sides."""
    lines = results.tradeoff(evidence, scenario, view.sides)
    first, second = (item_label(say, evidence, n) for n in (lines.first, lines.second))
    return Picture(
        tradeoff.switch_sentence(say, evidence, lines),
        say(
            "Score out of 100 as the weight passes from “{second}” to “{first}”, all else held",
            first=first,
            second=second,
        ),
        how.balance_reading(say, evidence, lines),
        "tradeoff",
        lambda look: balance_figure(say, evidence, lines, look),
        _that_day(results.ranking(evidence, scenario)),
    )


def plane(say: Language, evidence: Evidence, scenario: Scenario, view: PageEntries) -> Picture:
    """Return the picture of the offers on two sides, without any total."""
    points = results.plane(evidence, scenario, view.sides)
    first, second = (item_label(say, evidence, n) for n in (points.first, points.second))
    return Picture(
        tradeoff.front_sentence(say, evidence, points),
        say("Score out of 100 on “{first}”, across, and on “{second}”, upward", first=first, second=second),
        " ".join(filter(None, (how.plane_reading(say, evidence, points), _prices(say, evidence, scenario, view)))),
        "tradeoff",
        lambda look: plane_figure(say, evidence, points, look),
        _that_day(results.ranking(evidence, scenario)),
    )


def _prices(say: Language, evidence: Evidence, scenario: Scenario, view: PageEntries) -> str:
    """Return what either pole costs, where the two sides are the poles; "" for other sides."""
    if poles(evidence, view.sides) != poles(evidence):
        return ""
    used = workload.in_use(evidence, scenario, None)
    return prices_text(say, evidence, workload.bill(evidence, scenario, used))


def led(say: Language, evidence: Evidence, scenario: Scenario, view: PageEntries) -> Picture:
    """Return the picture of the catch-up map."""
    leads, now = (
        results.catch_up(evidence, scenario),
        current_balance(evidence, results.ranking(evidence, scenario).weighting),
    )
    return Picture(
        readiness.map_sentence(say, evidence, leads, now),
        say(
            "Leader at each balance of urgency and sovereignty, day by day since {start}", start=say.month(leads.start)
        ),
        how.map_reading(say),
        "timeline",
        lambda look: catchup_figure(say, evidence, leads, scenario.as_of, now, look),
        evidence.filed.facts,
    )


def bump(say: Language, evidence: Evidence, scenario: Scenario, view: PageEntries) -> Picture:
    """Return the picture of places through time."""
    steps, end = results.history(evidence, scenario), results.last_day(evidence, scenario)
    return Picture(
        timeline.subject_sentence(say, evidence, steps, scenario.as_of, end),
        say("Place of each offer, day by day since {start}", start=say.month(steps[0].day)),
        how.bump_reading(say, evidence.offers[timeline.followed(evidence, steps, scenario.as_of)].name),
        "timeline",
        lambda look: bump_figure(say, evidence, steps, scenario.as_of, end, look),
        evidence.filed.facts,
    )


def ready(say: Language, evidence: Evidence, scenario: Scenario, view: PageEntries) -> Picture:
    """Return the picture of who had all the prerequisites when."""
    offers = results.readiness(evidence, scenario, view.bundle)
    wanted = {o.requirement.indicator for r in offers for o in r.state.outcomes}
    return Picture(
        readiness.director_sentence(say, evidence, offers),
        say(
            "First day on which every prerequisite is shown to be met, and what was there on {day}",
            day=say.day(scenario.as_of),
        ),
        how.ready_reading(say, say.day(scenario.as_of)),
        "timeline",
        lambda look: ready_sheet(say, evidence, offers, view.bundle, look.most),
        tuple(f for f in evidence.filed.facts if f.indicator in wanted),
        False,
    )


def rank_acceptability(say: Language, evidence: Evidence, scenario: Scenario, view: PageEntries) -> Picture:
    """Return the picture of shares of all weightings that give each place."""
    answer, (weights, both) = results.ranking(evidence, scenario), results.shares(evidence, scenario, view.vary)
    measure = (
        say("Share of draws that give each place"),
        robustness.scope_text(say, view.vary.kind),
        robustness.error_sentence(say, both).rstrip("."),
    )
    return Picture(
        robustness.hold_sentence(say, evidence, answer.rows[0].offer, weights, view.vary.kind),
        " · ".join(measure),
        how.places_reading(say),
        "robustness",
        lambda look: acceptability_figure(say, evidence, both, look),
        _that_day(answer),
        keyed=False,
    )


def stable(say: Language, evidence: Evidence, scenario: Scenario, view: PageEntries, level: str = "pillar") -> Picture:
    """Return the picture of how far each weight can move; the title is that of the most delicate one."""
    answer, intervals = results.ranking(evidence, scenario), results.stability(evidence, scenario, level)
    tight = min(
        intervals,
        key=lambda s: min(s.now - s.leads[0] if s.leads[0] > 0 else 1, s.leads[1] - s.now if s.leads[1] < 1 else 1),
    )
    return Picture(
        robustness.stability_text(say, evidence, answer.rows[0].offer, tight),
        say("Interval of each weight, in % of the whole, that leaves the leader in the lead"),
        how.stability_reading(say),
        "robustness",
        lambda look: stability_figure(say, evidence, answer.rows[0].offer, intervals, look),
        _that_day(answer),
        keyed=False,
    )


def stable_criteria(say: Language, evidence: Evidence, scenario: Scenario, view: PageEntries) -> Picture:
    """Return the picture of how far each criterion's weight can move."""
    return stable(say, evidence, scenario, view, "criterion")


CATALOGUE = {
    "ranking": ranking,
    "tradeoff": balance,
    "plane": plane,
    "timeline": led,
    "bump": bump,
    "ready": ready,
    "robustness": rank_acceptability,
    "stability": stable,
    "stability_criteria": stable_criteria,
    **catalogue_facts.CATALOGUE,
    "stakeholders": catalogue_people.stakeholders,
    "divides": catalogue_people.divides,
    "elicited": catalogue_weights.elicited,
}
# The pictures of each screen; one that is not named here is a screen of its own.
SCREENS = {
    "ranking": ("ranking", "pair"),
    "tradeoff": ("tradeoff", "plane"),
    "timeline": ("timeline", "ready", "bump"),
    "robustness": ("robustness", "stability", "stability_criteria", "flips"),
    "replay": ("replay",),
    "evidence": ("evidence",),
    "cost": ("cost",),
    "stakeholders": ("stakeholders", "divides"),
    "weights": ("elicited",),
}


def _that_day(ranking: Ranking) -> tuple[Fact, ...]:
    return tuple(ranking.matrix.facts.values())

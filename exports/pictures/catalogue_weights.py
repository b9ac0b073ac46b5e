"""The picture of weights drawn from a person: what they do to the places."""

from dataclasses import replace

from address.page_entries import PageEntries
from address.questionnaire import parsed
from address.weights_code import with_weights
from charts.people.moves_figure import moves_figure
from exports.pictures.picture import Picture
from exports.refusal import Refusal
from ranking.errors import BoardError
from ranking.model import Evidence
from ranking.people.agreement import EQUAL
from ranking.people.elicitation import answered, applied, drawn, levels, path, usable_answers
from ranking.weighing.rank import Ranking
from ranking.weighing.scenario import Scenario
from results import results
from words import reading as how
from words.language import Language
from words.people.elicitation import leader_sentence
from words.ranking.verdict import verdict


def elicited(say: Language, evidence: Evidence, scenario: Scenario, view: PageEntries) -> Picture:
    """Return the picture of places from the starting weights to those of the view's answers, else to those in force.

    Raises Refusal where nobody has a place.
    """
    before = results.ranking(evidence, _start(evidence, scenario, view))
    after = results.ranking(evidence, _drawn(evidence, before, view) or scenario)
    if not after.rows:
        raise Refusal("no_rank", "no offer can be ranked under these conditions")
    sentences = (
        verdict(say, evidence, after, results.verdict(evidence, after, view.vary)),
        leader_sentence(say, evidence, before, after),
    )
    return Picture(
        " ".join(filter(None, sentences)),
        say("Place of each offer: on the left with the starting weights, on the right with these"),
        how.moves_reading(say, evidence, before, after),
        "weights",
        lambda look: moves_figure(say, evidence, before, after, look),
        tuple(after.matrix.facts.values()),
        scenario=after.scenario,
    )


def _start(evidence: Evidence, scenario: Scenario, view: PageEntries) -> Scenario:
    """Return the weights before the answers: the view's, else the neutral ones."""
    return with_weights(scenario, view.before, evidence) or replace(scenario, profile=EQUAL, pillars=(), weights=())


def _drawn(evidence: Evidence, before: Ranking, view: PageEntries) -> Scenario | None:
    """Return what finished answers give, or None without. Raises Refusal where they give nothing any weight."""
    if not view.way:
        return None
    thin = frozenset() if before.scenario.thin else before.matrix.thin
    asked_levels = levels(evidence, before.weighting, thin)
    answers = usable_answers(view.way, asked_levels, parsed(view.answers, evidence) or {})
    if not all(answered(question, answers) for question in path(view.way, asked_levels, answers)):
        return None
    try:
        return applied(before.scenario, drawn(view.way, asked_levels, answers))
    except BoardError:
        raise Refusal("no_weight", "the answers give nothing any weight") from None

"""The pictures of several points of view side by side: their places, and the weights that divide them."""

from address import viewpoints
from address.page_entries import PageEntries
from charts.people.divides_sheet import divides_sheet
from charts.people.stakeholders import untagged, voices_figure
from exports.pictures.picture import Picture
from exports.refusal import Refusal
from ranking.model import Evidence
from ranking.people.agreement import Agreement
from ranking.weighing.scenario import Scenario
from results import people
from words.language import Language
from words.people import viewpoints as words
from words.people import viewpoints_measured as measured


def stakeholders(say: Language, evidence: Evidence, scenario: Scenario, view: PageEntries) -> Picture:
    """Return the picture of places under the points of view that the address names, else the documented ones."""
    agreement = _agreed(say, evidence, scenario, view)
    return Picture(
        untagged(words.headline(say, evidence, agreement)),
        say("Place of each offer from one point of view to the next"),
        words.reading(say, evidence, agreement),
        "stakeholders",
        lambda look: voices_figure(say, evidence, agreement, look),
        tuple(agreement.rankings[0].matrix.facts.values()),
        weighed=False,
        strip=untagged(words.names_text(say, agreement)),
        terms=words.terms(say, evidence, agreement),
    )


def divides(say: Language, evidence: Evidence, scenario: Scenario, view: PageEntries) -> Picture:
    """Return the picture of the weights of the same points of view. Raises Refusal where there is one alone."""
    agreement = _agreed(say, evidence, scenario, view)
    if len(agreement.voices) < 2:
        raise Refusal("one_voice", "one point of view alone has nothing that divides it")
    return Picture(
        untagged(measured.divide_sentence(say, evidence, agreement)),
        say("Weight that each point of view gives, in % of the whole"),
        measured.divide_reading(say),
        "stakeholders",
        lambda look: divides_sheet(say, evidence, agreement),
        tuple(agreement.rankings[0].matrix.facts.values()),
        weighed=False,
        strip=untagged(words.names_text(say, agreement)),
        terms=words.terms(say, evidence, agreement),
        keyed=False,
    )


def _agreed(say: Language, evidence: Evidence, scenario: Scenario, view: PageEntries) -> Agreement:
    chosen = viewpoints.chosen(view.voices, evidence, scenario)
    return people.agreement(evidence, viewpoints.voices(say, evidence, scenario, chosen))

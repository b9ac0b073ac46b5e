"""The picture of several points of view side by side."""

from charts.stakeholders import untagged, voices_figure
from exports import answers, voices
from exports.finding import Finding
from exports.view import View
from ranking.model import Evidence
from ranking.scenario import Scenario
from words import stakeholders as words
from words.language import Language


def stakeholders(say: Language, evidence: Evidence, scenario: Scenario, view: View) -> Finding:
    """Places under several points of view: those that the view's address names, else the documented ones."""
    chosen = voices.chosen(view.voices, evidence, scenario)
    found = answers.agreed(evidence, voices.voices(say, evidence, scenario, chosen))
    return Finding(untagged(words.headline(say, evidence, found)),
                   say("Place of each offer from one point of view to the next"),
                   f"{words.reading(say, evidence, found)} {words.terms(say, evidence, found)}", "stakeholders",
                   lambda look: voices_figure(say, evidence, found, look),
                   tuple(found.rankings[0].matrix.facts.values()), weighed=False,
                   strip=untagged(words.names_text(say, found)))

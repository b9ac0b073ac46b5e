"""What changed between two data versions, fact by fact, and what each change does to the ranking shown."""

import streamlit as st

from charts.evidence.change_sheet import change_sheet
from ranking.errors import BoardError
from ranking.model import Evidence
from ranking.versions.changes import Changes, changes
from ranking.versions.effects import Effect
from ranking.weighing.scenario import Scenario
from results import results
from ui.parts import tables
from ui.parts.verdict import sentence
from ui.session.widgets import fold
from words.facts.versions import counts_sentence, parts_text, together_sentence
from words.language import Language


def changed_facts(then: Evidence, now: Evidence, say: Language, scenario: Scenario, key: str) -> None:
    """Draw the counts as a fold, in it what all changes do together, then each with its source and its effect.

    key  the place of the page that draws it, for the keys of its widgets and the names of its files
    """
    then, now = then.filed, now.filed
    differences = changes(then, now)
    part = fold(counts_sentence(say, differences), f"changed_{key}")
    if part.open:
        with part:
            listed(then, now, say, scenario, differences, key)


def listed(then: Evidence, now: Evidence, say: Language, scenario: Scenario, differences: Changes, key: str) -> None:
    """Draw the changes among `differences`: what all of them do together, then each with its source and its effect."""
    if text := parts_text(say, differences):
        st.text(text)
    try:
        together, each = results.compared(then, now, scenario)
    except BoardError as error:
        st.text(say("What the changes do cannot be told: {reason}.", reason=say.told(error)))
        return
    if differences == changes(then, now):
        _together(say, now, together)
    wanted = set(differences.pairs())
    shown = [c for c in each if (c.then, c.now) in wanted or (c.then is c.now and differences.others)]
    if shown:
        st.caption(
            say(
                "Each change is measured twice, all else held: put alone into the older facts, and taken alone out "
                "of the newer ones. Changes work together, so that these need not add up."
            )
        )
        tables.whole(say, change_sheet(say, then, now, shown), f"changements-{key}-{then.version}-{now.version}")


def _together(say: Language, now: Evidence, effect: Effect) -> None:
    """Draw what all changes do together: to the leader and the places, and to the verdict's voice."""
    st.text(together_sentence(say, now, effect))
    if effect.before.ranking and effect.after.ranking:
        before, after = (sentence(say, s.evidence, s.ranking) for s in (effect.before, effect.after))
        st.text(say("Then: {verdict}", verdict=before))
        st.text(say("Now: {verdict}", verdict=after))

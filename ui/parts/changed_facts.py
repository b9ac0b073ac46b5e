"""What changed between two data versions, fact by fact, and what each change does to the ranking shown."""

import pandas as pd
import streamlit as st

from ranking.errors import BoardError
from ranking.model import Evidence, Fact
from ranking.versions.changes import Changes, changes
from ranking.versions.effects import Change, Effect
from ranking.weighing.scenario import Scenario
from results import results
from ui.parts.verdict import sentence
from ui.session.widgets import fold
from words.facts.values import value_text
from words.facts.versions import counts_sentence, effect_text, kind_text, parts_text, together_sentence
from words.language import Language


def changed_facts(then: Evidence, now: Evidence, say: Language, scenario: Scenario, key: str) -> None:
    """Draw the counts as a fold, in it what all changes do together, then each with its source and its effect."""
    found = changes(then, now)
    part = fold(counts_sentence(say, found), f"changed_{key}")
    if part.open:
        with part:
            listed(then, now, say, scenario, found)


def listed(then: Evidence, now: Evidence, say: Language, scenario: Scenario, found: Changes) -> None:
    """Draw the changes among `found`: what all of them do together, then each with its source and its effect."""
    if text := parts_text(say, found):
        st.text(text)
    try:
        together, each = results.compared(then, now, scenario)
    except BoardError as error:
        st.text(say("What the changes do cannot be told: {reason}.", reason=say.told(error)))
        return
    if found == changes(then, now):
        _together(say, now, together)
    wanted = set(found.pairs())
    rows = [_row(say, then, now, c) for c in each if (c.then, c.now) in wanted or (c.then is c.now and found.others)]
    if rows:
        st.caption(
            say(
                "Each change is measured twice, all else held: put alone into the older facts, and taken alone out "
                "of the newer ones. Changes work together, so that these need not add up."
            )
        )
        columns = {say("Address"): st.column_config.LinkColumn()}
        st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch", column_config=columns)


def _together(say: Language, now: Evidence, effect: Effect) -> None:
    """Draw what all changes do together: to the leader and the places, and to the verdict's voice."""
    st.text(together_sentence(say, now, effect))
    if effect.before.ranking and effect.after.ranking:
        before, after = (sentence(say, s.evidence, s.ranking) for s in (effect.before, effect.after))
        st.text(say("Then: {verdict}", verdict=before))
        st.text(say("Now: {verdict}", verdict=after))


def _row(say: Language, then: Evidence, now: Evidence, change: Change) -> dict[str, str]:
    fact = change.now or change.then
    names = now if change.offer in now.offers else then
    held = now if change.now else then
    return {
        say("Change"): kind_text(say, change),
        say("Offer"): names.offers[change.offer].name if change.offer else "",
        say("Indicator"): say.text(held.indicators[fact.indicator].label) if fact else "",
        say("In force from"): fact.valid_from.isoformat() if fact else "",
        say("Value then"): _value(say, then, change.then),
        say("Value now"): _value(say, now, change.now),
        say("Alone in the older facts"): effect_text(say, now, change.alone, change.offer),
        say("Alone missing from the newer"): effect_text(say, now, change.without, change.offer),
        say("Source"): fact.source.title if fact else "",
        say("Address"): fact.source.url if fact else "",
    }


def _value(say: Language, evidence: Evidence, fact: Fact | None) -> str:
    return value_text(say, evidence.indicators[fact.indicator], fact.value) if fact else ""

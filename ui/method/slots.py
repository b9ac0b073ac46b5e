"""What the method page draws where its documents name a slot: tables from the data, and the price formulas' trial."""

from collections.abc import Callable, Mapping

import streamlit as st

from charts.method import method_tables as tables
from charts.method.price_tables import formulas_html
from ranking.model import Fact, Profile
from ui.method import price
from ui.session.page import Page
from words.method.profiles import certainty_text, order_text, rule_text


def _grades(page: Page) -> None:
    st.html(tables.grades_html(page.say, page.evidence, page.ranking))


def _worked_example(page: Page) -> None:
    st.html(tables.example_html(page.say, page.evidence, page.ranking))


def _criteria(page: Page) -> None:
    st.html(tables.criteria_html(page.say, page.evidence))


def _shown(page: Page) -> None:
    st.html(tables.shown_html(page.say, page.evidence))


def _musthaves(page: Page) -> None:
    st.html(tables.gates_html(page.say, page.evidence))


def _priorities(page: Page) -> None:
    st.html(tables.priorities_html(page.say, page.evidence))
    _profiles(page, [p for p in page.evidence.profiles.values() if p.usable])


def _reference_sets(page: Page) -> None:
    """Draw the published sets that serve as no weights; nothing where there is none."""
    published = [p for p in page.evidence.profiles.values() if not p.usable]
    if published:
        st.subheader(page.say("Published sets, for reference"), anchor=False)
        st.html(tables.reference_html(page.say, published))
        _profiles(page, published)


def _profiles(page: Page, profiles: list[Profile]) -> None:
    for profile in profiles:
        with st.expander(page.say.text(profile.name)):
            profile_words(page, profile)


def profile_words(page: Page, profile: Profile) -> None:
    """Draw where a profile comes from: who, the words that were read, the rule, the shares that it gives."""
    say = page.say
    order = order_text(say, page.evidence, profile) if profile.order else ""
    certain = certainty_text(say, profile) if profile.order else ""
    facts = " ".join(filter(None, (order, rule_text(say, profile), certain)))
    st.html(tables.words_html(say, profile, [say.text(profile.who), say.text(profile.reading), facts]))
    if profile.usable:
        st.html(tables.profile_html(say, page.evidence, profile))


def _ways(page: Page) -> None:
    st.html(tables.ways_html(page.say))


def _formulas(page: Page) -> None:
    st.html(formulas_html(page.say))


def _block(page: Page) -> None:
    """Draw a fact of the ranking as it stands in its file; nothing where none has an address."""
    facts = page.ranking.matrix.facts.values()
    fact = next((f for f in facts if f.source.url and f.indicator in page.evidence.criteria), None)
    if fact:
        name = page.evidence.offers[fact.offer].name
        st.caption(page.say("A block as it stands in the data: {offer}.", offer=name))
        st.code(toml_block(fact), language="toml", wrap_lines=True)


def toml_block(fact: Fact) -> str:
    """Return a fact as it is written in its file, notes left out."""
    value = list(fact.value) if isinstance(fact.value, tuple) else fact.value
    lines = [
        f"[[{fact.indicator}]]",
        f"valid_from   = {fact.valid_from}",
        f"value        = {value!r}".replace("'", '"'),
    ]
    if fact.contested:
        lines.append(f"low = {fact.low:g}\nhigh = {fact.high:g}")
    day = fact.source.day
    dated = [f"source_date  = {day}" if len(day) == 10 else f'source_date  = "{day}"'] if day else []
    return "\n".join(
        [
            *lines,
            f'confidence   = "{fact.confidence}"',
            f'source_title = "{fact.source.title}"',
            f'source_url   = "{fact.source.url}"',
            *dated,
        ]
    )


SLOTS: Mapping[str, Callable[[Page], None]] = {
    "block": _block,
    "criteria_table": _criteria,
    "formulas_table": _formulas,
    "grades_table": _grades,
    "musthaves_table": _musthaves,
    "priorities_table": _priorities,
    "reference_sets": _reference_sets,
    "shown_table": _shown,
    "trial": price.trial,
    "ways": _ways,
    "worked_example": _worked_example,
}

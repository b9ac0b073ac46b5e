"""What the board has said of a cell since when, and what changed between two data versions."""

import pandas as pd
import streamlit as st

from exports.data import snapshots
from exports.data.change_log import change_log
from ranking.errors import BoardError
from ranking.model import Criterion, Evidence
from ranking.versions.changes import changes
from ranking.versions.log import Edition, cell_log
from ui.parts.changed_facts import listed
from ui.parts.tables import printed
from ui.session.page import Page
from ui.session.widgets import fold
from words.facts.versions import cause_text, counts_sentence, edition_text, said_text
from words.language import Language


def draw(page: Page, offer: str, scale: Criterion) -> None:
    """Draw two folds: the log of the cell, and what changed between two versions for its offer or its criterion."""
    say = page.say
    for label, key, inside in (
        (say("What the board has said here, since when"), "cell_log", _cell),
        (say("What changed from one data version to another"), "version_log", _versions),
    ):
        part = fold(label, key)
        if part.open:
            with part:
                try:
                    inside(page, editions(page.evidence.filed), offer, scale)
                except BoardError as error:
                    st.text(say("The data versions cannot be read: {reason}.", reason=say.told(error)))


def editions(today: Evidence) -> tuple[Edition, ...]:
    """Return the published versions kept here, oldest first, and today's last. Raises BoardError."""
    log = change_log()
    published = [
        Edition(p.version, p.day, p.why, snapshots.kept_evidence(p.version))
        for p in log.published
        if p.version != today.version
    ]
    line = log.of(today.version)
    return (*published, Edition(today.version, line and line.day, line.why if line else log.unpublished, today))


def _cell(page: Page, published: tuple[Edition, ...], offer: str, scale: Criterion) -> None:
    """A row for each version in which something of the cell differs, for each indicator of a share."""
    say, scenario = page.say, page.scenario
    rows = [
        {
            **({say("Indicator"): say.text(page.evidence.indicators[name].label)} if scale.kind == "share" else {}),
            say("Since"): edition_text(say, entry.edition),
            say("Said of {day}", day=say.day(scenario.as_of)): said_text(say, entry, name),
            say("Why"): cause_text(say, entry),
        }
        for name in scale.indicators
        for entry in cell_log(published, offer, name, scenario.as_of, scenario.known)
    ]
    printed(say, pd.DataFrame(rows))


def _versions(page: Page, published: tuple[Edition, ...], offer: str, scale: Criterion) -> None:
    """Two versions to choose, what to show of them, and the changes with their effects on the ranking shown."""
    say = page.say
    if len(published) < 2:
        st.text(say("Only one data version is kept: {name}.", name=edition_text(say, published[0])))
        return
    old, new = _chosen(say, published)
    scope = _scope(page, offer, scale)
    every = changes(old.evidence, new.evidence)
    shown = every if scope is None else every.of(*scope)
    if new.why:
        st.text(say.text(new.why))
    st.text(counts_sentence(say, shown))
    if shown:
        listed(old.evidence, new.evidence, say, page.scenario, shown, "log")


def _chosen(say: Language, published: tuple[Edition, ...]) -> tuple[Edition, Edition]:
    """The older and the newer version, at first the last two."""
    names = {e.version: edition_text(say, e) for e in published}
    left, right = st.columns(2)
    older = left.selectbox(
        say("From"), list(names)[:-1], index=len(published) - 2, format_func=names.get, key="versions_from"
    )
    later = list(names)[list(names).index(older) + 1 :]
    newer = right.selectbox(say("To"), later, index=len(later) - 1, format_func=names.get, key="versions_to")
    by_version = {e.version: e for e in published}
    return by_version[older], by_version[newer if newer in later else later[-1]]


def _scope(page: Page, offer: str, scale: Criterion) -> tuple | None:
    """(offers, indicators) to show; None for everything."""
    say = page.say
    scopes = {
        "offer": (say("this offer"), (frozenset({offer}), None)),
        "criterion": (say("this criterion"), (None, frozenset(scale.indicators))),
        "all": (say("everything"), None),
    }
    chosen = st.segmented_control(
        say("Show"), list(scopes), format_func=lambda s: scopes[s][0], default="offer", required=True, key="log_scope"
    )
    return scopes[chosen or "offer"][1]

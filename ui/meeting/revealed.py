"""What the reveal shows to all: how far each weight lies apart, whether that decides, and everybody's ranking."""

from dataclasses import dataclass

import streamlit as st

from charts.people.meeting import places_html, spread_html
from charts.people.sheets import voices_sheet
from ranking.errors import BoardError
from ranking.model import Evidence
from ranking.people.agreement import mean_weights
from ranking.people.meeting import Common, Entry, Spread, framed, spreads
from ranking.weighing.rank import Ranking
from results import results
from store import commons, seats
from ui.meeting import access, divides
from ui.meeting.access import Room
from ui.parts import store_access, tables
from ui.session.page import Page
from words.language import Language
from words.people.meeting import dividing_sentence, seat_name


@dataclass(frozen=True, eq=False)
class Heard:
    """Everybody's latest weights, ranked, in order of arrival; the common set where there is one.

    reference  what the differences are measured against: the common set, else the mean of all
    lost       how many entries today's facts can no longer rank
    """

    names: tuple[str, ...]
    rankings: tuple[Ranking, ...]
    mean: Ranking
    common: Ranking | None
    saved: Common | None
    lost: int

    @property
    def reference(self) -> Ranking:
        return self.common or self.mean


def heard(board: Page, room: Room) -> Heard | None:
    """What was revealed, ranked; None where nothing of it can be."""
    engine, now = access.engine(), store_access.now()
    entries, saved = seats.voices(engine, room.code, now), commons.in_force(engine, room.code, now)
    ranked = [(e, r) for e in entries if (r := _ranked(board.evidence, room, e))]
    if not ranked:
        return None
    names = tuple(seat_name(board.say, e.number, e.name) for e, _ in ranked)
    rankings = tuple(r for _, r in ranked)
    mean = results.ranking(board.evidence, mean_weights(rankings))
    common = _ranked(board.evidence, room, saved) if saved else None
    return Heard(names, rankings, mean, common, saved, len(entries) - len(ranked))


def _ranked(evidence: Evidence, room: Room, kept: Entry | Common) -> Ranking | None:
    try:
        return results.ranking(evidence, framed(evidence, room.meeting, kept.scenario))
    except BoardError:
        return None


def draw(board: Page, room: Room) -> None:
    """The whole picture for a participant; a sentence where there is nothing to show."""
    found = access.attempt(board.say, lambda: heard(board, room))
    if found is None:
        st.info(board.say("Nothing that was confirmed can be ranked."), icon=None)
        return
    pictures(board, found)


def pictures(board: Page, found: Heard) -> None:
    """Spread of the weights, everybody's ranking, tables."""
    say, evidence, leader = board.say, board.evidence, _leader(found)
    for level in ("pillar", "criterion"):
        apart = spreads(evidence, found.rankings, found.reference, level)
        if level == "pillar":
            title = say("How far the weights lie apart")
            _spread(board, found, apart, title, leader)
        else:
            with st.expander(say("The same, criterion by criterion")):
                _spread(board, found, apart, say("Share of each criterion in the whole"), leader)
    st.html(
        places_html(
            say, evidence, found.rankings, found.names, _sets(say, found), say("Everybody's ranking, by mean place")
        )
    )
    divides.draw(board, found.names, found.rankings)
    _twin(board, found)


def _spread(board: Page, found: Heard, apart: tuple[Spread, ...], title: str, leader: str | None) -> None:
    say = board.say
    name = board.evidence.offers[leader].name if leader else ""
    reading = (
        say(
            "Reading: one dot a participant, the short bar the middle one. In the pale band {name} stays first "
            "when this weight alone is changed in {reference}, the others keeping their proportions; hollow "
            "diamonds lie outside it.",
            name=name,
            reference=_reference(say, found),
        )
        if leader
        else ""
    )
    st.html(spread_html(say, board.evidence, apart, found.names, title, reading))
    if leader:
        st.text(dividing_sentence(say, board.evidence, apart, leader))


def _leader(found: Heard) -> str | None:
    return found.reference.rows[0].offer if found.reference.rows else None


def _reference(say: Language, found: Heard) -> str:
    return say("the common set") if found.common else say("the mean of all")


def _sets(say: Language, found: Heard) -> dict[str, Ranking]:
    mean = {say("Mean of all"): found.mean}
    return ({say("Common set"): found.common} if found.common else {}) | mean


def _twin(board: Page, found: Heard) -> None:
    """Draw weights and places of everybody, in numbers; names as typed, defused in the files."""
    say = board.say
    voices = [*zip(found.names, found.rankings, strict=True), *_sets(say, found).items()]
    with st.expander(say("The same as a table")):
        sheet = voices_sheet(say, board.evidence, voices)
        tables.shown(say, sheet)
        tables.downloads(say, lambda: sheet, f"reunion-{found.mean.scenario.as_of}-{found.mean.version}")

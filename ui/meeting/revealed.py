"""What the reveal shows to all: how far each weight lies apart, whether that decides, and everybody's ranking."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from address.links import link
from charts.people.meeting import Strips, spread_html
from charts.people.meeting_places import places_html
from charts.people.sheets import voices_sheet
from ranking.errors import BoardError
from ranking.model import Evidence
from ranking.people.agreement import mean_weights
from ranking.people.meeting import Ballot, Common, Spread, framed, spreads
from ranking.weighing.rank import Ranking
from results import results
from store import commons, seats
from ui.meeting import access, divides
from ui.meeting.access import Room
from ui.parts import store_access, tables
from ui.session import routes
from ui.session.page import Page
from words.language import Language
from words.people.ballots import cast_name, cast_text, casts_sentence, mean_text, mean_title, seat_name
from words.people.meeting import dividing_sentence


@dataclass(frozen=True, eq=False)
class RevealedBallots:
    """Everybody's latest weights, ranked, in the order drawn at the reveal; the common set where there is one.

    ballots  of those who are ranked, in the same order; names: marked where a ballot is not the one before the reveal
    blind      the rankings by the votes before the reveal; blind_mean: their mean, None where there is none
    reference  what the differences are measured against: the common set, else the mean of all
    lost       how many entries today's facts can no longer rank
    own        which of them is the reader's; None on a screen for all
    """

    ballots: tuple[Ballot, ...]
    names: tuple[str, ...]
    rankings: tuple[Ranking, ...]
    mean: Ranking
    blind: tuple[Ranking, ...]
    blind_mean: Ranking | None
    common: Ranking | None
    saved: Common | None
    lost: int
    own: int | None = None

    @property
    def reference(self) -> Ranking:
        """Return the ranking that weights are compared with: the common one, or that of the mean."""
        return self.common or self.mean

    @property
    def casts(self) -> tuple[str, ...]:
        """Return when each ballot was cast (ranking.people.meeting.CASTS)."""
        return tuple(b.cast for b in self.ballots)

    @property
    def late(self) -> bool:
        """Return whether a ballot was cast or changed after the reveal."""
        return set(self.casts) != {"before"}


def heard(page: Page, room: Room) -> RevealedBallots | None:
    """Return what was revealed, ranked, or None where nothing of it can be."""
    engine, now = access.engine(), store_access.now()
    ballots, saved = seats.voices(engine, room.code, now), commons.in_force(engine, room.code, now)
    ranked = [(b, r) for b in ballots if (r := _ranked(page.evidence, room, b.scenario))]
    if not ranked:
        return None
    say = page.say
    names = tuple(cast_name(say, seat_name(say, b.number, b.name), b.cast) for b, _ in ranked)
    rankings = tuple(r for _, r in ranked)
    before = (_ranked(page.evidence, room, b.blind) for b, _ in ranked if b.blind is not None)
    blind = tuple(r for r in before if r)
    return RevealedBallots(
        tuple(b for b, _ in ranked),
        names,
        rankings,
        results.ranking(page.evidence, mean_weights(rankings)),
        blind,
        results.ranking(page.evidence, mean_weights(blind)) if blind else None,
        _ranked(page.evidence, room, saved.scenario) if saved else None,
        saved,
        len(ballots) - len(ranked),
    )


def _ranked(evidence: Evidence, room: Room, weights: Mapping[str, Any]) -> Ranking | None:
    try:
        return results.ranking(evidence, framed(evidence, room.meeting, weights))
    except BoardError:
        return None


def draw(page: Page, room: Room, number: int) -> None:
    """Draw the whole picture for the participant of a number, or a sentence where there is nothing to show."""
    ballots = access.attempt(page.say, lambda: heard(page, room))
    if ballots is None:
        st.info(page.say("Nothing that was confirmed can be ranked."), icon=None)
        return
    pictures(page, _marked(page.say, ballots, number))


def _marked(say: Language, ballots: RevealedBallots, number: int) -> RevealedBallots:
    """Return what was revealed with the reader's own ballot marked."""
    own = next((n for n, b in enumerate(ballots.ballots) if b.number == number), None)
    names = (say("{name} (you)", name=x) if n == own else x for n, x in enumerate(ballots.names))
    return replace(ballots, names=tuple(names), own=own)


def pictures(page: Page, ballots: RevealedBallots) -> None:
    """Draw the spread of the weights, everybody's ranking, tables."""
    say, evidence, leader = page.say, page.evidence, _leader(ballots)
    if ballots.late:
        st.text(casts_sentence(say, ballots.casts))
    for level in ("pillar", "criterion"):
        apart = spreads(evidence, ballots.rankings, ballots.reference, level)
        if level == "pillar":
            title = say("How far the weights lie apart")
            _spread(page, ballots, apart, title, leader)
        else:
            with st.expander(say("The same, criterion by criterion")):
                _spread(page, ballots, apart, say("Share of each criterion in the whole"), leader)
    st.html(
        places_html(
            say,
            evidence,
            ballots.rankings,
            ballots.names,
            _sets(say, ballots),
            say("Everybody's ranking, by mean place"),
            lambda ranking, offer: link(routes.base(), ranking.scenario, ranking.version, say.code, open=offer),
        )
    )
    divides.draw(page, ballots.names, [b.number for b in ballots.ballots], ballots.rankings)
    _twin(page, ballots)


def _spread(page: Page, ballots: RevealedBallots, apart: tuple[Spread, ...], title: str, leader: str | None) -> None:
    say = page.say
    name = page.evidence.offers[leader].name if leader else ""
    reading = (
        say(
            "Reading: one dot per participant; the short bar is the median. In the pale band {name} stays first "
            "when this weight alone is changed in {reference}, the others keeping their proportions; hollow "
            "diamonds lie outside it.",
            name=name,
            reference=_reference(say, ballots),
        )
        if leader
        else ""
    )
    shown = Strips(apart, ballots.names, _reference(say, ballots), ballots.own, ballots.common is not None)
    st.html(spread_html(say, page.evidence, shown, title, reading))
    if leader:
        st.text(dividing_sentence(say, page.evidence, apart, leader))


def _leader(ballots: RevealedBallots) -> str | None:
    return ballots.reference.rows[0].offer if ballots.reference.rows else None


def _reference(say: Language, ballots: RevealedBallots) -> str:
    return say("the common set") if ballots.common else mean_text(say, len(ballots.rankings), ballots.late)


def _sets(say: Language, ballots: RevealedBallots) -> dict[str, Ranking]:
    """Return the rankings of nobody in particular, by title: common set, mean of all, mean before the reveal."""
    sets = {say("Common set"): ballots.common} if ballots.common else {}
    if not ballots.late:
        return sets | {mean_title(say, len(ballots.rankings), False): ballots.mean}
    sets |= {mean_title(say, len(ballots.rankings), True): ballots.mean}
    if ballots.blind_mean:
        sets |= {say("Mean of the votes before the reveal ({n})", n=say.number(len(ballots.blind))): ballots.blind_mean}
    return sets


def _twin(page: Page, ballots: RevealedBallots) -> None:
    """Draw weights and places of everybody, in numbers; names as typed, defused in the files."""
    say = page.say
    named = ((seat_name(say, b.number, b.name), cast_text(say, b.cast)) for b in ballots.ballots)
    own = [(*about, ranking) for about, ranking in zip(named, ballots.rankings, strict=True)]
    voices = [*own, *((title, "", ranking) for title, ranking in _sets(say, ballots).items())]
    with st.expander(say("The same as a table")):
        sheet = voices_sheet(say, page.evidence, voices)
        tables.whole(say, sheet, f"reunion-{ballots.mean.scenario.as_of}-{ballots.mean.version}")

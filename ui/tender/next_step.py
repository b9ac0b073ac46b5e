"""What comes next with a tender: one line at each moment."""

import streamlit as st

from ranking.tender.dossier import NO_FORMULA, Dossier
from ranking.tender.sealing import state
from ui.session.page import Page
from words.language import Language


def draw(page: Page, dossier: Dossier | None) -> None:
    """Draw the sentence of `next_step`."""
    st.text(next_step(page.say, dossier))


def next_step(say: Language, dossier: Dossier | None) -> str:
    """Return the one thing to do next with a dossier, as a sentence; None stands for no dossier yet."""
    if dossier is None:
        return say(
            "First: fill in the template and lay it in, or begin an empty dossier. A dossier that was saved goes on "
            "where it stood."
        )
    now = state(dossier)
    if now == "draft":
        return _draft(say, dossier)
    if now == "changed":
        return say("Next: seal the change, and say why.")
    if not dossier.bidders:
        return say("Next: the bidders, from their sheet of the template.")
    if not dossier.answers:
        return say("Next: send each bidder its sheet of answers, and lay in what comes back.")
    return _with_bids(say, dossier)


def _draft(say: Language, dossier: Dossier) -> str:
    if not dossier.announced.requirements:
        return say("Next: the requirements, typed into the table or laid in as a sheet.")
    if not dossier.announced.question:
        return say("Next: say what is being bought.")
    return say("Next: weights and price formula, then the seal; bids can come in after it.")


def _with_bids(say: Language, dossier: Dossier) -> str:
    if dossier.announced.formula != NO_FORMULA and not dossier.prices_count:
        return say("Next: judge the answers on the sheet of evaluations, then open the second envelopes.")
    if dossier.prices_count and len(dossier.prices) < len(dossier.bidders):
        return say("Next: the sheet of prices, filled in and laid in.")
    if any(a.word == "claimed" for a in dossier.answers):
        return say("Next: judge what is only claimed, on the sheet of evaluations. The documents say what it says.")
    return say("Every claim is judged. The documents stand at the end of the page.")

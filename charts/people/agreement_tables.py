"""Points of view measured, as tables: how alike their orders are, every offer under each count, the common ground."""

from collections.abc import Callable, Mapping

import numpy as np

from charts.parts.look import FAMILY_MARK
from charts.parts.templates import render
from charts.people.stakeholders import across
from ranking.model import Evidence
from ranking.people.agreement import Agreement
from ranking.robustness.reach import Reach
from ranking.robustness.smaa import Acceptability
from ranking.tolerances import TIE
from words.language import Language
from words.people import viewpoints_measured as measured
from words.people.common_ground import reach_text, share_text


def likeness_html(say: Language, agreement: Agreement) -> str:
    """Return Kendall's tau-b of every two, in the order of the picture; columns by number."""
    order = across(agreement)
    rows = [
        {
            "number": say.number(r + 1),
            "name": agreement.voices[i].name,
            "cells": [_likeness(say, float(agreement.tau[i, j]), i == j) for j in order],
        }
        for r, i in enumerate(order)
    ]
    return render(
        "people/stakeholders_likeness.html.j2",
        caption=measured.tau_sentence(say, agreement),
        rows=rows,
        head=say("Point of view"),
    )


def _likeness(say: Language, tau: float, own: bool) -> dict:
    if own or not np.isfinite(tau):
        return {"text": "·" if own else "–", "ink": 0}
    return {"text": say.number(tau, 2), "ink": round(40 * max(tau, 0))}


def checks_html(
    say: Language, evidence: Evidence, agreement: Agreement, link: Callable[[str], str] | None = None
) -> str:
    """Return every offer under the cross-checks: greatest regret, sum of places, majority duels, mean of weights.

    link  address of the page with a door open; None where names open nothing
    """
    greatest = agreement.regret.max(axis=0)
    worst = [
        measured.voices_text(say, agreement, np.flatnonzero(agreement.regret[:, i] >= greatest[i] - TIE).tolist(), 1)
        for i in range(len(agreement.offers))
    ]
    rows = [
        {
            "name": evidence.offers[o].name,
            "door": o,
            "family": evidence.offers[o].family,
            "mark": FAMILY_MARK[evidence.offers[o].family],
            "best": o in agreement.safest,
            "cells": [
                {"text": say.number(float(greatest[i]), 1), "small": worst[i] if greatest[i] >= 0.05 else ""},
                {"text": say.brief(float(agreement.borda[i])), "small": ""},
                {"text": say.signed(float(agreement.copeland[i]), 0), "small": ""},
                {"text": _mean(say, agreement, o), "small": ""},
            ],
        }
        for i, o in sorted(enumerate(agreement.offers), key=lambda x: (round(float(greatest[x[0]]), 9), x[0]))
    ]
    return render(
        "people/stakeholders_checks.html.j2",
        caption=measured.regret_sentence(say, evidence, agreement),
        rows=rows,
        link=link,
        heads=[
            say("Offer"),
            say("greatest regret, points"),
            say("sum of places (Borda)"),
            say("duels won less lost (Copeland)"),
            say("place under the mean of weights"),
        ],
    )


def ground_html(
    say: Language,
    evidence: Evidence,
    shares: Acceptability,
    reached: Mapping[str, Reach | None],
    caption: str,
    link: Callable[[str], str] | None = None,
) -> str:
    """Return some offers on the common ground: share of first places, places reached; link: as `checks_html` has it."""
    rows = [
        {
            "name": evidence.offers[o].name,
            "door": o,
            "family": evidence.offers[o].family,
            "mark": FAMILY_MARK[evidence.offers[o].family],
            "share": share_text(say, float(shares.first[o])),
            "bar": round(100 * float(shares.first[o]), 1),
            "places": reach_text(say, reached[o]),
        }
        for o in reached
    ]
    return render(
        "people/stakeholders_ground.html.j2",
        caption=caption,
        rows=rows,
        link=link,
        heads=[say("Offer"), say("first for"), say("place")],
    )


def _mean(say: Language, agreement: Agreement, offer: str) -> str:
    row = agreement.consensus.row(offer)
    return say.number(row.place) if row and row.place else "–"

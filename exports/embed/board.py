"""What a frame with the live board says and weighs, as plain data: the template's texts, and the browser's JSON."""

import json
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256

from address.entries import PAGES
from address.page_entries import PageEntries
from charts.parts.look import FAMILY_MARK
from charts.ranking.live_data import live_board
from charts.ranking.rank_intervals import interval_marks
from charts.ranking.ranking_table import board_html
from exports.citation import weights_text
from exports.embed.text import Follow, around_all, first_capital, linked
from exports.pictures.picture_file import picture_of, replies_sentence
from ranking.model import Evidence
from ranking.weighing.rank import Ranking
from ranking.weighing.scenario import Scenario
from ranking.weights import whole_percentages
from results import results, switches
from words.facts.values import family_text
from words.language import Language
from words.ranking import conditions as said
from words.ranking.embedded import moved_words, shown_words
from words.ranking.verdict import share_sentence, switches_sentence, verdict

ROOM = 140


def frame(
    say: Language, evidence: Evidence, scenario: Scenario, view: PageEntries, shown: Mapping[str, str], follow: Follow
) -> dict[str, object]:
    """Return what the template shows of the board; `data` is the browser's JSON, `digest` its SHA-256.

    shown   usable entries of the pages; follow: what of the frame moves on
    Raises NothingToWeigh as the ranking does.
    """
    ranking = results.ranking(evidence, scenario)
    judgement = results.verdict(evidence, ranking, view.vary)
    intervals = results.rank_intervals(evidence, ranking, view.vary) if ranking.rows else {}
    entries = linked(evidence, scenario, say.code, shown, follow)
    title = verdict(say, evidence, ranking, judgement)
    data = data_text(say, evidence, ranking, title, interval_marks(say, intervals), entries, shown)
    words = shown_words(say)
    return {
        "title": title,
        "lines": (
            share_sentence(say, evidence, judgement),
            switches_sentence(say, evidence, switches.switches(evidence, ranking), ROOM),
        ),
        "weights": first_capital(weights_text(say, evidence, ranking)) + ".",
        "shares": _shares(say, evidence, ranking),
        "published": _published(say, evidence, ranking),
        "fixed": _fixed(say, evidence, ranking),
        "contested": _contested(say, evidence, scenario, view),
        "families": _families(say, evidence, ranking),
        "table": board_html(say, evidence, ranking, None, intervals),
        "offers": len(ranking.outcomes),
        "data": data,
        "digest": sha256(data.encode()).hexdigest(),
        "whole": words["whole"],
        **around_all(say, evidence, ranking.scenario, follow, entries, "ranking"),
    }


def data_text(
    say: Language,
    evidence: Evidence,
    ranking: Ranking,
    title: str,
    intervals: Mapping[str, dict],
    entries: Mapping[str, str],
    shown: Mapping[str, str],
) -> str:
    """Return what the browser weighs, orders and says, as JSON that may stand inside a script element."""
    scenario = ranking.scenario
    board = live_board(say, evidence, results.profile_ranking(evidence, ranking))
    lock = PAGES["lock"].read(shown.get("lock", ""), evidence) or ()
    content = {
        "of": f"{evidence.version}",
        "day": scenario.as_of.isoformat(),
        "version": evidence.version,
        "title": title,
        "state": {"pillars": dict(scenario.pillars), "weights": dict(scenario.weights), "locked": list(lock)},
        "look": {"sort": shown.get("sort", ""), "pin": shown.get("pin", "")},
        "intervals": intervals,
        # Weights and locks are the hand's: the script writes them anew into every link.
        "entries": {k: v for k, v in entries.items() if k not in ("pillars", "weights", "lock")},
        "words": {
            **moved_words(say, say.day(scenario.as_of)),
            "pillars": [say.text(evidence.pillars[p].label).lower() for p in ranking.weighting.pillars],
        },
        "board": board,
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c")


def _shares(say: Language, evidence: Evidence, ranking: Ranking) -> list[tuple[str, str]]:
    shares = whole_percentages(ranking.weighting.pillars)
    return [(say.text(evidence.pillars[p].label), say.percent(n / 100)) for p, n in shares.items()]


def _published(say: Language, evidence: Evidence, ranking: Ranking) -> str:
    """Return what holds of the published weights alone."""
    return " ".join(
        filter(
            None,
            (
                said.unknown_sentence(say, ranking),
                said.thin_sentence(say, evidence, ranking, results.with_thin(evidence, ranking)),
                # Where gaps are left out of the mean, weights decide who is known enough to be ranked.
                said.excluded_sentence(say, evidence, ranking) if ranking.scenario.unknowns == "ignore" else "",
            ),
        )
    )


def _fixed(say: Language, evidence: Evidence, ranking: Ranking) -> dict[str, str]:
    """Return what holds whatever the weights: must-haves, how gaps count, what is set aside, who is out."""
    leaders = [row.offer for row in ranking.leaders]
    return {
        "musthaves": said.musthaves_sentence(say, evidence, ranking),
        "unknowns": first_capital(said.unknown_policy(say, ranking.scenario.unknowns)) + ".",
        "thin": said.thin_sentence(say, evidence, ranking, leaders),
        "excluded": "" if ranking.scenario.unknowns == "ignore" else said.excluded_sentence(say, evidence, ranking),
    }


def _contested(say: Language, evidence: Evidence, scenario: Scenario, view: PageEntries) -> str:
    return replies_sentence(
        say, evidence, scenario, picture_of(say, evidence, scenario, "ranking", replace(view, entries=())), view
    )


def _families(say: Language, evidence: Evidence, ranking: Ranking) -> list[tuple[str, str, str]]:
    there = {evidence.offers[o].family for o in ranking.outcomes}
    return [(f, mark, family_text(say, f)) for f, mark in FAMILY_MARK.items() if f in there]

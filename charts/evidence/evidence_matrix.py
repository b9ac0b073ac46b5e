"""The matrix: offers x criteria at a day, each cell telling its score, how far it is known, and on what grade."""

from collections.abc import Callable, Iterable, Mapping

from charts.parts.look import FAMILY_MARK
from charts.parts.templates import render
from ranking.facts.cells import CONTESTED, MatrixCell, is_shown, known_share
from ranking.facts.decision_matrix import THIN
from ranking.facts.door import door_of
from ranking.model import CONFIDENCE, Evidence
from ranking.replies.reply import Reply
from ranking.weighing.rank import Ranking
from words.facts.evidence import cell_text, grade_name
from words.facts.replies import MARK, readings_text
from words.facts.values import family_text
from words.language import Language
from words.reading import matrix_reading

Cells = Mapping[tuple[str, str], MatrixCell]
Replies = Mapping[tuple[str, str], tuple[Reply, ...]]
OUT = ("not_enough_evidence", "not_on_sale")


def groups(evidence: Evidence, ranking: Ranking, cells: Cells) -> dict[str, list[str]]:
    """Return offers shown, best known first: "" for those that can be ranked, then each reason of OUT."""
    reasons = {x.offer: x.reason for x in ranking.excluded if x.reason in OUT}
    shown = [r.offer for r in ranking.rows] + [x.offer for x in ranking.excluded]
    known = {o: known_share(_row(evidence, cells, o)) for o in shown}
    ordered = sorted(shown, key=lambda o: (-known[o], evidence.offers[o].name.casefold()))
    return {reason: [o for o in ordered if reasons.get(o, "") == reason] for reason in ("", *OUT)}


def on_sale(evidence: Evidence, ranking: Ranking, cells: Cells) -> list[MatrixCell]:
    """Return the cells of the offers shown that were on sale."""
    by_status = groups(evidence, ranking, cells)
    return [c for o in (*by_status[""], *by_status["not_enough_evidence"]) for c in _row(evidence, cells, o)]


def matrix_html(
    say: Language,
    evidence: Evidence,
    ranking: Ranking,
    cells: Cells,
    grades: str,
    chosen: str,
    link: Callable[[str], str],
    caption: str,
    replies: Replies,
) -> str:
    """Return the matrix with its key as HTML.

    grades  the grades shown; the others are hollow.  chosen  the cell marked, "offer.criterion"
    link    address of the page with a cell open
    replies (offer, criterion) -> the open replies to it, which mark the cell
    """
    titles = {
        "": "",
        "not_enough_evidence": say("Not enough evidence to rank"),
        "not_on_sale": say("Not on sale on that day"),
    }
    edges = _edges(evidence)
    tables = [
        {
            "title": titles[reason],
            "rows": [_line(say, evidence, ranking, cells, o, grades, chosen, link, edges, replies) for o in offers],
        }
        for reason, offers in groups(evidence, ranking, cells).items()
        if offers
    ]
    return render(
        "evidence/evidence_matrix.html.j2",
        caption=caption,
        key=_key(say, grades, bool(replies)),
        groups=tables,
        heads={"offer": say("Offer"), "known": say("Known")},
        pillars=_pillars(say, evidence),
        columns=[
            {"label": say.text(c.label), "help": say.text(c.help), "style": edges[c.id]}
            for c in evidence.criteria.values()
        ],
        foot=_foot(say, evidence, ranking, edges, cells),
        reading=_reading(say, ranking),
    )


def _row(evidence: Evidence, cells: Cells, offer: str) -> Iterable[MatrixCell]:
    return [cells[offer, c] for c in evidence.criteria]


def _edges(evidence: Evidence) -> dict[str, str]:
    """Return the CSS class of each criterion's column: the first of a pillar stands a little apart."""
    firsts = {evidence.criteria_of(p)[0].id for p in evidence.pillars if evidence.criteria_of(p)}
    return {c: "ev-first" if c in firsts else "" for c in evidence.criteria}


def _pillars(say: Language, evidence: Evidence) -> list[dict]:
    spans = {p: len(evidence.criteria_of(p)) for p in evidence.pillars}
    return [{"label": say.text(evidence.pillars[p].label), "span": n} for p, n in spans.items() if n]


def _line(
    say: Language,
    evidence: Evidence,
    ranking: Ranking,
    cells: Cells,
    offer: str,
    grades: str,
    chosen: str,
    link: Callable[[str], str],
    edges: Mapping[str, str],
    replies: Replies,
) -> dict:
    head = evidence.offers[offer]
    row = _row(evidence, cells, offer)
    return {
        "name": head.name,
        "family": head.family,
        "family_text": family_text(say, head.family),
        "mark": FAMILY_MARK[head.family],
        "coverage": say.percent(known_share(row)),
        "cells": [
            _tile(say, evidence, c, grades, link)
            | _replied(say, evidence, ranking, replies.get((offer, c.criterion), ()))
            | {"column": edges[c.criterion], "chosen": f"{offer}.{c.criterion}" == chosen}
            for c in row
        ],
    }


def _tile(say: Language, evidence: Evidence, cell: MatrixCell, grades: str, link: Callable[[str], str]) -> dict:
    """Return one cell: its look, its few characters, and the same in words."""
    name = f"{cell.offer}.{cell.criterion}"
    shown, score = is_shown(cell, grades), say.number(cell.score) if cell.facts else ""
    style = "none" if not cell.facts else cell.grade if shown else "hollow"
    label = say.text(evidence.criteria[cell.criterion].label)
    title = say(
        "{offer}, {criterion}: {value}",
        offer=evidence.offers[cell.offer].name,
        criterion=label,
        value=cell_text(say, evidence, cell),
    )
    return {
        "id": name,
        "door": door_of(evidence, cell.offer, cell.criterion),
        "href": link(name),
        "style": style,
        "known": round(100 * cell.known, 1),
        "title": title,
        "text": score if shown else "",
        "contested": shown and cell.contested,
        "grade": cell.grade,
        "words": _words(say, cell, score, shown),
    }


def _replied(say: Language, evidence: Evidence, ranking: Ranking, replies: Iterable[Reply]) -> dict:
    """Return the mark of a cell that open replies contest, and both readings in words."""
    readings = [readings_text(say, evidence, r, ranking.matrix.facts) for r in replies]
    return {"mark": MARK if readings else "", "replies": say("; ").join(readings)}


def _words(say: Language, cell: MatrixCell, score: str, shown: bool) -> str:
    if not cell.facts:
        return say("unknown")
    parts = [
        say("{score} out of 100", score=score) if shown else say("hidden by the filter"),
        say("grade {grade}", grade=cell.grade),
    ]
    if cell.contested:
        parts.append(say("contested"))
    if cell.known < 1:
        parts.append(say("known for {share}", share=say.percent(cell.known)))
    return ", ".join(parts)


def _foot(say: Language, evidence: Evidence, ranking: Ranking, edges: Mapping[str, str], cells: Cells) -> dict:
    """Return each criterion's coverage over the offers that can be ranked: the share the thin rule looks at."""
    matrix = ranking.matrix
    pool = list(matrix.status.index[matrix.status == "ranked"])
    known = matrix.known.loc[pool].mean() if pool else matrix.known.mean() * 0
    return {
        "label": say.plural(
            "Known, of the {n} offer that can be ranked", "Known, of the {n} offers that can be ranked", len(pool)
        ),
        "total": say.percent(known_share(on_sale(evidence, ranking, cells))),
        "cells": [
            {"text": say.percent(known[c]), "thin": say("thin") if c in matrix.thin else "", "column": edges[c]}
            for c in evidence.criteria
        ],
    }


def _key(say: Language, grades: str, replied: bool) -> list[dict]:
    """Return the legend entries, plus one for grades hidden by the filter if any is hidden."""
    hidden = [
        {"style": "hollow", "known": 100, "text": "", "grade": g, "meaning": say("hidden by the filter")}
        for g in CONFIDENCE
        if g not in grades or CONTESTED in grades
    ][:1]
    tiles = [{"style": g, "known": 100, "text": "75", "grade": g, "meaning": grade_name(say, g)} for g in CONFIDENCE]
    entries = [
        *tiles,
        {"style": "B", "known": 100, "text": "75", "contested": True, "grade": "B", "meaning": say("contested")},
        {"style": "B", "known": 60, "text": "57", "grade": "B", "meaning": say("known in part")},
        {"style": "none", "known": 0, "text": "", "grade": "", "meaning": say("unknown")},
        *hidden,
    ]
    if replied:
        meaning = say("a reply, not yet answered, proposes another value")
        entries.append({"style": "B", "known": 100, "text": "75", "mark": MARK, "grade": "B", "meaning": meaning})
    return [{"contested": False, "mark": ""} | item for item in entries]


def _reading(say: Language, ranking: Ranking) -> str:
    more = say(
        "Choose a cell to open it. “Thin”: known for fewer than {share} of the offers that can be ranked, hence "
        "without weight unless you ask. The coverage figures count all grades.",
        share=say.percent(THIN),
    )
    return f"{matrix_reading(say)} {more}"

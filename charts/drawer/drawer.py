"""The drawer beside a page: an offer's score by pillar and criterion, one of its pillars, or one dated fact."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from charts.evidence.evidence_fact import fact_html, history_html
from charts.parts.look import FAMILY_MARK
from charts.parts.templates import render
from charts.ranking.ranking_table import figures, printed_points
from ranking.facts.cells import MatrixCell, cells
from ranking.facts.door import Door, scale_of, written
from ranking.model import Evidence, Fact
from ranking.rounding import rounded_together
from ranking.verdict.groups import RankInterval
from ranking.weighing.rank import Ranking, RankingRow, scores
from ranking.weights import whole_percentages
from words.facts.evidence import cell_text
from words.language import Language
from words.ranking.conditions import exclusion_text
from words.ranking.groups import rank_interval_sentence

Link = Callable[[str], str]


@dataclass(frozen=True, eq=False)
class DrawerContent:
    """What the drawer draws from.

    interval  where the draws put the offer, None where it has no place
    said      of which ranking this is, where it is not the one on screen, else ""
    link      address of the page with a door open ("" shuts it); contest: address of the evidence page at a cell
    """

    say: Language
    evidence: Evidence
    ranking: Ranking
    door: Door
    interval: RankInterval | None
    said: str
    link: Link
    contest: Link


def drawer_html(content: DrawerContent) -> str:
    """Return the drawer's content as HTML; every source is a link outward."""
    say, door = content.say, content.door
    offer = content.evidence.offers[door.offer]
    inside = _fact(content) if door.criterion else _parts(content)
    return render(
        "drawer/drawer.html.j2",
        door=written(door),
        family=offer.family,
        mark=FAMILY_MARK[offer.family],
        crumbs=_crumbs(content),
        said=content.said,
        shut={"href": content.link(""), "text": say("Close")},
        way=say("Way back"),
        **inside,
    )


def _crumbs(content: DrawerContent) -> list[dict]:
    """The way back: the offer, then the pillar, each a door."""
    door, evidence, say = content.door, content.evidence, content.say
    crumbs = []
    if door.pillar or door.criterion:
        crumbs.append(_door(content, replace(door, pillar="", criterion=""), evidence.offers[door.offer].name))
    if door.pillar and door.criterion:
        crumbs.append(_door(content, replace(door, criterion=""), say.text(evidence.pillars[door.pillar].label)))
    return crumbs


def _door(content: DrawerContent, door: Door, text: str) -> dict:
    return {"door": written(door), "href": content.link(written(door)), "text": text}


def _fact(content: DrawerContent) -> dict:
    """The fact of one criterion or indicator, with its history."""
    say, evidence, ranking, door = content.say, content.evidence, content.ranking, content.door
    scale = scale_of(door, evidence)
    cell = f"{door.offer}.{door.criterion}"
    back = {"href": content.contest(cell), "text": say("Contest this fact, see replies and versions"), "back": ""}
    return {
        "title": say("{offer}: {criterion}", offer=evidence.offers[door.offer].name, criterion=say.text(scale.label)),
        "fact": fact_html(say, evidence, ranking, cells(evidence, ranking.matrix), door.offer, scale)
        + history_html(say, evidence, ranking, door.offer, scale, back),
        "lines": [],
        "pillars": [],
        "total": None,
    }


def _parts(content: DrawerContent) -> dict:
    """The score of an offer: by pillar and criterion, or of one pillar alone."""
    say, evidence, ranking, door = content.say, content.evidence, content.ranking, content.door
    offer, row = evidence.offers[door.offer], ranking.row(door.offer)
    by_criterion = cells(evidence, ranking.matrix)
    one = evidence.pillars.get(door.pillar)
    shown = [one.id] if one else list(evidence.pillars)
    return {
        "title": say.text(one.label) if one else offer.name,
        "fact": "",
        "lines": [say.text(one.help)] if one else [say.text(offer.offer), *_score_lines(content, row)],
        "pillars": [_pillar(content, p, row, by_criterion, bool(one)) for p in shown],
        "total": {"text": say.number(row.score, 1), "label": say("Score out of 100")} if row and not one else None,
    }


def _score_lines(content: DrawerContent, row: RankingRow | None) -> Iterable[str]:
    say, ranking = content.say, content.ranking
    out = next((x for x in ranking.excluded if x.offer == content.door.offer), None)
    if out:
        yield say("Without a place: {reason}.", reason=exclusion_text(say, content.evidence, out))
    if row and row.high - row.low > 0.05:
        yield say(
            "{score} points; between {low} and {high} once unknowns and contested facts are settled.",
            score=say.number(row.score, 1),
            low=say.number(row.low, 1),
            high=say.number(row.high, 1),
        )
    if content.interval:
        yield rank_interval_sentence(say, content.interval)


def _pillar(
    content: DrawerContent,
    pillar: str,
    row: RankingRow | None,
    by_criterion: Mapping[tuple[str, str], MatrixCell],
    close: bool,
) -> dict:
    """One pillar with its criteria; close: seen from near, with scores, weights and titles of sources."""
    say, evidence, ranking, door = content.say, content.evidence, content.ranking, content.door
    share, whole = ranking.weighting.pillars[pillar], whole_percentages(ranking.weighting.pillars)
    inside = [c.id for c in evidence.criteria_of(pillar)]
    printed = {} if row is None else printed_points(ranking, row)
    parts = {c: row.contributions[c] for c in inside} if row else {}
    shown = rounded_together(parts, printed[pillar]) if row and share else {}
    return {
        **_door(content, replace(door, pillar=pillar), say.text(evidence.pillars[pillar].label)),
        "share": say("weight {share}", share=say.percent(whole[pillar] / 100))
        if share
        else say("no weight on that day"),
        "points": say.number(printed[pillar], 1) if printed and share else "",
        "filled": round(figures(ranking)(row).filled[pillar], 2) if row and share else 0.0,
        "score": _pillar_score(content, pillar) if close else "",
        "criteria": [_criterion(content, pillar, c, by_criterion[door.offer, c], shown, close) for c in inside],
    }


def _pillar_score(content: DrawerContent, pillar: str) -> str:
    """The offer's score in the pillar itself, out of 100."""
    ranking, say = content.ranking, content.say
    table = scores(ranking.matrix, ranking.weighting, ranking.scenario.unknowns, ranking.scenario.compensation)
    at = table["pillars"][
        ranking.matrix.names[0].index(content.door.offer), list(content.evidence.pillars).index(pillar)
    ]
    return say("{score} out of 100 in this pillar", score=say.number(at, 1)) if at == at else ""


def _criterion(
    content: DrawerContent, pillar: str, name: str, cell: MatrixCell, shown: Mapping[str, float], close: bool
) -> dict:
    say, evidence = content.say, content.evidence
    weight = content.ranking.weighting.overall[name]
    return {
        **_door(content, replace(content.door, pillar=pillar, criterion=name), say.text(evidence.criteria[name].label)),
        "value": cell_text(say, evidence, cell),
        "known": bool(cell.facts),
        "grade": cell.grade,
        "contested": say("contested") if cell.contested else "",
        "points": say.number(shown[name], 1) if shown and weight else "",
        "idle": not weight,
        "score": _near(say, cell, weight) if close else "",
        "sources": _sources(cell.facts, close),
    }


def _near(say: Language, cell: MatrixCell, weight: float) -> str:
    """Score and weight of a criterion."""
    score = say("{score} out of 100", score=say.number(cell.score)) if cell.facts else say("unknown")
    return f"{score} · " + (say("weight {share}", share=say.percent(weight, 1)) if weight else say("not weighed"))


def _sources(facts: Iterable[Fact], close: bool) -> list[dict]:
    """The pages that facts were read on, each once: by their site, from near by their title."""
    pages = {f.source.url: f.source.title for f in facts if f.source.url}
    return [
        {"href": url, "title": title, "text": title if close else urlsplit(url).netloc.removeprefix("www.")}
        for url, title in pages.items()
    ]

"""Tables of the screen that draws weights: ends of a scale, weights beside the starting ones, places that moved."""

from collections.abc import Callable, Mapping, Sequence

from charts.parts.look import FAMILY_MARK
from charts.parts.templates import render
from ranking.model import Criterion, Evidence
from ranking.people.elicitation import ElicitedWeights, Given, Level, groups, open_range
from ranking.weighing.rank import Ranking
from ranking.weighing.weighting import Weighting
from ranking.weights import whole_percentages
from words.facts.values import end_texts, family_text, item_label
from words.language import Language


def ends_html(say: Language, evidence: Evidence, criteria: Sequence[str]) -> str:
    """Return what "at its worst" and "at its best" mean, one line a criterion."""
    rows = [_ends(say, evidence.criteria[c]) for c in criteria]
    return render("people/elicited.html.j2", kind="ends", rows=rows, worst=say("from"), best=say("to"))


def weights_html(
    say: Language,
    evidence: Evidence,
    before: Weighting,
    elicited: ElicitedWeights,
    order: tuple[Level, ...] = (),
    answers: Given | None = None,
) -> str:
    """Return weights of the pillars, and of the criteria inside those that were opened, beside the starting ones.

    order, answers  levels and answers of an order, so that the range it leaves open is shown too
    """
    left = _open(say, order, answers or {})
    rows = []
    for pillar, share in _rounded(before.pillars, elicited.pillars):
        rows.append(_weight(say, evidence, pillar, share, left, inside=False))
        if pillar in elicited.within:
            starting = {c: before.within[c] for c in elicited.within[pillar]}
            rows += [
                _weight(say, evidence, c, s, left, inside=True) for c, s in _rounded(starting, elicited.within[pillar])
            ]
    heads = {
        "item": say("Pillar, and the criteria inside it"),
        "before": say("Starting"),
        "after": say("Yours"),
        "open": say("Left open by the order") if left else "",
    }
    return render(
        "people/elicited.html.j2",
        kind="weights",
        caption=say("Your weights beside the starting ones"),
        rows=rows,
        heads=heads,
    )


def moves_html(
    say: Language, evidence: Evidence, before: Ranking, after: Ranking, link: Callable[[str], str] | None = None
) -> str:
    """Return every offer that changes place, in its new order; empty where none does.

    link  address of the page with a door open, None where names open nothing
    """
    places = {r.offer: r.place for r in before.rows}
    rows = [
        _move(say, evidence, r.offer, places.get(r.offer), r.place)
        for r in after.rows
        if places.get(r.offer) != r.place
    ]
    heads = {"before": say("Before"), "after": say("After"), "offer": say("Offer"), "move": say("Change")}
    return (
        render(
            "people/elicited.html.j2",
            kind="moves",
            caption=say("Offers that change place"),
            rows=rows,
            heads=heads,
            link=link,
        )
        if rows
        else ""
    )


def _ends(say: Language, scale: Criterion) -> dict[str, str]:
    worst, best = end_texts(say, scale)
    return {"label": say.text(scale.label), "worst": worst, "best": best}


def _rounded(before: Mapping[str, float], after: Mapping[str, float]) -> list[tuple[str, tuple[int, int]]]:
    """Items with whole percentages before and after; each column adds up to 100."""
    old, new = whole_percentages(before), whole_percentages(after)
    return [(i, (old[i], new[i])) for i in after]


def _weight(
    say: Language, evidence: Evidence, item: str, share: tuple[int, int], left: Mapping[str, str], inside: bool
) -> dict:
    return {
        "label": item_label(say, evidence, item),
        "inside": inside,
        "before": share[0],
        "after": share[1],
        "before_text": say.percent(share[0] / 100),
        "after_text": say.percent(share[1] / 100),
        "open": left.get(item, ""),
    }


def _open(say: Language, order: tuple[Level, ...], answers: Given) -> dict[str, str]:
    """The range that an order leaves to each item placed."""
    ranges = {}
    for level in order:
        start = 1
        for group in groups(level, answers):
            low, high = open_range(start, len(level.items), len(group))
            words = say("from {low} to {high}", low=say.percent(low), high=say.percent(high))
            ranges |= dict.fromkeys(group, words)
            start += len(group)
    return ranges


def _move(say: Language, evidence: Evidence, offer: str, before: int | None, after: int) -> dict:
    one = evidence.offers[offer]
    up = (before or after) - after
    words = (
        say.plural("▲ {n} place up", "▲ {n} places up", up)
        if up > 0
        else say.plural("▼ {n} place down", "▼ {n} places down", -up)
    )
    return {
        "offer": offer,
        "before": before or "–",
        "after": after,
        "name": one.name,
        "family": one.family,
        "family_text": family_text(say, one.family),
        "mark": FAMILY_MARK[one.family],
        "move": words,
    }

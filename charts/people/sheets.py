"""Several people's weights and places as tables."""

from collections.abc import Sequence

from charts.parts.sheet import Column, Sheet
from charts.people.stakeholders import across
from ranking.model import Evidence
from ranking.people.agreement import Agreement
from ranking.weighing.rank import Ranking
from words.facts.values import item_label
from words.language import Language


def viewpoints_sheet(say: Language, evidence: Evidence, agreement: Agreement) -> Sheet:
    """Return one row an offer, its place from each point of view in the order of the picture."""
    order = across(agreement)
    names = _numbered([agreement.voices[k].name for k in order])
    columns = (
        Column("offer", say("Id"), "id"),
        Column("name", say("Offer")),
        *(Column(f"place_{n}", name, "integer") for n, name in enumerate(names, 1)),
    )
    rows = (
        (o, evidence.offers[o].name, *(int(agreement.places[k, i]) for k in order))
        for i, o in enumerate(agreement.offers)
    )
    return Sheet("viewpoints", say("Places from each point of view"), columns, tuple(rows))


def voices_sheet(say: Language, evidence: Evidence, voices: Sequence[tuple[str, str, Ranking]]) -> Sheet:
    """Return one row a voice of a meeting: when it was cast, weights in % of the whole, every offer's place.

    voices  name, when it was cast in words ("" for a mean), ranking
    """
    rankings = [ranking for _, _, ranking in voices]
    weights = dict.fromkeys(k for r in rankings for k in _weights(r))
    offers = dict.fromkeys(row.offer for r in rankings for row in r.rows)
    names = _numbered([evidence.offers[o].name for o in offers])
    columns = (
        Column("participant", say("Participant")),
        Column("vote", say("Vote")),
        *(Column(f"weight_{k}", f"% {item_label(say, evidence, k)}", "number") for k in weights),
        *(Column(f"place_{o}", name, "integer") for o, name in zip(offers, names, strict=True)),
    )
    rows = (
        (name, cast, *map(_weights(r).get, weights), *map({row.offer: row.place for row in r.rows}.get, offers))
        for name, cast, r in voices
    )
    return Sheet("meeting", say("Everybody's weights and places"), columns, tuple(rows))


def _weights(ranking: Ranking) -> dict[str, float]:
    shares = {**ranking.weighting.pillars, **{c: w for c, w in ranking.weighting.overall.items() if w > 0}}
    return {k: round(100 * float(v), 4) for k, v in shares.items()}


def _numbered(names: Sequence[str]) -> list[str]:
    """Names, those of one spelling told apart by a number."""
    return [f"{n} ({names[:k].count(n) + 1})" if names.count(n) > 1 else n for k, n in enumerate(names)]

"""The live board as plain data: what the browser needs to weigh, order and word the offers while a weight moves."""

import math

import numpy as np

from charts.ranking.ranking_table import group_titles, head, heads, range_text, reading_text
from charts.ranking.weights_panel import weights_panel
from ranking.model import Evidence
from ranking.tolerances import CLOSE, TIE
from ranking.unknowns import FILL
from ranking.weighing.rank import Excluded, Ranking, nearest_first, shut_out
from words.language import Language
from words.ranking.conditions import exclusion_text, not_enough
from words.ranking.live import gap_words, look_words


def live_board(say: Language, evidence: Evidence, ranking: Ranking) -> dict:
    """Return everything but the weights themselves, for json.dumps: scales, offers, scores, rules and words.

    values  one row an offer shown, one number a criterion; None where nothing is known
    ends    [row, column, low, high] where worst and best case differ from the value
    """
    scenario, offers = ranking.scenario, list(ranking.outcomes)
    panel = weights_panel(say, evidence, scenario, ranking.matrix.thin)
    return {
        **panel,
        "filler": None if math.isnan(FILL[scenario.unknowns]) else FILL[scenario.unknowns],
        "compensation": "min" if scenario.compensation == -math.inf else scenario.compensation,
        "close": CLOSE,
        "tie": TIE,
        "offers": _offers(say, evidence, ranking, offers),
        **_numbers(ranking, offers),
        "words": {
            **panel["words"],
            "gap": gap_words(say),
            "heads": heads(say),
            "titles": group_titles(say),
            "look": look_words(say),
            "range": range_text(say, "{low}", "{high}"),
            "reading": reading_text(
                say, scenario.compensation, name="{name}", score="{score}", points="{points}", pillar="{pillar}"
            ),
        },
    }


def _offers(say: Language, evidence: Evidence, ranking: Ranking, offers: list[str]) -> list[dict]:
    """What a row says of its offer; `bar`: why it is out whatever the weights; `alpha`: its place among equals."""
    bars = shut_out(evidence, ranking)
    names = sorted(offers, key=lambda o: evidence.offers[o].name.casefold())
    alpha = {offer: n for n, offer in enumerate(names)}
    coverage = ranking.matrix.coverage
    near = {x.offer: n for n, x in enumerate(nearest_first(evidence, bars.values()))}
    return [
        {
            "id": o,
            "near": near.get(o, len(near)),
            **head(say, evidence, o, _reason(say, evidence, bars.get(o))),
            "bar": bars[o].reason if o in bars else "",
            "unproven": not_enough(say, float(coverage[o])),
            "alpha": alpha[o],
        }
        for o in offers
    ]


def _reason(say: Language, evidence: Evidence, out: Excluded | None) -> str:
    return exclusion_text(say, evidence, out) if out and out.reason != "not_on_sale" else ""


def _numbers(ranking: Ranking, offers: list[str]) -> dict[str, list]:
    rows = [ranking.matrix.names[0].index(o) for o in offers]
    value, low, high = (ranking.matrix.arrays[name][rows] for name in ("value", "low", "high"))
    unsure = np.argwhere((low != value) | (high != value)).tolist()
    return {
        "values": [[None if math.isnan(x) else x for x in row] for row in value.tolist()],
        "ends": [[i, j, float(low[i, j]), float(high[i, j])] for i, j in unsure],
    }

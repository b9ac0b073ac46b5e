"""Several points of view side by side, and who stands where on their common ground, each computed once."""

from dataclasses import dataclass
from functools import lru_cache

from ranking.model import Evidence
from ranking.people import agreement as points_of_view
from ranking.people.agreement import Agreement, Voice
from ranking.robustness import reach
from ranking.robustness.smaa import Acceptability
from ranking.robustness.tipping import NotLinear
from ranking.weighing.scenario import put_to
from results import results

GROUND_SAMPLES, GROUND_OFFERS = 20_000, 8


@dataclass(frozen=True, eq=False)
class OnGround:
    """On the common ground: shares of places; the places that the first offers reach, the one most often first on top
    (None where totals are not linear); and all that some weighting of it puts first.
    """

    shares: Acceptability
    reached: dict[str, reach.Reach | None]
    able: tuple[str, ...]


@lru_cache(maxsize=100)
def agreement(evidence: Evidence, voices: tuple[Voice, ...]) -> Agreement:
    """Return several points of view side by side. Raises BoardError."""
    question = voices[0].scenario
    return points_of_view.agreement(put_to(evidence, question), voices, results.matrix(evidence, question))


@lru_cache(maxsize=100)
def on_ground(evidence: Evidence, voices: tuple[Voice, ...]) -> OnGround:
    """Return shares of places, reach and possible leaders under the weightings that several points of view share."""
    ground = agreement(evidence, voices).ground
    places = ground.shares(GROUND_SAMPLES)
    first = list(places.first.sort_values(ascending=False, kind="stable").index)
    try:
        reached = {o: ground.reach(o) for o in first[:GROUND_OFFERS]}
        return OnGround(places, reached, tuple(o for o in first if places.first[o] > 0 or ground.can_lead(o)))
    except NotLinear:
        return OnGround(places, dict.fromkeys(first[:GROUND_OFFERS]), ())

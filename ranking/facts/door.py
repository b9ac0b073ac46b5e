"""Doors: the way from a claim to its facts, as a text: an offer, one of its pillars, or one criterion; and when."""

from dataclasses import dataclass

from ranking.model import Criterion, Evidence
from ranking.written_day import written_day


@dataclass(frozen=True, slots=True)
class Door:
    """An offer's score, its part in a pillar, or the fact behind one criterion or indicator.

    pillar, criterion  "" where the door leads no deeper; an indicator that no pillar scores has no pillar
    at                 a decision whose ranking is meant, or an ISO day other than the scenario's; "" for the scenario
    """

    offer: str
    pillar: str = ""
    criterion: str = ""
    at: str = ""


def parsed(text: str, evidence: Evidence) -> Door | None:
    """Return the door of `offer`, `offer.pillar`, `offer.criterion` or all three, `@day` or `@decision` behind it.

    A criterion names its pillar, so that the short form and the long one lead to the same place.
    """
    path, _, at = text.partition("@")
    offer, *names = path.split(".")
    if offer not in evidence.offers or len(names) > 2 or not _when(at, evidence) or text.endswith("@"):
        return None
    place = _inside(names, evidence)
    return None if place is None else Door(offer, *place, at)


def written(door: Door) -> str:
    """Return the text of a door."""
    path = ".".join(filter(None, (door.offer, door.pillar, door.criterion)))
    return f"{path}@{door.at}" if door.at else path


def door_of(evidence: Evidence, offer: str, name: str, at: str = "") -> str:
    """Return the text of the door to an offer's criterion or indicator; to its pillar where `name` is one."""
    pillar, criterion = _inside([name], evidence) or ("", "")
    return written(Door(offer, pillar, criterion, at))


def scale_of(door: Door, evidence: Evidence) -> Criterion:
    """Return the criterion or indicator that a door leads to."""
    return evidence.criteria.get(door.criterion) or evidence.indicators[door.criterion]


def _inside(names: list[str], evidence: Evidence) -> tuple[str, str] | None:
    """Pillar and criterion of what follows the offer; None where these names do not fit together."""
    if not names:
        return "", ""
    if names[0] in evidence.pillars and len(names) == 1:
        return names[0], ""
    scale = evidence.criteria.get(names[-1]) or evidence.indicators.get(names[-1])
    if scale is None:
        return None
    within = next((c.pillar for c in evidence.criteria.values() if names[-1] in (c.id, *c.indicators)), "")
    return (within, names[-1]) if len(names) == 1 or names[0] == within else None


def _when(at: str, evidence: Evidence) -> bool:
    return not at or any(decision.id == at for decision in evidence.decisions) or written_day(at) is not None

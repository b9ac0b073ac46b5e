"""The trade-off: every offer's score as a function of the balance between two pillars, or two criteria."""

from dataclasses import dataclass

import numpy as np

from ranking.balance.balance import Field, Pair, along, field, poles
from ranking.balance.envelope import Piece, Spans
from ranking.model import Evidence
from ranking.tolerances import CLOSE
from ranking.weighing.rank import Ranking, rank
from ranking.weighing.scenario import Scenario

# Balances at which a curved line is drawn: a hundredth is less than a pixel or two of any picture.
DRAWN = np.linspace(0, 1, 101)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the balance with the same best offers, all tied where more than one."""

    start: float
    end: float
    offers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of the balance with the same leaders; who comes next along it; where the lead is under the margin."""

    start: float
    end: float
    leaders: tuple[str, ...]
    runners: tuple[Stretch, ...]
    close: Spans


@dataclass(frozen=True, slots=True)
class BalanceLine:
    """An offer's score along the balance, as (t, score) corners: two where it is straight.

    reason  None, or why it cannot lead ("must_have", "not_on_sale", "not_enough_evidence")
    now     its score at the balance in force
    """

    offer: str
    reason: str | None
    points: tuple[tuple[float, float], ...]
    now: float


@dataclass(frozen=True, eq=False)
class Tradeoff:
    """Who leads as the balance goes from all `second` (0) to all `first` (1), everything else held.

    position  the scenario's own balance, None where the two weigh nothing together
    exact     False: some line that could lead is a curve, so the switch points are numerical
    silent    the ones of the two that carry no weight on that day
    """

    first: str
    second: str
    segments: tuple[Segment, ...]
    lines: tuple[BalanceLine, ...]
    position: float | None
    exact: bool
    silent: tuple[str, ...]

    @property
    def switches(self) -> tuple[float, ...]:
        """Return the balances at which the lead changes, ascending."""
        return tuple(s.end for s in self.segments[:-1])


def tradeoff(
    evidence: Evidence,
    scenario: Scenario,
    pair: Pair | None = None,
    ranking: Ranking | None = None,
    margin: float = CLOSE,
) -> Tradeoff:
    """Return the trade-off of `scenario` on its day. `ranking`: its ranking, where the caller has it already.

    pair  two pillars or two criteria; default the urgency and the sovereignty pillar
    Exact with arithmetic compensation, except that with unknowns "ignore" an offer of which one side is wholly
    unknown has its weights rescaled as the balance moves: such curves are searched numerically.
    Raises NothingToWeigh as the ranking does, ScenarioError for a pair that is not one.
    """
    ranking = ranking or rank(evidence, scenario)
    pair = poles(evidence, pair)
    way = along(evidence, scenario, ranking.weighting, ranking.matrix.thin, pair)
    curves = field(ranking.matrix.value.to_numpy(), way, ranking.weighting, scenario)
    offers = list(ranking.matrix.value.index)
    reasons = {row.offer: None for row in ranking.rows} | {x.offer: x.reason for x in ranking.excluded}
    rows = np.array([i for i, o in enumerate(offers) if reasons.get(o, "hidden") is None], dtype=int)
    segments = tuple(_segment(curves, rows, piece, offers, margin) for piece in curves.envelope(rows, margin))
    lines = tuple(_line(curves, i, o, reasons[o], ranking) for i, o in enumerate(offers) if o in reasons)
    return Tradeoff(*pair, segments, lines, way.position, not curves.curved[rows].any(), way.silent)


def _segment(curves: Field, rows: np.ndarray, piece: Piece, offers: list[str], margin: float) -> Segment:
    others = np.setdiff1d(rows, piece.leaders)
    behind = curves.envelope(others, 0.0, piece.start, piece.end)
    return Segment(
        piece.start,
        piece.end,
        tuple(offers[i] for i in piece.leaders),
        tuple(Stretch(p.start, p.end, tuple(offers[i] for i in p.leaders)) for p in behind),
        piece.close,
    )


def _line(curves: Field, i: int, offer: str, reason: str | None, ranking: Ranking) -> BalanceLine:
    straight = not curves.curved[i] and curves.under[1] == 0
    t = DRAWN[[0, -1]] if straight else DRAWN
    drawn = (curves.a[i] + curves.b[i] * t) / curves.under[0] if straight else curves.scores(t, [i])[0]
    points = tuple(zip(map(float, t), map(float, drawn), strict=True))
    position = curves.way.position
    row = ranking.row(offer)
    now = row.score if row else float(curves.scores(np.array([0.5 if position is None else position]), [i])[0, 0])
    return BalanceLine(offer, reason, points, now)

"""Voices that are the same however far the draws of one offer move: most of what is left out need not be drawn anew."""

import numpy as np

from ranking.verdict.draws import Draws
from ranking.verdict.first_share import FirstShare
from ranking.verdict.leave_one_out import LeftOut
from ranking.verdict.verdict import VoiceRule

# Points beyond what single precision can round.
SLACK = 0.01


class VoiceBounds:
    """The voice between two bounds, where both have the same one.

    An offer's share of first places grows with its own totals and falls with another's. All that is left out of one
    offer moves its totals by something between the least and the most of any of it: a voice that is one at both ends
    is that of each.
    """

    def __init__(self, left: LeftOut, drawn: Draws, firsts: FirstShare, rule: VoiceRule) -> None:
        self._left, self._drawn, self._firsts, self._rule = left, drawn, firsts, rule
        self._alone = np.array([len(left.parts[r]) == 1 for r in left.of.tolist()], bool)
        self._shifts = left.moves @ drawn.weights
        self._offers = left.offer.tolist()
        self._found: dict[tuple[int, int | None], str | None] = {}

    def voice(self, r: int, row: int) -> str | None:
        """Return the voice for offer `row` without the r-th of what is left out; None where it has to be drawn.

        The same offers must have a place as in the shares.
        """
        parts = self._left.parts[r]
        if len(parts) > 1 or self._drawn.compensation != 1:
            return None
        i = self._offers[parts[0]] if parts else row
        key = row, i if parts and self._firsts.placed[i] else None
        if key not in self._found:
            self._found[key] = self._between(*key)
        return self._found[key]

    def _between(self, row: int, i: int | None) -> str | None:
        if i is None:
            return self._rule.voice(1, None, self._firsts.share(row))
        shifts = self._shifts[self._alone & (self._left.offer == i)]
        ends = np.float32(shifts[:, 0].min() - SLACK), np.float32(shifts[:, 1].max() + SLACK)
        shares = (self._firsts.share(row, changed={i: self._drawn.totals[i] + end}) for end in ends)
        low, high = (self._rule.voice(1, None, share) for share in shares)
        return low if low == high else None

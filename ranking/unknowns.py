"""What counts where a score is unknown: one table, one filler."""

import numpy as np

# Policy -> score 0..100 of an unknown cell; NaN: left out, and the weights of what is known rescaled.
FILL = {"cautious": 0.0, "ignore": np.nan, "neutral": 50.0}
UNKNOWNS = tuple(FILL)


def fill(scores: np.ndarray, policy: str) -> np.ndarray:
    """Return the scores with every NaN at the policy's value; the same array where the policy leaves them out."""
    filler = FILL[policy]
    return scores if filler != filler else np.where(np.isnan(scores), filler, scores)

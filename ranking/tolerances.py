"""Every tolerance on a score, once: what counts as level, as close, as reached."""

# Points. Scores this near are level: far above the rounding of a sum of products, far below what is shown.
TIE = 1e-9
# Points. A lead below this is called close.
CLOSE = 0.5
# Shares. Sums of sevenths can sit a rounding error below a threshold that they reach.
EDGE = 1e-9
# Shares. At an end of a balance one side weighs exactly nothing, which below arithmetic compensation is a jump:
# the end is approached from inside by this much.
END = 1e-9

"""Every tolerance on a score or a share, once: what counts as level, as close, as reached, as rounding.

A numerical method's own (a root finder, a linear programme) stand where the method does.
"""

# Points. Scores this near are level: far above the rounding of a sum of products, far below what is shown.
TIE = 1e-9
# The same in decimals, for totals that are compared by the million: rounded to these, those that are level are equal.
DECIMALS = 9
# Points. A lead below this is called close.
CLOSE = 0.5
# Shares. Sums of sevenths can sit a rounding error below a threshold that they reach, or beside one they equal.
EDGE = 1e-9
# Shares. At an end of a balance one side weighs exactly nothing, which below arithmetic compensation is a jump:
# the end is approached from inside by this much.
END = 1e-9
# Points or shares. What a sum of a few dozen products leaves where, reckoned exactly, nothing would be left.
ROUNDING = 1e-12
# Shares. A weight that a record holds and the one reckoned anew from its scenario: beyond this they are two weights.
SAME_WEIGHT = 1e-8

"""Time: the decision matrix from day to day, rankings, readiness, the catch-up map."""

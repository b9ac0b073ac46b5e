"""People: weights drawn from them, their agreement, a meeting."""

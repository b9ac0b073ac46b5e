"""The right of reply: a reading of one fact that somebody proposes, and what became of it."""

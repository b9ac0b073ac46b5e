"""Hypothesis draws the same examples on every run: a failure is a fact about the code, not about the day."""

from hypothesis import settings

settings.register_profile("board", derandomize=True, deadline=None, max_examples=40)
settings.load_profile("board")

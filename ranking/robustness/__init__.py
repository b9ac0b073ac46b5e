"""Robustness: weight spaces, rank acceptability, stability intervals, smallest changes."""

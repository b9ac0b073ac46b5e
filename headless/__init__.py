"""`python -m ranking`: the same answers without a screen."""

from headless.main import main

__all__ = ["main"]

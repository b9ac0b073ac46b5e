"""The screen of points of view."""

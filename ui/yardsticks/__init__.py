"""The screen of the official framework."""

"""The meeting's screens."""

"""The screen of documented decisions."""

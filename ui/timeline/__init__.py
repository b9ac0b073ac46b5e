"""The timeline's screen."""

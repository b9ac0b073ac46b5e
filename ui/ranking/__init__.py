"""The ranking's screen."""

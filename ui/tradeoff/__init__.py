"""The trade-off's screen."""

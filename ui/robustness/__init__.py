"""The robustness screen."""

"""The records' screen, and the form that locks a scenario."""

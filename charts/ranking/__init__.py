"""Pictures of the ranking."""

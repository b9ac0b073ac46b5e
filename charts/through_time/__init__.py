"""Pictures of time."""

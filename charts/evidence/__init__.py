"""Pictures of the facts."""

"""Pictures of weights and of people."""

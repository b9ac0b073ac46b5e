"""Pictures of the balance between two sides."""

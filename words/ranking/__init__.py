"""Rankings in words."""

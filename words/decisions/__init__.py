"""Records and documented decisions in words."""

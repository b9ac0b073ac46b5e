"""Tables of the method."""

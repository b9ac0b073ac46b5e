"""Plain decision matrices, as an analyst brings them."""
